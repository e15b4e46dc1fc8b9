"""Queries are read, printed and refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UsageError
from reader.model.query import Query, QueryError, Sort, SortKey, parse
from reader.model.query.ranges import Age, Ages, DayAgo, Days, Never, Numbers
from reader.model.query.terms import (
    Address,
    All,
    AnyOf,
    Flag,
    Has,
    Idle,
    Is,
    Language,
    Measure,
    Not,
    Part,
    Tagged,
    Term,
    When,
    Words,
)
from tests.model.query.strategies import queries


@given(queries())
def test_a_printed_query_reads_as_the_same_query(query: Query) -> None:
    assert parse(str(query)) == query


@given(st.text(alphabet='ab:-()"“” #>.<0123456789ANDORTsortlimitag\\', max_size=40) | st.text(max_size=30))
def test_any_text_is_a_query_or_a_query_error_and_printing_settles_it(text: str) -> None:
    query = read_or_refusal(text)
    if isinstance(query, QueryError):
        assert 0 <= query.column <= len(query.text)
        line, caret = query.drawn().split("\n")
        assert caret.strip() == "^"
        assert len(line) <= 74
    else:
        assert parse(str(query)) == query


def read_or_refusal(text: str) -> Query | QueryError:
    try:
        return parse(text)
    except QueryError as error:
        return error


A, B, C = Words("a"), Words("b"), Words("c")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("", All()),
        ("a", A),
        ("a b", All((A, B))),
        ("a AND b", All((A, B))),
        ("a OR b", AnyOf((A, B))),
        ("a b OR c", AnyOf((All((A, B)), C))),
        ("a (b OR c)", All((A, AnyOf((B, C))))),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("--a", A),
        ("-(a b)", Not(All((A, B)))),
        ("a and b", All((A, Words("and"), B))),
        ('"a b"', Words("a b", whole=True)),
        ("“a b”", Words("a b", whole=True)),
        ("« a b »", Words("a b", whole=True)),
        ('"say \\"a\\""', Words('say "a"', whole=True)),
        ("well-known", Words("well-known")),
        ("a - b", All((A, B))),
        ("a & b – c", All((A, B, C))),
        ("12:30", Words("12:30")),
        ("https://example.org/a", Words("https://example.org/a")),
        ("title:slow", Words("slow", field="title")),
        ('TITLE:"slow reading"', Words("slow reading", True, "title")),
        ("by:woolf", Words("woolf", field="author")),
        ("site:example.org", Words("example.org", field="site")),
        ("url:/2026/", Address("/2026/")),
        ("tag:reading/slow", Tagged("reading/slow")),
        ("#reading", Tagged("reading")),
        ("-#reading", Not(Tagged("reading"))),
        ("note:quote", Words("quote", field="note")),
        ("lang:pt-BR", Language("pt")),
        ("is:unread", Is(Flag.UNREAD)),
        ("is:in-progress", Is(Flag.IN_PROGRESS)),
        ("in:trash", Is(Flag.TRASHED)),
        ("has:highlights", Has(Part.HIGHLIGHTS)),
        ("words:>2000", Measure("words", Numbers(low=2001))),
        ("words:>=2k", Measure("words", Numbers(low=2000))),
        ("minutes:<10", Measure("minutes", Numbers(high=9))),
        ("minutes:5", Measure("minutes", Numbers(5, 5))),
        ("progress:10..90", Measure("progress", Numbers(10, 90))),
        ("progress:10..90%", Measure("progress", Numbers(10, 90))),
        ("highlights:3..", Measure("highlights", Numbers(low=3))),
        ("saved:<7d", When("saved", Ages(under=Age(7, "d")))),
        ("saved:7d", When("saved", Ages(under=Age(7, "d")))),
        ("saved:7d..4w", When("saved", Ages(Age(7, "d"), Age(4, "w")))),
        ("saved:2025-01..2025-03", When("saved", Days(date(2025, 1, 1), date(2025, 3, 31)))),
        ("saved:2025", When("saved", Days(date(2025, 1, 1), date(2025, 12, 31)))),
        ("saved:>2025-01", When("saved", Days(first=date(2025, 2, 1)))),
        ("saved:<2025-01", When("saved", Days(last=date(2024, 12, 31)))),
        ("published:today", When("published", DayAgo(0))),
        ("opened:never", When("opened", Never())),
        ("idle:>30d", Idle(Ages(over=Age(30, "d")))),
        ("source:web", Words("web", field="source")),
    ],
)
def test_each_piece_of_the_language_is_read(text: str, term: Term) -> None:
    assert parse(text) == Query(term)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("sort:title", Query(All(), Sort(SortKey.TITLE))),
        ("a sort:-saved limit:5", Query(A, Sort(SortKey.SAVED, reverse=True), 5)),
        ("limit:5 a sort:oldest b", Query(All((A, B)), Sort(SortKey.SAVED, reverse=True), 5)),
        ("a OR b sort:words", Query(AnyOf((A, B)), Sort(SortKey.LENGTH))),
    ],
)
def test_settings_stand_anywhere_between_the_terms(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "column", "reason", "hint"),
    [
        ("a titel:b", 2, "there is no field titel:", "did you mean title:?"),
        ("foo:bar", 0, "there is no field foo:", 'quote it to look for the words: "foo:bar"'),
        ("is:unraed", 3, "is: does not know 'unraed'", "did you mean is:unread?"),
        ("a (b", 2, "this parenthesis is never closed", "close it with )"),
        ("a) b", 1, "nothing was opened for this parenthesis", "take it out, or open one before"),
        ('a "b', 2, "this quotation mark is never closed", 'close it with "'),
        ('title:"b', 6, "this quotation mark is never closed", 'close it with "'),
        ("a OR", 4, "something is missing after OR", 'to look for the word, say "or"'),
        ("a OR OR b", 5, "something is missing before OR", 'to look for the word, say "or"'),
        ("AND a", 0, "something is missing before AND", 'to look for the word, say "and"'),
        ("a NOT", 5, "something is missing after NOT", 'to look for the word, say "not"'),
        ("()", 1, "there is nothing in these parentheses", ""),
        ("tag:", 4, "tag: wants a value", "for example tag:reading"),
        ("words:many", 6, "'many' is not a number", "say >2000, <10 or 10..90"),
        ("words:10..many", 10, "'many' is not a number", "say >2000, <10 or 10..90"),
        ("progress:90..10", 9, "the range ends before it begins", "did you mean 10..90?"),
        ("saved:1.2.2025", 6, "'1.2.2025' is not a date", "did you mean 2025-02-01?"),
        ("saved:2025/2", 6, "'2025/2' is not a date", "did you mean 2025-02?"),
        ("saved:7", 6, "'7' is not a date", "did you mean 7d, the last 7 days?"),
        ("saved:2025-02-30", 6, "there is no day 2025-02-30", "say 2025, 2025-01, 2025-01-31, today, <7d or >30d"),
        ("saved:>", 7, "a date is missing", "say 2025, 2025-01, 2025-01-31, today, <7d or >30d"),
        ("idle:>30", 6, "'30' is not a length of time", "did you mean 30d?"),
        ("lang:french", 5, "'french' is not the code of a language", "did you mean lang:fr?"),
        ("sort:sved", 5, "sort: does not know 'sved'", "did you mean sort:saved?"),
        ("limit:0", 6, "'0' is no number of articles", "say limit:10"),
        ("sort:saved sort:title", 11, "sort: is said twice", "keep one of them"),
        ("(a sort:title)", 3, "sort: arranges the whole query", "put it at the end, outside of all else"),
        ("-limit:3", 1, "limit: arranges the whole query", "put it at the end, outside of all else"),
        ("&", 0, "there is no word in '&'", "look for letters or digits"),
        ("a -&", 3, "there is no word in '&'", "look for letters or digits"),
    ],
)
def test_a_wrong_query_says_where_and_what_was_probably_meant(text: str, column: int, reason: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert (caught.value.column, caught.value.reason, caught.value.hint) == (column, reason, hint)
    assert isinstance(caught.value, UsageError)
    assert caught.value.exit_status == 2


def test_the_caret_stands_under_the_fault_in_cells_not_code_points() -> None:
    with pytest.raises(QueryError) as caught:
        parse("日本 é titel:x")
    assert caught.value.drawn() == "日本 é titel:x\n       ^"


def test_a_long_query_is_drawn_around_its_fault() -> None:
    with pytest.raises(QueryError) as caught:
        parse("word " * 60 + "titel:x" + " word" * 60)
    line, caret = caught.value.drawn().split("\n")
    assert line.startswith("…")
    assert line.endswith("…")
    assert line[caret.index("^") :].startswith("titel:x")


@pytest.mark.parametrize("text", ["(" * 5_000, "-" * 3_000 + "a", "(" * 100 + "a" + ")" * 100, "a " * 5_000])
def test_a_hostile_query_is_refused_without_exhausting_the_stack(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text)
