"""The last line: the keys that matter here, or what was just done."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from reader.model.clean import clean_line
from reader.tui.commands import Place, commands_in, shown_keys
from reader.tui.keys import Keymap
from reader.tui.messages import shortened
from reader.tui.themes import Palette

MESSAGE_S = 6.0
INDENT = 2


class Footer(Widget):
    """Keys in the accent, words muted; a message takes its place for a few seconds."""

    DEFAULT_CSS = "Footer { dock: bottom; height: 1; }"

    pending: reactive[str] = reactive("")
    """The keys typed of an unfinished sequence."""
    idle: reactive[frozenset[str]] = reactive(frozenset[str]())
    """Commands that would do nothing now, by their ids; their keys are not shown."""

    asking: reactive[bool] = reactive(False)
    """Whether letters stand on the text, one of which is to be typed."""

    def __init__(self, place: Place, keymap: Keymap, palette: Palette) -> None:
        super().__init__()
        self.place = place
        self.keymap = keymap
        self.palette = palette
        self._message = ""
        self._is_error = False
        self._timer: Timer | None = None

    @property
    def is_error(self) -> bool:
        """Whether what is said now is that something went wrong."""
        return bool(self._message) and self._is_error

    @property
    def is_saying(self) -> bool:
        """Whether something is said now, in the place of the keys."""
        return bool(self._message)

    def say(self, message: str, *, is_error: bool = False) -> None:
        """Show one sentence for some seconds; it may hold words of an article, so it is cleaned."""
        self._message, self._is_error = clean_line(message), is_error
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(MESSAGE_S, self.hush)
        self.refresh()

    def hush(self) -> None:
        """Show the keys again."""
        self._message = ""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line: message, or keys, and at the right what is pending."""
        width = self.size.width
        ground = Style(bgcolor=self.palette.background)
        segments = self._said(width) if self._message else self._keys(width)
        strip = Strip(segments, sum(cell_len(segment.text) for segment in segments))
        if self.pending:
            end = Segment(f" {self.pending} ", Style(color=self.palette.accent))
            strip = Strip.join(
                [strip.crop(0, width - cell_len(end.text)).extend_cell_length(width - cell_len(end.text)), Strip([end])]
            )
        return strip.crop(0, width).extend_cell_length(width).apply_style(ground)

    def _said(self, width: int) -> list[Segment]:
        colour = self.palette.error if self._is_error else self.palette.text
        text = shortened(self._message, max(0, width - INDENT - 1))
        return [Segment(" " * INDENT), Segment(text, Style(color=colour))]

    def _keys(self, width: int) -> list[Segment]:
        segments = [Segment(" " * INDENT)]
        if self.asking:
            escape = Segment("Esc", Style(color=self.palette.accent, bold=True))
            return [*segments, Segment("type a letter · ", Style(color=self.palette.muted)), escape]
        used = INDENT
        for command in commands_in(self.place):
            keys = self.keymap.keys_of(command)
            if self.place not in command.footer or not keys or command.id in self.idle:
                continue
            key, name = shown_keys(keys[0]), command.name
            cells = cell_len(key) + 1 + cell_len(name) + 2
            if used + cells > width:
                break
            used += cells
            segments.append(Segment(key, Style(color=self.palette.accent, bold=True)))
            segments.append(Segment(f" {name}  ", Style(color=self.palette.muted)))
        return segments
