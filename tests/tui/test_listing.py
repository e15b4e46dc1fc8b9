"""The answer to a query, found a slice at a time and kept right."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from time import monotonic, sleep

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Article, Draft, Edit, Progress, State
from reader.model.query import Sort, SortKey, parse
from reader.store import Library
from reader.tui import background
from reader.tui import listing as module
from reader.tui.known import mended, place_of
from reader.tui.listing import Listing
from reader.tui.tallies import Tallying, commonest, tallied

QUERIES = (
    "is:inbox",
    "in:all",
    "is:starred sort:title",
    "lamp",
    "tag:sea -is:read",
    "is:inbox limit:3",
    "sort:-length",
    "is:trashed",
)


def draft(number: int, chance: random.Random) -> Draft:
    return Draft(
        title=f"{chance.choice(['Lamp', 'River', 'Stone'])} {number}",
        body=f"Words of {number}.",
        words=chance.randint(1, 900),
        tags=tuple(chance.sample(["sea", "oil", "art"], chance.randint(0, 2))),
        saved_at=datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 500)),
    )


def act(library: Library, number: int, chance: random.Random) -> None:
    ids = [article.id for article in library.articles(parse("in:all"))]
    some = chance.sample(ids, min(len(ids), chance.randint(1, 4)))
    match chance.randint(0, 6):
        case 0:
            library.add(draft(number, chance))
        case 1:
            library.update(some, Edit(state=chance.choice(list(State))))
        case 2:
            library.update(some, Edit(starred=chance.random() < 0.5))
        case 3:
            library.update(some, Edit(add_tags=("sea",), remove_tags=("oil",)))
        case 4:
            library.update(some, Edit(title=f"Lamp {number} again"))
        case 5:
            library.update(some, Edit(read=True))
        case _:
            library.undo()


def answer(listing: Listing, query: str) -> list[str]:
    listing.take(listing.known.news())
    listing.ask(parse(query))
    while listing.search(0.0):
        pass
    return [article.id for article in listing.articles]


@pytest.mark.parametrize("seed", range(4))
def test_it_always_says_what_the_library_says(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch):
    """Whatever is done to the library, and whichever query was asked before."""
    monkeypatch.setattr(module, "AT_ONCE", 3)
    chance = random.Random(seed)
    with Library.open(tmp_path / "library.json") as library:
        library.add_all([draft(number, chance) for number in range(12)], "made")
        following = {query: Listing(library) for query in QUERIES}
        changing = Listing(library)
        for number in range(100, 140):
            act(library, number, chance)
            for query, listing in following.items():
                assert answer(listing, query) == [article.id for article in library.articles(parse(query))], query
            query = chance.choice(QUERIES)
            assert answer(changing, query) == [article.id for article in library.articles(parse(query))], query


def test_growing_words_look_only_among_what_was_found(tmp_path: Path):
    with Library.open(tmp_path / "library.json") as library:
        chance = random.Random(7)
        library.add_all([draft(number, chance) for number in range(40)], "made")
        listing = Listing(library)
        whole = answer(listing, "l")
        assert answer(listing, "la") == [id for id in whole if "la" in library.article(id).title.lower()]
        assert set(answer(listing, "lam")) <= set(whole)


def test_a_search_that_is_not_over_can_be_called_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "AT_ONCE", 2)
    with Library.open(tmp_path / "library.json") as library:
        chance = random.Random(3)
        library.add_all([draft(number, chance) for number in range(30)], "made")
        listing = Listing(library)
        listing.take(listing.known.news())
        listing.ask(parse("in:all"))
        assert listing.search(0.0)
        assert len(listing.articles) == 2
        assert len(answer(listing, "in:all sort:title")) == 30


SORTS = [Sort(key, reverse) for key in SortKey for reverse in (False, True)]


def article(number: int, chance: random.Random) -> Article:
    saved = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(minutes=chance.randrange(50))
    return Article(
        id=f"{number:05}",
        title=chance.choice(["", "a", "B", "é", "zeta"]),
        saved_at=saved,
        authors=chance.choice([(), ("Ida",), ("Ödön", "Ida")]),
        site=chance.choice(["", "one", "Two"]),
        words=chance.randrange(3) * 100,
        published_at=chance.choice([None, date(2025, 1, 1), date(2025, 2, 1)]),
        progress=Progress(fraction=chance.choice([0.0, 0.5])),
        read=chance.random() < 0.5,
    )


@given(st.integers(0, 10**6), st.sampled_from(SORTS))
@settings(deadline=None)
def test_mending_an_order_is_ordering_anew(seed: int, sort: Sort):
    chance = random.Random(seed)
    before = [article(number, chance) for number in range(chance.randrange(40))]
    changed = {each.id: each for each in before if chance.random() < 0.2}
    fresh = [article(int(id), chance) for id in changed if chance.random() < 0.7]
    fresh += [article(100 + number, chance) for number in range(chance.randrange(3))]
    ordered = sort.arrange(before)
    after = [each for each in before if each.id not in changed] + fresh
    assert mended(ordered, changed, fresh, sort) == sort.arrange(after)
    for at, each in enumerate(ordered):
        assert place_of(ordered, each, sort) == at


@given(st.integers(0, 10**6))
@settings(deadline=None)
def test_counts_that_follow_changes_are_those_counted_anew(seed: int):
    chance = random.Random(seed)
    tags = ("a", "a/b", "c")

    def tagged(number: int) -> Article:
        made = article(number, chance)
        state = chance.choice(list(State))
        return replace(made, tags=tuple(sorted(set(chance.choices(tags, k=2)))), state=state, language="fr")

    before = [tagged(number) for number in range(30)]
    after = [tagged(number) if chance.random() < 0.3 else each for number, each in enumerate(before)]
    tallying = Tallying()
    tallying.anew(before)
    if chance.random() < 0.5:
        tallying.count()  # some are counted when the change comes, or none
    tallying.change(before, after)
    while tallying.count():
        pass
    ours, anew = tallying.tallies, tallied(after)
    assert list(ours.tags.items()) == list(anew.tags.items())
    assert (ours.sites, ours.authors, ours.languages) == (anew.sites, anew.authors, anew.languages)
    assert commonest(ours.authors, 5) == commonest(anew.authors, 5)


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library of some slices, whose articles are let go of in a thread as those of a large one are."""
    monkeypatch.setattr(background, "MANY", 1)
    monkeypatch.setattr(module, "AT_ONCE", 4)
    with Library.open(tmp_path / "many.json") as library:
        library.add_all([Draft(title=f"Of oil {number}", body=f"{number} jars") for number in range(12)], "added many")
        yield library


def _anew(listing: Listing) -> None:
    """Look everything up anew, as after an act on very many articles, and wait until what was known is let go of."""
    old = listing.known.articles
    listing.take(listing.known._whole())
    deadline = monotonic() + 60
    while old:
        assert monotonic() < deadline
        sleep(0.001)


def test_a_search_under_way_loses_nothing_when_all_is_looked_up_anew(many: Library):
    listing = Listing(many)
    listing.take(listing.known.news())
    listing.ask(parse("oil"))
    assert listing.search(0)
    _anew(listing)
    while listing.search():
        pass
    assert len(listing.articles) == 12


def test_a_thread_that_looks_for_something_loses_nothing_when_all_is_looked_up_anew(many: Library):
    listing = Listing(many)
    listing.take(listing.known.news())
    looks = count()

    def stopped() -> bool:
        if next(looks) == 1:
            _anew(listing)
        return False

    found = listing.answer(parse("oil"), stopped)
    assert found is not None
    assert len(found) == 12
