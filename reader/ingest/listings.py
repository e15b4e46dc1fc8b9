"""Find program code on a page: its text with true line breaks, without line numbers, and its language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.ingest.tree import Element, names_of, tag_of, words

LANGUAGES = words(
    "ada apache applescript arduino asm awk bash basic batch c clojure cmake cobol coffeescript console cpp crystal csharp css cuda cython "
    "d dart diff django dockerfile docker dot elixir elm erlang fish fortran fsharp gherkin glsl gnuplot go graphql groovy haml handlebars "
    "haskell hcl html http ini java javascript jinja json json5 jsonc jsx julia kotlin latex less lisp lua makefile markdown mathematica matlab "
    "mermaid nginx nim nix objectivec ocaml octave pascal perl php plaintext postgresql powershell prolog properties protobuf puppet python "
    "qml r racket raku reason rst ruby rust sass scala scheme scss sh shell smalltalk solidity sql sqlite svelte swift tcl terraform tex text "
    "toml tsx typescript vala vb verilog vhdl vim vue wasm xml yaml zig zsh"
)
ALIASES = {
    "js": "javascript",
    "ts": "typescript",
    "py": "python",
    "py3": "python",
    "python3": "python",
    "ipython": "python",
    "ipython3": "python",
    "pycon": "pycon",
    "rb": "ruby",
    "rs": "rust",
    "c++": "cpp",
    "cs": "csharp",
    "c#": "csharp",
    "yml": "yaml",
    "golang": "go",
    "objective-c": "objectivec",
    "objc": "objectivec",
    "plain": "text",
    "plaintext": "text",
    "shell-session": "console",
    "sh-session": "console",
    "ps1": "powershell",
    "md": "markdown",
    "htm": "html",
    "kt": "kotlin",
    "hs": "haskell",
}
_NAMED = re.compile(
    r"(?:^|\s)(?:(?:language|lang|highlight-source|highlight-text|highlight|code|sourcecode|src|prettyprint lang)[-:]|brush:\s*|sourcecode\s+)([a-z0-9#+.-]{1,20})"
)
_NUMBERS = re.compile(
    r"\b(line-?numbers?(-rows)?|linenos?|lineno|line-number|gutter|blob-num|ln-num|hljs-ln-numbers|rouge-gutter|lnt?|linenodiv|react-code-line-number)\b"
)
_EXTRAS = re.compile(
    r"\b(copy|clipboard|toolbar|code-?header|copybtn|filename-label|sr-only|visually-hidden|screen-reader-text)\b"
)
_LINE = re.compile(
    r"(?:^|\s)(line|code-line|cl|ec-line|view-line|cm-line|token-line|hljs-ln-line|row|react-code-text)(?:\s|$)"
)
_LINE_END = "\ufdd0"
"""Stands for the end of a line that an element made; a break right after it makes no other."""
_CONTAINER = re.compile(
    r"highlight|codehilite|code-?block|code-?snippet|syntaxhighlighter|crayon|wp-block-code|sourcecode|listingblock|code-toolbar|gist|expressive-code"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A block of code."""

    code: str
    language: str = ""


