"""Tell the language of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SAMPLE_CHARACTERS = 6000
"""How much of a text is looked at: from its beginning, its middle and its end, in equal parts."""
FEWEST_LETTERS = 20
"""Below this a text is too short to say (Chinese, Japanese and Korean tell themselves by their script)."""
LEAST_CONFIDENCE = 0.5

_KNOWN = (
    "af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk kn ko "
    "la lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh"
)
"""Languages articles are written in; rarer ones are left out, because short texts are too often taken for them."""

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.1),
    ("ko", re.compile("[\uac00-\ud7af]"), 0.3),
    ("zh", re.compile("[\u4e00-\u9fff]"), 0.3),
)
_WORDLESS = re.compile(r"https?://\S+|www\.\S+|[\d_]+")
_LETTER = re.compile(r"[^\W\d_]")


def detect(text: str) -> str:
    """Return the primary language subtag of `text` ("fr"), or "" where it is too short or too mixed to say."""
    sample = _WORDLESS.sub(" ", _sample(text))
    letters = len(_LETTER.findall(sample))
    for code, script, share in _SCRIPTS:
        if letters and len(script.findall(sample)) >= max(2, share * letters):
            return code
    if letters < FEWEST_LETTERS:
        return ""
    code, confidence = _identifier().classify(sample)
    return str(code) if confidence >= LEAST_CONFIDENCE else ""


def _sample(text: str) -> str:
    if len(text) <= SAMPLE_CHARACTERS:
        return text
    part = SAMPLE_CHARACTERS // 3
    middle = len(text) // 2
    return f"{text[:part]}\n{text[middle : middle + part]}\n{text[-part:]}"


@cache
def _identifier() -> Any:
    """The model costs about 130 MiB and numpy, so it is loaded at the first question."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_KNOWN.split())
    return identifier
