"""Where one was: the jump list and the marks, across articles."""

from __future__ import annotations

from dataclasses import dataclass, field

JUMPS_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an article: an offset in its `Document.plain`."""

    article_id: str
    offset: int


@dataclass
class JumpList:
    """Places one jumped away from, oldest first, as in vim."""

    spots: list[Spot] = field(default_factory=list)
    at: int = 0
    """Where in the list one stands; its length when one has not gone back."""

    def leave(self, spot: Spot) -> None:
        """Remember `spot` before jumping away; what one had gone back from is forgotten."""
        del self.spots[self.at :]
        if spot in self.spots:
            self.spots.remove(spot)
        self.spots.append(spot)
        del self.spots[:-JUMPS_AT_MOST]
        self.at = len(self.spots)

    def back(self, here: Spot) -> Spot | None:
        """Return the place before, or None at the oldest; `here` is kept, to come forward to."""
        if self.at == 0:
            return None
        if self.at == len(self.spots):
            if self.spots[-1] == here:
                self.at -= 1
                return self.back(here)
            self.spots.append(here)
        self.at -= 1
        return self.spots[self.at]

    def forward(self) -> Spot | None:
        """Return the place one came back from, or None at the newest."""
        if self.at + 1 >= len(self.spots):
            return None
        self.at += 1
        return self.spots[self.at]


@dataclass
class Marks:
    """Places under letters: small letters belong to an article, capitals to all; `'` is where one last jumped from."""

    _marks: dict[tuple[str, str], Spot] = field(default_factory=dict)

    def set(self, letter: str, spot: Spot) -> None:
        self._marks[self._key(letter, spot.article_id)] = spot

    def get(self, letter: str, article_id: str) -> Spot | None:
        """Return the place of a mark as seen from an article."""
        return self._marks.get(self._key(letter, article_id))

    def _key(self, letter: str, article_id: str) -> tuple[str, str]:
        return ("", letter) if letter.isupper() else (article_id, letter)
