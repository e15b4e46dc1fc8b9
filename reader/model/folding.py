"""Fold text for matching, and cut it into the tokens that are looked for.

Case, accents, width, ligatures and invisible joiners stop counting. Scripts written without spaces (Chinese, Japanese,
Thai, ...) and emoji are cut into overlapping pairs, so that any part of a run is found; other scripts into words.

A haystack is a string of tokens with a space before and after each, a needle the same for what is looked for, so that
`needle in haystack` answers: words are found from their beginning, phrases as whole words. The search index holds the
same tokens: what the index finds and what a scan finds cannot differ.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reader.model.late import late

FIELD_BREAK = "\n"
"""Stands between the fields of a haystack, so that no phrase reaches from one into the next."""

_ACCENTS = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"  # Latin, Greek, Cyrillic
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # Arabic vowels, tatweel
    "\u00ad\u200b-\u200f\u2060\ufeff"  # soft hyphen and what cannot be seen
)
_BEYOND_ASCII = re.compile("[^\\x00-\\x7f]+")
_PUNCTUATION = late("[\u00a1-\u00bf\u2010-\u2027\u2030-\u205e\u3000-\u3004\u3008-\u3020]")
_IGNORED = late(f"[{_ACCENTS}]+")
_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t"}
"""Letters that Unicode does not decompose, but keyboards without them do."""
_LETTER = late(f"[{''.join(_LETTERS)}]")

_KANA_AND_HAN = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_OTHER_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u1000-\u1049\u1780-\u17d3"  # Thai, Lao, Burmese, Khmer
    "\u2600-\u27bf\U0001f000-\U0001faff"  # pictures and emoji
)
_UNSPACED = _KANA_AND_HAN + _OTHER_UNSPACED
_INDIC_MARKS = (
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u09e2\u09e3"
    "\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7"
    "\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d57\u0d81-\u0d83\u0dca-\u0df3"
    "\u0f71-\u0f84\u0f90-\u0fbc\u302a-\u302f\u3099\u309a"
)
"""Vowel signs and viramas: not letters to Python, but they stand inside words."""
_BEYOND = late(f"[{_UNSPACED}{_INDIC_MARKS}]")
_HARD = late(f"[{_OTHER_UNSPACED}{_INDIC_MARKS}]")
"""Among these are characters that are no letters to Python: a text with them is cut run by run."""
_KANA_OR_HAN = late(f"[{_KANA_AND_HAN}]+")
_WORD_OR_PAIR = late(f"[\\w{_KANA_AND_HAN}]+")
"""Python does not know the newest ideographs as letters yet."""
_SPACED_WORD = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r"\S+")
"""Folding joins nothing across white space, so a text may be folded chunk by chunk."""
_BETWEEN_WORDS = re.compile(r"[^\w\n]+")
_ASCII_SPACED = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != FIELD_BREAK}
"""All but letters, digits and the break made spaces; `split` takes the break for one too."""
_RUN = late(rf"(?P<unspaced>[{_UNSPACED}]+)|(?:[^\W_{_UNSPACED}]|[{_INDIC_MARKS}])+")

_LINK_TARGET = late(r"\]\((?:<[^>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?=[)\s])")
_REFERENCE = late(r"^ {0,3}\[([^\]\n]+)\]:[ \t]*<?(?:\S+)", re.MULTILINE)
_TAG = late(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
_INNER_STARS = late(r"\*(?<=[^\W_]\*)\*{0,2}(?=[^\W_])")


def fold(text: str) -> str:
    """Return `text` as it is compared: lower case, without accents, compatibility forms and punctuation made plain."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_folded, text)
    return text.lower()


def tokens(text: str) -> list[str]:
    """Return the tokens of `text` in order: folded words, and pairs of characters in unspaced scripts.

    A run of n unspaced characters makes n tokens: its pairs, then its last character alone.
    """
    folded = fold(text)
    if folded.isascii():
        return folded.translate(_ASCII_SPACED).split()
    if not _BEYOND.search(folded):
        return _SPACED_WORD.findall(folded)
    if not _HARD.search(folded):
        return _WORD_OR_PAIR.findall(_KANA_OR_HAN.sub(_paired, folded.replace("_", " ")))
    found: list[str] = []
    for run, unspaced in _runs(folded):
        if unspaced:
            found.extend(run[at : at + 2] for at in range(len(run)))
        else:
            found.append(run)
    return found


