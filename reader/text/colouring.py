"""Tell apart the words of code: pygments' tokens become runs. Loaded with the first code that is looked at."""

from __future__ import annotations

from functools import lru_cache

from reader.text.document import Run
from reader.text.style import Style

LONGEST = 60_000
"""Longer code stays plain: some lexers are slow."""

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


@lru_cache(maxsize=64)
def coloured(text: str, language: str, style: int) -> tuple[Run, ...]:
    """Return the runs of code in a language by its usual name; none where the language is not known."""
    if not language or len(text) > LONGEST:
        return ()
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    except ClassNotFound:
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


@lru_cache(maxsize=256)
def _style_of(token: str) -> int:
    return next((int(style) for name, style in _STYLES if token == name or token.startswith(name + ".")), 0)
