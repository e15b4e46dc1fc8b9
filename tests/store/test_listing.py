"""The list in a side file: quicker, and never believed over the library."""

from __future__ import annotations

import os
import random
import shutil
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reader.errors import ArticleNotFound, HighlightNotFound, NothingToUndo, UndoRefused
from reader.model import Article, Edit, Progress, Span, State, TextQuote
from reader.store import Library, bundles, keeping, lines
from reader.store.bundles import bundled
from reader.store.checkpoint import Meta
from reader.store.listing import Rest, keep, read
from reader.store.merge import merge_copy
from reader.store.rows import row_of
from reader.store.side import Side
from tests.store.conftest import draft, scale
from tests.store.test_changes import act

FULL = Article(
    id="17000000000000001",
    title="t",
    saved_at=datetime(2026, 1, 2, 3, 4, 5, 678000, UTC),
    url="https://example.org",
    authors=("a", "b"),
    site="s",
    published_at=date(1850, 1, 1),
    updated_at=date(2026, 1, 1),
    language="fr",
    excerpt="e",
    image="i",
    source="web",
    words=7,
    state=State.ARCHIVED,
    starred=True,
    read=True,
    tags=("x", "y"),
    note="n",
    progress=Progress(0.5, 3, TextQuote("e", "p", "s"), datetime(2026, 1, 3, tzinfo=UTC)),
    highlights=4,
)
BARE = Article(id="2", title="", saved_at=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _small_is_worth_it(monkeypatch):
    monkeypatch.setattr(keeping, "WORTH_A_LISTING", 1)


def test_an_article_comes_back_from_its_row_as_it_was():
    side = Side(Path("/nowhere"))
    keep(side, (1,), Meta(), "sum", bundled([row_of(BARE), row_of(FULL)]), Rest({}, {}, str))
    listing = read(side, (1,))
    assert listing is not None
    assert listing.newest() == [FULL, BARE]
    found = listing.articles()
    assert found is not None
    found.reverse()
    assert found == [FULL, BARE]
    assert hash(found[0]) == hash(FULL)
    assert type(found[0]) is Article
    with pytest.raises(AttributeError):
        found[0].title = "no"  # type: ignore[misc]


def test_the_second_start_reads_the_list_alone_until_a_record_is_needed(opened, path):
    with opened() as first:
        id = first.add(draft()).article.id
        first.articles()
    library = opened()
    assert library._storage.listing is not None
    assert [article.id for article in library.articles()] == [id]
    assert not library._storage.replica.records.is_whole
    assert library.newest(1) == library.articles()
    assert library.body(id)
    assert not library._storage.replica.records.is_whole
    assert library.highlights(id) == []
    assert not library._storage.replica.records.is_whole


def test_what_came_after_the_list_was_kept_is_in_it(opened, path):
    with opened() as first:
        one, two = (first.add(draft(n)).article.id for n in (1, 2))
        first.articles()
    crashed = opened()
    crashed.update([one], Edit(title="after"))
    mark = crashed.add_highlight(two, TextQuote("x"), Span(0, 1))
    library = opened("other")
    assert library._storage.listing is not None
    assert library.article(one).title == "after"
    assert [(a.title, a.highlights) for a in library.articles()] == [("Article 2", 1), ("after", 0)]
    crashed.remove_highlights([mark.id])
    library.refresh()
    assert library.article(two).highlights == 0
    assert library.counts().highlights == 0


@pytest.mark.parametrize("data", [b"", b"\0" * 99, b"(\x00", os.urandom(300)])
@pytest.mark.parametrize("which", ["*", "list.all", "list", "base.json"])
def test_a_spoilt_side_file_is_left_aside(opened, path, data, which):
    with opened() as first:
        first.add(draft())
        first.articles()
    for file in Side(path.resolve()).folder.path.glob(which):
        file.write_bytes(data)
    assert [article.title for article in opened().articles()] == ["Article 1"]


def test_a_library_that_was_replaced_after_opening_by_the_list_is_merged_all_the_same(opened, path, tmp_path):
    with opened() as first:
        id = first.add(draft()).article.id
        first.articles()
    away = tmp_path / "away" / "library.json"
    away.parent.mkdir()
    away.write_bytes(path.read_bytes())
    with opened("there", away) as other:
        other.update([id], Edit(title="there"))
    library = opened()
    assert library.articles()[0].title == "Article 1"
    Path(away).replace(path)
    assert library.refresh()
    assert [article.title for article in library.articles()] == ["there"]
    assert [article.title for article in Library.open(path, machine="new").articles()] == ["there"]


@pytest.mark.parametrize("change", ["edit", "delete", "mark"])
def test_what_another_program_did_and_saved_is_seen_where_only_the_list_was_read(opened, path, change):
    with opened() as first:
        one, two = (first.add(draft(n)).article.id for n in (1, 2))
        first.articles()
    library = opened()
    assert [article.title for article in library.articles()] == ["Article 2", "Article 1"]
    before = library.revision
    with opened() as other:
        if change == "edit":
            other.update([one], Edit(title="new"))
        elif change == "mark":
            other.add_highlight(one, TextQuote("x"), Span(0, 1))
        else:
            other.delete([one])
    assert not library._storage.replica.records.is_whole
    assert library.refresh()
    told = library.changed_since(before)
    assert not library._storage.replica.records.is_whole  # the journal brought it; the file was not read
    assert not told.whole
    assert (told.articles, told.gone_articles) == {"edit": ((one,), ()), "delete": ((), (one,)), "mark": ((), ())}[
        change
    ]
    assert [(a.id, a.title, a.highlights) for a in library.articles()] == {
        "edit": [(two, "Article 2", 0), (one, "new", 0)],
        "delete": [(two, "Article 2", 0)],
        "mark": [(two, "Article 2", 0), (one, "Article 1", 1)],
    }[change]


def test_a_file_that_is_written_over_in_place_is_not_taken_for_the_one_of_the_list(opened, path):
    with opened() as first:
        id = first.add(draft()).article.id
        first.articles()
    library = opened()
    data = path.read_bytes().replace(b"Article 1", b"By hand 1")
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path)
    assert library.article(id).title == "Article 1"
    assert library.refresh()
    assert library.article(id).title == "By hand 1"
    assert "edited outside" in library.notices()[0]


