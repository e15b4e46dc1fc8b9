"""Letters to type for each of several targets on the screen: links, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

ALPHABET = "asdfghjklewrtuiocvnmpb"
"""The home row first, the hard corners left out."""

Target = TypeVar("Target")


def labels(count: int, alphabet: str = ALPHABET) -> list[str]:
    """Return `count` labels, none the beginning of another, as short as can be, the easiest first."""
    if count <= 0:
        return []
    known = [""]
    while len(known) < count or known == [""]:
        hardest = known.pop(0)
        known += [hardest + letter for letter in reversed(alphabet)]
    known.sort(key=lambda label: (len(label), [alphabet.index(letter) for letter in label]))
    return known[:count]


@dataclass
class Letters(Generic[Target]):
    """Targets under their labels, and what was typed so far."""

    by_label: dict[str, Target]
    typed: str = ""

    @classmethod
    def on(cls, targets: Sequence[Target]) -> Letters[Target]:
        """Label targets in their order."""
        return cls(dict(zip(labels(len(targets)), targets, strict=True)))

    def type(self, letter: str) -> Target | None:
        """Take one letter; return the target it completes. A letter that leads nowhere is not taken."""
        typed = self.typed + letter.lower()
        if any(label.startswith(typed) for label in self.by_label):
            self.typed = typed
        return self.by_label.get(typed)

    def leads(self, letter: str) -> bool:
        """Say whether a letter would bring one nearer to a target."""
        return any(label.startswith(self.typed + letter.lower()) for label in self.by_label)

    def shown(self) -> list[tuple[str, Target]]:
        """Return what is still possible: the letters left to type, and their target."""
        return [
            (label[len(self.typed) :], target)
            for label, target in self.by_label.items()
            if label.startswith(self.typed)
        ]
