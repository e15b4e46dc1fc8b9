"""Formulas: TeX becomes a line of text that reads well, for a terminal cannot set mathematics."""

from __future__ import annotations

import re

from reader.text.scripts import subscript, superscript
from reader.text.texsigns import ACCENTS, BLACKBOARD, SIGNS, SILENT, SPACES

LONGEST = 4_000
"""Longer formulas, and deeper ones than `DEEPEST`, stay as they were written."""
DEEPEST = 20

_FORMULA = re.compile(
    r"[\\^_={}]|^\s*[A-Za-z]'?\s*$|^[A-Za-z]\([A-Za-z, ]*\)$"
    r"|^(?!.*[A-Za-z]{3})[\w\s(),.]*[+*/<>|-][\w\s+*/<>|(),.-]*$"
)
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}^_&~']|\s+|[^\\{}^_&~'\s]", re.DOTALL)
_BINARY = frozenset("=<>≤≥≠≈≡∼≃≅∝→←↔⇒⇐⇔↦∈∉⊂⊆⊃⊇±∓×÷∧∨∪∩⊕⊗≪≫⟶⟹⟺≺≻∥⊥⊢⊨")
_LOOSE = re.compile(rf" *([{''.join(_BINARY)}]) *")


def looks_like_tex(source: str) -> bool:
    """Whether words between dollar signs are a formula, and no sums of money."""
    return bool(_FORMULA.search(source))


def tex_to_text(source: str) -> str:
    """Return a formula as readable text, lines where it has lines; what is not understood stays as it was written."""
    if len(source) > LONGEST:
        return " ".join(source.split())
    reader = _Reader(_TOKEN.findall(source.strip()))
    try:
        text = reader.group(end="")
    except _TooDeep:
        return " ".join(source.split())
    lines = (_LOOSE.sub(r" \1 ", " ".join(line.split())).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


class _TooDeep(Exception):
    """The formula nests more than any that means something."""


class _Reader:
    """The tokens of a formula, and how far they are read."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def group(self, end: str) -> str:
        """Return the text up to the token `end`, which is taken too."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeep
        parts: list[str] = []
        while self.at < len(self.tokens):
            token = self._take()
            if token == end:
                break
            parts.append(self._one(token))
        self.depth -= 1
        return "".join(parts)

    def _take(self) -> str:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def _argument(self) -> str:
        """Return the next group, or the next sign where there are no braces."""
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        if self.at >= len(self.tokens):
            return ""
        token = self._take()
        return self.group("}") if token == "{" else self._one(token)

    def _one(self, token: str) -> str:
        if token == "{":
            return self.group("}")
        if token == "^":
            return self._raised()
        if token == "_":
            return subscript(self._argument())
        if token == "'":
            return "′"
        if token in ("&", "~") or token.isspace():
            return " "
        if token == "-":
            return "−"
        if token == "}":
            return ""
        return self._command(token[1:].rstrip("*")) if token[0] == "\\" else token

    def _raised(self) -> str:
        argument = self._argument()
        return argument if argument in ("′", "°", "∘", "*", "†") else superscript(argument)

    def _command(self, name: str) -> str:
        if name in SIGNS:
            return SIGNS[name]
        if name in SPACES:
            return SPACES[name]
        if name in ("frac", "dfrac", "tfrac", "cfrac"):
            return f"{_grouped(self._argument())}/{_grouped(self._argument())}"
        if name in ("binom", "dbinom", "tbinom"):
            return f"C({self._argument()}, {self._argument()})"
        if name == "sqrt":
            return self._root()
        if name in ACCENTS:
            inner = self._argument()
            return inner + ACCENTS[name] if len(inner) == 1 else inner
        if name == "mathbb":
            return "".join(BLACKBOARD.get(letter, letter) for letter in self._argument())
        if name in ("begin", "end"):
            self._argument()
            return "\n" if name == "begin" else ""
        if name in ("left", "right"):
            if self.at < len(self.tokens) and self.tokens[self.at] == ".":
                self._take()
            return ""
        if name in SILENT:
            return ""
        return name if len(name) == 1 else f" {name} " if self._goes_on() else f" {name}"

    def _root(self) -> str:
        degree = ""
        if self.at < len(self.tokens) and self.tokens[self.at] == "[":
            self._take()
            while self.at < len(self.tokens) and self.tokens[self.at] != "]":
                degree += self._one(self._take())
            self.at += 1
        sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree) or f"{superscript(degree)}√"
        return sign + _grouped(self._argument())

    def _goes_on(self) -> bool:
        """Whether a letter or number follows at once: the name of a function keeps off it."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else ""
        return token.isalnum() or (token[:1] == "\\" and token not in ("\\left", "\\right"))


def _grouped(text: str) -> str:
    """Return an operand in brackets where it would fall apart without."""
    return text if len(text) == 1 or re.fullmatch(r"√?\w+|[A-Za-z]\W", text) else f"({text})"