def of_pre(element: Element) -> Listing | None:
    """Return the code of a `pre`; None where it is empty."""
    text = _text(element)
    text = re.sub(r"^(?:[ \t]*\n)+|\s+$", "", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    return Listing(text, _language(element)) if text else None


def of_code(element: Element) -> Listing | None:
    """Return the code of a `code` element that is a block: it has lines, and stands alone in its parent."""
    parent = element.getparent()
    if tag_of(element) != "code" or parent is None or (parent.text or "").strip() or (element.tail or "").strip():
        return None
    if len(parent) != 1:
        return None
    lines = element.find(".//br") is not None or "\n" in (element.text or "").strip()
    return of_pre(element) if lines else None


def of_table(table: Element) -> Listing | None:
    """Return the code of a table that sets it beside its line numbers."""
    cells = list(table.iter("td"))
    if not any(_is_numbers(cell) or cell.get("data-line-number") is not None for cell in cells):
        return None
    kept = [
        cell
        for cell in cells
        if not _is_numbers(cell) and ("".join(cell.itertext()).strip() or not cell.get("data-line-number"))
    ]
    blocks = [pre for cell in kept for pre in cell.iter("pre")]
    if len(blocks) == 1:
        return of_pre(blocks[0])
    if not kept:
        return None
    text = "\n".join(_text(cell).strip("\n") for cell in kept)
    return Listing(text.rstrip(), _language(table)) if text.strip() else None


def of_container(element: Element) -> Listing | None:
    """Return the code of a block that is made of nothing but one listing and its furniture (numbers, a copy button)."""
    if tag_of(element) not in ("div", "figure", "section") or not _CONTAINER.search(names_of(element)):
        return None
    tables = list(element.iter("table"))
    if len(tables) == 1:
        return of_table(tables[0])
    blocks = [pre for pre in element.iter("pre") if not _is_numbers(pre) and not _in_numbers(pre, element)]
    if len(blocks) == 1 and len(_text(blocks[0])) * 1.5 + 40 >= len("".join(element.itertext())):
        return of_pre(blocks[0])
    return None


def inline_text(element: Element) -> str:
    """Return the text of a span of code."""
    return "".join(" " if tag_of(part) == "br" else (part.text or "") + "" for part in [element]) + "".join(
        _inner(element)
    )


def _inner(element: Element) -> list[str]:
    parts: list[str] = []
    for child in element:
        tag = tag_of(child)
        if tag == "br":
            parts.append(" ")
        elif tag not in ("script", "style", "button", "wbr"):
            parts.append(inline_text(child))
        parts.append(child.tail or "")
    return parts


def _is_numbers(element: Element) -> bool:
    """Say whether an element holds the numbers of lines and nothing else (a whole listing may be called "line-numbers")."""
    return _NUMBERS.search(names_of(element)) is not None and not re.search(r"[^\d\s.:|]", "".join(element.itertext()))


def _in_numbers(element: Element, top: Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return False
        if _is_numbers(ancestor):
            return True
    return False


def _text(element: Element) -> str:
    """Return the text of a block of code, each line ended once, whether by a newline, a break or a block."""
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts).replace(_LINE_END, "\n")


def _collect(element: Element, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        tag, names = tag_of(child), names_of(child)
        if (
            tag in ("script", "style", "button", "textarea")
            or _is_numbers(child)
            or _EXTRAS.search(names)
            or (child.get("aria-hidden") == "true" and "line" in names)
        ):
            pass
        elif tag == "br":
            if not (parts and parts[-1] == _LINE_END):
                parts.append("\n")
        elif tag in ("div", "p", "li", "tr") or (tag in ("span", "code") and _LINE.search(names) and _is_line(child)):
            if parts and not _ended(parts):
                parts.append("\n")
            before = len(parts)
            _collect(child, parts)
            if not "".join(parts[before:]).endswith(("\n", _LINE_END)):
                parts.append(_LINE_END)
            tail = (child.tail or "").removeprefix("\n")
            if tail:
                parts.append(tail)
            continue
        else:
            before = child.getprevious()
            if (
                tag == "code"
                and before is not None
                and tag_of(before) == "code"
                and not (before.tail or "").strip()
                and not _ended(parts)
            ):
                parts.append("\n")  # each line, or each of several variants, is an element of its own
            _collect(child, parts)
        if child.tail:
            parts.append(child.tail)


def _is_line(element: Element) -> bool:
    """A span called "line" is one only where its brothers do not end their lines themselves."""
    tail = element.tail or ""
    return not tail.startswith("\n") or not "".join(element.itertext()).endswith("\n")


def _ended(parts: list[str]) -> bool:
    for part in reversed(parts):
        if part:
            return part.endswith(("\n", _LINE_END))
    return True


def _language(element: Element) -> str:
    """Return the language that the element, what it holds, or what holds it is said to be in."""
    near = [*element.iter("code"), element, *list(element.iterancestors())[:4]]
    for one in near:
        for attribute in ("data-lang", "data-language", "data-code-language", "lang"):
            if attribute != "lang" or tag_of(one) in ("pre", "code"):
                value = (one.get(attribute) or "").strip().lower()
                if attribute == "lang" and value not in LANGUAGES:
                    continue
                if re.fullmatch(r"[a-z0-9#+.-]{1,20}", value):
                    return _known(value)
    for one in near:
        names = " ".join((one.get("class") or "").lower().split())
        for match in _NAMED.finditer(names):
            if found := _known(match[1], strict=not names[match.start() :].lstrip().startswith(("lang", "brush"))):
                return found
    for one in near[:3]:
        for name in (one.get("class") or "").lower().split():
            if name in LANGUAGES or name in ALIASES:
                return _known(name)
    return ""


def _known(name: str, strict: bool = False) -> str:
    name = name.strip(".-")
    name = ALIASES.get(name, name)
    if name in ("text", "none", "default", "nohighlight", "plain", "auto", "unknown", "plaintext"):
        return ""
    return name if not strict or name in LANGUAGES else ""
