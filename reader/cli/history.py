"""The verbs of the history: `undo`, `redo`, `log`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime

from reader.cli.as_json import act_json
from reader.cli.output import Ink
from reader.cli.verb import Call, Verb
from reader.errors import ReaderError, UsageError
from reader.export.highlights import Json, moment
from reader.ingest import request, request_log
from reader.model.act import Act

_LOG_LIMIT = 20


def _declare_count(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "count", metavar="N", nargs="?", type=int, default=1, help="how many acts; one, if nothing is said"
    )
    parser.add_argument("--json", action="store_true", help="print an array of the acts that did it")


def undo(call: Call) -> int:
    """Take back the last acts, newest first."""
    return _again(call, lambda: call.library.undo())


def redo(call: Call) -> int:
    """Do again what was undone last."""
    return _again(call, lambda: call.library.redo())


def _again(call: Call, step: Callable[[], Act]) -> int:
    count = call.options.count
    if count < 1:
        raise UsageError(f"how many acts? a number from 1, not {count}")
    done: list[Act] = []
    try:
        for _ in range(count):
            done.append(step())
            call.output.tell(done[-1].label)
    finally:
        if call.options.json:
            call.output.json([act_json(act) for act in done])
    return 0


def _declare_log(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit", metavar="N", type=int, help=f"at most so many; {_LOG_LIMIT}, and of requests all there are"
    )
    parser.add_argument(
        "--network", action="store_true", help="list instead every request that Reader made on this machine"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help='print an array of {"revision", "at", "label", "ids"}, or of {"at", "url", "status", "error"}',
    )


def log(call: Call) -> int:
    """Print the history, newest first."""
    limit = call.options.limit
    if limit is not None and limit < 1:
        raise UsageError(f"--limit wants a number from 1, not {limit}")
    if call.options.network:
        return _log_network(call, limit)
    acts = call.library.acts(limit or _LOG_LIMIT)
    if call.options.json:
        call.output.json([act_json(act) for act in acts])
        return 0
    for act in acts:
        if call.output.is_terminal:
            call.output.line(Ink(f"{act.at.astimezone():%Y-%m-%d %H:%M}", "faint"), "  ", act.label)
        else:
            call.output.row(moment(act.at), act.label, ",".join(act.ids))
    return 0


def _log_network(call: Call, limit: int | None) -> int:
    """Print the requests that were made, newest first; the library is not asked."""
    record = request_log.RequestLog(request_log.default_path())
    try:
        requests = record.requests()[:limit]
    except OSError as error:
        raise ReaderError(f"{record.path}: {error.strerror}") from error
    if call.options.json:
        call.output.json([_request_json(made) for made in requests])
        return 0
    for made in requests:
        at = datetime.fromtimestamp(made.at, UTC)
        told = str(made.status) if made.status else made.error
        if call.output.is_terminal:
            call.output.line(Ink(f"{at.astimezone():%Y-%m-%d %H:%M:%S}", "faint"), f"  {made.url}  ", Ink(told, "tag"))
        else:
            call.output.row(moment(at), made.url, str(made.status), made.error)
    return 0


def _request_json(made: request.Request) -> Json:
    at = moment(datetime.fromtimestamp(made.at, UTC))
    return {"at": at, "url": made.url, "status": made.status, "error": made.error}


VERBS = (
    Verb(
        name="undo",
        says="Take back the last act, or the last N.",
        run=undo,
        declare=_declare_count,
        examples=("reader undo", "reader undo 3"),
        more="It works after a restart too. What would overwrite a later change is refused.",
    ),
    Verb(
        name="redo",
        says="Do again what was undone last, or the last N.",
        run=redo,
        declare=_declare_count,
        examples=("reader redo",),
    ),
    Verb(
        name="log",
        says="List what was done, newest first.",
        run=log,
        declare=_declare_log,
        examples=("reader log", "reader log --limit 100 --json", "reader log --network"),
        more="To programs it prints these columns, separated by tabs: time, what was done, ids (separated by commas);\n"
        "of requests: time, address (without credentials), status (0 where no answer came), error. The record of\n"
        "requests is a file of this machine that only grows; every request of Reader is in it, and no other program's.",
    ),
)
