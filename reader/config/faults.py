"""What is wrong with settings that a person wrote by hand, each fault with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from reader.config.settings import (
    AFTER_ARCHIVE,
    DATES,
    FACTS,
    MARK_HIGHLIGHTS,
    MOST_LEADING,
    MOST_MARGIN,
    MOST_ORIGINALS_MB,
    MOST_PER_DAY,
    NARROWEST_MEASURE,
    ORDERS,
    PANELS,
    PICTURES,
    PRESETS,
    THEMES,
    VIEWS,
    WIDEST_MEASURE,
    Config,
)
from reader.model.colours import fault_of
from reader.model.settings_text import Place, nearest

Fault = tuple[Place, str]


def is_fit(name: str, value: object) -> bool:
    """Say whether a setting may have a value."""
    return not list(setting_faults({name: value}))


_SETTINGS = {f.name for f in fields(Config)} - {"preset", "path"}
_CHOICES = {
    "theme": THEMES,
    "after_archive": AFTER_ARCHIVE,
    "pictures": PICTURES,
    "mark_highlights": MARK_HIGHLIGHTS,
    "start": VIEWS,
    "side_panel": PANELS,
    "preview": PANELS,
    "dates": DATES,
}
_NUMBERS = {
    "measure": (NARROWEST_MEASURE, WIDEST_MEASURE),
    "leading": (0, MOST_LEADING),
    "margin": (0, MOST_MARGIN),
    "review_per_day": (1, MOST_PER_DAY),
    "originals_mb": (0, MOST_ORIGINALS_MB),
}
_FLAGS = ("justify", "hyphenate", "finish_at_end", "save_pictures", "note_tags", "offline")


def setting_faults(settings: Mapping[str, object]) -> Iterator[Fault]:
    for name, value in settings.items():
        if name in _CHOICES:
            yield from _choice_fault((name,), value, _CHOICES[name])
        elif name in _NUMBERS:
            least, most = _NUMBERS[name]
            is_number = isinstance(value, int) and not isinstance(value, bool)
            if not is_number or not least <= int(str(value)) <= most:
                yield (name,), f"{name} is a whole number from {least} to {most}, not {value!r}"
        elif name in _FLAGS:
            if not isinstance(value, bool):
                yield (name,), f"{name} is true or false, not {value!r}"
        elif name == "colour_names":
            if fault := fault_of(value):
                yield (name,), f"colour_names {fault}"
        elif name == "facts":
            yield from _facts_faults(value)
        elif name == "sort":
            yield from _sort_faults(value)
        elif name == "preset":
            yield (name,), "preset belongs under [keys]"
        else:
            yield (name,), f"no setting {name!r}{nearest(name, _SETTINGS)}"


def _facts_faults(value: object) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield ("facts",), f"facts is a list of words in quotes, not {value!r}"
        return
    for fact in value:
        if fact not in FACTS:
            yield ("facts",), f"facts cannot have {fact!r}{nearest(str(fact), FACTS)}"


def _sort_faults(table: object) -> Iterator[Fault]:
    if not isinstance(table, dict):
        yield ("sort",), "sort is a table: write [sort] on a line of its own, and the views below it"
        return
    for view, order in table.items():
        if view not in VIEWS:
            yield ("sort", view), f"no view {view!r}{nearest(view, VIEWS)}"
        elif order not in ORDERS:
            yield (
                ("sort", view),
                f"{view} cannot be sorted by {order!r}{nearest(str(order), ORDERS) or '; it may be ' + ', '.join(ORDERS)}",
            )


def key_faults(table: object, preset: object, bindings: Mapping[Place, object]) -> Iterator[Fault]:
    if not isinstance(table, dict):
        yield ("keys",), "keys is a table: write [keys] on a line of its own, and the commands below it"
        return
    yield from _choice_fault(("keys", "preset"), preset, PRESETS)
    for command, value in bindings.items():
        keys = value if isinstance(value, list) else [value]
        if not all(isinstance(key, str) and key.strip() for key in keys):
            yield ("keys", *command), f"{'.'.join(command)} takes a key or a list of keys in quotes, not {value!r}"


def _choice_fault(place: Place, value: object, choices: tuple[str, ...]) -> Iterator[Fault]:
    if value not in choices:
        yield place, f"{place[-1]} cannot be {value!r}{nearest(str(value), choices)}"
