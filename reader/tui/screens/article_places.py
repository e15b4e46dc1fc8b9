"""Going to places inside an article, and back: sentences, paragraphs, headings, links, images, marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.tui.commands import BY_ID
from reader.tui.keys import Given
from reader.tui.reading.jumps import WORDS_OF_A_MARK, Spot
from reader.tui.reading.motions import step
from reader.tui.screens.article_reads import Reads
from reader.tui.screens.base import does
from reader.tui.screens.contents import Contents, Line


class Steps:
    """From one sentence, paragraph, heading, link, image or highlight to the next."""

    def __init__(self, screen: Reads) -> None:
        self.screen = screen

    def target(self, command_id: str, offset: int, times: int) -> int | None:
        """Return where a command leads from an offset, or None where there is nothing more that way."""
        kind, _, way = command_id.removeprefix("text.").rpartition("_")
        count = times if way == "next" else -times
        if kind == "sentence":
            span = self.screen.reading.sentences.step(offset, count)
            return span.start if span and span.start != offset else None
        if kind == "paragraph":
            return self._paragraph(offset, count)
        return step(self._places(kind), offset, count)

    def may_follow(self, given: Given) -> bool:
        """Say whether what a command leads to may stand in what was not read yet."""
        return given.command.id.endswith("_next") and not self.screen.reading.document.complete

    @does("text.sentence_next", "text.sentence_previous", "text.paragraph_next", "text.paragraph_previous")
    def flow(self, given: Given) -> None:
        """On with the reading cursor; the text follows it."""
        target = self.target(given.command.id, self.screen.reading.cursor, given.times)
        if target is None:
            self.screen.say("the text ends here" if given.command.id.endswith("next") else "the text begins here")
        else:
            self.screen.put_cursor(target, reveal=True)

    @does(
        "text.heading_next", "text.heading_previous", "text.highlight_next", "text.highlight_previous",
        "text.link_next", "text.link_previous", "text.image_next", "text.image_previous",
    )  # fmt: skip
    def go(self, given: Given) -> None:
        """A jump, to come back from with Ctrl+O."""
        target = self.target(given.command.id, self.screen.reading.cursor_exact, given.times)
        if target is None and self.may_follow(given):
            self.screen.when_whole(lambda: self.go(given))
            return
        if target is None:
            self.screen.say(f"no {BY_ID[given.command.id].name.lower()}")
            return
        self.screen.jump(target, rows_above=1 if "heading" in given.command.id else 4)

    def _places(self, kind: str) -> Sequence[int]:
        document = self.screen.reading.document
        places: dict[str, Callable[[], list[int]]] = {
            "heading": lambda: [heading.offset for heading in document.headings],
            "link": lambda: [link.span.start for link in document.links],
            "image": lambda: [image.span.start for image in document.images],
            "highlight": lambda: [marked.span.start for marked in self.screen.reading.passages.placed.all],
        }
        return places[kind]()

    def _paragraph(self, offset: int, count: int) -> int | None:
        sentences = self.screen.reading.sentences
        at: int | None = offset
        for _ in range(abs(count)):
            at = self._beside(at if at is not None else offset, 1 if count > 0 else -1)
            if at is None:
                return None
            here = sentences.paragraph(at)
            at = here.start if here else at
        return at

    def _beside(self, offset: int, way: int) -> int | None:
        sentences = self.screen.reading.sentences
        here = sentences.paragraph(offset)
        if here is None:
            return None
        if way < 0 and offset > here.start:
            return here.start
        span = sentences.step(here.end - 1 if way > 0 else here.start, way)
        return span.start if span and not here.start <= span.start < here.end else None


class Jumps:
    """Marks, the jump list, the contents."""

    def __init__(self, screen: Reads) -> None:
        self.screen = screen

    @property
    def spot(self) -> Spot:
        """Where one is."""
        return Spot(self.screen.article.id, self.screen.reading.place)

    def leave(self) -> None:
        """Remember where one is, before a jump."""
        self.screen.session.jumps.leave(self.spot)
        self.screen.session.marks.set("'", self.spot)

    @does("text.back", "text.forward")
    def travel(self, given: Given) -> None:
        """Back to where one was before a jump, or forward again, across articles."""
        jumps = self.screen.session.jumps
        for _ in range(given.times):
            spot = jumps.back(self.spot) if given.command.id == "text.back" else jumps.forward()
            if spot is None:
                self.screen.say("no place further back" if given.command.id == "text.back" else "no place further on")
                return
            self._to(spot)

    @does("text.mark")
    def mark(self, given: Given) -> None:
        """Set a mark."""
        if given.letter.isalpha():
            plain = self.screen.reading.document.plain
            self.screen.session.remembered.set_mark(given.letter, self.spot, plain)
            self.screen.say(f"mark {given.letter} is here; '{given.letter} comes back to it")
        else:
            self.screen.warn("a mark is a letter")

    @does("text.to_mark")
    def to_mark(self, given: Given) -> None:
        """Go to a mark."""
        mark = self.screen.session.marks.get(given.letter, self.screen.article.id)
        if mark is None:
            self.screen.warn(f"no mark {given.letter} here" if given.letter != "'" else "no jump yet")
            return
        self.leave()
        spot = mark.spot
        if spot.article_id != self.screen.article.id:
            self.screen.go_to_article(spot.article_id, spot.offset)
            if spot.article_id != self.screen.article.id:
                return  # it is gone, or long and on its way, to be opened there

        def there() -> None:
            self._to(Spot(spot.article_id, mark.place_in(self.screen.reading.document.plain)))

        document = self.screen.reading.document
        if document.length < spot.offset + WORDS_OF_A_MARK or not mark.is_in(document.plain):
            self.screen.when_whole(there)
        else:
            there()

    @does("text.contents")
    def contents(self, given: Given) -> None:
        """Show the headings; go to the chosen one."""
        document = self.screen.reading.document
        document.read_all()
        if not document.headings:
            self.screen.say_none("no headings in this article")
            return
        reading = self.screen.reading
        top = min(heading.level for heading in document.headings)
        lines = [
            Line("  " * (heading.level - top) + heading.text, f"{int(reading.fraction_at(heading.offset) * 100)}%")
            for heading in document.headings
        ]
        now = document.heading_at(reading.cursor)
        at = document.headings.index(now) if now else 0

        def answer(chosen: int | None) -> None:
            if chosen is not None:
                self.screen.jump(document.headings[chosen].offset, rows_above=1)

        self.screen.app.push_screen(Contents(self.screen.session.palette, "Contents", lines, at), answer)

    def _to(self, spot: Spot) -> None:
        if spot.article_id != self.screen.article.id:
            self.screen.go_to_article(spot.article_id, spot.offset)
        else:
            self.screen.view.go_to(spot.offset)
            self.screen.put_cursor(spot.offset)
