"""The settings: one frozen value, read from a TOML file that people write by hand.

What Reader does not know in it is an error that names the file, the line and the nearest right word, never a silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from reader.errors import ConfigError
from reader.model.colours import COLOUR_NAMES, fault_of
from reader.model.settings_text import Place, flat, line_of, nearest, toml_fault

RULES = "rules.toml"
"""The file of the rules for sites: beside the settings."""
THEMES = ("auto", "dark", "light", "high-contrast", "terminal")
AFTER_ARCHIVE = ("next", "list", "stay")
PRESETS = ("default", "less", "mutt", "gmail")
NARROWEST_MEASURE, WIDEST_MEASURE = 20, 200
MOST_LEADING = 2
MOST_ORIGINALS_MB = 200
MOST_MARGIN = 40
PICTURES = ("auto", "kitty", "sixel", "blocks", "off")
MARK_HIGHLIGHTS = ("auto", "always", "never")
MOST_PER_DAY = 100
PANELS = ("auto", "always", "never")
DATES = ("short", "iso", "age")
FACTS = ("site", "author", "length", "highlights", "note", "tags")
VIEWS = ("inbox", "progress", "starred", "archive", "all", "trash")
ORDERS = (
    "saved", "-saved", "published", "opened", "title", "author", "site", "length", "-length", "progress", "random",
)  # fmt: skip

Keys = Mapping[str, tuple[str, ...]]
"""Command id to the keys that run it; no keys at all takes the command off the keyboard."""

KeyCheck = Callable[[str, Keys], Mapping[str, str]]
"""Given the preset and the user's keys, what is wrong with them, by command id: the interface knows its commands."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a user may choose."""

    theme: str = "auto"
    """One of `THEMES`; "auto" asks the terminal whether it is dark."""
    measure: int = 70
    """Columns of text in an article, `NARROWEST_MEASURE` to `WIDEST_MEASURE`."""
    justify: bool = False
    """Whether both edges of the text are straight."""
    hyphenate: bool = False
    """Whether long words are parted at the end of a row, as the article's language does."""
    leading: int = 0
    """Blank rows between the rows of a paragraph, 0 to `MOST_LEADING`."""
    margin: int = 4
    """Columns left free beside the text, at least; 0 to `MOST_MARGIN`. Narrow screens have less."""
    pictures: str = "auto"
    """How saved pictures are drawn: one of `PICTURES`; "auto" asks the terminal what it can."""
    save_pictures: bool = False
    """Whether the pictures of an article are saved with it; reading itself never fetches any."""
    mark_highlights: str = "auto"
    """Whether highlights also get a line and a number that tell their colours apart: one of `MARK_HIGHLIGHTS`; "auto" does it
    where colours do not."""
    finish_at_end: bool = True
    """Whether an article counts as read when its last words were on the screen."""
    after_archive: str = "next"
    """Where archiving an open article leads: one of `AFTER_ARCHIVE`."""
    start: str = "inbox"
    """The view the interface opens with: one of `VIEWS`."""
    side_panel: str = "auto"
    """Whether the list has its side panel: one of `PANELS`; "auto" looks at the width."""
    preview: str = "auto"
    """Whether the list has its preview: one of `PANELS`; "auto" looks at the width."""
    dates: str = "short"
    """How days are told in lists: one of `DATES`."""
    facts: tuple[str, ...] = FACTS
    """What stands under a title in the list, of `FACTS`."""
    sort: Mapping[str, str] = field(default_factory=dict)
    """The order of a view (of `VIEWS`) until another is chosen in it: one of `ORDERS`."""
    colour_names: tuple[str, ...] = COLOUR_NAMES
    """What the five highlight colours are called, in their order."""
    note_tags: bool = True
    """Whether `.word` in the note of a highlight becomes a tag of it."""
    review_per_day: int = 5
    """How many highlights the daily review brings, 1 to `MOST_PER_DAY`."""
    offline: bool = False
    """Whether Reader never asks the network for anything."""
    originals_mb: int = 10
    """Megabytes of the largest original that is kept beside an article, 0 to `MOST_ORIGINALS_MB`."""
    preset: str = "default"
    """The keymap to start from: one of `PRESETS`. In the file it is `preset` under `[keys]`."""
    keys: Keys = field(default_factory=dict)
    """The user's own bindings over the preset, by command id, in the names Textual gives keys ("ctrl+r")."""
    path: Path | None = field(default=None, compare=False)
    """The file these were read from; None where there was none."""