def test_what_another_program_merged_is_seen_though_no_journal_tells_of_it(opened, path, tmp_path):
    with opened() as first:
        one = first.add(draft()).article.id
        first.articles()
    away = tmp_path / "away.json"
    away.write_bytes(path.read_bytes())
    with opened("there", away) as there:
        there.update([one], Edit(title="there"))
    library = opened()
    assert library.articles()[0].title == "Article 1"
    with opened() as other:
        other.articles()
        merge_copy(other, Path(shutil.copy(away, tmp_path / "alone.json")))  # without its journal
    assert library.refresh()
    assert library.articles()[0].title == "there"


@pytest.mark.parametrize("seed", range(scale(12, 300)))
def test_a_library_opened_by_the_list_tells_what_one_without_side_files_tells(
    opened, path, tmp_path, seed, monkeypatch
):
    monkeypatch.setattr(lines, "STRIDE", 700)
    monkeypatch.setattr(bundles, "ROWS", 3)
    cache, rng = os.environ["XDG_CACHE_HOME"], random.Random(seed)
    library, before = opened(), ""
    for n in range(40):
        with suppress(ArticleNotFound, HighlightNotFound, NothingToUndo, UndoRefused):
            act(library, rng, n)
        if rng.random() < 0.2:
            library.save_search(rng.choice("abc"), f"is:read {n}")
        if rng.random() < 0.4:
            continue
        if rng.random() < 0.7:
            library.close()
        library, question = opened(rng.choice(["here", "here", "there"])), rng.randrange(7)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "none" / str(n)))
        bare = opened("third")
        monkeypatch.setenv("XDG_CACHE_HOME", cache)
        for ask in (QUESTIONS * 2)[question : question + 7]:  # each first, once: what was asked before must not matter
            assert ask(library) == ask(bare)
        told, known = library.changed_since(before), bare.changed_since(before)
        assert (set(told.articles), set(told.gone_articles)) == (set(known.articles), set(known.gone_articles))
        before = library.revision


def _by_article(library: Library) -> list[object]:
    return [library.highlights(article.id) for article in library._catalogue.articles()]


QUESTIONS = [
    lambda library: library.newest(2),
    lambda library: library.newest(200),
    lambda library: library.articles(),
    _by_article,
    lambda library: library.highlights(),
    lambda library: library.searches(),
    lambda library: (library.counts(), library.tags(), [library.article(a.id) for a in library.newest(3)]),
]
