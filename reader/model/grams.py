"""Where runs of letters stand in a long text: an index small enough to be made each time."""

from __future__ import annotations

import re
from collections import Counter

from reader.model.skeleton import UNSPACED

GRAM, UNSPACED_GRAM = 7, 4
"""So many letters are a run; in scripts whose letters tell as much as words do, fewer."""
ONE_IN = 6
"""Of so many letters about one begins a run that is indexed. Which ones, the letter itself says: so what begins such a
run in a passage begins one wherever the passage stands."""
TOO_COMMON, TOO_COMMON_HERE = 10, 60
"""Runs that stand in more places tell none of them; in a text that is not long, the lines of a list are still told."""
_LONG = 200_000
FEW = 12
"""Runs that stand in more places are followed only where a needle has no other."""
PLACES_LOOKED_AT = 3
BUCKET = 32
_SAMPLE = 20_000
_UNSPACED = re.compile(f"[{UNSPACED}]")


class Grams:
    """The indexed runs of letters of a skeleton."""

    def __init__(self, known: str) -> None:
        self._known = known
        sample = known[:: len(known) // _SAMPLE + 1]
        self._size = size = UNSPACED_GRAM if 2 * len(_UNSPACED.findall(sample)) > len(sample) else GRAM
        ranked = [letter for letter, _ in Counter(sample).most_common()]
        begins = "".join(ranked[ONE_IN // 2 :: ONE_IN])
        self._begins = re.compile(f"[{begins}]" if begins else "(?!)")
        self._places = places = [match.start() for match in self._begins.finditer(known)]
        """Where each run stands that is indexed."""
        self._last: dict[str, int] = {}
        """The last of equal runs, as an index of `_places`."""
        self._earlier: list[int] = []
        """The next earlier one of each; -1 where there is none."""
        self._count: list[int] = []
        """How many there are of each up to here."""
        last, link, count = self._last, self._earlier.append, self._count
        get = last.get
        for number, at in enumerate(places):
            gram = known[at : at + size]
            link(earlier := get(gram, -1))
            count.append(count[earlier] + 1 if earlier >= 0 else 1)
            last[gram] = number

    def where(self, needle: str) -> list[int] | None:
        """Return all places where a needle stands, in order; None where no run in it is indexed."""
        fewest: list[int] | None = None
        within, limit = 0, FEW
        grams = self._runs_in(needle)
        for inside, gram in grams:
            standing = self._standing(gram, limit)
            if standing is not None:
                fewest, within, limit = standing, inside, len(standing)
                if limit <= 2:
                    break
        if fewest is None and grams:
            within = grams[0][0]
            fewest = self._standing(grams[0][1], len(self._known))
        if fewest is None:
            return None
        known = self._known
        return [at - within for at in reversed(fewest) if at >= within and known.startswith(needle, at - within)]

    def likely(self, needle: str) -> list[int]:
        """Return where in the skeleton the needle would begin, the likeliest places first."""
        too_common = TOO_COMMON if len(self._known) > _LONG else TOO_COMMON_HERE
        votes: Counter[int] = Counter()
        for inside, gram in self._runs_in(needle):
            standing = self._standing(gram, too_common + 1)
            if standing:
                votes.update([(at - inside) // BUCKET for at in standing])
        least = max(votes.values(), default=0) / 3
        ranked = sorted((-count, bucket) for bucket, count in votes.items() if count >= least)
        found: list[int] = []
        for _, bucket in ranked[: 4 * PLACES_LOOKED_AT]:
            if all(abs(bucket - other) > 1 for other in found):
                found.append(bucket)
                if len(found) == PLACES_LOOKED_AT:
                    break
        return [bucket * BUCKET for bucket in found]

    def _runs_in(self, needle: str) -> list[tuple[int, str]]:
        begins = self._begins.finditer(needle, 0, max(0, len(needle) - self._size + 1))
        return [(at := match.start(), needle[at : at + self._size]) for match in begins]

    def _standing(self, gram: str, fewer_than: int) -> list[int] | None:
        """Return where a run stands, the last place first; None where that is not in fewer places than asked for."""
        number = self._last.get(gram, -1)
        if number >= 0 and self._count[number] >= fewer_than:
            return None
        places, earlier = self._places, self._earlier
        found: list[int] = []
        while number >= 0:
            found.append(places[number])
            number = earlier[number]
        return found
