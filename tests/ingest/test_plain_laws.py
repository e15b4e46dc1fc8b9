"""What holds for every plain text, be it an article or not."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.ingest import markup, plain
from reader.ingest.typography import set_spaces
from reader.model.clean import clean
from reader.text.blocks import parse

WORDS = st.sampled_from(
    [
        "the",
        "harbour",
        "clock",
        "cat",
        "door",
        "share",
        "comments",
        "related",
        "photo",
        "tags",
        "newsletter",
        "le",
        "chat",
        "et",
        "la",
        "mer",
        "partager",
        "der",
        "Hund",
        "und",
        "das",
        "Anzeige",
        "Kommentare",
        "el",
        "mar",
        "por",
        "Juan",
        "Roth",
        "Paris",
        "2025",
        "12",
        "März",
        "http",
        "read",
        "more",
        "lire",
        "aussi",
    ]
)
CUES = st.sampled_from(
    [
        "Comments", "12 Comments", "Share", "Related articles", "Read more: A title", "Mehr zum Thema", "Commentaires", "Tags:",
        "Photo: AFP", "Advertisement", "© 2025 The Site", "Subscribe to our newsletter", "3 March 2025", "By Jane Doe", "Sources",
        "https://a.example/b", "- an item", "1. an item", "> a quotation of some words", "***", "Peter says:", "Reply", "← Before",
        "Lire aussi", "Te puede interesar", "Most read", "A title of some words", "    indented = code()", "Posted in News", "",
    ]
)  # fmt: skip
LINES = st.lists(WORDS, min_size=1, max_size=70).map(" ".join)


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """A paragraph of more than forty words that ends in a full stop; its first word tells it from all others."""
    number = draw(st.integers(0, 10**9))
    words = draw(st.lists(WORDS, min_size=42, max_size=60))
    return f"Paragraph{number} {' '.join(words)}."


@st.composite
def threads(draw: st.DrawFn) -> list[str]:
    """Readers' comments with all their signs; the long ones are in danger of being taken for furniture."""
    lines = [draw(st.sampled_from(["Comments", "12 Comments", "Commentaires", "Kommentare"]))]
    for _ in range(draw(st.integers(1, 4))):
        lines += ["Peter says:", "3 March 2025 at 10:30", draw(st.one_of(paragraphs(), LINES)), "Reply"]
    return lines


TEXTS = st.lists(
    st.one_of(
        CUES.map(lambda line: [line]), LINES.map(lambda line: [line]), paragraphs().map(lambda line: [line]), threads()
    ),
    min_size=1,
    max_size=25,
).map(lambda parts: [line for part in parts for line in part])


@settings(max_examples=80, deadline=None)
@given(TEXTS, st.sampled_from(["\n", "\n\n"]))
@example(["Comments", "Peter says:", "3 March 2025 at 10:30", f"Paragraph0 door Anzeige {'the ' * 40}the."], "\n")
def test_no_long_paragraph_in_the_first_four_fifths_is_ever_lost(lines: list[str], between: str) -> None:
    text = between.join(lines)
    body = " ".join(parse(plain.draft(text, name="a").body).plain.split())
    at = 0
    for line in lines:
        if line.startswith("Paragraph") and at < 0.8 * len(text):
            assert re.sub(r"\s+", " ", line) in body
        at += len(line) + len(between)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_any_text_becomes_a_clean_draft(text: str) -> None:
    draft = plain.draft(text, name="a")
    assert clean(draft.body) == draft.body
    assert clean(draft.title) == draft.title
    assert "\n" not in draft.title + draft.excerpt


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab 1.)#>-+*_`~=[]()!<&;:|$\\^/'\"{}"), min_size=1, max_size=40))
def test_an_escaped_line_reads_back_as_itself(text: str) -> None:
    line = " ".join(text.split())
    if line:
        assert parse(markup.escape(line)).plain.strip() == line


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.sampled_from("ab \u00a0\u202f.,;:!?«»()\"'10h/"), max_size=60), st.sampled_from(["fr", "en", "de", ""])
)
def test_setting_spaces_changes_nothing_but_spaces_and_is_done_at_once(text: str, language: str) -> None:
    def bare(text: str) -> str:
        return re.sub(r"\s", "", text)

    once = set_spaces(text, language)
    assert bare(once) == bare(text)
    assert set_spaces(once, language) == once
