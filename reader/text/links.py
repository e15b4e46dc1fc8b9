"""The links of a document: where each stands and where it leads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple, overload

from reader.model.selector import Span


class Link(NamedTuple):
    span: Span
    href: str
    """As written: whoever opens it checks it. `#name` points into the same article (`Document.anchors`)."""
    title: str = ""


class Links(Sequence[Link]):
    """The links of a document, in order. A book has thousands: they are columns, and a link is made when it is asked for."""

    __slots__ = ("ends", "hrefs", "starts", "titles")

    def __init__(
        self,
        starts: Iterable[int] = (),
        ends: Iterable[int] = (),
        hrefs: Iterable[str] = (),
        titles: Iterable[str] = (),
    ) -> None:
        self.starts, self.ends, self.hrefs, self.titles = list(starts), list(ends), list(hrefs), list(titles)

    def append(self, link: Link) -> None:
        """Add a link behind the others."""
        self.starts.append(link.span.start)
        self.ends.append(link.span.end)
        self.hrefs.append(link.href)
        self.titles.append(link.title)

    def touching(self, start: int, end: int) -> list[Link]:
        """Return the links that touch a range."""
        return self[bisect_right(self.ends, start) : bisect_left(self.starts, end)]

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Link: ...
    @overload
    def __getitem__(self, at: slice) -> list[Link]: ...
    def __getitem__(self, at: int | slice) -> Link | list[Link]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        return Link(Span(self.starts[at], self.ends[at]), self.hrefs[at], self.titles[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Links) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]
