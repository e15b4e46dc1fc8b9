"""Formulas: TeX becomes a line of text that reads well, for a terminal cannot set mathematics."""

from __future__ import annotations

import re

_TEX = re.compile(r"[\\^_={}]|^\s*[A-Za-z]\s*$|^[A-Za-z]\([A-Za-z]\)$|^[\w\s]*[+*/<>|-][\w\s+*/<>|()-]*$")


def looks_like_tex(source: str) -> bool:
    """Whether words between dollar signs are a formula, and no sums of money."""
    return bool(_TEX.search(source))


def tex_to_text(source: str) -> str:
    """Return a formula as readable text; what is not understood stays as it was written."""
    return " ".join(source.split())