DEFAULT_TEXT = f"""\
# Reader's settings. Every line that is commented out shows a default; remove the "#" to change it.
# `reader config check` tells whether all is well.

# Colours: {", ".join(f'"{theme}"' for theme in THEMES)}.
# "auto" asks the terminal whether it is dark or light; "terminal" uses its own sixteen colours.
#theme = "auto"

# Columns of text in an article, {NARROWEST_MEASURE} to {WIDEST_MEASURE}.
#measure = 70

# Both edges of the text straight; long words parted at the end of a row, by the rules of the article's language.
#justify = false
#hyphenate = false

# Blank rows between the rows of a paragraph, 0 to {MOST_LEADING}.
#leading = 0

# Columns left free beside the text, at least, 0 to {MOST_MARGIN}; narrow screens have less.
#margin = 4

# How saved pictures are drawn: {", ".join(f'"{way}"' for way in PICTURES)}. "auto" asks the terminal what it can.
#pictures = "auto"

# Whether the pictures of an article are saved with it, as `reader add --pictures` does. Reading never fetches any.
#save_pictures = false

# Whether highlights are also underlined and numbered in the margin, which tells their colours apart without colours:
# {", ".join(f'"{when}"' for when in MARK_HIGHLIGHTS)}. "auto" does so with NO_COLOR and in the themes "high-contrast" and "terminal".
#mark_highlights = "auto"

# Whether an article counts as read when its last words were on the screen; where false, only `r` says so.
#finish_at_end = true

# What the five highlight colours are called, in their order; `colour:` in queries knows the names.
#colour_names = [{", ".join(f'"{name}"' for name in COLOUR_NAMES)}]

# Whether a word that begins with a dot (".later") in the note of a highlight becomes a tag of it.
#note_tags = true

# How many highlights the daily review brings, 1 to {MOST_PER_DAY}.
#review_per_day = 5

# What follows archiving an article that is open: the "next" one, back to the "list", or "stay".
#after_archive = "next"

# The view to begin with: {", ".join(f'"{view}"' for view in VIEWS)}.
#start = "inbox"

# The panels beside the list: "auto" shows what fits, "always", "never"; `B` and `p` change it while you read.
#side_panel = "auto"
#preview = "auto"

# Days in lists: "short" (28 Feb), "iso" (2026-02-28), "age" (3 days).
#dates = "short"

# What stands under a title in the list.
#facts = [{", ".join(f'"{fact}"' for fact in FACTS)}]

# Whether Reader stays away from the network; `--offline` says so for one command.
#offline = false

# The page an article was made from is kept beside it, compressed, so that it can be extracted again; pages larger than
# this many megabytes are not, 0 to {MOST_ORIGINALS_MB}.
#originals_mb = 10

[sort]
# The order of a view until you choose another with `S`: {", ".join(f'"{order}"' for order in ORDERS)}.
#inbox = "saved"
#archive = "opened"

[keys]
# The keymap to start from: {", ".join(f'"{preset}"' for preset in PRESETS)}.
#preset = "default"

# Your own keys, by command id (`?` in the interface lists them): one key, several, or none at all.
#article.archive = "a"
#article.star = ["s", "ctrl+s"]
#article.trash = []
"""


def default_path() -> Path:
    """Return where the settings are kept on this platform; the file need not exist."""
    import platformdirs

    return platformdirs.user_config_path("reader", appauthor=False) / "config.toml"


def load(path: Path, *, check_keys: KeyCheck | None = None) -> Config:
    """Read the settings at `path`; a file that does not exist means the defaults. Raises ConfigError, all faults in it."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "this is not UTF-8 text"
        raise ConfigError(f"{path}: {reason}") from error
    return parse(text, path, check_keys=check_keys)


def parse(text: str, path: Path, *, check_keys: KeyCheck | None = None) -> Config:
    """Return the settings written in `text`; `path` names it in errors. Raises ConfigError, one line for each fault."""
    import tomllib  # most runs have no settings file

    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(toml_fault(path, text, error)) from error
    except RecursionError as error:
        raise ConfigError(f"{path}: lists or tables within each other without end") from error
    table = settings.pop("keys", {})
    bindings = dict(flat(table)) if isinstance(table, dict) else {}
    preset = bindings.pop(("preset",), "default")
    faults = [*_setting_faults(settings), *_key_faults(table, preset, bindings)]
    if not faults and check_keys:
        wrong = check_keys(str(preset), _keys(bindings))
        faults = [(("keys", *command), wrong[".".join(command)]) for command in bindings if ".".join(command) in wrong]
    if faults:
        lines = sorted((line_of(text, place), says) for place, says in faults)
        raise ConfigError("\n".join(f"{path}:{line}: {says}" for line, says in lines))
    if isinstance(names := settings.get("colour_names"), list):
        settings["colour_names"] = tuple(str(name) for name in names)
    if "facts" in settings:
        settings["facts"] = tuple(settings["facts"])
    return Config(**settings, preset=str(preset), keys=_keys(bindings), path=path)


def is_fit(name: str, value: object) -> bool:
    """Say whether a setting may have a value."""
    return not list(_setting_faults({name: value}))


_Fault = tuple[Place, str]

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


def _setting_faults(settings: Mapping[str, object]) -> Iterator[_Fault]:
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


def _facts_faults(value: object) -> Iterator[_Fault]:
    if not isinstance(value, list):
        yield ("facts",), f"facts is a list of words in quotes, not {value!r}"
        return
    for fact in value:
        if fact not in FACTS:
            yield ("facts",), f"facts cannot have {fact!r}{nearest(str(fact), FACTS)}"


def _sort_faults(table: object) -> Iterator[_Fault]:
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


def _key_faults(table: object, preset: object, bindings: Mapping[Place, object]) -> Iterator[_Fault]:
    if not isinstance(table, dict):
        yield ("keys",), "keys is a table: write [keys] on a line of its own, and the commands below it"
        return
    yield from _choice_fault(("keys", "preset"), preset, PRESETS)
    for command, value in bindings.items():
        keys = value if isinstance(value, list) else [value]
        if not all(isinstance(key, str) and key.strip() for key in keys):
            yield ("keys", *command), f"{'.'.join(command)} takes a key or a list of keys in quotes, not {value!r}"


def _choice_fault(place: Place, value: object, choices: tuple[str, ...]) -> Iterator[_Fault]:
    if value not in choices:
        yield place, f"{place[-1]} cannot be {value!r}{nearest(str(value), choices)}"


def _keys(bindings: Mapping[Place, object]) -> dict[str, tuple[str, ...]]:
    lists = {".".join(command): value if isinstance(value, list) else [value] for command, value in bindings.items()}
    return {command: tuple(str(key).strip() for key in keys) for command, keys in lists.items()}
