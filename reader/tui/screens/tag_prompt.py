"""Ask for tags: what is there as chips, what is typed completes, one Enter makes one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from reader.model import Article, Edit
from reader.model.clean import clean_line
from reader.model.tags import tag, tags
from reader.tui.screens.panel import Panel
from reader.tui.themes import Palette
from reader.tui.widgets.article_list import shown_title
from reader.tui.widgets.field import Field
from reader.tui.widgets.rows import PanelRows, fitted


class TagRows(PanelRows):
    """Known tags that fit what is typed, with their counts."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, id="tags")
        self.found: Sequence[tuple[str, int]] = ()
        self.chosen = False

    def show(self, found: Sequence[tuple[str, int]]) -> None:
        """Show these tags; none is chosen yet."""
        self.found, self.chosen = found, False
        self.cursor = self.top = 0
        self.refresh()

    def row_count(self) -> int:
        """One row a tag."""
        return len(self.found)

    def shows_cursor(self) -> bool:
        """Only when a tag was chosen with the arrows."""
        return self.chosen

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """Draw a tag and its count."""
        name, count = self.found[index]
        return [
            Segment(f" #{fitted(clean_line(name), width - 10)}", Style(color=self.palette.text)),
            Segment(f"  {count}", Style(color=self.palette.muted)),
        ]


class TagPrompt(Panel[Edit | None]):
    """Type tags (several at once, `-name` removes), Enter keeps them, Esc leaves everything as it was."""

    field = getters.query_one(Field)
    rows = getters.query_one(TagRows)
    chips = getters.query_one("#chips", Static)

    def __init__(self, palette: Palette, articles: Sequence[Article], known: Mapping[str, int]) -> None:
        super().__init__(palette)
        self.about = shown_title(articles[0]) if len(articles) == 1 else f"{len(articles)} articles"
        self.present = sorted(set.intersection(*(set(article.tags) for article in articles)))
        self.anywhere = {name for article in articles for name in article.tags}
        self.known = sorted(known.items(), key=lambda item: (-item[1], item[0]))

    def compose(self) -> ComposeResult:
        """Title, chips, field, completions, hint."""
        with Vertical(classes="panel tags"):
            yield Static(
                Content.assemble(("Tags", "bold $strong"), "   ", (clean_line(self.about), "$muted")), classes="title"
            )
            yield Static(id="chips")
            yield Field(placeholder="python reading/slow -old")
            yield TagRows(self.palette)
            yield Static("⏎ keep   Tab complete   ⌫ on empty removes   Esc leave", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Chips as they are; the commonest tags below."""
        self.draw_chips()
        self.complete()
        self.field.focus()

    @property
    def typed(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Tags to add, and tags to remove, as typed so far."""
        words = self.field.value.replace(",", " ").split()
        return tags(word for word in words if word[0] != "-"), tags(word[1:] for word in words if word[0] == "-")

    @on(Input.Changed)
    def typing(self) -> None:
        """Follow what is typed."""
        self.draw_chips()
        self.complete()

    def draw_chips(self) -> None:
        """Show what the article's tags will be."""
        add, remove = self.typed
        parts: list[tuple[str, str] | str] = []
        for name in [*self.present, *(name for name in add if name not in self.present)]:
            style = "strike $faint" if name in remove else "$accent" if name in self.present else "bold $accent"
            parts += [(f"#{clean_line(name)}", style), "  "]
        self.chips.update(Content.assemble(*parts) if parts else Content.styled("no tags yet", "$faint"))

    def complete(self) -> None:
        """Show known tags that begin with, then contain, the word being typed."""
        word = self._word()
        sought = tag(word.lstrip("-")).casefold()
        pool = [(n, c) for n, c in self.known if n in self.anywhere] if word.startswith("-") else self.known
        starts = [item for item in pool if item[0].casefold().startswith(sought)]
        holds = [item for item in pool if sought in item[0].casefold() and item not in starts]
        self.rows.show((starts + holds)[:50])

    def _word(self) -> str:
        value = self.field.value
        return value.replace(",", " ").split(" ")[-1] if value else ""

    def _take(self, name: str) -> None:
        word = self._word()
        stem = self.field.value[: len(self.field.value) - len(word)]
        self.field.value = f"{stem}{'-' if word.startswith('-') else ''}{name} "
        self.field.cursor_position = len(self.field.value)

    @on(Input.Submitted)
    def keep(self) -> None:
        """One act with all that was typed."""
        if self.rows.chosen and self.rows.found:
            self._take(self.rows.found[self.rows.cursor][0])
        add, remove = self.typed
        self.dismiss(Edit(add_tags=add, remove_tags=remove) if add or remove else None)

    @on(TagRows.Chosen)
    @on(TagRows.Moved)
    def take_by_mouse(self, moved: TagRows.Moved) -> None:
        """A click takes a tag."""
        if isinstance(moved, TagRows.Chosen):
            self._take(self.rows.found[moved.index][0])

    def on_key(self, event: Key) -> None:
        """Complete, choose, remove the last, leave."""
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "tab" and self.rows.found:
            self._take(self.rows.found[self.rows.cursor][0])
        elif event.key in ("down", "up", "ctrl+n", "ctrl+p") and self.rows.found:
            if self.rows.chosen:
                self.rows.move_by(1 if event.key in ("down", "ctrl+n") else -1)
            self.rows.chosen = True
            self.rows.refresh()
        elif event.key == "backspace" and not self.field.value and self.present:
            self.field.value = f"-{self.present[-1]} "
            self.field.cursor_position = len(self.field.value)
        else:
            return
        event.stop()
        event.prevent_default()
