"""Tell apart the words of code: pygments' tokens become runs. Loaded with the first code that is looked at."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reader.text.document import Run
from reader.text.style import Style

WINDOW = 3_000
"""Longer code is told apart a window at a time, so that what is on screen costs the same however much there is."""

_STYLES: list[tuple[str, int]] = [
    ("Token.Comment", Style.COMMENT),
    ("Token.Keyword", Style.KEYWORD),
    ("Token.Operator.Word", Style.KEYWORD),
    ("Token.Literal.String", Style.STRING),
    ("Token.Literal.Number", Style.NUMBER),
    ("Token.Name.Function", Style.NAME),
    ("Token.Name.Class", Style.NAME),
    ("Token.Name.Decorator", Style.NAME),
    ("Token.Name.Tag", Style.KEYWORD),
    ("Token.Name.Attribute", Style.NAME),
    ("Token.Name.Builtin", Style.NAME),
    ("Token.Operator", Style.OPERATOR),
    ("Token.Punctuation", Style.OPERATOR),
    ("Token.Generic.Inserted", Style.INSERTED),
    ("Token.Generic.Deleted", Style.DELETED),
    ("Token.Generic.Heading", Style.NAME),
    ("Token.Generic.Prompt", Style.COMMENT),
]


def is_ready(language: str) -> bool:
    """Say whether code in a language is coloured at once: its rules are loaded, or there are none."""
    return not language or language.lower() in _lexers


def prepare(language: str) -> None:
    """Load the rules of a language, 50 to 150 ms: for a thread, after the first screen."""
    _lexer(language.lower())


def windows(text: str) -> list[int]:
    """Return where the windows of code begin: at line starts, where there are any."""
    starts = [0]
    while len(text) - starts[-1] > WINDOW:
        cut = text.rfind("\n", starts[-1], starts[-1] + WINDOW) + 1
        starts.append(cut if cut > starts[-1] else starts[-1] + WINDOW)
    return starts


@lru_cache(maxsize=64)
def coloured(text: str, language: str, style: int) -> tuple[Run, ...]:
    """Return the runs of a window of code in a language by its usual name; none where the language is not known."""
    lexer = _lexer(language.lower()) if language else None
    if lexer is None:
        return ()
    runs: list[Run] = []
    for start, token, value in lexer.get_tokens_unprocessed(text):
        of = _style_of(str(token))
        end = start + len(value)
        if not of or end > len(text) or (runs and start < runs[-1].end):
            continue
        if runs and runs[-1].end == start and runs[-1].style == of | style:
            start = runs.pop().start
        runs.append(Run(start, end, of | style))
    return tuple(runs)


_lexers: dict[str, Any] = {}
"""Rules by the name of their language; None for a name that is not known."""


def _lexer(language: str) -> Any:
    if language not in _lexers:
        from pygments.lexers import get_lexer_by_name
        from pygments.util import ClassNotFound

        try:
            _lexers[language] = get_lexer_by_name(language, stripnl=False, ensurenl=False)
        except ClassNotFound:
            _lexers[language] = None
    return _lexers[language]


@lru_cache(maxsize=256)
def _style_of(token: str) -> int:
    return next((int(style) for name, style in _STYLES if token == name or token.startswith(name + ".")), 0)
