"""A panel: how often what stands in an article, or has a tag, comes back in the review."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from reader.model import Article
from reader.model.review import Weights
from reader.tui.screens.panel import Panel
from reader.tui.themes import Palette
from reader.tui.widgets.article_list import shown_title
from reader.tui.widgets.rows import Rows, fitted

STEPS = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
_WORDS = {0.0: "never", 1.0: "as others"}
ANSWER_CELLS = 18

Weighed = dict[str, float]
"""By "#tag" or an article's id: what was given another weight."""


class WeightRows(Rows):
    """One line for the article, one for each tag."""

    def __init__(self, palette: Palette, article: Article, tags: Sequence[str], weights: Weights) -> None:
        super().__init__(palette)
        known = {tag.casefold(): weight for tag, weight in weights.tags.items()}
        self.lines = [(article.id, f"“{shown_title(article)}”"), *((f"#{tag}", f"#{tag}") for tag in tags)]
        self.weights = {article.id: weights.articles.get(article.id, 1.0)}
        self.weights |= {f"#{tag}": known.get(tag.casefold(), 1.0) for tag in tags}

    def grounds(self) -> tuple[str, str]:
        """One shade lighter, as the panel is."""
        return self.palette.raised, self.palette.lit

    def row_count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """What it is, and how often it comes."""
        key, name = self.lines[index]
        weight = self.weights[key]
        name = fitted(name, max(1, width - ANSWER_CELLS - 3))
        said = _WORDS.get(weight) or f"{weight:g} times as often"
        ink = self.palette.muted if weight == 1 else self.palette.accent
        gap = " " * max(1, width - 2 - cell_len(name) - cell_len(said))
        return [Segment(f" {name}", Style(color=self.palette.text)), Segment(gap), Segment(said, Style(color=ink))]

    def weigh(self, step: int) -> None:
        """Make the line in front weigh more or less; 0 makes it weigh what others do."""
        key = self.lines[self.cursor][0]
        nearest = min(range(len(STEPS)), key=lambda at: abs(STEPS[at] - self.weights[key]))
        self.weights[key] = STEPS[max(0, min(nearest + step, len(STEPS) - 1))] if step else 1.0
        self.refresh()


class WeightsPanel(Panel[Weighed | None]):
    """Plus and minus change a weight; Esc or Enter keeps them all."""

    rows = getters.query_one(WeightRows)

    def __init__(self, palette: Palette, article: Article, tags: Sequence[str], weights: Weights) -> None:
        super().__init__(palette)
        self._rows = WeightRows(palette, article, tags, weights)
        self._before = dict(self._rows.weights)

    def compose(self) -> ComposeResult:
        """Heading, lines, hint."""
        with Vertical(classes="panel"):
            yield Static(Content.styled("How often in the review", "bold $strong"), classes="title")
            yield self._rows
            yield Static("+ more often   - less often   = as others   Esc keep", classes="hint", markup=False)

    def on_mount(self) -> None:
        """As high as its lines."""
        self.rows.styles.height = max(1, min(len(self.rows.lines), self.app.size.height - 8))
        self.rows.focus()

    def on_key(self, event: Key) -> None:
        """Move, weigh, leave."""
        event.stop()
        event.prevent_default()
        key = event.character if event.character and event.character.isprintable() else event.key
        moves = {"j": 1, "down": 1, "k": -1, "up": -1}
        steps = {"+": 1, ">": 1, "l": 1, "right": 1, "-": -1, "<": -1, "h": -1, "left": -1, "=": 0, "1": 0}
        if key in moves:
            self.rows.move_by(moves[key])
        elif key in steps:
            self.rows.weigh(steps[key])
        elif key in ("escape", "enter", "q", "w"):
            self.dismiss({key: each for key, each in self.rows.weights.items() if each != self._before[key]})
        elif key == "ctrl+x":
            self.dismiss(None)
