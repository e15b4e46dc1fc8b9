"""Set words so that Markdown reads them as these very words, with as few backslashes as that takes."""

from __future__ import annotations

import re

_SPACES = re.compile("[ \t\n\r\f\v]+")
_LINE_START = re.compile(
    r"(?P<mark>#{1,6}(?=\s|$)|>|[-+](?=\s|$|[-+\s]*$)|=+(?=\s*$)|~{3}|:(?=\s)|\[(?=[^\]]{1,100}\]:))|(?P<digits>\d{1,9})(?P<dot>[.)])(?=\s|$)"
)
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)")
_TAG_OR_ENTITY = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w{1,32};)")
_BRACKET = re.compile(r"\](?=\(|\[|:)|\[(?=\^)")
_STAR = re.compile(r"\*")
_UNDERSCORE = re.compile(r"_")
_TILDES = re.compile(r"~(?=~|$)|(?<=~)~|^~")


def escape(
    text: str,
    before: str = "\n",
    link_follows: bool = False,
    at_start: bool = False,
    in_link: bool = False,
    may_be_maths: bool = False,
) -> str:
    """Return `text` so that Markdown reads it as these very words, with as few backslashes as that takes.

    `before` is the character in front of it; `at_start` says that it begins a line, `may_be_maths` that two dollar signs of
    its paragraph could be taken for the ends of a formula.
    """
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _TAG_OR_ENTITY.sub(r"\\\g<0>", text)
    text = text.replace("`", "\\`")
    if "[" in text or "]" in text:
        text = _brackets(text, in_link)
    if "*" in text:
        text = _STAR.sub(lambda match: _kept_star(match, before), text)
    if "_" in text:
        text = _UNDERSCORE.sub(lambda match: _kept_underscore(match, before), text)
    if "~" in text:
        text = _TILDES.sub(r"\\~", text)
    if may_be_maths:
        text = text.replace("$", "\\$")
    if link_follows and text.endswith("!"):
        text = text[:-1] + "\\!"
    if at_start and (match := _LINE_START.match(text)):
        at = match.start("dot") if match["digits"] else 0
        text = f"{text[:at]}\\{text[at:]}"
    return text


def _brackets(text: str, in_link: bool) -> str:
    if in_link and (not _nests(text) or _BRACKET.search(text)):
        return re.sub(r"[\[\]]", r"\\\g<0>", text)
    return _BRACKET.sub(r"\\\g<0>", text)


def _nests(text: str) -> bool:
    """Say whether each bracket in `text` has its partner."""
    depth = 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return depth == 0


def _kept_star(match: re.Match[str], before: str) -> str:
    """A star between two spaces marks nothing, but one that begins a line does."""
    text, at = match.string, match.start()
    left = text[at - 1] if at else before
    right = text[at + 1] if at + 1 < len(text) else "."
    return "*" if left in " " and right == " " else "\\*"


def _kept_underscore(match: re.Match[str], before: str) -> str:
    """An underscore inside a word marks nothing."""
    text, at = match.string, match.start()
    left = text[at - 1] if at else before
    right = text[at + 1] if at + 1 < len(text) else "."
    return "_" if left.isalnum() and right.isalnum() else "\\_"


def code(text: str) -> str:
    """Return `text` as a code span; empty for nothing but space."""
    text = _SPACES.sub(" ", text)
    if not text.strip():
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") or (text[0] == text[-1] == " ") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
