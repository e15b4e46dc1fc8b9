"""The index finds what a scan of the library finds, follows it, and is made again when it is gone."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from reader.model import Draft, Edit, HighlightEdit, Span, State, TextQuote
from reader.model.query import Query, parse
from reader.search import Index, SearchStopped
from reader.search.index import IndexUnusable
from reader.store import Library
from tests.model.query.strategies import queries
from tests.search.conftest import DRAFTS, NOW, filled


def titles(library: Library, index: Index, query: str, **options) -> list[str]:
    return [library.article(hit.article_id).title for hit in index.search(query, **options)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("garden", {"Slow reading", "Picture", "Empty", "Tools, a review"}),
        ('"garden"', {"Slow reading", "Picture", "Empty"}),
        ("ete zurich", {"Été à Zürich"}),
        ("oeuvre", {"Été à Zürich"}),
        ("soren", {"Été à Zürich"}),
        ("東京", {"東京の本"}),
        ("図書", {"東京の本"}),
        ("館", {"東京の本"}),
        ("京東", set()),
        ("ศิลปะ", {"การอ่าน"}),
        ("البطيئة", {"القراءة"}),
        ("secret", set()),
        ("wall", {"Picture"}),
        ("hedgehogs", {"Slow reading"}),
        ("illich", {"Tools, a review"}),
        ("gar", {"Slow reading", "Picture", "Empty", "Tools, a review"}),
        ('"the garden" -picture', {"Slow reading"}),
        ("garden is:trashed", {"Trashed garden"}),
        ("title:reading", {"Slow reading", "Reading twice"}),
        ("reading OR lac", {"Slow reading", "Code", "Reading twice", "Été à Zürich"}),
        ("reading is:starred", {"Reading twice"}),
        ("reading has:code", {"Code"}),
        ("has:image", {"Picture"}),
        ("is:starred", {"Reading twice"}),
        ("tag:reading garden", {"Slow reading"}),
        ('"reading twice reading"', set()),
    ],
)
def test_a_search_finds(library: Library, index: Index, query: str, found: set[str]) -> None:
    assert set(titles(library, index, query)) == found
    assert set(titles(library, index, query, newest_first=True)) == found


@pytest.mark.parametrize(
    "query",
    [
        '"AND"', '"OR"', '"NOT"', '"NEAR"', "100%", "C++", "don't", "a*", "*a", "^a", "a^2", "{a}", "[a]", "a+b", "a&b", "a;b",
        "O'Brien", "50%", "1/2", "a\\b", "$x", "@me", "a.b", "a,b", "what?", "re-read", "x=y", "x<y", "~a", "`a`", '"a \\" b"',
        "DROP TABLE", "title", "rowid", "N/A", "e.g.", "near(a,b)",
    ],
)  # fmt: skip
def test_nothing_anybody_types_is_an_operator_of_the_index(library: Library, index: Index, query: str) -> None:
    for newest_first in (True, False):
        index.search(query, newest_first=newest_first)
    assert index.articles(parse(query), now=NOW) == library.articles(parse(query))


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Index]:
    folder = tmp_path_factory.mktemp("steady")
    library = filled(folder / "library.json")
    index = Index(library, folder / "search.sqlite")
    index.catch_up()
    return library, index


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(queries())
def test_the_index_finds_what_a_scan_finds_in_the_same_order(steady: tuple[Library, Index], query: Query) -> None:
    library, index = steady
    everything = library.articles(parse("in:all"))
    scanned = query.apply(everything, now=NOW, text=library.text)
    assert index.articles(query, now=NOW) == scanned
    unlimited = Query(query.term)
    expected = {article.id for article in unlimited.apply(everything, now=NOW, text=library.text)}
    assert {hit.article_id for hit in index.search(unlimited, limit=100, now=NOW)} == expected
    assert index.count(query, now=NOW) == len(scanned)


def test_newest_first_is_the_order_of_the_list(library: Library, index: Index) -> None:
    query = parse("in:all a OR the OR reading OR 本")
    assert [hit.article_id for hit in index.search(query, newest_first=True)] == [a.id for a in library.articles(query)]


def test_the_best_comes_first(library: Library, index: Index) -> None:
    found = titles(library, index, "reading")
    assert set(found[:2]) == {"Slow reading", "Reading twice"}, "a word in the title weighs more than one in the text"
    scores = [hit.score for hit in index.search("reading")]
    assert scores == sorted(scores, reverse=True)


def test_words_of_very_many_articles_are_not_weighed_titles_come_first_and_then_the_newest(
    library: Library, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = parse("(garden OR reading) -twice")
    weighed = index.search(query)
    assert all(hit.score > 0 for hit in weighed)
    monkeypatch.setattr("reader.search.index.WEIGHED", len(weighed) - 1)
    told = index.search(query)
    assert {hit.score for hit in told} == {0}
    assert {hit.article_id for hit in told} == {hit.article_id for hit in weighed}
    newest = [hit.article_id for hit in index.search(query, newest_first=True)]
    fields = " OR ".join(
        f"{name}:{word}" for name in ("title", "author", "tag", "note") for word in ("garden", "reading")
    )
    holding = parse(f"({fields}) -twice")
    prominent = {article.id for article in library.articles(holding)}
    assert prominent
    order = [hit.article_id for hit in told]
    assert order == [id for id in newest if id in prominent] + [id for id in newest if id not in prominent]
    assert [hit.article_id for hit in index.search(query, 2)] == order[:2]


def test_a_limit_keeps_the_first(library: Library, index: Index) -> None:
    everything = index.search("garden", newest_first=True)
    assert index.search("garden", 2, newest_first=True) == everything[:2]
    assert index.search("garden limit:1", newest_first=True) == everything[:1]
    assert len(index.search("garden", 2)) == 2


def test_the_index_follows_the_library(library: Library, index: Index) -> None:
    assert titles(library, index, "orchard") == []
    added = library.add(Draft(title="New", body="an orchard")).article
    assert titles(library, index, "orchard") == ["New"]
    library.update([added.id], Edit(title="Newer", add_tags=("fresh",)))
    assert titles(library, index, "fresh newer orchard") == ["Newer"]
    library.set_body(added.id, "a meadow", words=2, excerpt="a meadow")
    assert titles(library, index, "orchard") == []
    assert titles(library, index, "meadow") == ["Newer"]
    library.update([added.id], Edit(state=State.TRASHED))
    assert titles(library, index, "meadow") == []
    library.undo()
    assert titles(library, index, "meadow") == ["Newer"]
    library.delete([added.id])
    assert titles(library, index, "meadow in:all") == []
    assert index.faults() == []


def test_notes_of_highlights_are_followed(library: Library, index: Index) -> None:
    id = library.articles()[-1].id
    highlight = library.add_highlight(id, TextQuote("x"), Span(0, 1), note="porcupine")
    assert [hit.article_id for hit in index.search("porcupine")] == [id]
    library.update_highlights([highlight.id], HighlightEdit(note="aardvark"))
    assert index.search("porcupine") == []
    assert [hit.article_id for hit in index.search("aardvark")] == [id]
    library.remove_highlights([highlight.id])
    assert index.search("aardvark") == []
    assert index.faults() == []


def test_articles_saved_long_ago_find_their_place(library: Library, index: Index) -> None:
    index.catch_up()
    for number in (5, 500, 1, 30, 7, 7, 7):
        library.add(
            Draft(
                title=f"garden {number}", body=f"old {number} {library.revision}", saved_at=NOW - timedelta(days=number)
            )
        )
        index.catch_up()
    query = parse("garden")
    assert [hit.article_id for hit in index.search(query, newest_first=True)] == [a.id for a in library.articles(query)]


def test_where_no_place_is_left_the_index_is_made_again(library: Library, index: Index) -> None:
    index.catch_up()
    for number in range(12):
        library.add(
            Draft(
                title=f"wedge {number}", body=f"wedge {number}", saved_at=NOW - timedelta(hours=1, microseconds=number)
            )
        )
        index.catch_up()
    query = parse("wedge")
    assert [hit.article_id for hit in index.search(query, newest_first=True)] == [a.id for a in library.articles(query)]
    assert index.faults() == []


def test_another_index_goes_on_with_the_same_file(library: Library, index: Index) -> None:
    index.catch_up()
    index.close()
    with Index(library, index.path) as other:
        assert other.is_current()
        assert len(other.search("garden", catch_up=False)) == 4


def test_two_indexes_of_one_file_may_work_at_once(library: Library, index: Index) -> None:
    with Index(library, index.path) as other:
        index.search("garden")
        library.add(Draft(title="Fresh", body="a garden again"))
        assert len(other.search("garden")) == 5
        assert len(index.search("garden")) == 5


def test_without_catching_up_the_answer_is_that_of_before(library: Library, index: Index) -> None:
    before = index.search("garden")
    assert index.is_current()
    library.add(Draft(title="Fresh", body="a garden again"))
    assert not index.is_current()
    assert index.search("garden", catch_up=False) == before


def test_the_index_may_be_deleted_at_any_time(library: Library, index: Index) -> None:
    before = index.search("garden")
    for suffix in ("", "-wal", "-shm"):
        Path(f"{index.path}{suffix}").unlink(missing_ok=True)
    assert index.search("garden") == before
    index.remove()
    assert index.search("garden") == before


@pytest.mark.parametrize("rubbish", [b"", b"this is no database" * 100, b"SQLite format 3\x00" + b"\xff" * 5_000])
def test_a_file_that_is_no_index_is_made_again(library: Library, index: Index, rubbish: bytes) -> None:
    before = index.search("garden")
    index.close()
    index.path.write_bytes(rubbish)
    assert index.search("garden") == before


def test_an_index_of_another_version_is_made_again(library: Library, index: Index) -> None:
    before = index.search("garden")
    index.close()
    with sqlite3.connect(index.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert index.search("garden") == before


def test_a_comparison_tells_what_is_wrong(library: Library, index: Index) -> None:
    assert index.faults() == []
    index.catch_up()
    assert index.faults() == []
    index.close()
    connection = sqlite3.connect(index.path)
    some, other = [row[0] for row in connection.execute("SELECT id FROM docs ORDER BY id LIMIT 2")]
    connection.execute("DELETE FROM docs WHERE id = ?", (some,))
    connection.execute("UPDATE docs SET digest = x'00' WHERE id = ?", (other,))
    connection.execute("UPDATE docs SET id = '99999' WHERE place = (SELECT max(place) FROM docs)")
    connection.commit()
    connection.close()
    told = "\n".join(index.faults())
    assert f"({some})" in told
    assert f"other words for “{library.article(other).title}”" in told
    assert "holds 99999" in told
    assert "has the words of 11" in told


def test_a_caller_may_stop_the_catching_up_and_what_was_done_stays(library: Library, index: Index) -> None:
    told: list[tuple[int, int]] = []
    for number in range(250):
        library.add(Draft(title=str(number), body=f"text number {number}"))
    with pytest.raises(SearchStopped):
        index.catch_up(lambda done, total: told.append((done, total)), cancelled=lambda: bool(told))
    assert told == [(200, 261)]
    assert not index.is_current()
    assert index.search("text", 300, catch_up=False, newest_first=True)
    index.catch_up(lambda done, total: told.append((done, total)))
    assert told[1:] == [(61, 61)]
    assert index.faults() == []


def test_what_touches_no_words_reads_no_text_again(library: Library, index: Index) -> None:
    index.catch_up()
    article = next(each for each in library.articles() if each.title == "Slow reading")
    (file,) = library.path.with_suffix("").glob(f"articles/{article.id}*.md")
    status, text = file.stat(), file.read_text()
    file.write_text(text.replace("garden", "nedrag"))  # which the index can see only by reading it
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    library.update([article.id], Edit(state=State.ARCHIVED, starred=True))
    index.catch_up()
    assert titles(library, index, "nedrag") == []
    library.update([article.id], Edit(note="hemlock"))
    index.catch_up()
    assert titles(library, index, "nedrag hemlock") == ["Slow reading"]
    assert index.faults() == []


def test_a_caller_may_stop_a_search(library: Library, index: Index) -> None:
    index.catch_up()
    with pytest.raises(SearchStopped):
        index.search("reading", catch_up=False, cancelled=lambda: True)
    for number in range(300):
        library.add(Draft(title=str(number), body=f"text number {number}"))
    index.catch_up()
    answers = iter([False, False, True, True, True])
    with pytest.raises(SearchStopped):
        index.search("text", 1_000, catch_up=False, cancelled=lambda: next(answers))
    assert index.search("reading", catch_up=False)


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnusable, match="cannot be used"):
        Index(library, tmp_path / "file" / "search.sqlite").search("garden")


def test_the_index_is_kept_outside_of_the_library(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    index = Index(library)
    assert not index.path.is_relative_to(library.path.parent / library.path.stem)
    assert index.path != Index(Library.open(tmp_path / "other.json")).path


def test_an_index_survives_kills(library: Library, index: Index, tmp_path: Path) -> None:
    for number in range(400):
        library.add(Draft(title=str(number), body=f"text number {number} " + "word " * 300))
    library.close()
    script = textwrap.dedent(f"""
        from pathlib import Path
        from reader.search import Index
        from reader.store import Library
        library = Library.open(Path({str(library.path)!r}))
        print("go", flush=True)
        Index(library, Path({str(index.path)!r})).catch_up()
    """)
    for wait in (0.02, 0.06, 0.12, 0.2):
        process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
    with Library.open(library.path) as again, Index(again, index.path) as survivor:
        assert len(survivor.search("number", 1_000)) == 400
        assert survivor.faults() == []


def test_the_samples_are_all_there(library: Library) -> None:
    assert len(library.articles(parse("in:all"))) == len(DRAFTS)
