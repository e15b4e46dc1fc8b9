"""What can be done to articles wherever they are in front: in the list, in a search, and while reading.

The screen says which articles are meant, and tells of acts; hands do the commands: triage, history, notes, the way out of
the program, the palette.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from textual.message import Message

from reader.errors import NothingToUndo, ReaderError
from reader.model import Article, Edit, State
from reader.model.act import Act
from reader.tui.background import AT_ONCE_S, begun, collector_resting, in_background
from reader.tui.commands import GO, MOVE, Command
from reader.tui.keys import Given
from reader.tui.screens.base import CommandScreen, does
from reader.tui.screens.finder import Entry, Finder
from reader.tui.screens.mending import Mending
from reader.tui.screens.notes import Notes
from reader.tui.screens.outgoing import Outgoing
from reader.tui.screens.over import Over
from reader.tui.screens.palette import NoOffers, Offers, Palette
from reader.tui.screens.saving import Saving
from reader.tui.session import Session

UNDO_HINT = "z undoes"
MANY = 50
"""Acts on more articles are done in a thread."""
TELL_EVERY_S = 2.0
WAIT_S = 60.0
"""How long a command waits for the library at most; then it is run whatever it waits for."""
Answer = TypeVar("Answer")


class ArticleCommands(CommandScreen):
    """A screen with articles at hand: archive, star, read, trash, tags, notes, undo."""

    class ElsewhereWanted(Message):
        """A view shall be shown that belongs to the library's screen."""

        def __init__(self, given: Given) -> None:
            super().__init__()
            self.given = given

    def __init__(self, session: Session) -> None:
        self.notes = Notes(self)
        self.outgoing = Outgoing(self)
        self.saving = Saving(self)
        self.offering: Offers = NoOffers()
        self._waiting: list[Given] = []
        """Commands that wait for the library."""
        super().__init__(session)

    def shared_hands(self) -> Iterable[object]:
        """What every screen with articles can do; a screen's own methods and hands come before these."""
        return (
            Triage(self), History(self), self.notes, self.outgoing, self.saving, Mending(self), Palette(self), Over(self),
        )  # fmt: skip

    # What a screen says

    def targets(self) -> list[Article]:
        """The articles an act is for: the selected ones, else the one in front; may be empty."""
        raise NotImplementedError

    def after_archive(self) -> None:
        """What follows archiving or trashing; the library has told the screen already."""

    def undone(self, act: Act) -> None:
        """Draw what an undo or redo changed."""
        self.library_changed()

    # What the hands share

    def run_command(self, given: Given) -> None:
        """Run a command; one that goes elsewhere and is not this screen's own goes to the library's screen."""
        if self.session.busy and given.command.group != MOVE:
            self.warn(f"still changing {self.session.busy}")
        elif given.command.group == GO and not self.has_hand_for(given.command):
            self.post_message(self.ElsewhereWanted(given))
        else:
            self._run_at_hand(given)

    @property
    def is_waiting(self) -> bool:
        """Whether a command waits for the library: the next keys mean what is there when it was run."""
        return bool(self._waiting)

    def _run_at_hand(self, given: Given) -> None:
        """Run a command, moving aside once no thread has the library in hand; those that wait keep their order."""
        if given.command.group == MOVE:
            super().run_command(given)
            return
        if not self._waiting and self._is_free(AT_ONCE_S):
            super().run_command(given)
            return
        self._waiting.append(given)
        if len(self._waiting) == 1:
            self.run_worker(self._run_waiting(), name="wait for the library")

    async def _run_waiting(self) -> None:
        while self._waiting:
            await in_background(partial(self._is_free, WAIT_S))
            if self.is_attached:
                super().run_command(self._waiting[0])
            del self._waiting[0]

    def _is_free(self, within_s: float) -> bool:
        with self.session.library.at_hand(within_s) as is_free:
            return is_free  # let go of again: a thread of the command's may want it

    def can_run(self, command: Command) -> bool:
        """Say whether the command can be given here; one that goes elsewhere can be given anywhere."""
        return command.group == GO or super().can_run(command)

    def edit(self, edit: Edit, articles: Sequence[Article]) -> Act | None:
        """Make one act of an edit and say what was done; None where nothing changed or it was refused."""
        if not articles:
            self.warn("No article here")
            return None
        ids = [article.id for article in articles]
        if len(ids) > MANY:
            self.in_thread(f"{len(ids):,} articles".replace(",", " "), lambda: self.session.library.update(ids, edit))
            return None
        act = self.attempt(lambda: self.session.library.update(ids, edit))
        if act is not None:
            self.report(act)
        return act

    def in_thread(self, what: str, work: Callable[[], Act | None], then: Callable[[Act], object] | None = None) -> None:
        """Do an act that may be long in a thread, and report it; until it is done the library is left alone.

        What is done before a frame is over is reported at once, as if there were no thread.
        """
        if self.session.busy:
            self.warn(f"still changing {self.session.busy}")
            return
        doing, then = begun(lambda: self._done(work)), then or self.report
        try:
            act = doing.result(AT_ONCE_S)
        except TimeoutError:
            self.session.busy = what
            self._tell_busy()
            self.run_worker(self._awaited(doing, then), name="a long act", exit_on_error=False)
        except ReaderError as error:
            self.warn(str(error))
        else:
            if act is not None:
                then(act)

    def _done(self, work: Callable[[], Act | None]) -> Act | None:
        """Do an act in its thread, and have the library know what it made of many articles."""
        with collector_resting():
            act = work()
            if act is not None and len(act.ids) > MANY:
                self.session.library.counts()
            return act

    def _tell_busy(self) -> None:
        """Say what is being done, as long as it is."""
        if self.session.busy:
            self.say(f"changing {self.session.busy} …")
            self.set_timer(TELL_EVERY_S, self._tell_busy)

    async def _awaited(self, doing: Future[Act | None], then: Callable[[Act], object]) -> None:
        try:
            act = await asyncio.wrap_future(doing)
            await self.caught_up()
        except ReaderError as error:
            self.warn(str(error))
            return
        except Exception as error:  # nobody else would hear of it: the worker's end is no end of the program
            self.warn(f"this is a fault in Reader: {type(error).__name__}: {error}")
            return
        finally:
            self.session.busy = ""
        if act is not None:
            then(act)

    async def caught_up(self) -> None:
        """Know what a long act changed before it is told."""

    def report(self, act: Act) -> None:
        """Say what an act did and how to take it back, and draw what it changed."""
        self.say(f"{act.label} · {UNDO_HINT}")
        self.library_changed()

    def attempt(self, work: Callable[[], Answer]) -> Answer | None:
        """Do something with the library; say why where it is refused."""
        if self.session.busy:
            self.warn(f"still changing {self.session.busy}")
            return None
        try:
            return work()
        except ReaderError as error:
            self.warn(str(error))
            return None

    def only(self, otherwise: str) -> Article | None:
        """Return the one article meant; say why not where there are none or many."""
        articles = self.targets()
        if len(articles) != 1:
            self.warn(otherwise if articles else "No article here")
            return None
        return articles[0]

    def in_editor(self, text: str) -> str | None:
        """Edit a text in $EDITOR; None where nothing was changed."""
        return self.notes.in_editor(text)

    def keep_note(self, article: Article, note: str | None) -> None:
        """Keep a note that was typed; None means it was left as it is."""
        self.notes.keep(article, note)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        self.outgoing.copy(text)

    def open_address(self, url: str) -> None:
        """Open an address in the browser."""
        self.outgoing.open(url)

    def choose(self, finder: Finder) -> None:
        """Ask for one of the finder's entries, and do it."""

        def answer(entry: Entry | None) -> None:
            if entry is not None:
                entry.run()

        self.app.push_screen(finder, answer)


