"""The verbs that look after the library itself: `doctor`, `merge`."""

from __future__ import annotations

import argparse
from os.path import expanduser  # Path's own fails for the home of nobody
from pathlib import Path

from reader.cli.output import Ink
from reader.cli.verb import Call, Verb, for_each
from reader.errors import LibraryError, ReaderError
from reader.export.highlights import Json, placed_in, visible_text
from reader.model import Article, Highlight
from reader.store import Library
from reader.store.doctor import Finding, Report, examine
from reader.store.merge import merge_copy
from reader.store.repair import repair
from reader.store.rescue import Ruin, rescue, ruin_of


def _declare_doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help="do what the findings say; nothing is ever deleted")
    parser.add_argument(
        "--json",
        action="store_true",
        help='print {"well", "articles", "acts", "highlights", "findings": [{"area", "what", "where", "repair"}], "done"}',
    )


def doctor(call: Call) -> int:
    """Examine every file of the library, and repair it where that is asked; status 0 only when all is well at the end."""
    done: list[str] = []
    try:
        library = call.library
    except LibraryError as error:
        ruin = ruin_of(call.library_path())
        if ruin is None:
            raise
        if not ruin.can_be_rebuilt:
            raise ruin.refusal() from error
        if not call.options.repair:
            return _tell(call, Report([_finding_of(ruin)], acts=ruin.acts), done)
        done += rescue(ruin)
        library = call.library
    if call.options.repair:
        done += repair(library)
    if call.options.repair:
        done += _repair_index(library)
    report = examine(library, place=_places)
    report.findings += _index_findings(library)
    return _tell(call, report, done)


def _finding_of(ruin: Ruin) -> Finding:
    what = f"it cannot be read: {ruin.reason}"
    return Finding("checkpoint", what, str(ruin.path), f"set it aside, and rebuild it from {ruin.sources}")


def _tell(call: Call, report: Report, done: list[str]) -> int:
    if call.options.json:
        call.output.json(_report_json(report, done))
    else:
        for sentence in done:
            call.output.tell(sentence)
        for finding in report.findings:
            _print_finding(call, finding)
        call.output.line(_summary(report))
    return 0 if report.is_well else 1


def _places(article: Article, body: str, highlights: list[Highlight]) -> list[str]:
    return [str(placed.where) for placed in placed_in(visible_text(body), highlights)]


def _index_findings(library: Library) -> list[Finding]:
    from reader.search import Index

    with Index(library) as index:
        try:
            faults = index.faults()
        except ReaderError as error:
            faults = [str(error)]
        return [Finding("index", fault, str(index.path), "throw it away; the next search makes it") for fault in faults]


def _repair_index(library: Library) -> list[str]:
    from reader.search import Index

    if not _index_findings(library):
        return []
    with Index(library) as index:
        index.remove()
        return [f"{index.path} was thrown away; the next search makes it again"]


def _print_finding(call: Call, finding: Finding) -> None:
    if not call.output.is_terminal:
        call.output.row(finding.area, finding.what, finding.where, finding.repair)
        return
    call.output.line(Ink(finding.area, "fault"), f"  {finding.what}")
    call.output.line(Ink(f"  {finding.where}", "faint"))
    call.output.line(
        f"  --repair would {finding.repair}" if finding.repair else "  no repair knows how; look at it yourself"
    )


def _summary(report: Report) -> str:
    marks = ", ".join(f"{report.highlights[place]} {place}" for place in sorted(report.highlights)) or "none"
    verdict = "all is well" if report.is_well else _counted(len(report.findings), "finding")
    return f"{verdict}: {_counted(report.articles, 'article')}, {_counted(report.acts, 'act')} in the journals, highlights: {marks}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _report_json(report: Report, done: list[str]) -> Json:
    return {
        "well": report.is_well,
        "articles": report.articles,
        "acts": report.acts,
        "highlights": {name: report.highlights.get(name, 0) for name in ("exact", "moved", "orphan")},
        "findings": [
            {"area": each.area, "what": each.what, "where": each.where, "repair": each.repair or None}
            for each in report.findings
        ],
        "done": done,
    }


def _declare_merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", help="a copy of library.json, or of a file in its journal folder"
    )
    parser.add_argument("--json", action="store_true", help='print an array of {"path", "records", "texts"}')


def merge(call: Call) -> int:
    """Take copies of the library in: conflict copies of a sync program, backups, the library of another machine."""
    answers: list[Json] = []

    def merge_one(path: str) -> None:
        merged = merge_copy(call.library, Path(expanduser(path)))
        answers.append({"path": path, "records": merged.records, "texts": merged.texts})
        call.output.tell(str(merged))

    status = for_each(call, call.options.paths, merge_one)
    if call.options.json:
        call.output.json(answers)
    return status


VERBS = (
    Verb(
        name="doctor",
        says="Examine the library's files, say what is wrong, and repair it.",
        run=doctor,
        declare=_declare_doctor,
        examples=("reader doctor", "reader doctor --repair"),
        more="Without --repair it changes nothing. Exit status 0 means that all is well.\n"
        "To programs it prints a finding a line (area, what, where, what repair would do), then a summary.",
    ),
    Verb(
        name="merge",
        says="Take in copies of the library: from another machine, a backup, or set aside by a sync program.",
        run=merge,
        declare=_declare_merge,
        examples=("reader merge library.sync-conflict-20260211-101500.json",),
        more="The copies are only read. Where both changed one thing, the later change holds and the other stays in the history.\n"
        "`reader undo` does not take a merge back: it undoes what was done before it, and says so.",
    ),
)
