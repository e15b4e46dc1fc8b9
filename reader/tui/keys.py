"""From key presses to commands: sequences ("gg"), counts ("3j"), and which command a key means in a place.

Textual binds single keys only, so a pending sequence is kept here, for a second at most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from textual.events import Key

from reader.tui.commands import COMMANDS, Command, Place

SEQUENCE_TIMEOUT_S = 1.0
PAUSE_S = 0.4
"""So long a digit that is a colour waits for a motion that would make it a count."""


@dataclass(frozen=True, slots=True)
class Given:
    """A command as it was given: with a count (None where none was typed) and, for marks, a letter."""

    command: Command
    count: int | None = None
    letter: str = ""

    @property
    def times(self) -> int:
        """The count, 1 where none was typed."""
        return self.count or 1


class Keymap:
    """Which command a key sequence means, place by place."""

    def __init__(
        self, commands: tuple[Command, ...] = COMMANDS, keys: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """`keys` rebinds commands by id; each value is a tuple of key sequences."""
        self._keys = {command.id: (keys or {}).get(command.id, command.keys) for command in commands}
        self._meanings: dict[Place, dict[tuple[str, ...], Command]] = {place: {} for place in Place}
        for command in commands:
            for sequence in self._keys[command.id]:
                for place in command.places:
                    self._meanings[place].setdefault(tuple(sequence.split()), command)

    def keys_of(self, command: Command) -> tuple[str, ...]:
        """Return the key sequences that mean a command; may be empty."""
        return self._keys.get(command.id, ())

    def meaning(self, place: Place, tokens: tuple[str, ...]) -> Command | None:
        """Return the command a whole sequence means, or None."""
        return self._meanings[place].get(tokens)

    def begins(self, place: Place, tokens: tuple[str, ...]) -> bool:
        """Say whether a longer sequence starts with these tokens."""
        return any(len(known) > len(tokens) and known[: len(tokens)] == tokens for known in self._meanings[place])


@dataclass
class KeyReader:
    """The pending keys of one screen: feed it tokens, it gives commands."""

    keymap: Keymap
    place: Place
    _tokens: tuple[str, ...] = ()
    _count: str = ""
    _awaiting: Command | None = field(default=None)
    _last_s: float = 0.0

    @property
    def pending(self) -> str:
        """What was typed of an unfinished sequence, for the status line."""
        return self._count + "".join(self._tokens)

    def feed(self, token: str, at_s: float) -> Given | None:
        """Take one key, pressed at `at_s` (any steady clock, seconds); return the command it completes, or None."""
        if at_s - self._last_s > SEQUENCE_TIMEOUT_S:
            self.clear()
        self._last_s = at_s
        if token == "escape" and (self._tokens or self._count or self._awaiting):
            self.clear()
            return None
        if self._awaiting is not None:
            return self._with_letter(token)
        tokens = (*self._tokens, token)
        command = self.keymap.meaning(self.place, tokens)
        if (
            command is not None
            and not self._tokens
            and self._counts(token)
            and (self._count or self._may_count(command))
        ):
            self._count += token
            return None
        if command is None and not self._tokens and self._counts(token):
            self._count += token
            return None
        if command is not None and command.letter:
            self._awaiting, self._tokens = command, tokens
            return None
        if command is None and self.keymap.begins(self.place, tokens):
            self._tokens = tokens
            return None
        count = int(self._count) if self._count else None
        self.clear()
        return Given(command, count) if command else None

    def expired(self, at_s: float) -> bool:
        """Forget what was begun and not gone on with in time; say whether something was."""
        if not self.pending or at_s - self._last_s < SEQUENCE_TIMEOUT_S:
            return False
        self.clear()
        return True

    @property
    def waits(self) -> bool:
        """Whether what is pending is a command of its own, should nothing follow."""
        command = self.keymap.meaning(self.place, (self._count,))
        return not self._tokens and command is not None and self._may_count(command)

    def paused(self, at_s: float) -> Given | None:
        """Return the command that is pending, where nothing followed it for `PAUSE_S`."""
        if not self.waits or at_s - self._last_s < PAUSE_S:
            return None
        command = self.keymap.meaning(self.place, (self._count,))
        self.clear()
        return Given(command) if command else None

    def _may_count(self, command: Command) -> bool:
        return command.counts and self.place is Place.VISUAL

    def clear(self) -> None:
        """Forget what is pending."""
        self._tokens, self._count, self._awaiting = (), "", None

    def _counts(self, token: str) -> bool:
        return (
            len(token) == 1 and token in "0123456789" and (token != "0" or bool(self._count)) and len(self._count) < 6
        )

    def _with_letter(self, token: str) -> Given | None:
        command = self._awaiting
        self.clear()
        return Given(command, None, token) if command and len(token) == 1 else None


def token_of(event: Key) -> str | None:
    """Return a key press as a token of the table; None for a lone modifier (kitty reports those too)."""
    if "+" in event.key or event.key in ("space", "enter", "escape", "tab", "backspace", "delete"):
        return event.key
    if event.character is not None and event.character.isprintable():
        return event.character
    return event.key if event.character is None and event.key in _NAMED else None


_NAMED = frozenset(
    {"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert"} | {f"f{n}" for n in range(1, 13)}
)
