"""Where a row may end: after spaces, hyphens and dashes, between characters of Chinese and Japanese, and never elsewhere."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from reader.model.late import late

SOFT_HYPHEN = "\u00ad"
FIRST_WIDE = "\u2e80"
"""No ideograph comes before it: texts of lesser characters need not be searched for any, nor the patterns compiled."""

_IDEOGRAPHS = "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6\u3000-\u3003\u3008-\u301f\U00020000-\U0003ffff"
NO_START = (
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】〙〗〟｠»›°′″℃％‰‱¢…‥―～〜゠–—,.:;?!)]}%·"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
"""Characters that never begin a row (JIS X 4051, GB/T 15834)."""
NO_END = "‘“（〔［｛〈《「『【〘〖〝｟«‹([{￥＄£＃$#@"
"""Characters that never end one."""
_JOINED = "\u00a0\u202f\u2060\u2011"

_WIDE = f"[{_IDEOGRAPHS}]"
_STICKS = re.escape(NO_START) + _JOINED + r"\u0300-\u036f\u200d\ufe00-\ufe0f\u3099\u309a\s"
_HOLDS = re.escape(NO_END) + _JOINED + r"\u200d\s"
_LATIN_BREAK = (
    r"(?<!\s«)(?<!^«) +(?=\S)(?![:;?!»%–—](?:[\s.,;:!?)]|$))"  # French signs keep to their words, dashes to the left
    r"|(?<=\w)[-‐](?=\w)"
    r"|(?<=[^\s–—])[–—]+(?=[\w(«“‘])"
    r"|(?<=\w\w)/(?=[^\W\d])"
    "|\u3000+(?=\\S)"
    "|\u200b"
    "|(?<=[^\\s\u00ad])\u00ad(?=\\S)"
)
_OTHER = re.compile(
    r"[^\x21-\x2c.0-~\u00a1-\u00aa\u00ac\u00ae-\u00ba\u00bc-\u02ff\u0370-\u052f‘’“”… ]|^ | [\s:;?!%]| $|(?<=\w)/"
)
"""What makes more than single spaces matter; most paragraphs have none of it."""
_NONE: frozenset[int] = frozenset()
_BREAK = late(_LATIN_BREAK)
_CJK_BREAK = late(
    rf"{_LATIN_BREAK}"
    rf"|{_WIDE}(?<![{_HOLDS}])(?=[^{_STICKS}])"
    rf"|[^{_HOLDS}](?={_WIDE})(?=[^{_STICKS}])"
)
_HAS_WIDE = late(_WIDE)


class Breaks(NamedTuple):
    """The places in a text where a row may end, in order. The end of the text is the last."""

    nexts: list[int]
    """Where the row after it begins."""
    ends: list[int]
    """Where the drawn words before it end; a space or a soft hyphen there is not drawn."""
    hyphens: frozenset[int]
    """The ones among `ends` that show a hyphen."""


def breaks_of(text: str) -> Breaks:
    """Return the breaks of one line of text."""
    if not _OTHER.search(text):
        ends = list(accumulate((len(word) + 1 for word in text.split(" ")), initial=-1))[1:]
        return Breaks([end + 1 for end in ends[:-1]] + ends[-1:], ends, _NONE)
    nexts: list[int] = []
    ends = []
    hyphens: list[int] = []
    pattern = _CJK_BREAK if not text.isascii() and max(text) >= FIRST_WIDE and _HAS_WIDE.search(text) else _BREAK
    for match in pattern.finditer(text):
        start, end = match.span()
        first = text[start]
        if first in " \u3000":
            ends.append(start)
        elif first == SOFT_HYPHEN:
            ends.append(start)
            hyphens.append(start)
        else:
            ends.append(start if first == "\u200b" else end)
        nexts.append(end)
    nexts.append(len(text))
    ends.append(len(text))
    return Breaks(nexts, ends, frozenset(hyphens))
