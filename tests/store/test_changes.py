"""What is kept up act by act is what counting and comparing from scratch would give."""

from __future__ import annotations

import random

import pytest

from reader.errors import ArticleNotFound, HighlightNotFound, NothingToUndo, UndoRefused
from reader.model import Article, Edit, Highlight, Progress, Span, State, TextQuote
from reader.store import Library
from reader.store.merge import merge_copy
from reader.store.tally import Tally
from tests.store.conftest import draft, scale

TAGS = ["food", "Food", "été", "x"]


class Mirror:
    """What someone knows who asks what changed since, and looks at nothing else."""

    def __init__(self) -> None:
        self.revision = ""
        self.articles: dict[str, Article] = {}
        self.highlights: dict[str, Highlight] = {}

    def follow(self, library: Library) -> None:
        changes = library.changed_since(self.revision)
        if changes.whole:
            self.articles, self.highlights = {}, {}
        for id in changes.gone_articles:
            self.articles.pop(id, None)
        for id in changes.gone_highlights:
            self.highlights.pop(id, None)
        self.articles |= {id: library.article(id) for id in changes.articles}
        self.highlights |= {id: library.find_highlight(id) for id in changes.highlights}
        self.revision = changes.revision


def act(library: Library, rng: random.Random, n: int) -> None:
    articles = [article.id for article in library._catalogue.articles()]
    marks = [highlight.id for highlight in library.highlights()]
    kind = rng.choice(["add", "edit", "edit", "edit", "bulk", "place", "mark", "unmark", "delete", "undo", "redo"])
    if kind == "add" or not articles:
        library.add_all([draft(n, tags=tuple(rng.sample(TAGS, 2))), draft(n + 1000)], "some")
    elif kind in ("edit", "bulk"):
        some = articles if kind == "bulk" else [rng.choice(articles)]
        library.update(some, Edit(state=rng.choice(list(State)), starred=rng.random() < 0.5, read=rng.random() < 0.5))
        library.update(some, Edit(add_tags=(rng.choice(TAGS),), remove_tags=(rng.choice(TAGS),)))
    elif kind == "place":
        library.keep_place(rng.choice(articles), Progress(rng.random(), n, at=library._storage.clock.wall()))
    elif kind == "mark":
        library.add_highlight(rng.choice(articles), TextQuote("x"), Span(0, 1))
    elif kind == "unmark" and marks:
        library.remove_highlights([rng.choice(marks)])
    elif kind == "delete":
        library.delete([rng.choice(articles)])
    elif kind in ("undo", "redo"):
        library.undo() if kind == "undo" else library.redo()


def check(library: Library, mirrors: list[Mirror], rng: random.Random) -> None:
    articles = library._catalogue.articles()
    counted = Tally(articles)
    assert library.counts() == counted.counts
    assert list(library.tags().items()) == list(counted.tags.items())
    mirror = rng.choice(mirrors)
    mirror.follow(library)
    # an article tells the number of its highlights; that an index asks for by the highlights
    marks = {highlight.id: highlight for highlight in library.highlights()}
    assert mirror.highlights == marks
    assert mirror.articles.keys() == {article.id for article in articles}
    for article in articles:
        assert _without_marks(mirror.articles[article.id]) == _without_marks(article)
    assert not library.changed_since(mirror.revision)


def _without_marks(article: Article) -> tuple[object, ...]:
    return tuple(getattr(article, name) for name in Article.__slots__ if name != "highlights")


@pytest.mark.parametrize("seed", range(scale(8, 300)))
def test_counts_tags_and_changes_are_as_if_told_from_scratch(opened, path, tmp_path, seed):
    rng = random.Random(seed)
    libraries = [opened("here"), opened("there")]
    away = tmp_path / "away" / "library.json"
    mirrors = [[Mirror(), Mirror(), Mirror()] for _ in libraries]
    for n in range(60):
        which = rng.randrange(2)
        library = libraries[which]
        what = rng.random()
        try:
            if what < 0.75:
                act(library, rng, n)
            elif what < 0.85:
                library.refresh()
            elif what < 0.90:
                other = opened("away", away)
                act(other, rng, n)
                other.close()
                merge_copy(library, away)
            else:
                library.close()
                libraries[which] = library = opened(rng.choice(["here", "there"]))
        except (ArticleNotFound, HighlightNotFound, NothingToUndo, UndoRefused):
            pass
        check(library, mirrors[which], rng)


def test_an_index_as_old_as_the_checkpoint_is_told_what_the_journal_brought(opened, path):
    with opened() as library:
        one, two = (library.add(draft(n)).article.id for n in (1, 2))
        known = library.revision
    opened("there").update([two], Edit(starred=True))
    changes = opened().changed_since(known)
    assert (changes.articles, changes.whole) == ((two,), False)
    assert one


def test_a_revision_of_another_program_is_answered_by_looking_at_all(opened):
    library = opened()
    one, two = (library.add(draft(n)).article.id for n in (1, 2))
    known = library.revision
    library.update([two], Edit(starred=True))
    assert library.changed_since(known).articles == (two,)
    again = opened()
    again.update([one], Edit(starred=True))
    assert again.changed_since(known).articles == (one, two)
