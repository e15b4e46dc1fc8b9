"""Values to documents and back. Documents from other machines and hands are read leniently: what does not fit is left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from reader.model.article import Article, Draft, Edit, Progress, State, Validators
from reader.model.clean import clean, clean_in_place, clean_line
from reader.model.direction import DIRECTIONS, direction_of
from reader.model.highlight import COLOURS, Highlight, HighlightEdit
from reader.model.review import Review
from reader.model.selector import Span, TextQuote
from reader.model.tags import tags
from reader.model.url import canonical
from reader.store.record import Document

EPOCH = datetime(2001, 9, 9, tzinfo=UTC)
"""Stands for a time that cannot be read."""
_STATES = {state.value: state for state in State}
_NO_PROGRESS = Progress()


def draft_to_document(draft: Draft, saved_at: datetime) -> Document:
    """Return the document of a draft, all text cleaned; the body's name is added by who writes it."""
    return _without_nothing(
        {
            "title": clean_line(draft.title),
            "url": address(draft.url),
            "authors": [name for author in draft.authors if (name := clean_line(author))],
            "site": clean_line(draft.site),
            "published_at": _day(draft.published_at),
            "updated_at": _day(draft.updated_at),
            "saved_at": to_iso(saved_at),
            "language": clean_line(draft.language).lower(),
            "direction": _direction(draft.direction, draft.language, f"{draft.title} {draft.excerpt}") or None,
            "excerpt": clean_line(draft.excerpt),
            "image": None if draft.image is None else clean_line(draft.image) or None,
            "source": clean_line(draft.source),
            "words": max(0, int(draft.words)),
            "state": State(draft.state).value,
            "starred": bool(draft.starred),
            "read": bool(draft.read),
            "tags": list(tags(draft.tags)),
            "note": clean(draft.note),
        }
    )


def article_from_document(id: str, document: Mapping[str, Any], highlights: int = 0) -> Article:
    """Return the article a document tells of."""
    get = document.get
    progress, title, language = get("progress"), _text(get("title")), _text(get("language"))
    return Article(
        id=id,
        title=title,
        saved_at=moment_of(get("saved_at")) or EPOCH,
        url=_text(get("url")) or None,
        authors=_texts(get("authors")),
        site=_text(get("site")),
        published_at=_date(get("published_at")),
        updated_at=_date(get("updated_at")),
        language=language,
        direction=_direction(get("direction"), language, title),
        excerpt=_text(get("excerpt")),
        image=_text(get("image")) or None,
        source=_text(get("source")),
        words=_number(get("words")),
        state=_state(get("state")),
        starred=get("starred") is True,
        read=get("read") is True,
        tags=tuple(sorted(set(_texts(get("tags"))))),
        note=_text(get("note")),
        progress=_progress(progress) if progress else _NO_PROGRESS,
        highlights=highlights,
    )


def edited(document: Document, edit: Edit) -> None:
    """Make an edit in a document; its values are replaced, never changed."""
    if edit.title is not None:
        document["title"] = clean_line(edit.title)
    if edit.authors is not None:
        document["authors"] = [name for name in map(clean_line, edit.authors) if name]
    if edit.site is not None:
        document["site"] = clean_line(edit.site)
    if edit.language is not None:
        document["language"] = clean_line(edit.language).lower()
    if edit.published_at is not None:
        document["published_at"] = _day(edit.published_at)
    if edit.state is not None:
        document["state"] = State(edit.state).value
    if edit.starred is not None:
        document["starred"] = edit.starred
    if edit.read is not None:
        document["read"] = edit.read
    if edit.note is not None:
        document["note"] = clean(edit.note)
    _edit_tags(document, edit.add_tags, edit.remove_tags)


def highlight_to_document(
    article_id: str, quote: TextQuote, span: Span, made_at: datetime, colour: int, note: str, tag_names: tuple[str, ...]
) -> Document:
    """Return the document of a highlight; its quote is cleaned one for one, so that the span keeps its meaning."""
    return {
        "article": article_id,
        "quote": _quote_to_document(quote),
        "span": [span.start, span.end],
        "made_at": to_iso(made_at),
        "colour": colour if colour in COLOURS else COLOURS[0],
        "note": clean(note),
        "tags": list(tags(tag_names)),
    }


def highlight_from_document(id: str, document: Mapping[str, Any]) -> Highlight:
    """Return the highlight a document tells of."""
    colour = document.get("colour")
    span = document.get("span")
    start, end = span if isinstance(span, list) and len(span) == 2 else (0, 0)
    return Highlight(
        id=id,
        article_id=_text(document.get("article")),
        quote=_quote(document.get("quote")),
        span=Span(_number(start), max(_number(start), _number(end))),
        made_at=moment_of(document.get("made_at")) or EPOCH,
        colour=colour if colour in COLOURS else COLOURS[0],
        note=_text(document.get("note")),
        tags=tuple(sorted(set(_texts(document.get("tags"))))),
        review=_review(document.get("review")) if "review" in document else None,
        resurfaces=document.get("resurfaces") is not False,
    )


def highlight_edited(document: Document, edit: HighlightEdit) -> None:
    """Make an edit in the document of a highlight."""
    if edit.quote is not None:
        document["quote"] = _quote_to_document(edit.quote)
    if edit.span is not None:
        document["span"] = [edit.span.start, edit.span.end]
    if edit.colour is not None and edit.colour in COLOURS:
        document["colour"] = edit.colour
    if edit.note is not None:
        document["note"] = clean(edit.note)
    if edit.review is not None:
        document["review"] = _review_to_document(edit.review)
    if edit.resurfaces is not None:
        document["resurfaces"] = edit.resurfaces
    _edit_tags(document, edit.add_tags, edit.remove_tags)


