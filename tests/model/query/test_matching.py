"""Which articles answer a query, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article, Progress, State
from reader.model.folding import haystack, needle, visible
from reader.model.query import Haystacks, Query, Sort, SortKey, narrows, parse
from reader.model.query.terms import All, Not, Term, Words, all_of, any_of, negated
from tests.model.query.strategies import NOW, articles, queries, sorts, terms

BODY = "The *garden* and [the stream](https://example.net/secret). Un été à Zürich, 東京都の本.\n\n```python\nprint(1)\n```\n"
ARTICLE = Article(
    id="17730000000000001",
    title="Slow Reading in the Age of Feeds",
    saved_at=NOW - timedelta(days=10),
    url="https://blog.example.org/2026/slow?x=1",
    authors=("Ada Example", "Søren Kjær"),
    site="The Marginalia Review",
    published_at=date(2026, 3, 1),
    language="en",
    excerpt="Lines are short, margins are wide.",
    source="web",
    words=2_300,
    starred=True,
    tags=("Reading/Slow", "python"),
    note="Cf. **Illich** on tools",
    progress=Progress(fraction=0.4, at=NOW - timedelta(days=2)),
    highlights=2,
)


def matches(query: str, article: Article = ARTICLE, body: str = BODY, now: datetime = NOW) -> bool:
    return parse(query).matches(article, now=now, text=lambda: body)


@pytest.mark.parametrize(
    "query",
    [
        "", "slow", "SLOW", "read", "feed", '"slow reading"', "reading slow", "margin", "garden", "zurich", "Zürich", "ete",
        "東京", "京都", "本", '"東京都"', "title:slow", 'title:"age of feeds"', "author:soren", "author:kjaer", "by:ada",
        "site:marginalia", "site:example.org", "site:blog.example.org", "url:/2026/", "url:X=1", "tag:reading", "tag:READING/slow",
        "#python", "note:illich", "illich", "lang:en", "is:unread", "is:inbox", "is:starred", "is:inprogress", "is:tagged",
        "is:opened", "-is:archived", "has:highlights", "has:note", "has:code", "has:url", "has:date", "words:>2000",
        "words:2300", "minutes:10", "progress:10..90", "progress:40", "highlights:>1", "saved:<11d", "saved:>9d",
        "saved:9d..11d", "saved:2026", "saved:2026-03", "saved:2026-03-05", "saved:..2026-03-05", "published:2026-03-01",
        "published:<3w", "published:>13d", "opened:<3d", "idle:>1d", "idle:<3d", "source:web", "slow OR absent",
        "absent OR (slow garden)", "-absent", "-(slow absent)", "in:all",
    ],
)  # fmt: skip
def test_an_article_answers(query: str) -> None:
    assert matches(query)


@pytest.mark.parametrize(
    "query",
    [
        "absent", "eading", '"slow read"', '"feeds the"', "secret", "title:garden", "author:marginalia", "site:ample", "tag:read",
        "tag:slow", "tag:reading/slower", "#pyth", "lang:fr", "is:read", "is:archived", "is:trashed", "is:untagged",
        "has:image", "words:<2000", "words:>2300", "minutes:<10", "progress:50..", "saved:<10d", "saved:today",
        "saved:yesterday", "saved:>2026-03-05", "published:<2w", "published:never", "opened:never", "idle:>2d", "source:file",
        "slow absent", "-slow", "京東", "都本", "slow -garden",
    ],
)  # fmt: skip
def test_an_article_does_not_answer(query: str) -> None:
    assert not matches(query)


@pytest.mark.parametrize("query", ["", "slow", "is:starred", "-is:archived", "NOT absent", "saved:2026"])
def test_the_trash_is_left_out_unless_the_query_speaks_of_it(query: str) -> None:
    trashed = replace(ARTICLE, state=State.TRASHED)
    assert not matches(query, trashed)
    assert matches(f"{query} is:trashed", trashed)
    assert matches(f"{query} in:all", trashed)
    assert parse(query).reaches_trash is False


def test_days_are_days_of_the_readers_own_time_zone() -> None:
    late = replace(ARTICLE, saved_at=datetime(2026, 3, 14, 23, 30, tzinfo=UTC))
    paris = timezone(timedelta(hours=1))
    assert matches("saved:yesterday", late, now=NOW)
    assert matches("saved:today", late, now=NOW.astimezone(paris))
    assert matches("saved:2026-03-15", late, now=NOW.astimezone(paris))


def test_the_body_is_asked_for_only_where_the_answer_hangs_on_it() -> None:
    def text() -> str:
        raise AssertionError("the body was read")

    for query in ("is:archived garden", "slow", "absent is:read", "title:slow", "is:inbox OR garden"):
        parse(query).matches(ARTICLE, now=NOW, text=text)


def test_without_a_body_words_are_looked_for_in_all_else() -> None:
    assert parse("slow").matches(ARTICLE, now=NOW)
    assert not parse("garden").matches(ARTICLE, now=NOW)
    assert parse("garden").asks_for_text
    assert not parse("title:slow is:unread").asks_for_text


def test_an_index_may_answer_for_the_words() -> None:
    query = parse("garden -stream is:inbox")
    assert query.words == (Words("garden"), Words("stream"))
    found: dict[Term, set[str]] = {Words("garden"): {ARTICLE.id}, Words("stream"): set()}
    assert query.matches(ARTICLE, now=NOW, found=found)
    assert not query.matches(ARTICLE, now=NOW, found={**found, Words("stream"): {ARTICLE.id}})


def test_haystacks_follow_the_article_as_it_changes() -> None:
    haystacks = Haystacks()
    query = parse("fresh")
    assert not query.matches(ARTICLE, now=NOW, haystack_of=haystacks)
    assert query.matches(replace(ARTICLE, note="fresh"), now=NOW, haystack_of=haystacks)
    assert not query.matches(ARTICLE, now=NOW, haystack_of=haystacks)


@given(articles(), queries())
def test_a_remembered_haystack_answers_as_a_fresh_one(article: Article, query: Query) -> None:
    haystacks = Haystacks()
    for _ in range(2):
        assert query.matches(article, now=NOW, haystack_of=haystacks) == query.matches(article, now=NOW)


def holds(term: Term, article: Article) -> bool:
    return Query(all_of([term, parse("in:all").term])).matches(article, now=NOW, text=lambda: BODY)


@given(articles(), terms(), terms())
def test_and_or_and_not_are_those_of_logic(article: Article, one: Term, other: Term) -> None:
    a, b = holds(one, article), holds(other, article)
    assert holds(all_of([one, other]), article) == (a and b)
    assert holds(any_of([one, other]), article) == (a or b)
    assert holds(Not(one), article) == (not a)
    assert holds(negated(one), article) == (not a)


@given(st.lists(articles(), max_size=6, unique_by=lambda article: article.id), queries())
def test_what_is_applied_is_what_matches_in_order_within_the_limit(some: list[Article], query: Query) -> None:
    kept = query.apply(some, now=NOW, text=lambda _: BODY)
    matching = [article for article in some if query.matches(article, now=NOW, text=lambda: BODY)]
    expected = (query.sort or Sort(SortKey.SAVED)).arrange(matching)
    assert kept == expected[: query.limit]


@given(st.lists(articles(), max_size=8, unique_by=lambda article: article.id), sorts)
def test_sorting_keeps_every_article_and_asks_nothing_of_their_order_before(some: list[Article], sort: Sort) -> None:
    arranged = sort.arrange(some)
    assert sorted(article.id for article in arranged) == sorted(article.id for article in some)
    assert sort.arrange(reversed(some)) == arranged


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("sort:saved", ["b", "É", ""]),
        ("sort:-saved", ["", "É", "b"]),
        ("sort:title", ["b", "É", ""]),
        ("sort:-title", ["É", "b", ""]),
        ("sort:published", ["É", "b", ""]),
        ("sort:-published", ["b", "É", ""]),
        ("sort:length", ["", "b", "É"]),
        ("sort:progress", ["É", "b", ""]),
    ],
)
def test_what_has_no_value_comes_last_either_way_round(sort: str, titles: list[str]) -> None:
    some = [
        replace(
            ARTICLE, id="1", title="", published_at=None, words=5, saved_at=NOW - timedelta(3), progress=Progress()
        ),
        replace(ARTICLE, id="2", title="É", published_at=date(2026, 2, 2), words=90, saved_at=NOW - timedelta(2)),
        replace(
            ARTICLE, id="3", title="b", published_at=date(2025, 2, 2), words=50, saved_at=NOW, progress=Progress(0.1)
        ),
    ]
    assert [article.title for article in parse(sort).apply(some, now=NOW)] == titles


def test_a_random_order_stays_until_another_is_asked_for() -> None:
    some = [replace(ARTICLE, id=str(number)) for number in range(50)]
    random = parse("sort:random")
    assert random.apply(some, now=NOW, seed=1) == random.apply(some[::-1], now=NOW, seed=1)
    assert random.apply(some, now=NOW, seed=1) != random.apply(some, now=NOW, seed=2)


@given(st.lists(st.text(max_size=20), max_size=3), st.text(max_size=10))
def test_a_needle_is_found_in_its_own_haystack(around: list[str], text: str) -> None:
    wanted = needle(text)
    if wanted is not None:
        assert wanted in haystack([*around, text])


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("[a](https://x.org/secret)", "a"),
        ('[a](https://x.org/b_(c) "titled")', "a titled"),
        ("![alt](<my file.png>)", "alt"),
        ("un*friendly*ish", "unfriendlyish"),
        ("a <b class='x'>c</b> 1 < 2", "a c 1 2"),
        ("R&amp;D", "r d"),
        ("[1]: https://x.org/secret\n\nSee [it][1].", "see it 1"),
        ("snake\\_case", "snake case"),
    ],
)
def test_a_bodys_visible_words_are_without_addresses_and_marks(markdown: str, words: str) -> None:
    assert haystack([visible(markdown)]).split() == words.split()


def test_everything_is_asked_for_by_no_terms() -> None:
    assert Query() == Query(All()) == parse("  ")


@pytest.mark.parametrize(
    ("query", "earlier"),
    [
        ("ab", "a"), ("a b", "a"), ("title:ab", "a"), ('"a b"', "b"), ("is:read", ""), ("a is:read sort:title", "is:read a"),
        ("東京都", "東京"), ("a OR b c", "a OR b c"), ("a limit:3", "a"),
    ],
)  # fmt: skip
def test_a_query_that_grows_narrows(query: str, earlier: str) -> None:
    assert narrows(parse(query), parse(earlier))


@pytest.mark.parametrize(
    ("query", "earlier"),
    [
        ("a", "ab"),
        ("a OR b", "a"),
        ("source:ab", "a"),
        ("a", "title:a"),
        ("is:trashed", ""),
        ("ab", "a limit:3"),
        ("-ab", "-a"),
        ("ba", "a"),
    ],
)
def test_a_query_that_may_ask_for_more_does_not_narrow(query: str, earlier: str) -> None:
    assert not narrows(parse(query), parse(earlier))


@given(articles(), queries(), queries())
def test_what_narrows_answers_among_the_earlier_answers(article: Article, query: Query, earlier: Query) -> None:
    for one, other in ((query, earlier), (query.and_also(earlier), earlier), (Query(query.term), Query(query.term))):
        if narrows(one, other) and one.matches(article, now=NOW, text=lambda: BODY):
            assert other.matches(article, now=NOW, text=lambda: BODY)
