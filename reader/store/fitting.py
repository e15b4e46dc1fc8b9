"""Whether a value that another program or a hand wrote may stand in its field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from reader.model.article import State
from reader.model.direction import DIRECTIONS
from reader.model.highlight import COLOURS
from reader.store.codec import is_moment

_STATES = tuple(state.value for state in State)


def fault_of(table: str, field: str, value: Any) -> str:
    """Say what a field may be, where it may not be this; "" where all is well, where it is no field of ours, and for
    what was taken away."""
    told = _FITTING.get((table, field))
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
    ("highlights", "note"): _TEXT,
    ("highlights", "colour"): (lambda value: _is_number(value) and value in COLOURS, f"a number of {COLOURS}"),
    ("highlights", "made_at"): _MOMENT,
    ("highlights", "resurfaces"): _FLAG,
    ("highlights", "tags"): (_is_list, "a list of texts"),
}
