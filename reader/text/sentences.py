"""Where sentences begin: by their stops, by what stands around these, and by the abbreviations of a language."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from reader.model.late import late
from reader.model.selector import Span
from reader.text.abbreviations import AS_WRITTEN, MAY_END, NEVER_END, STARTERS
from reader.text.document import Block, Document, Kind

_STOP = re.compile(
    "(?P<wide>(?:[。！？｡]+|(?<=\\w)♪)[」』）】〉》”’〕］]*(?: ?\\[\\w{1,4}\\])*|(?<=[了吧呢吗啊])……(?![」』）】〉》”’〕］]))"
    r"|(?P<stop>[.!?…؟۔।]+)(?P<close>[\"'”’»›«‹“)\]]*(?:[ \u00a0\u202f][»›])?(?: ?\[\w{1,4}\])*)(?=(?P<gap>[\s\u00a0\u202f]+)|$)"
)
_OPENING = "\"'“”„«»‹›‘’([¿¡—–- \u00a0\u202f"
_WORD_BEFORE = late(r"[^\s\u00a0\u202f(\[\"“”„«»‘’—–/]*$")
_WORD_AFTER = late(r"[\w'’]+")
_ACRONYM = late(r"(?:\w\.-?)+\w?")
_OF_A_LIST = late(r"\d{1,3}|[A-Za-z]")
_UNSPACED_BEFORE = late(r".*[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_SAYS = late(
    "[^。！？，、；：“「『（]{0,8}?(?:说|說|问|問|(?<!知)道|喊|叫|答|嚷|吼|叹|嘆)[道着著了]?[，。、！？]"
    "|[^。！？「『（]{0,12}(?:言|聞|尋|訊|叫|答|囁|呟|問)[^。！？「『（]{0,6}[。、]"
)
"""Who said it, right behind a quotation: its stop ends no sentence."""
_GOES_ON = late("[とっ、，]")
_GOES_ON_QUOTED = late("[とっ、，をがにへや]|は(?!い)|で(?!も)|も(?![うし])|の(?!ん)|的")
"""What follows a stop and shows that the sentence goes on, and what does so behind a quotation."""


def sentence_starts(text: str, language: str = "") -> list[int]:
    """Return where the sentences of one paragraph begin, the first at its first character; empty for no text.

    `language` is a primary subtag ("fr"); without one the rules of English hold.
    """
    if not text.strip():
        return []
    starts = [len(text) - len(text.lstrip())]
    for match in _STOP.finditer(text):
        after = match.end("wide") if match["wide"] else match.end()
        while after < len(text) and text[after].isspace():
            after += 1
        if after >= len(text):
            break
        ends = _ends_wide(text, match["wide"], after) if match["wide"] else _ends_sentence(text, match, after, language)
        if ends and not (match["stop"] == "." and _OF_A_LIST.fullmatch(text, starts[-1], match.start())):
            starts.append(after)
    return starts


def _ends_wide(text: str, stop: str, after: int) -> bool:
    """Whether a sentence begins behind a full stop of Chinese or Japanese."""
    if stop[-1] in "》〉":
        return False  # a title
    if stop[-1] not in "”’」』":
        return not _GOES_ON.match(text, after)
    return not _GOES_ON_QUOTED.match(text, after) and not _SAYS.match(text, after)


def _ends_sentence(text: str, match: re.Match[str], after: int, language: str) -> bool:
    """Whether the words after a stop begin a new sentence."""
    following = text[after : after + 40].lstrip(_OPENING)
    first = following[:1]
    if first.islower():
        return False
    if match["stop"] != "." or match["close"]:
        return True
    found = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
    word = _UNSPACED_BEFORE.sub("", found[0]) if found else ""
    if (
        word.isdigit()
        and language in _ORDINAL_LANGUAGES
        and _ABBREVIATED_BEFORE.search(text, 0, match.start() - len(word))
    ):
        return True  # "Abb. 3." counts, and nothing is the third
    next_word = _WORD_AFTER.match(following)
    return _word_ends_sentence(word, next_word[0] if next_word else "", language or "en")


def _word_ends_sentence(word: str, following: str, language: str) -> bool:
    bare = word.casefold()
    if bare == "no":
        return not following[:1].isdigit()
    if bare in NEVER_END.get(language, ()) or bare in NEVER_END[""] or word in AS_WRITTEN.get(language, ()):
        return False
    starts = following.casefold() in STARTERS.get(language, STARTERS["en"])
    if bare in MAY_END.get(language, ()) or (language == "de" and bare.endswith("str")):
        return starts or not following[:1].isdigit()
    if len(word) == 1 and word.isalpha():
        return starts or word.islower()
    if "." in word and _ACRONYM.fullmatch(word):
        return starts
    if language in _ORDINAL_LANGUAGES and word.isdigit() and len(word) <= 2:
        return starts
    return True


_ORDINAL_LANGUAGES = frozenset(
    ("de", "da", "nb", "nn", "no", "fi", "cs", "sk", "pl", "hu", "et", "lv", "sl", "hr", "sr", "is")
)
"""Where "3." is "third"."""
_ABBREVIATED_BEFORE = late(r"\w\.[ \u00a0]$")


class Sentences:
    """The sentences of a document. None goes on over the end of a block; a line of code is one, a cell of a table too."""

    def __init__(self, document: Document, language: str = "") -> None:
        self.document = document
        self.language = language

    def at(self, offset: int) -> Span | None:
        """Return the sentence around `offset`, without the space behind it; None where there is no text."""
        block = self.document.block_at(offset)
        if block is None or not block.text.strip():
            return None
        starts = self._starts(block)
        number = max(0, bisect_right(starts, offset - block.start) - 1)
        end = starts[number + 1] if number + 1 < len(starts) else len(block.text)
        kept = block.text[starts[number] : end].rstrip()
        return Span(block.start + starts[number], block.start + starts[number] + len(kept))

    def next_start(self, offset: int) -> int | None:
        """Return where the next sentence begins, or None behind the last."""
        number = self.document.section_at(offset)
        for section in self.document.sections[number:]:
            if section.end < offset:
                continue
            for block in section.blocks:
                if block.end >= offset:
                    for start in self._starts(block):
                        if block.start + start > offset:
                            return block.start + start
        return None

    def previous_start(self, offset: int) -> int | None:
        """Return where the sentence before `offset` begins: its own, if `offset` is inside one; None before the first."""
        for number in range(self.document.section_at(offset), -1, -1) if self.document.sections else ():
            for block in reversed(self.document.sections[number].blocks):
                if block.start < offset:
                    for start in reversed(self._starts(block)):
                        if block.start + start < offset:
                            return block.start + start
        return None

    def _starts(self, block: Block) -> tuple[int, ...]:
        return _block_starts(block.text, block.kind, self.language)


@lru_cache(maxsize=256)
def _block_starts(text: str, kind: Kind, language: str) -> tuple[int, ...]:
    if kind in (Kind.CODE, Kind.TABLE, Kind.IMAGE):
        return tuple(match.start() for match in re.finditer(r"[^\n\t]*[^\s][^\n\t]*", text))
    return tuple(sentence_starts(text, language))
