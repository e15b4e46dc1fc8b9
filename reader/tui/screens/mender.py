"""A text that is wrong: fetched again, extracted again, edited, or an earlier one put back. Nothing is taken unseen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from reader import ingest
from reader.errors import ReaderError
from reader.model import Article, Draft, Validators
from reader.model.act import Act, quoted
from reader.model.provenance import MADE, Made, Version
from reader.model.worddiff import Paragraph, changes, diff
from reader.tui.background import in_background
from reader.tui.saver import without_rule
from reader.tui.screens.comparing import Comparing
from reader.tui.screens.contents import Contents, Line
from reader.tui.screens.finder import Entry, Finder

ONE = "One article at a time"
BY_HAND = "You edited this text by hand; the edited one is kept. "
_EXTRACTORS = {
    "": ("As at saving", "by the rules for its site, else by the vote"),
    "vote": ("Vote", "several extractors, part by part: the usual way"),
    "readability": ("Readability", "what browsers use in their reading view"),
    "trafilatura": ("Trafilatura", "generous with what may be text"),
    "whole": ("Whole", "all the text of the page"),
}


class Mender:
    """Does the work of `Mending`; loaded with the first command of it."""

    def __init__(self, screen: Any) -> None:
        self.screen = screen
        self._faults: list[str] = []
        """What was wrong with the rules when they were read last."""

    def refetch(self) -> None:
        """Have the page again, and offer its text."""
        article = self.screen.only(ONE)
        if article is None:
            return
        if not article.url:
            self.screen.warn("This article has no address")
            return
        self.screen.say(f"fetching {article.url} …")
        self._begin(article, partial(self._fetched, article), Made.FETCHED)

    def _fetched(self, article: Article) -> Draft | Validators:
        session = self.screen.session
        since = session.library.provenance(article.id).validators if article.words else Validators()
        found: Draft | Validators = session.intake(self._faults.append).again(
            article.url, since, is_named=article.source == "web"
        )
        return found

    def extract(self) -> None:
        """Choose an extractor; what it finds is offered."""
        article = self.screen.only(ONE)
        if article is None:
            return
        original = self.screen.attempt(lambda: self.screen.session.library.original(article.id))
        if original is None:
            self.screen.warn("the page it was made from was not kept · U has it again")
            return
        entries = [
            Entry(name, says, "", "", partial(self._extract, article, original, with_))
            for with_, (name, says) in _EXTRACTORS.items()
        ]
        self.screen.choose(Finder(self.screen.session.palette, "Extract with", entries, grouped=False))

    def _extract(self, article: Article, original: bytes, with_: str) -> None:
        self.screen.say("extracting …")
        session = self.screen.session
        self._begin(
            article, lambda: session.intake(self._faults.append).extracted(original, article.url, with_), Made.EXTRACTED
        )

    def edit_text(self) -> None:
        """Edit the Markdown in one's own editor."""
        article = self.screen.only("One text at a time is edited")
        if article is None:
            return
        body = self.screen.attempt(lambda: self.screen.session.library.body(article.id))
        text = None if body is None else self.screen.in_editor(body)
        if text is not None:
            draft = ingest.proposal.edited(article, text)
            self._take(partial(self.screen.session.library.replace_text, article.id, draft, Made.EDITED))

    def versions(self) -> None:
        """Show the texts there were; the chosen one is compared, and may be put back."""
        article = self.screen.only(ONE)
        if article is None:
            return
        told = self.screen.session.library.provenance(article.id)
        found = list(reversed(told.versions))
        if not found:
            self.screen.say(f"{MADE[told.made]}; it had no other text")
            return

        def answer(chosen: int | None) -> None:
            if chosen is not None:
                self._compare(article, found[chosen])

        self.screen.app.push_screen(
            Contents(
                self.screen.session.palette, f"Earlier texts; now {MADE[told.made]}", [_line(one) for one in found]
            ),
            answer,
        )

    def _compare(self, article: Article, version: Version) -> None:
        library = self.screen.session.library
        texts = self.screen.attempt(lambda: (library.body(article.id), library.version(article.id, version.number)))
        if texts is None:
            return
        paragraphs = diff(*texts)
        gone, new = changes(paragraphs)
        self._ask(
            article,
            f"putting it back: {ingest.proposal.told(gone, new)}",
            paragraphs,
            partial(library.restore_version, article.id, version.number),
            "put it back",
        )

    # Offering

    def _begin(self, article: Article, work: Callable[[], Draft | Validators], made: Made) -> None:
        self.screen.app.run_worker(self._offer(article, work, made), exit_on_error=False)

    async def _offer(self, article: Article, work: Callable[[], Draft | Validators], made: Made) -> None:
        """Have a draft made beside the interface, and show what it would change."""
        library, screen = self.screen.session.library, self.screen

        def compared() -> ingest.proposal.Proposal | None:
            found = work()
            if isinstance(found, Validators):
                library.keep_validators(article.id, found)
                return None
            told = ingest.proposal.propose(
                article, library.body(article.id), found, made, library.highlights(article.id)
            )
            if told.is_same and made is Made.FETCHED:
                library.keep_validators(article.id, found.validators)
            return told

        self._faults.clear()
        try:
            found = await in_background(compared)
        except ReaderError as error:
            self._front().warn(str(error))
            return
        except Exception as error:  # whatever a page does to a library of ours must not end the program
            self._front().warn(f"this is a fault in Reader: {type(error).__name__}: {error}")
            return
        if found is None:
            self._say("the page has not changed since it was fetched")
        elif not found.draft.body.strip():
            self._front().warn("no article was found there; the text is left as it is")
        elif found.is_same:
            self._say("the text is the same")
        elif screen.app.screen is not screen:
            self._front().say(f"{quoted(article.title)} has another text now; ask for it again where it is")
        else:
            by_hand = BY_HAND if library.provenance(article.id).is_by_hand else ""
            self._ask(
                article,
                without_rule(by_hand + found.told(), self._faults) if self._faults else by_hand + found.told(),
                found.paragraphs,
                partial(library.replace_text, article.id, found.draft, made),
            )

    def _ask(
        self,
        article: Article,
        told: str,
        paragraphs: Sequence[Paragraph],
        take: Callable[[], Act | None],
        what: str = "take the new text",
    ) -> None:
        def answer(taken: bool | None) -> None:
            if taken:
                self._take(take)
            else:
                self.screen.say("the text is left as it is")

        self.screen.app.push_screen(
            Comparing(self.screen.session.palette, article.title, told, paragraphs, what), answer
        )

    def _take(self, take: Callable[[], Act | None]) -> None:
        act = self.screen.attempt(take)
        if act is not None:
            self.screen.report(act)

    def _say(self, told: str) -> None:
        if self._faults:
            self._front().warn(without_rule(told, self._faults))
        else:
            self._front().say(told)

    def _front(self) -> Any:
        return self.screen.app.command_screen() or self.screen


def _line(version: Version) -> Line:
    at = f"{version.replaced_at.astimezone():%Y-%m-%d %H:%M}" if version.replaced_at else ""
    return Line(f"{MADE[version.made]}, {version.words:,} words, until", at, f"{version.number}")
