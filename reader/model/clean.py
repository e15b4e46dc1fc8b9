"""The one door for text: what comes from articles, files and networks is made harmless here.

Two rules stand behind it. A terminal acts on control characters, so none may reach it; and text can be made to look
like what it is not (bidi overrides, invisible characters, towers of marks), so these go too. Legitimate Arabic, Hebrew,
Indic, Thai, Vietnamese and emoji pass whole.
"""

from __future__ import annotations

import re

from reader.model.late import late

REPLACEMENT = "\ufffd"
MARKS_PER_BASE = 8
NO_BREAK_SPACES = "\u00a0\u202f"
_SPACES = re.compile(r"\s+")

_JOINERS = "\u200c\u200d"
_CONTROLS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # surrogates, private use, non-characters
    "\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 15))
)
_INVISIBLES = (
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidi marks, embeddings, overrides, isolates
    "\u2060-\u2065\ufeff\u180b-\u180f\u115f\u1160\u3164\uffa0\U000e0000-\U000e0fff"  # joiners, fillers, tags
    "\u2028\u2029\ufff9-\ufffc"  # separators and interlinear marks
)
_UNFIT = late(f"[{_CONTROLS}{_INVISIBLES}]")
_JOINED = late(f"[{_JOINERS}]+")
_SUSPECT = late(f"[{_CONTROLS}{_INVISIBLES}{_JOINERS}]")
_ONE_CONTROL = late(f"[{_CONTROLS}]")
_ORDINARY = re.compile(
    "[\t\n -~\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u2010-\u2027\u202f-\u205f\u20a0-\u20bf"
    "\u2100-\u2bff\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]*"
)
"""Texts of these alone need nothing: nearly all do, and this is many times as fast as looking for the others."""
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_TOWER = late(f"((?:{_MARK}[{_JOINERS}]*){{{MARKS_PER_BASE}}})(?:{_MARK}[{_JOINERS}]*)+")


def clean(text: str) -> str:
    """Return `text` fit to be kept: newlines are LF, controls are U+FFFD, what is invisible and misleading is gone.

    Applying it twice changes nothing more. Tabs and newlines stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ORDINARY.fullmatch(text):
        return text
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = _UNFIT.sub(_cleaned, text)
    text = _TOWER.sub(r"\1", text)
    return _JOINED.sub(_joiner, text)  # last: what went before decides what a joiner stands between


def clean_line(text: str) -> str:
    """Return `text` cleaned, on one line, with runs of white space made one space: for titles, names, tags.

    A no-break space stands alone in French typography, and stays.
    """
    return _SPACES.sub(_one_space, clean(text)).strip()


def _one_space(match: re.Match[str]) -> str:
    spaces = match[0]
    return spaces[0] if spaces.strip(NO_BREAK_SPACES) == "" else " "


def clean_in_place(text: str) -> str:
    """Return `text` safe to draw and just as long: each unfit character becomes U+FFFD, tabs and newlines stay.

    The screen's side of the door: offsets into the text keep their meaning.
    """
    return text if _ORDINARY.fullmatch(text) else _SUSPECT.sub(_replaced, text)


def _cleaned(match: re.Match[str]) -> str:
    return REPLACEMENT if _ONE_CONTROL.match(match[0]) else ""


def _joiner(match: re.Match[str]) -> str:
    return match[0][0] if _joins(match) else ""


def _replaced(match: re.Match[str]) -> str:
    return match[0] if match[0] in _JOINERS and _joins(match) else REPLACEMENT


def _joins(match: re.Match[str]) -> bool:
    """A joiner is at work only between two characters beyond ASCII (Persian, Indic scripts, emoji)."""
    before, after = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() : match.end() + 1]
    return before > "\x7f" and after > "\x7f" and not before.isspace() and not after.isspace()
