"""The query language asks highlights, too."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.errors import UsageError
from reader.model import Article, Highlight, Span, TextQuote
from reader.model.passage import Passage, PassageQuery, complete_colours, passages_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LAMP = Article(id="1", title="The keeper of the lamp", saved_at=NOW, site="example.org", tags=("sea",))
OIL = Article(id="2", title="Notes on oil", saved_at=NOW, note="about prices")


def highlight(id: str, article: str, words: str, colour: int = 1, note: str = "", *tags: str) -> Highlight:
    span = Span(0, len(words))
    return Highlight(
        id=id, article_id=article, quote=TextQuote(words), span=span, made_at=NOW, colour=colour, note=note, tags=tags
    )


HIGHLIGHTS = (
    highlight("11", "1", "It is lit\nat dusk", 2, "So am I.", "light"),
    highlight("12", "1", "ships far out"),
    highlight("21", "2", "oil from whales", 3, "", "trade/whales"),
    highlight("31", "3", "of an article that is gone"),
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["11", "12", "21"]),
        ("colour:2", ["11"]),
        ("color:1,3", ["12", "21"]),
        ("-colour:1", ["11", "21"]),
        ("has:note", ["11"]),
        ("-has:note", ["12", "21"]),
        ("tag:light", ["11"]),
        ("tag:sea", ["11", "12"]),
        ("tag:trade", ["21"]),
        ("dusk", ["11"]),
        ("so am", ["11"]),
        ("title:keeper ships", ["12"]),
        ("site:example.org colour:1", ["12"]),
        ("prices", []),
        ("whales OR ships", ["12", "21"]),
    ],
)
def test_a_query_asks_for_words_note_tags_and_colour_and_for_the_article(query: str, found: list[str]) -> None:
    passages = list(passages_of(HIGHLIGHTS, [LAMP, OIL]))
    assert [each.highlight.id for each in PassageQuery.parse(query).select(passages, now=NOW)] == found


def test_the_words_of_a_passage_are_on_one_line() -> None:
    assert Passage(HIGHLIGHTS[0], LAMP).words == "It is lit at dusk"


@pytest.mark.parametrize("query", ["colour:", "colour:6", "colour:red", "colour:1,", "words:abc"])
def test_what_is_no_colour_is_refused(query: str) -> None:
    with pytest.raises(UsageError):
        PassageQuery.parse(query)


def test_colours_are_completed_after_a_comma_too() -> None:
    found = complete_colours("lamp -colour:green,p", 20, ("yellow", "green", "blue", "pink", "purple"))
    assert [completion.apply("lamp -colour:green,p")[0] for completion in found] == [
        "lamp -colour:green,pink",
        "lamp -colour:green,purple",
    ]
    assert complete_colours("columns:", 8, ("yellow", "green", "blue", "pink", "purple")) == []
