"""Highlights for other programs: as JSON, and as Markdown under the titles of their articles.

Names and order of the JSON are a contract with scripts (docs/cli.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from reader.model.article import Article
from reader.model.clean import clean_line
from reader.model.colours import COLOUR_NAMES
from reader.model.highlight import Highlight
from reader.model.passage import Passage
from reader.model.placement import Placed, place_all

Json = dict[str, object]


def visible_text(body: str) -> str:
    """Return the text of a body as it is read: what positions are counted in."""
    from reader.text.blocks import parse  # the reader of Markdown is not loaded where nothing has to be placed

    return parse(body).plain


def highlights_json(highlights: Sequence[Highlight], plain: str) -> list[Json]:
    """Return highlights of one article as scripts know them, with where their words stand now in `plain`, its visible
    text. An orphan, whose words are gone, has the place where they stood."""
    placed = placed_in(plain, highlights)
    return [_highlight_json(highlight, place) for highlight, place in zip(highlights, placed, strict=True)]


def placed_in(plain: str, highlights: Sequence[Highlight]) -> list[Placed]:
    """Return where the highlights of one article stand in its visible text."""
    return place_all([(highlight.quote, highlight.span) for highlight in highlights], plain)


def passages_json(passages: Iterable[Passage], body_of: Callable[[str], str]) -> list[Json]:
    """Return passages of any articles, in their order; those of one article are placed together."""
    found = list(passages)
    by_article: dict[str, list[Highlight]] = {}
    for passage in found:
        by_article.setdefault(passage.article.id, []).append(passage.highlight)
    made = {
        str(value["id"]): value
        for id, highlights in by_article.items()
        for value in highlights_json(highlights, visible_text(body_of(id)))
    }
    return [made[passage.highlight.id] for passage in found]


def passages_markdown(passages: Iterable[Passage], colour_names: Sequence[str] = COLOUR_NAMES) -> str:
    """Return passages as quotes with their notes and tags, under the linked titles of their articles; and with their
    colours, where the user named these: "yellow" says nothing of a passage, "important" does."""
    parts: list[str] = []
    last = ""
    for passage in passages:
        article, highlight = passage.article, passage.highlight
        if article.id != last:
            parts.append(f"## {_linked_title(article)}\n\n")
            last = article.id
        words = highlight.quote.exact.replace("\u00ad", "").strip()
        parts.append("".join(f"> {line}".rstrip() + "\n" for line in words.splitlines()) + "\n")
        if highlight.note:
            parts.append(f"{highlight.note}\n\n")
        said = [f"Colour: {colour_names[highlight.colour - 1]}"] if tuple(colour_names) != COLOUR_NAMES else []
        said += [f"Tags: {', '.join('#' + tag for tag in highlight.tags)}"] if highlight.tags else []
        if said:
            parts.append(" · ".join(said) + "\n\n")
    return "".join(parts)


def moment(at: datetime) -> str:
    """Return a time as ISO 8601 in UTC, to the second, ending in Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _linked_title(article: Article) -> str:
    title = clean_line(article.title) or "(no title)"
    return f"[{title}]({article.url})" if article.url else title


def _highlight_json(highlight: Highlight, placed: Placed) -> Json:
    span = placed.span or highlight.span
    return {
        "id": highlight.id,
        "article_id": highlight.article_id,
        "exact": highlight.quote.exact,
        "prefix": highlight.quote.prefix,
        "suffix": highlight.quote.suffix,
        "start": span.start,
        "end": span.end,
        "placed": str(placed.where),
        "colour": highlight.colour,
        "note": highlight.note,
        "tags": list(highlight.tags),
        "made_at": moment(highlight.made_at),
    }
