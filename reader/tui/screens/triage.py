"""What can be done to articles wherever they are in front: in the list, and while reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from textual.app import SuspendNotSupported
from textual.message import Message

from reader import outside
from reader.errors import ReaderError
from reader.model import Article, Edit, State
from reader.model.act import Act
from reader.tui.commands import GO
from reader.tui.keys import Given
from reader.tui.screens.base import CommandScreen, does
from reader.tui.screens.finder import Entry, Finder, command_entries
from reader.tui.screens.note_prompt import NotePrompt
from reader.tui.screens.tag_prompt import TagPrompt

UNDO_HINT = "z undoes"
Answer = TypeVar("Answer")


class ArticleCommands(CommandScreen):
    """A screen with articles at hand: archive, star, read, trash, tags, notes, undo."""

    class ElsewhereWanted(Message):
        """A view shall be shown that belongs to the library's screen."""

        def __init__(self, given: Given) -> None:
            super().__init__()
            self.given = given

    def targets(self) -> list[Article]:
        """The articles an act is for: the selected ones, else the one in front; may be empty."""
        raise NotImplementedError

    def after_archive(self) -> None:
        """What follows archiving or trashing; the library has told the screen already."""

    def run_command(self, given: Given) -> None:
        """Run a command; one that goes elsewhere and is not this screen's own goes to the library's screen."""
        if given.command.group == GO and not self.can_run(given.command):
            self.post_message(self.ElsewhereWanted(given))
        else:
            super().run_command(given)

    # Triage

    @does("article.archive")
    def archive(self, given: Given) -> None:
        """Archive; where all are archived already, back to the inbox."""
        self._move(State.ARCHIVED, given)

    @does("article.trash")
    def trash(self, given: Given) -> None:
        """To the trash; where all are trashed already, back to the inbox."""
        self._move(State.TRASHED, given)

    def _move(self, state: State, given: Given) -> None:
        articles = self.targets()
        back = bool(articles) and all(article.state == state for article in articles)
        act = self.edit(Edit(state=State.INBOX if back else state), articles)
        if act is not None and not back:
            self.after_archive()

    @does("article.star")
    def star(self, given: Given) -> None:
        """Star; where all have one, take it away."""
        articles = self.targets()
        self.edit(Edit(starred=not all(article.starred for article in articles)), articles)

    @does("article.read")
    def mark_read(self, given: Given) -> None:
        """Mark read; where all are, unread."""
        articles = self.targets()
        self.edit(Edit(read=not all(article.read for article in articles)), articles)

    def edit(self, edit: Edit, articles: Sequence[Article]) -> Act | None:
        """Make one act of an edit and say what was done; None where nothing changed or it was refused."""
        if not articles:
            self.warn("No article here")
            return None
        act = self.attempt(lambda: self.session.library.update([article.id for article in articles], edit))
        if act is not None:
            self.report(act)
        return act

    def report(self, act: Act) -> None:
        """Say what an act did and how to take it back, and draw what it changed."""
        self.say(f"{act.label} · {UNDO_HINT}")
        self.library_changed()

    def attempt(self, work: Callable[[], Answer]) -> Answer | None:
        """Do something with the library; say why where it is refused."""
        try:
            return work()
        except ReaderError as error:
            self.warn(str(error))
            return None

    # History

    @does("history.undo")
    def undo(self, given: Given) -> None:
        """Undo as many acts as the count says."""
        self._step(self.session.library.undo, given.times, "z again undoes more · Ctrl+R redoes")

    @does("history.redo")
    def redo(self, given: Given) -> None:
        """Redo as many acts as the count says."""
        self._step(self.session.library.redo, given.times, UNDO_HINT)

    def _step(self, step: Callable[[], Act], times: int, hint: str) -> None:
        act = None
        for _ in range(times):
            done = self.attempt(step)
            if done is None:
                break
            act = done
        if act is not None:
            self.say(f"{act.label} · {hint}")
            self.undone(act)

    def undone(self, act: Act) -> None:
        """Draw what an undo or redo changed."""
        self.library_changed()

    # Searching all

    @does("search.open")
    def search_all(self, given: Given) -> None:
        """Search the text of every article."""
        from reader.tui.screens.search import SearchScreen  # it opens articles, which are such screens too

        self.app.push_screen(SearchScreen(self.session))

    # Tags and notes

    @does("article.tags")
    def tags(self, given: Given) -> None:
        """Ask for tags."""
        articles = self.targets()
        if not articles:
            self.warn("No article here")
            return

        def answer(edit: Edit | None) -> None:
            if edit is not None:
                self.edit(edit, articles)

        self.app.push_screen(TagPrompt(self.session.palette, articles, self.session.library.tags()), answer)

    @does("article.note")
    def note(self, given: Given) -> None:
        """Ask for the note of the article in front."""
        article = self._only("A note is for one article")
        if article is None:
            return

        def answer(note: str | None) -> None:
            self.keep_note(article, note)

        self.app.push_screen(NotePrompt(self.session.palette, article.title, article.note), answer)

    @does("article.note_in_editor")
    def note_in_editor(self, given: Given) -> None:
        """Write the note of the article in front in one's own editor."""
        article = self._only("A note is for one article")
        if article is not None:
            self.keep_note(article, self.in_editor(article.note))

    def in_editor(self, text: str) -> str | None:
        """Let the terminal go, edit a text in $EDITOR, come back; None where nothing was changed."""
        edited, fault = None, ""
        try:
            with self.app.suspend():
                edited = outside.edit_text(text)
        except ReaderError as error:
            fault = str(error)
        except SuspendNotSupported:
            fault = "this terminal cannot be lent to an editor"
        self.app.refresh(repaint=True, layout=True)
        if fault:
            self.warn(fault)
        elif edited is None:
            self.say("the editor left it as it was")
        return edited

    def keep_note(self, article: Article, note: str | None) -> None:
        """Keep a note that was typed; None means it was left as it is."""
        if note is None or note == article.note:
            return
        self.edit(Edit(note=note), [article])
        if self.footer.is_error:  # refused: what was typed is not thrown away
            self.app.push_screen(
                NotePrompt(self.session.palette, article.title, note), partial(self.keep_note, article)
            )

    def _only(self, otherwise: str) -> Article | None:
        articles = self.targets()
        if len(articles) != 1:
            self.warn(otherwise if articles else "No article here")
            return None
        return articles[0]

    # Out of the program

    @does("article.browser")
    def browse(self, given: Given) -> None:
        """Open the original page."""
        article = self._only("One article at a time")
        if article is None:
            return
        if not article.url:
            self.warn("This article has no address")
            return
        try:
            outside.open_in_browser(article.url)
        except ReaderError as error:
            self.warn(str(error))
        else:
            self.say(f"opened {article.url} in the browser")

    @does("article.copy_address")
    def copy_address(self, given: Given) -> None:
        """Copy the addresses of the articles."""
        addresses = [article.url for article in self.targets() if article.url]
        if not addresses:
            self.warn("This article has no address")
            return
        self.copy("\n".join(addresses))
        self.say(f"copied {addresses[0]}" if len(addresses) == 1 else f"copied {len(addresses)} addresses")

    def copy(self, text: str) -> None:
        """Copy, by the terminal's own way (OSC 52) and by a clipboard program where there is one."""
        self.app.copy_to_clipboard(text)
        try:
            outside.copy(text)
        except ReaderError:
            return  # the terminal has it already

    # The program

    @does("view.help")
    def help(self, given: Given) -> None:
        """Show all keys of this place, and search them."""
        self.choose(Finder(self.session.palette, "Keys", command_entries(self)))

    @does("view.palette")
    def find_command(self, given: Given) -> None:
        """Find a command, a view, a tag or an article by name."""
        entries = [*command_entries(self), *self.more_entries()]
        self.choose(
            Finder(
                self.session.palette, "Go to or do", entries, grouped=False, offers=self.offers, endings=self.endings
            )
        )

    def more_entries(self) -> list[Entry]:
        """What the palette offers besides commands."""
        return []

    def offers(self, typed: str) -> list[Entry]:
        """What the palette offers for these very words."""
        return []

    def endings(self, typed: str) -> list[Entry]:
        """What the palette offers last for these words."""
        return []

    def choose(self, finder: Finder) -> None:
        """Ask for one of the finder's entries, and do it."""

        def answer(entry: Entry | None) -> None:
            if entry is not None:
                entry.run()

        self.app.push_screen(finder, answer)
