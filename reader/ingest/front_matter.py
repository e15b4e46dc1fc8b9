"""Read the facts at the top of a Markdown file: YAML as people and programs write it there, or TOML.

Not all of YAML: keys with a value, a list or a block of lines, as Obsidian, Readeck, Jekyll and Hugo write them. What
strict YAML would refuse (a colon in a title, a tab) is read as it was meant, and nothing in it can be expanded or run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 64_000
"""Characters; what goes on for longer is no front matter."""

Facts = dict[str, list[str]]
"""Lower-case keys; a single value is a list of one, an empty value an empty list."""

_YAML = re.compile(r"\s*---[ \t]*\n(?P<facts>.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(?P<facts>.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"(?P<key>\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|[^\s:#'\"\[\]{}-][^:\n]{0,60}?)\s*:(?:\s+|$)(?P<value>.*)")
_ITEM = re.compile(r"\s*-(?:\s+|$)(?P<value>.*)")
_BLOCK = re.compile(r"[|>][+-]?\d?\s*$")
_PART = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,\]]*)\s*(?:,|$)")
_NAME = re.compile(r"(?:name|title|value)\s*:\s*(?P<value>.+)", re.IGNORECASE)
_ESCAPES = {"n": "\n", "t": "\t", "r": "", "0": "", '"': '"', "\\": "\\", "/": "/"}


def split(text: str) -> tuple[Facts, str]:
    """Return the facts at the top of `text` and what follows them; no facts and all of the text where it has none."""
    head = text[:LONGEST]
    if match := _YAML.match(head):
        facts = _yaml(match["facts"])
        if facts or not match["facts"].strip():
            return facts, text[match.end() :]
    elif match := _TOML.match(head):
        return _toml(match["facts"]), text[match.end() :]
    return {}, text


def _yaml(text: str) -> Facts:
    facts: Facts = {}
    for key, value, below in _entries(text):
        facts[key] = _value(value, below)
    return facts


def _entries(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each key of the top level with the rest of its line and the lines below that belong to it."""
    key, value, below = "", "", list[str]()
    for line in text.expandtabs(2).split("\n"):
        match = None if line[:1].isspace() else _KEY.fullmatch(line.rstrip())
        if match:
            if key:
                yield key, value, below
            key, value, below = match["key"].strip("'\"").strip().lower(), match["value"], []
        elif line.lstrip().startswith("#") and not line[:1].isspace():
            continue
        else:
            below.append(line)
    if key:
        yield key, value, below


def _value(value: str, below: list[str]) -> list[str]:
    value = value.strip()
    if _BLOCK.fullmatch(value):
        return [" ".join(" ".join(below).split())]
    if value.startswith("["):
        inner = " ".join([value, *below])
        return [part for part in _parts(inner[1 : inner.rfind("]") if "]" in inner else None]) if part]
    items = [match["value"] for line in below if (match := _ITEM.fullmatch(line))]
    if items and not _scalar(value):
        return [named for item in items if (named := _named(item))]
    if not value and below:
        names = [match["value"] for line in below if (match := _NAME.fullmatch(line.strip()))]
        return [_scalar(names[0])] if names else []
    scalar = _scalar(" ".join([value, *(line.strip() for line in below if line.strip())]))
    return [scalar] if scalar else []


def _named(item: str) -> str:
    """Return an item of a list; of a small mapping its name."""
    match = _NAME.fullmatch(item.strip())
    return _scalar(match["value"] if match else item)


def _parts(text: str) -> Iterator[str]:
    for match in _PART.finditer(text):
        yield _scalar(match[1])


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == '"' and (end := re.match(r'"((?:[^"\\]|\\.)*)"', text)):
        return re.sub(r"\\(u[0-9a-fA-F]{4}|.)", _unescaped, end[1])
    if len(text) > 1 and text[0] == "'" and (end := re.match(r"'((?:[^']|'')*)'", text)):
        return end[1].replace("''", "'")
    text = re.sub(r"\s#.*$", "", text).strip() if not text.startswith("#") else ""
    return "" if text.lower() in ("null", "~", "none") else text


def _unescaped(match: re.Match[str]) -> str:
    sign = match[1]
    return chr(int(sign[1:], 16)) if len(sign) == 5 else _ESCAPES.get(sign, sign)


def _toml(text: str) -> Facts:
    import tomllib

    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    facts: Facts = {}
    for key, value in table.items():
        values = value if isinstance(value, list) else [value]
        facts[key.lower()] = [
            str(one) for one in values if isinstance(one, str | int | float) or hasattr(one, "isoformat")
        ]
    for key in ("params", "taxonomies", "extra"):
        inner = table.get(key)
        for name, value in inner.items() if isinstance(inner, dict) else ():
            values = value if isinstance(value, list) else [value]
            facts.setdefault(str(name).lower(), [one for one in values if isinstance(one, str)])
    return facts
