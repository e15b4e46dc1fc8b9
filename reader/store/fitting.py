"""Whether a value that another program or a hand wrote may stand in its field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from reader.model.article import State
from reader.model.direction import DIRECTIONS
from reader.model.highlight import COLOURS
from reader.store.codec import is_moment
from reader.store.record import SETS

_STATES = tuple(state.value for state in State)


def fault_of(table: str, field: str, value: Any) -> str:
    """Say what a field may be, where it may not be this; "" where all is well, where it is no field of ours, and for
    what was taken away."""
    name, _, element = field.partition(":")
    if element and name in SETS:
        return ""
    told = _FITTING.get((table, f"{name}:" if element else name))
    if told is None or value is None:
        return ""
    fits, words = told
    return "" if fits(value) else words


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_day(value: Any) -> bool:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_number, value)) and value[0] <= value[1]


def _is_amount(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_version(value: Any) -> bool:
    return _holds(value, name=_is_text, number=_is_number) and _may_hold(value, words=_is_number, excerpt=_is_text)


def _holds(value: Any, **parts: Callable[[Any], bool]) -> bool:
    """Say whether a value is an object that has these parts, each as it must be."""
    return isinstance(value, dict) and all(name in value and fits(value[name]) for name, fits in parts.items())


def _may_hold(value: Any, **parts: Callable[[Any], bool]) -> bool:
    """Say whether a value is an object whose parts of these names, where it has them, are as they must be."""
    return isinstance(value, dict) and all(value.get(name) is None or fits(value[name]) for name, fits in parts.items())


def _is_quote(value: Any) -> bool:
    return _holds(value, exact=_is_text) and _may_hold(value, prefix=_is_text, suffix=_is_text)


_Fitting = tuple[Callable[[Any], bool], str]
_TEXT: _Fitting = (_is_text, "a text in quotes")
_FLAG: _Fitting = (_is_flag, "true or false")
_DAY: _Fitting = (_is_day, "a day as 2026-02-28")
_MOMENT: _Fitting = (is_moment, "a time as 2026-02-28T10:00:00+00:00")
_FITTING: dict[tuple[str, str], _Fitting] = {
    **{
        ("articles", name): _TEXT for name in ("title", "url", "site", "language", "excerpt", "note", "image", "source")
    },
    **{("articles", name): _FLAG for name in ("starred", "read")},
    **{("articles", name): _DAY for name in ("published_at", "updated_at")},
    ("articles", "state"): (lambda value: isinstance(value, str) and value in _STATES, f"one of {', '.join(_STATES)}"),
    ("articles", "direction"): (lambda value: value in DIRECTIONS, " or ".join(DIRECTIONS)),
    ("articles", "saved_at"): _MOMENT,
    ("articles", "words"): (_is_number, "a whole number"),
    ("articles", "authors"): (_is_list, "a list of texts"),
    ("articles", "tags"): (_is_list, "a list of texts"),
    ("articles", "body"): (
        lambda value: _holds(value, name=_is_text) and _may_hold(value, digest=_is_text, made=_is_text),
        'an object with the "name" of a file in articles',
    ),
    ("articles", "original"): (_is_text, "the name of a file in originals, in quotes"),
    ("articles", "fetched"): (
        lambda value: _may_hold(value, at=is_moment, etag=_is_text, modified=_is_text),
        'an object of "at", "etag" and "modified", texts',
    ),
    ("articles", "progress"): (
        lambda value: _may_hold(value, fraction=_is_share, offset=_is_number, at=is_moment, quote=_is_quote),
        'an object of "fraction" (0 to 1), "offset" (a whole number), "at" (a time) and "quote"',
    ),
    ("articles", "versions"): (
        lambda value: isinstance(value, list) and all(map(_is_version, value)),
        'a list of objects with a "name" and a "number"',
    ),
    ("articles", "versions:"): (_is_version, 'an object with a "name" and a "number"'),
    ("highlights", "quote"): (_is_quote, 'an object of "exact", "prefix" and "suffix", texts'),
    ("highlights", "span"): (_is_span, "a list of two whole numbers, the smaller first"),
    ("highlights", "article"): (_is_text, "the id of an article, in quotes"),
    ("highlights", "review"): (
        lambda value: _holds(value, at=is_moment, due=is_moment, stability=_is_amount, difficulty=_is_amount),
        'an object of "at", "due" (times), "stability" and "difficulty" (numbers)',
    ),
    ("highlights", "note"): _TEXT,
    ("highlights", "colour"): (lambda value: _is_number(value) and value in COLOURS, f"a number of {COLOURS}"),
    ("highlights", "made_at"): _MOMENT,
    ("highlights", "resurfaces"): _FLAG,
    ("highlights", "tags"): (_is_list, "a list of texts"),
}
