"""What is completed while a query, a word or a name is typed: by the tags, sites, authors and languages of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from textual.events import Key

from reader.errors import UsageError
from reader.model.passage import complete_colours
from reader.model.query import Completion, QueryError, complete, names_beginning
from reader.tui.session import Session
from reader.tui.widgets.field import Field
from reader.tui.widgets.under_line import UnderLine

Completer = Callable[[str, int], list[Completion]]
"""Given what is typed and where the cursor stands, what the piece before the cursor may become."""


def nothing(text: str, cursor: int) -> list[Completion]:
    """Complete nothing."""
    return []


def queries(session: Session) -> Completer:
    """Complete queries of the language."""

    def completer(text: str, cursor: int) -> list[Completion]:
        known = session.tallies
        return complete(
            text, cursor, tags=known.tags, sites=known.sites, authors=known.authors, languages=known.languages
        )

    return completer


def passages(session: Session) -> Completer:
    """Complete queries of highlights: those of the language, and `colour:` with the names of the colours."""
    of_articles = queries(session)

    def completer(text: str, cursor: int) -> list[Completion]:
        return [*complete_colours(text, cursor, session.config.colour_names), *of_articles(text, cursor)]

    return completer


def words(session: Session) -> Completer:
    """Complete words by the tags, sites and authors they may mean."""

    def completer(text: str, cursor: int) -> list[Completion]:
        known = session.tallies
        return names_beginning(text, cursor, {"tag": known.tags, "site": known.sites, "author": known.authors})

    return completer


def names(known: Callable[[], Iterable[str]], means: str) -> Completer:
    """Complete the whole of what is typed to one of some names."""

    def completer(text: str, cursor: int) -> list[Completion]:
        typed = text.casefold()
        found = [name for name in known() if name.casefold().startswith(typed) and name != text]
        return [Completion(name, 0, len(text), means) for name in found] if text else []

    return completer


def after(lead: int, completer: Completer) -> Completer:
    """Complete what stands behind the first `lead` characters."""

    def shifted(text: str, cursor: int) -> list[Completion]:
        found = completer(text[lead:], cursor - lead) if cursor >= lead else []
        return [replace(each, start=each.start + lead, end=each.end + lead) for each in found]

    return shifted


class Completing:
    """A field and the line under it: offers completions, takes them, puts the caret under a fault."""

    def __init__(self, field: Field, under: UnderLine) -> None:
        self.field = field
        self.under = under
        self.completer: Completer = nothing

    def typed(self, text: str) -> None:
        """Offer what the piece at the cursor may become; nothing before a piece is begun."""
        self.under.insists = False
        cursor = min(self.field.cursor_position, len(text))
        self.under.offer(self.completer(text, cursor) if _is_begun(text[:cursor]) else ())

    def fault(self, error: UsageError | None, *, lead: int = 0, insists: bool = False) -> None:
        """Put a caret under what is wrong, and say what was probably meant; None takes it back."""
        if error is None:
            self.under.complain("")
            return
        said = str(error).splitlines()[0]
        caret = None
        if isinstance(error, QueryError):
            caret = self.field.cell_of(lead + error.column)
        self.under.complain(said, caret, insists=insists)

    def takes(self, event: Key) -> bool:
        """Say whether a key chose among completions, and do it: Tab takes the marked one, Ctrl+N and Ctrl+P mark others."""
        if event.key == "tab" and not self.under.completions and self.completer is not nothing:
            self.under.offer(self.completer(self.field.value, self.field.cursor_position))
            taken = bool(self.under.completions)
        elif not self.under.completions or event.key not in ("tab", "shift+tab", "ctrl+n", "ctrl+p"):
            return False
        else:
            taken = True
            if event.key == "tab":
                self._take(self.under.completions[self.under.marked])
            else:
                self.under.mark(1 if event.key == "ctrl+n" else -1)
        if taken:
            event.stop()
            event.prevent_default()
        return taken

    def _take(self, completion: Completion) -> None:
        text, cursor = completion.apply(self.field.value)
        if cursor == len(text) and not completion.text.endswith(":"):
            text, cursor = text + " ", cursor + 1
        self.field.value = text
        self.field.cursor_position = cursor


def _is_begun(before: str) -> bool:
    """Say whether a piece stands before the cursor; an offer at every space would be in the way."""
    return bool(before) and not before[-1].isspace()
