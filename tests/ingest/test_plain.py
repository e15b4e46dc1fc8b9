"""Copied plain texts become articles: each file of `plain/` against the article it should give."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.ingest import plain
from reader.model import Draft

HERE = Path(__file__).parent / "plain"
TEXTS = sorted(HERE.glob("*.txt"))


def facts_of(draft: Draft) -> dict[str, str]:
    facts = {
        "title": draft.title,
        "url": draft.url or "",
        "published": str(draft.published_at or ""),
        "updated": str(draft.updated_at or ""),
        "authors": ", ".join(draft.authors),
        "language": draft.language,
    }
    return {key: value for key, value in facts.items() if value}


def expected(path: Path) -> tuple[dict[str, str], str]:
    """Return the facts and the body of a golden file: "key: value" lines, a blank line, the body."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    return dict(line.split(": ", 1) for line in head.split("\n")), body.rstrip("\n")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_copied_article_gives_its_facts_and_its_own_words_alone(path: Path) -> None:
    facts, body = expected(path.with_suffix(".md"))
    draft = plain.draft(path.read_text("utf-8"), name=path.name)
    assert facts_of(draft) == facts
    assert draft.body == body


def test_there_are_texts_in_nine_languages() -> None:
    assert len(TEXTS) >= 80
    assert {path.name[:2] for path in TEXTS} == {"en", "fr", "de", "es", "it", "pt", "nl", "pl", "sv"}


PARAGRAPH = (
    "The harbour has a clock which nobody trusts, and a cat which everybody does. The cat arrives at noon, sits down"
    " before the fish shop and looks at the door, and the whole street goes home to eat its soup."
)


def test_what_the_caller_says_stands_above_what_the_text_says() -> None:
    draft = plain.draft(
        f"A title\nhttps://a.example/x\n\n{PARAGRAPH}", name="a", url="https://b.example/y", title="Mine"
    )
    assert (draft.title, draft.url, draft.site) == ("Mine", "https://b.example/y", "b.example")
    assert draft.body == PARAGRAPH


def test_the_address_is_kept_in_its_canonical_form() -> None:
    draft = plain.draft(f"A title\nHTTPS://Www.A.example/x?utm_source=feed#top\n\n{PARAGRAPH}", name="a")
    assert draft.url == "https://www.a.example/x"


def test_a_text_without_a_title_is_called_by_its_file_or_its_first_words() -> None:
    assert plain.draft(PARAGRAPH, name="harbour_cats.txt").title == "harbour cats"
    assert plain.draft(PARAGRAPH, name="-").title.startswith("The harbour has a clock")
    assert len(plain.draft(PARAGRAPH, name="-").title) <= 81


@pytest.mark.parametrize("word", ["Comments", "Share", "Related", "Kommentare", "Partager", "Te puede interesar"])
def test_a_cue_with_paragraphs_after_it_is_a_heading(word: str) -> None:
    body = plain.draft(
        f"A title\n\n{PARAGRAPH}\n\n{word}\n\n{PARAGRAPH} Again.\n\n{PARAGRAPH} Once more.", name="a"
    ).body
    assert word in body
    assert body.count("The harbour has a clock") == 3


@pytest.mark.parametrize(
    "line",
    [
        "Comments were few, and nobody wanted to share them with the newsletter.",
        "She asked him to read more about the harbour.",
        "The photo: a cat, a door, a fish, and behind them the sea that had brought all three together, as it usually does"
        " in towns where people have time to wait for things and do not mind what they are, as long as they arrive by noon.",
    ],
)
def test_a_sentence_with_such_words_in_it_stays(line: str) -> None:
    assert line in plain.draft(f"A title\n\n{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH} Again.", name="a").body


def test_no_day_is_taken_from_a_sentence() -> None:
    draft = plain.draft(f"A title\n\nOn 11 March 1931 the clock stopped. {PARAGRAPH}\n\n{PARAGRAPH}", name="a")
    assert draft.published_at is None
    assert "On 11 March 1931" in draft.body


def test_an_empty_text_is_an_empty_article() -> None:
    draft = plain.draft(" \n\n", name="nothing.txt")
    assert (draft.title, draft.body, draft.words) == ("nothing", "", 0)


def test_rows_parted_by_tabs_are_a_table() -> None:
    body = plain.draft(f"A title\n\n{PARAGRAPH}\n\nPort\tBoats\nAnne\t12\nHob|Mill\t3\n\n{PARAGRAPH}", name="a").body
    assert "| Port | Boats |\n| --- | --- |\n| Anne | 12 |\n| Hob\\|Mill | 3 |" in body
