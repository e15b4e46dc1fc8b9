"""The daily review: a few highlights come back, one at a time, and one says when they shall come again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from textual import getters
from textual.app import ComposeResult

from reader.errors import ReaderError
from reader.model import Article
from reader.model.act import Act
from reader.model.passage import Passage, passages_of
from reader.model.review import Answer, Weights
from reader.review import Day, answered, day_of
from reader.text.passages import Surrounded, surrounded
from reader.tui.background import in_background
from reader.tui.commands import Place
from reader.tui.keys import Given
from reader.tui.screens.base import does
from reader.tui.screens.passage_acts import PassageActs
from reader.tui.screens.triage import UNDO_HINT, ArticleCommands
from reader.tui.screens.weights import Weighed, WeightsPanel
from reader.tui.session import Session
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.header import Header
from reader.tui.widgets.review_card import Card, ReviewCard

NONE_YET = (
    "No highlights yet.",
    "In an article, h highlights the sentence under the cursor. It comes back here, with others, a few passages a day.",
)
NOT_TODAY = ("Nothing to review today.", "What you highlight comes back from the next day on, then ever more rarely.")
ALL_SEEN = ("That is all for today.", "z takes the last answer back · Esc goes back")
AT_ONCE = 1_000
"""To choose from so many highlights takes no more than a frame."""
ABOUT_ONE = frozenset({*(f"review.{act}" for act in ("keep", "sooner", "later", "never", "weights")), "article.open"})
"""Commands that need a highlight in front."""
_SAID = {
    Answer.KEEP: "comes again on {:%-d %B %Y}",
    Answer.SOONER: "comes again soon, on {:%-d %B}",
    Answer.LATER: "waits until {:%-d %B %Y}",
    Answer.NEVER: "does not come again",
}


def chosen(session: Session) -> Day:
    """Choose what today brings."""
    library = session.library
    marked = [article for article in library.articles() if article.highlights]
    passages = passages_of(library.highlights(), marked)
    return day_of(passages, library.weights(), datetime.now().astimezone(), session.config.review_per_day)


class ReviewScreen(ArticleCommands):
    """One highlight at a time."""

    PLACE = Place.REVIEW

    header = getters.query_one(Header)
    card = getters.query_one(ReviewCard)

    def __init__(self, session: Session) -> None:
        self.acts = PassageActs(self)
        super().__init__(session)
        self.day = Day((), 0, 0)
        self.at = 0
        """Which of the day's passages is in front."""
        self._revision: str | None = None  # that of a library without an act is ""
        self._is_chosen = False
        """Whether a day was chosen yet."""
        self._wanted = ""
        """The highlight that shall be in front, of a day that is being chosen."""

    def hands(self) -> Iterable[object]:
        """What is done to highlights here as everywhere."""
        return (self.acts,)

    def compose(self) -> ComposeResult:
        """Header, the passage, the footer."""
        palette = self.session.palette
        yield Header(palette)
        yield ReviewCard(palette, self.session.config.measure)
        yield Footer(self.PLACE, self.session.keymap, palette)

    def on_mount(self) -> None:
        """The keys belong to the screen."""
        self.card.focus()
        self.library_changed()

    # Showing

    def library_changed(self) -> None:
        """Choose the day's passages anew, beside the interface where there are many to choose from; the one in front
        stays there while it is among them."""
        library = self.session.library
        if self.is_reading:
            return  # the library has its hands full; whether it changed meanwhile is looked at when the day is chosen
        if library.revision == self._revision:
            self.show()
        elif library.counts().highlights <= AT_ONCE:
            self._revision = library.revision
            self._take(chosen(self.session))
        else:
            self._revision = library.revision
            self.is_reading = True
            self.run_worker(self._choose(), exit_on_error=False)

    async def _choose(self) -> None:
        try:
            day = await in_background(lambda: chosen(self.session))
        finally:
            self.is_reading = False
        is_of_now = self.session.library.revision == self._revision
        if is_of_now or not self._is_chosen:
            self._take(day)
        if not is_of_now:
            self.library_changed()

    def _take(self, day: Day) -> None:
        here = self._wanted or (self._here.highlight.id if self._here else "")
        self.day, self._wanted = day, ""
        self._is_chosen = True
        ids = [passage.highlight.id for passage in day.passages]
        self.at = ids.index(here) if here in ids else max(0, min(self.at, len(ids) - 1))
        self.show()

    def show(self) -> None:
        """Show the passage in front, or that there is none."""
        here, day = self._here, self.day
        self.footer.idle = frozenset() if here is not None else ABOUT_ONE
        if not self._is_chosen:
            self.header.tell([("Review", "text")])
            return
        if here is None:
            self.card.show(None, ALL_SEEN if day.seen else NOT_TODAY if day.eligible else NONE_YET)
            self.header.tell([("Review", "text")])
            return
        names = self.session.config.colour_names
        self.card.show(Card(here, self._surrounded(here), names[here.highlight.colour - 1]))
        self.header.tell([("Review", "text"), (f"{day.seen + self.at + 1} of {day.seen + len(day.passages)}", "muted")])

    @property
    def _here(self) -> Passage | None:
        return self.day.passages[self.at] if self.at < len(self.day.passages) else None

    def _surrounded(self, passage: Passage) -> Surrounded:
        highlight = passage.highlight
        try:
            body = self.session.library.body(highlight.article_id)
        except ReaderError as error:
            self.warn(str(error))
            body = ""
        return surrounded(body, highlight.quote, highlight.span, passage.article.language)

    # Answering

    @does("review.keep", "review.sooner", "review.later", "review.never")
    def answer(self, given: Given) -> None:
        """Say when it shall come again, and go on to the next."""
        here = self._here
        if here is None:
            return
        answer = Answer(given.command.id.removeprefix("review."))
        highlight = here.highlight
        edit = answered(highlight, answer, datetime.now(UTC))
        if self.attempt(lambda: self.session.library.update_highlights([highlight.id], edit)) is not None:
            rest = [passage for passage in self.day.passages if passage is not here]
            self.day = Day(rest, self.day.seen + 1, self.day.eligible)
            self.at = max(0, min(self.at, len(rest) - 1))
            self.show()  # the next at once, however many there are to choose from
            self.library_changed()
            due = edit.review.due.astimezone() if edit.review else datetime.now().astimezone()
            self.say(f"{_SAID[answer].format(due)} · {UNDO_HINT}")

    @does("review.next", "review.previous")
    def pass_over(self, given: Given) -> None:
        """Look at another one first."""
        step = given.times if given.command.id == "review.next" else -given.times
        self.at = max(0, min(self.at + step, len(self.day.passages) - 1))
        self.show()

    @does("review.down", "review.up")
    def scroll(self, given: Given) -> None:
        """Scroll in a long one."""
        rows = max(1, self.card.size.height // 2)
        self.card.scroll_rows(rows if given.command.id == "review.down" else -rows)

    @does("review.weights")
    def weigh(self, given: Given) -> None:
        """Ask how often what is of this article, or tagged so, shall come."""
        here = self._here
        if here is None:
            return
        tags = sorted({*here.highlight.tags, *here.article.tags})
        panel = WeightsPanel(self.session.palette, here.article, tags, self.session.library.weights())
        self.app.push_screen(panel, self._keep_weights)

    def _keep_weights(self, weighed: Weighed | None) -> None:
        known = (weighed or {}).items()
        tags = {what.removeprefix("#"): weight for what, weight in known if what.startswith("#")}
        articles = {what: weight for what, weight in known if not what.startswith("#")}
        act = self.attempt(lambda: self.session.library.weigh(Weights(tags, articles)))
        if act is not None:
            self.report(act)

    @does("review.close")
    def close(self, given: Given) -> None:
        """Go back."""
        self.dismiss()

    def undone(self, act: Act) -> None:
        """Bring back to the front what came back."""
        self._wanted = act.ids[0] if act.ids else ""
        self.library_changed()

    # What the hands ask

    def meant(self) -> list[Passage]:
        """The highlight in front."""
        return [self._here] if self._here else []

    def order(self) -> list[str]:
        """The articles of the day."""
        return list(dict.fromkeys(passage.article.id for passage in self.day.passages))

    def tags(self) -> dict[str, int]:
        """The tags of the day's highlights."""
        return {tag: 1 for passage in self.day.passages for tag in passage.highlight.tags}

    def targets(self) -> list[Article]:
        """The article of the highlight in front."""
        return [self._here.article] if self._here else []