def progress_to_document(progress: Progress) -> Document:
    """Return the cell of a reading place."""
    return {
        "fraction": round(min(max(float(progress.fraction), 0.0), 1.0), 4),
        "offset": max(0, progress.offset),
        "at": None if progress.at is None else to_iso(progress.at),
        "quote": _quote_to_document(progress.quote),
    }


def to_iso(moment: datetime) -> str:
    """Return a time as it is written: UTC, ISO 8601, no finer than milliseconds."""
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.isoformat(timespec="milliseconds" if moment.microsecond >= 1000 else "seconds")


def address(url: str | None) -> str | None:
    """Return an address in the form in which it is kept: canonical where it is of the web."""
    if not url:
        return None
    try:
        return canonical(url)
    except ValueError:
        return clean_line(url) or None


def tags_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the tags that a document names."""
    return _texts(document.get("tags"))


def body_of(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a document says of its text: `name`, `digest`, `made`; nothing where it says something else."""
    told = document.get("body")
    return told if isinstance(told, dict) else {}


def versions(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the earlier texts that a document names, oldest first; what names no file is left out.

    Machines that had not met may have given a number twice: of two, the one whose name comes later counts on.
    """
    numbered: list[dict[str, Any]] = []
    now, last = body_of(document).get("name"), 0
    for one in texts(document):
        if one["name"] != now:
            last = max(last + 1, one["number"])
            numbered.append(one if one["number"] == last else {**one, "number": last})
    return numbered


def texts(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return all texts that a document names, the present one among them if it is not as it was saved, by number."""
    told = document.get("versions")
    sound = [one for one in (told if isinstance(told, list) else ()) if _is_sound(one)]
    return sorted(sound, key=lambda one: (one["number"], one["name"]))


def outdone(document: Mapping[str, Any]) -> set[str]:
    """Return the names of texts that nobody replaced and that are not shown: another machine's text was put later."""
    return {one["name"] for one in versions(document) if not one.get("replaced_at")}


def fetched(validators: Validators, at: datetime) -> dict[str, str]:
    """Return what a document keeps of a page that was had from the web."""
    told = {"at": to_iso(at), "etag": validators.etag, "modified": validators.last_modified}
    return {name: value for name, value in told.items() if value}


def is_moment(value: object) -> bool:
    """Say whether a time can be read."""
    return moment_of(value) is not None


def _is_sound(told: object) -> bool:
    return isinstance(told, dict) and isinstance(told.get("name"), str) and isinstance(told.get("number"), int)


def _edit_tags(document: Document, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
    if add or remove:
        # what is to go is matched as it was typed too: a tag made by another program may not be in our form
        known, new = set(_texts(document.get("tags"))), set(tags(add))
        gone = {*tags(remove), *remove} - new if remove else set()
        document["tags"] = sorted((known | new) - gone)


def _without_nothing(fields: Document) -> Document:
    return {name: value for name, value in fields.items() if value is not None}


def _quote_to_document(quote: TextQuote) -> Document:
    return {
        "exact": clean_in_place(quote.exact),
        "prefix": clean_in_place(quote.prefix),
        "suffix": clean_in_place(quote.suffix),
    }


def _quote(value: Any) -> TextQuote:
    if not isinstance(value, dict):
        return TextQuote("")
    return TextQuote(_text(value.get("exact")), _text(value.get("prefix")), _text(value.get("suffix")))


def _progress(value: Any) -> Progress:
    if not isinstance(value, dict):
        return _NO_PROGRESS
    fraction = value.get("fraction")
    return Progress(
        fraction=min(max(float(fraction), 0.0), 1.0) if isinstance(fraction, int | float) else 0.0,
        offset=_number(value.get("offset")),
        quote=_quote(value.get("quote")),
        at=moment_of(value.get("at")),
    )


def _review_to_document(review: Review) -> Document:
    """Return the cell of a review: its numbers belong together, so they are one cell."""
    return {
        "at": to_iso(review.at),
        "due": to_iso(review.due),
        "stability": round(review.stability, 4),
        "difficulty": round(review.difficulty, 4),
        "times": review.times,
    }


def _review(value: Any) -> Review | None:
    if not isinstance(value, dict):
        return None
    at, due = moment_of(value.get("at")), moment_of(value.get("due"))
    stability, difficulty = value.get("stability"), value.get("difficulty")
    if at is None or due is None or not isinstance(stability, int | float) or not isinstance(difficulty, int | float):
        return None  # as good as never reviewed
    return Review(at, due, float(stability), float(difficulty), max(1, _number(value.get("times"))))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple([text for text in value if isinstance(text, str)]) if isinstance(value, list) else ()


def _number(value: Any) -> int:
    return max(0, value) if isinstance(value, int) else 0


def _direction(value: Any, language: str, words: str) -> str:
    """Return the direction that is told, else the one that a text of this language has: records of old tell none."""
    return value if value in DIRECTIONS else direction_of(language, words)


def _state(value: Any) -> State:
    return _STATES.get(value, State.INBOX) if isinstance(value, str) else State.INBOX


def moment_of(value: Any) -> datetime | None:
    """Return the time that is written; None for what is none."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()[:10]


def _date(value: Any) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
