"""The only writer to standard output: data there, narration on standard error, and all of it made harmless here."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import dataclass
from typing import TextIO

from reader.errors import ReaderError
from reader.model.clean import clean, clean_line

STYLES = {"strong": "1", "faint": "2", "star": "33", "tag": "36", "fault": "31", "gone": "9;31", "new": "32"}
"""Select Graphic Rendition codes: attributes and the terminal's own colours, so that any theme of it is respected."""

UNKNOWN_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Ink:
    """A text with the look it has on a terminal; elsewhere it is the plain text."""

    text: str
    style: str = ""


class OutputFailed(ReaderError):
    """Standard output could not be written (disk full); what was asked for may have been done."""


class Output:
    """Standard output and standard error of one command.

    When whoever reads our output has gone (`reader list | head -1`), the rest is dropped in silence, and the command
    goes on and ends with the status it earns.
    """

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out or sys.stdout or _nowhere()
        self._err = err or sys.stderr or _nowhere()
        self._gone = False
        for stream in (self._out, self._err):
            _never_fail_on_a_character(stream)

    @property
    def is_terminal(self) -> bool:
        """Whether a person looks at standard output."""
        return self._out.isatty()

    @property
    def width(self) -> int:
        """Columns of the terminal; 80 where it does not say."""
        return shutil.get_terminal_size((UNKNOWN_WIDTH, 24)).columns or UNKNOWN_WIDTH

    def line(self, *pieces: str | Ink) -> None:
        """Print pieces as one line. Each is cleaned, and only a terminal gets their styles."""
        inks = (piece if isinstance(piece, Ink) else Ink(piece) for piece in pieces)
        self._write("".join(self._drawn(clean_spaced(ink.text), ink.style) for ink in inks) + "\n")

    def row(self, *fields: str) -> None:
        """Print fields for programs: on one line, separated by tabs, none of which is inside a field."""
        self._write("\t".join(clean_line(field) for field in fields) + "\n")

    def text(self, text: str) -> None:
        """Print a text of many lines, which ends with a newline."""
        cleaned = clean(text)
        self._write(cleaned if cleaned.endswith("\n") or not cleaned else cleaned + "\n")

    def json(self, value: object) -> None:
        """Print a value as JSON: UTF-8, two spaces of indent, controls escaped; ASCII where the terminal is not UTF-8."""
        ascii_only = not (self._out.encoding or "utf-8").lower().replace("-", "").startswith("utf")
        text = json.dumps(value, ensure_ascii=ascii_only, indent=2, allow_nan=False)
        self._write(_UNFIT_IN_JSON.sub(lambda match: json.dumps(match[0])[1:-1], text) + "\n")

    def tell(self, sentence: str) -> None:
        """Narrate on standard error: what was done, for people."""
        self._narrate(f"{clean_line(sentence)}\n")

    def complain(self, fault: object) -> None:
        """Say on standard error what is wrong; an error of many lines keeps them (a query with its caret)."""
        self._narrate(f"reader: {clean(str(fault)).rstrip()}\n")

    def ask(self, question: str) -> str:
        """Ask a person at the terminal; return what was typed, "" where nobody answers."""
        if not self.is_terminal or sys.stdin is None or not sys.stdin.isatty():
            return ""
        self._narrate(clean_spaced(question))
        return sys.stdin.readline().strip()

    def flush(self) -> None:
        """Send what is buffered; raises OutputFailed where it cannot be written."""
        self._guarded("", flush=True)

    def _drawn(self, text: str, style: str) -> str:
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if style and text and self.is_coloured else text

    @property
    def is_coloured(self) -> bool:
        """Whether styles are drawn."""
        return self.is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def _write(self, text: str) -> None:
        self._guarded(text, flush=self.is_terminal)

    def _guarded(self, text: str, *, flush: bool) -> None:
        if self._gone:
            return
        try:
            self._out.write(text)
            if flush:
                self._out.flush()
        except BrokenPipeError:
            self._let_go()
        except OSError as error:
            self._let_go()
            raise OutputFailed(f"could not write to standard output: {error.strerror}") from error

    def _let_go(self) -> None:
        """Point standard output nowhere, or the interpreter complains about it once more when it ends."""
        self._gone = True
        stdout = sys.__stdout__
        if stdout is not None and self._out is stdout:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stdout.fileno())
            os.close(nowhere)

    def _narrate(self, text: str) -> None:
        try:
            self._err.write(text)
            self._err.flush()
        except OSError:
            return  # nobody listens; what the exit status says still holds


def clean_spaced(text: str) -> str:
    """Return `text` cleaned and on one line, its spaces kept: for texts that were laid out in columns."""
    return clean(text).replace("\n", " ").replace("\t", " ")


_UNFIT_IN_JSON = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What json leaves bare and a terminal or an eye may be misled by; escaping it keeps the value whole."""


def _nowhere() -> TextIO:
    """Return what takes the place of a stream that was closed before we began (`reader list >&-`)."""
    return open(os.devnull, "w", encoding="utf-8")


def _never_fail_on_a_character(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")