class Triage:
    """Archive, trash, star, read: each turns back where all are so already."""

    def __init__(self, screen: ArticleCommands) -> None:
        self.screen = screen

    @does("article.archive")
    def archive(self, given: Given) -> None:
        """Archive; where all are archived already, back to the inbox."""
        self._move(State.ARCHIVED)

    @does("article.trash")
    def trash(self, given: Given) -> None:
        """To the trash; where all are trashed already, back to the inbox."""
        self._move(State.TRASHED)

    def _move(self, state: State) -> None:
        articles = self.screen.targets()
        back = bool(articles) and all(article.state == state for article in articles)
        act = self.screen.edit(Edit(state=State.INBOX if back else state), articles)
        if act is not None and not back:
            self.screen.after_archive()

    @does("article.star")
    def star(self, given: Given) -> None:
        """Star; where all have one, take it away."""
        articles = self.screen.targets()
        self.screen.edit(Edit(starred=not all(article.starred for article in articles)), articles)

    @does("article.read")
    def mark_read(self, given: Given) -> None:
        """Mark read; where all are, unread."""
        articles = self.screen.targets()
        self.screen.edit(Edit(read=not all(article.read for article in articles)), articles)


class History:
    """Undo and redo."""

    def __init__(self, screen: ArticleCommands) -> None:
        self.screen = screen

    @does("history.undo")
    def undo(self, given: Given) -> None:
        """Undo as many acts as the count says."""
        self._step(self.screen.session.library.undo, given.times, "z again undoes more · Ctrl+R redoes")

    @does("history.redo")
    def redo(self, given: Given) -> None:
        """Redo as many acts as the count says."""
        self._step(self.screen.session.library.redo, given.times, UNDO_HINT)

    def _step(self, step: Callable[[], Act], times: int, hint: str) -> None:
        stopped: list[ReaderError] = []

        def told(act: Act) -> None:
            if stopped:
                self.screen.warn(f"{act.label}; no further: {stopped[0]}")
            else:
                self.screen.say(f"{act.label} · {hint}")
            self.screen.undone(act)

        self.screen.in_thread("what was done to many", lambda: stepped(step, times, stopped), told)


def stepped(step: Callable[[], Act], times: int, stopped: list[ReaderError]) -> Act:
    """Step as often as is asked for; return the last act. Raises where not even one step is possible.

    What kept it from stepping on is put into `stopped`; that there is nothing more is no matter.
    """
    act = step()
    for _ in range(times - 1):
        try:
            act = step()
        except NothingToUndo:
            break
        except ReaderError as error:
            stopped.append(error)
            break
    return act
