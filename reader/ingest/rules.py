"""Rules for sites whose pages are read wrongly: what to take, what to drop, where the facts stand. From a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from reader.errors import ConfigError
from reader.model.settings_text import line_of, nearest, toml_fault

EXTRACTORS = ("vote", "readability", "trafilatura", "whole")
LARGEST = 1_000_000
"""Bytes of a rules file."""
LONGEST_SELECTOR = 1_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for the pages of one host. Selectors are those of CSS."""

    take: tuple[str, ...] = ()
    """The article is what these select, in the page's order; where none of them selects anything, nobody told us."""
    drop: tuple[str, ...] = ()
    """What these select is not of the article."""
    title: str = ""
    author: str = ""
    date: str = ""
    """Selects what holds the fact: its `content`, its `datetime` or its words."""
    extractor: str = ""
    """One of EXTRACTORS; "" leaves the choice to Reader."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules by host. A rule holds for its host and the hosts under it; the longest that fits holds alone."""

    by_host: Mapping[str, Rule] = field(default_factory=dict)

    def of(self, url: str | None) -> Rule | None:
        """Return the rule for the pages of an address."""
        host = _host(url)
        fitting = [known for known in self.by_host if host == known or host.endswith(f".{known}")]
        return self.by_host[max(fitting, key=len)] if fitting else None

    def host_of(self, url: str | None) -> str:
        """Return the host whose rule holds for an address; "" where none does."""
        rule = self.of(url)
        return next((host for host, one in self.by_host.items() if one is rule), "") if rule else ""


NO_RULES = Rules()

DEFAULT_TEXT = """\
# Rules for sites whose pages Reader reads wrongly. One table for each host; it holds for the hosts under it too
# ("example.org" for "www.example.org"). Selectors are those of CSS. All keys may be left out.
# `reader rules test ADDRESS` shows what a rule does; `reader rules check` tells whether this file is well.

#["example.org"]
#take = ["article .story", "section.notes"]    # the article is what these select, in the page's order
#drop = [".advertisement", "aside.related"]    # and this is not of it
#title = "h1.headline"                         # where the facts stand: `content`, `datetime` or the words of the first
#author = ".byline a"
#date = "time.published"
#extractor = "readability"                     # who chooses where nothing is taken: vote, readability, trafilatura, whole
"""


class FaultyRules(ConfigError):
    """There are faults in the rules; `sound` are those that have none."""

    def __init__(self, says: str, sound: Rules = NO_RULES) -> None:
        super().__init__(says)
        self.sound = sound


def default_path() -> Path:
    """Return where the rules are kept on this platform; the file need not exist."""
    import platformdirs

    return platformdirs.user_config_path("reader", appauthor=False) / "rules.toml"


def load(path: Path) -> Rules:
    """Read the rules at `path`; a file that does not exist means none. Raises ConfigError, all faults in it."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return NO_RULES
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    if len(data) > LARGEST:
        raise ConfigError(f"{path}: larger than {LARGEST // 1_000_000} MB")
    try:
        return parse(data.decode("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: this is not UTF-8 text") from error


def sound(load: Callable[[], Rules], tell: Callable[[str], object]) -> Rules:
    """Return the rules that have no fault, and tell of the others: one word misspelt keeps nothing from being saved."""
    try:
        return load()
    except FaultyRules as error:
        tell(str(error))
        return error.sound


def parse(text: str, path: Path) -> Rules:
    """Return the rules written in `text`; `path` names it in errors. Raises ConfigError, one line for each fault."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FaultyRules(toml_fault(path, text, error)) from error
    except RecursionError as error:
        raise FaultyRules(f"{path}: lists or tables within each other without end") from error
    found = {host: list(_faults(host, table)) for host, table in tables.items()}
    sound = Rules({_plain(host): _rule(table) for host, table in tables.items() if not found[host]})
    faults = [(_line(text, host, key), says) for host, told in found.items() for key, says in told]
    if faults:
        raise FaultyRules("\n".join(f"{path}:{line}: {says}" for line, says in sorted(faults)), sound)
    return sound


def to_json(rule: Rule) -> dict[str, object]:
    """Return a rule as plain values, to pass between processes."""
    return asdict(rule)


def from_json(values: Mapping[str, object]) -> Rule:
    """Return the rule that `to_json` told of."""
    return _rule(values)


_KEYS = tuple(one.name for one in fields(Rule))
_LISTS = ("take", "drop")


def _rule(table: Mapping[str, object]) -> Rule:
    told: dict[str, object] = {key: tuple(_listed(value)) if key in _LISTS else value for key, value in table.items()}
    return Rule(**told)  # type: ignore[arg-type]


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _faults(host: str, table: object) -> Iterator[tuple[str, str]]:
    """Yield each fault with the key it stands at, "" for the table itself."""
    if not isinstance(table, dict):
        yield "", f'{host!r} stands outside a table; write the host first, as in ["example.org"]'
        return
    if not _is_host(_plain(host)):
        yield "", f'{host!r} is no host; write it as in ["example.org"], with quotes and without https://'
    if any(isinstance(value, dict) for value in table.values()):
        yield "", f'a host with dots needs quotes: ["{host}.{next(iter(table))}"]'
        return
    for key, value in table.items():
        yield from ((key, says) for says in _value_faults(key, value))


def _value_faults(key: str, value: object) -> Iterator[str]:
    if key not in _KEYS:
        yield f"no key {key!r}{nearest(key, _KEYS)}"
    elif key == "extractor":
        if value not in EXTRACTORS:
            yield f"extractor cannot be {value!r}{nearest(str(value), EXTRACTORS)}"
    else:
        values = _listed(value) if key in _LISTS else [value]
        for one in values:
            if not isinstance(one, str) or not one.strip():
                yield f"{key} takes a selector in quotes{' or a list of them' if key in _LISTS else ''}, not {one!r}"
            elif wrong := _wrong_with(one):
                yield f"{key}: {one[:100]!r} is no selector: {wrong}"


def _wrong_with(selector: str) -> str:
    """Return what is wrong with a selector of CSS; "" where nothing is."""
    import cssselect

    if len(selector) > LONGEST_SELECTOR:
        return f"longer than {LONGEST_SELECTOR:,} characters"
    try:
        cssselect.HTMLTranslator().css_to_xpath(selector)
    except cssselect.SelectorError as error:
        return str(error)
    except RecursionError:
        return "too much within each other"
    return ""


def _line(text: str, host: str, key: str) -> int:
    if key:
        return line_of(text, (*host.split("."), *key.split(".")))
    quoted = f'"{host}"'
    lines = text.splitlines()
    return next(
        (at for at, line in enumerate(lines, 1) if quoted in line or line.strip().startswith((host, f"[{host}"))), 1
    )


def _plain(host: str) -> str:
    return host.strip().lower().removeprefix("www.").rstrip(".")


def _is_host(host: str) -> bool:
    return bool(host) and "/" not in host and ":" not in host and " " not in host and _host(f"https://{host}/") == host


def _host(url: str | None) -> str:
    try:
        return _plain(urlsplit(url or "").hostname or "")
    except ValueError:
        return ""
