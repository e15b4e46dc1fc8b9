"""Where one was: the jump list and the marks, across articles."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.model.selector import TextQuote

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


MARKS_AT_MOST = 500
WORDS_OF_A_MARK = 40
"""Characters kept of the words at a mark: where the text has changed, they say where it went."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place under a letter, with the words that stand there."""

    spot: Spot
    words: str = ""

    def is_in(self, plain: str) -> bool:
        """Say whether the words of the mark stand where they stood."""
        return plain.startswith(self.words, self.spot.offset)

    def place_in(self, plain: str) -> int:
        """Return where the mark is in the text of its article as it is today."""
        offset = self.spot.offset
        if self.is_in(plain):
            return min(offset, len(plain))
        found = TextQuote(self.words).find(plain, near=offset)
        return found.start if found else min(offset, len(plain))


@dataclass
class Marks:
    """Places under letters: small letters belong to an article, capitals to all; `'` is where one last jumped from."""

    _marks: dict[tuple[str, str], Mark] = field(default_factory=dict)
    """By article and letter, the latest last; the article is "" for capitals."""

    def set(self, letter: str, spot: Spot, plain: str = "") -> None:
        """Set a mark; `plain` is the text of its article."""
        key = self._key(letter, spot.article_id)
        self._marks.pop(key, None)
        self._marks[key] = Mark(spot, plain[spot.offset : spot.offset + WORDS_OF_A_MARK])
        while len(self._marks) > MARKS_AT_MOST:
            del self._marks[next(iter(self._marks))]

    def get(self, letter: str, article_id: str) -> Mark | None:
        """Return the mark under a letter as seen from an article."""
        return self._marks.get(self._key(letter, article_id))

    def kept(self) -> list[list[object]]:
        """Return what is worth keeping from run to run: all but where one jumped from."""
        return [
            [letter, mark.spot.article_id, mark.spot.offset, mark.words]
            for (_, letter), mark in self._marks.items()
            if letter != "'"
        ]

    @classmethod
    def of(cls, kept: object) -> Marks:
        """Return marks that were kept; what is no mark is passed over."""
        marks = cls()
        marks.take_in(kept)
        return marks

    def take_in(self, kept: object) -> None:
        """Take in marks that were kept elsewhere, those that were not set here."""
        for one in kept if isinstance(kept, list) else []:
            match one:
                case [str(letter), str(article_id), int(offset), str(words)] if len(letter) == 1 and offset >= 0:
                    mark = Mark(Spot(article_id, offset), words[:WORDS_OF_A_MARK])
                    self._marks.setdefault(self._key(letter, article_id), mark)

    def _key(self, letter: str, article_id: str) -> tuple[str, str]:
        return ("", letter) if letter.isupper() else (article_id, letter)
