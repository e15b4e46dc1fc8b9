"""Revisions: when something became what it is, in an order all machines agree on."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

STAMP_DIGITS = 17
_COUNTER = 10_000
_MACHINE = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_REVISION = re.compile(r"[0-9]{17}-[a-z0-9][a-z0-9_-]{0,31}")


def utc_now() -> datetime:
    """Return the time, aware."""
    return datetime.now(UTC)


class Clock:
    """A wall clock joined with a counter: what it hands out grows even when the wall clock goes back.

    A stamp is 17 decimal digits, 13 of Unix milliseconds and 4 of a counter; a revision is a stamp, "-", the machine.
    As strings of one width revisions sort by time, then by machine (a hybrid logical clock, Kulkarni and others 2014).
    """

    def __init__(self, machine: str, wall: Callable[[], datetime] = utc_now) -> None:
        self.machine = machine
        self.wall = wall
        self._last = 0

    def next(self) -> str:
        """Return a revision greater than every one seen or handed out."""
        return self.at(self.wall())

    def at(self, moment: datetime) -> str:
        """Return the next revision, for something done at a moment that was just read."""
        self._last = max(milliseconds(moment) * _COUNTER, self._last + 1)
        return f"{self._last:0{STAMP_DIGITS}d}-{self.machine}"

    def name(self) -> str:
        """Return a part of a file name that no other machine or moment gives: ASCII letters and digits."""
        return stamp_of(self.next()) + re.sub(r"[^a-z0-9]", "", self.machine)[:8]

    def saw(self, stamp: str) -> None:
        """Learn of a stamp or revision made elsewhere."""
        self._last = max(self._last, int(stamp[:STAMP_DIGITS]))


def milliseconds(moment: datetime) -> int:
    """Return Unix milliseconds, 13 digits (2001 to 2286)."""
    return min(max(int(moment.timestamp() * 1000), 10**12), 10**13 - 1)


def is_revision(text: object) -> bool:
    """Say whether this is a revision: files of other machines are input."""
    return isinstance(text, str) and _REVISION.fullmatch(text) is not None


def stamp_of(revision: str) -> str:
    """Return the part of a revision that tells the time."""
    return revision[:STAMP_DIGITS]


def machine_of(revision: str) -> str:
    """Return the part of a revision that tells the machine."""
    return revision[STAMP_DIGITS + 1 :]


def moment_of(revision: str) -> datetime:
    """Return the wall time in a revision."""
    return datetime.fromtimestamp(int(revision[:13]) / 1000, UTC)


def is_machine_name(text: str) -> bool:
    """Say whether a name may stand for a machine, in revisions and in file names."""
    return _MACHINE.fullmatch(text) is not None


def machine_name() -> str:
    """Return the lasting name of this machine: `$READER_MACHINE`, else one drawn once and kept in the state folder.

    It is random and says nothing of who or where you are.
    """
    named = os.environ.get("READER_MACHINE", "").lower()
    if named:
        return named if is_machine_name(named) else re.sub(r"[^a-z0-9]+", "-", named).strip("-")[:32] or "unnamed"
    from platformdirs import user_state_path

    return _kept_name(user_state_path("reader", appauthor=False) / "machine")


def _kept_name(file: Path) -> str:
    try:
        kept = file.read_text("ascii", "replace").strip()
        if is_machine_name(kept):
            return kept
    except OSError:
        pass
    drawn = "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(8))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"machine.{os.getpid()}")
        draft.write_text(drawn + "\n", "ascii")
        try:
            os.link(draft, file)  # the first of two programs wins
        except FileExistsError:
            kept = file.read_text("ascii", "replace").strip()
            drawn = kept if is_machine_name(kept) else drawn
        finally:
            draft.unlink()
    except OSError:
        pass  # a state folder that cannot be written: a name for this run only, its journal stays readable
    return drawn