def haystack(texts: Iterable[str]) -> str:
    """Return the tokens of several fields as one string to look for needles in."""
    lines = [text.replace("\n", " ") if "\n" in text else text for text in texts if text]
    folded = fold(FIELD_BREAK.join(lines))
    if folded.isascii():
        return FIELD_BREAK.join(
            [f" {' '.join(line.split())} " for line in folded.translate(_ASCII_SPACED).split(FIELD_BREAK)]
        )
    if not _BEYOND.search(folded):
        spaced = _BETWEEN_WORDS.sub(" ", folded.replace("_", " ")).replace(FIELD_BREAK, f" {FIELD_BREAK} ")
        return f" {spaced} "
    return FIELD_BREAK.join(f" {' '.join(tokens(line))} " for line in folded.split(FIELD_BREAK))


def needle(text: str, *, whole: bool = False) -> str | None:
    """Return what to look for in a haystack, or None where `text` holds no word.

    Not `whole`, the last word may go on ("read" finds "reading"). A needle that ends in a space ends its last word;
    one of an unspaced script never does, for there any part of a run is found.
    """
    runs = list(_runs(fold(text)))
    if not runs:
        return None
    found = tokens(text)
    last, last_unspaced = runs[-1]
    if last_unspaced and len(last) > 1:
        found.pop()  # the last character alone ends a run, but the run may go on
    end = " " if whole and not last_unspaced else ""
    return f" {' '.join(found)}{end}"


def placed_tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the tokens of `text` with where they stand in it: (token, start, end), end excluded."""
    for chunk in _CHUNK.finditer(text):
        folded = fold(chunk[0])
        origins = _origins(chunk[0], folded)
        for run in _RUN.finditer(folded):
            steps = range(run.start(), run.end()) if run["unspaced"] else (run.start(),)
            for at in steps:
                to = min(at + 2, run.end()) if run["unspaced"] else run.end()
                start = chunk.start() + origins[at]
                yield folded[at:to], start, max(start + 1, chunk.start() + origins[to])


def _origins(raw: str, folded: str) -> list[int]:
    """Return, for each folded character and for the end, where in `raw` it comes from."""
    if raw.isascii():
        return list(range(len(raw) + 1))
    origins = [at for at, character in enumerate(raw) for _ in fold(character)]
    if len(origins) != len(folded):  # characters that fold together (Hangul letters): all of it is meant
        origins = [0] * len(folded)
    return [*origins, len(raw)]


def visible(markdown: str) -> str:
    """Return a body nearly as it is read: without the addresses of links, tags and entities.

    Quick and good enough to find words; where they stand is for `reader.text` to say, which parses.
    """
    if "](" in markdown:
        markdown = _LINK_TARGET.sub("](", markdown)
    if "]:" in markdown:
        markdown = _REFERENCE.sub(r"", markdown)
    if "<" in markdown:
        markdown = _TAG.sub(" ", markdown)
    if "&" in markdown:
        markdown = html.unescape(markdown)
    return _INNER_STARS.sub("", markdown) if "*" in markdown else markdown


def _folded(match: re.Match[str]) -> str:
    run = match[0]
    return _fold_short(run) if len(run) <= 4 else _fold_run(run)


@lru_cache(maxsize=10_000)
def _fold_short(run: str) -> str:
    return _fold_run(run)


def _fold_run(run: str) -> str:
    """Fold characters beyond ASCII. Runs may be folded one by one: what would join two of them is a mark that goes."""
    run = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", run).casefold())
    run = _PUNCTUATION.sub(" ", _IGNORED.sub("", run))
    run = _LETTER.sub(lambda match: _LETTERS[match[0]], run)
    return unicodedata.normalize("NFC", run)


def _paired(match: re.Match[str]) -> str:
    run = match[0]
    return f" {' '.join([run[at : at + 2] for at in range(len(run))])} "


def _runs(folded: str) -> Iterator[tuple[str, bool]]:
    """Yield (run of word characters, whether its script has no spaces)."""
    for match in _RUN.finditer(folded):
        yield match[0], match["unspaced"] is not None
