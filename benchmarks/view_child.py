"""What `benchmarks.view` runs in a terminal: one mode, one library, perhaps a file to report to."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget

Then = Callable[[App[Any]], Awaitable[None]]


class Constant(Widget, can_focus=True):
    """The least a scrolling text could be: the same line everywhere, drawn anew at every key."""

    DEFAULT_CSS = "Constant { height: 1fr; width: 1fr; }"

    def render_line(self, y: int) -> Strip:
        from rich.segment import Segment

        return Strip([Segment("x" * self.size.width)], self.size.width)

    def on_key(self, event: events.Key) -> None:
        self.refresh()


class Bare(App[None]):
    """The floor: a Textual program that shows something."""

    def __init__(self, then: Then | None = None) -> None:
        super().__init__()
        self.then = then

    def compose(self) -> ComposeResult:
        yield Constant()

    def on_mount(self) -> None:
        self.query_one(Constant).focus()
        self.call_after_refresh(self.settled)

    async def settled(self) -> None:
        if self.then is not None:
            asyncio.create_task(self.then(self))  # type: ignore[arg-type]  # noqa: RUF006
        else:
            self.exit()


def main() -> None:
    """Run the mode."""
    mode, path = sys.argv[1], Path(sys.argv[2])
    report = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    if mode == "bare":
        Bare(_steps("bare", report) if report else None).run()
    elif mode == "markdown":
        _markdown(path.parent / "body.md")
    elif mode == "rich":
        _rich(path.parent / "body.md")
    elif mode == "list":
        _from_list(path, _steps("opening", report))
    else:
        _straight(path, _steps("reading", report) if report else None)


def _steps(name: str, report: Path | None) -> Then:
    async def then(app: App[Any]) -> None:
        from benchmarks import view_steps

        told = await getattr(view_steps, name)(app)
        if report is not None:
            report.write_text(json.dumps(told))
        app.exit()

    return then


def _straight(path: Path, then: Then | None) -> None:
    gc.disable()  # as the program does while it is loading
    import reader.tui
    from reader.config import Config
    from reader.store import Library
    from reader.tui.screens.article import ArticleScreen
    from reader.tui.session import Session
    from reader.tui.themes import DARK, theme_of

    gc.freeze()
    gc.enable()
    with Library.open(path) as library:
        article = library.articles()[0]

        class Straight(App[int]):
            """Goes straight into the article, without the list."""

            CSS_PATH = Path(reader.tui.__file__).with_name("reader.tcss")
            ENABLE_COMMAND_PALETTE = False

            def __init__(self) -> None:
                super().__init__()
                self.register_theme(theme_of(DARK))
                self.theme = DARK.name

            def on_mount(self) -> None:
                self.push_screen(ArticleScreen(Session(library, Config()), article.id))
                self.settling = asyncio.create_task(self.settle())

            async def settle(self) -> None:
                while not getattr(self.screen, "reading", None) or not self.screen.reading.document.length:
                    await asyncio.sleep(0.001)
                done = asyncio.Event()
                self.screen.call_after_refresh(self.screen.call_after_refresh, done.set)
                await done.wait()
                if then is None:
                    self.exit()
                    return
                while not self.screen.reading.document.complete:  # type: ignore[attr-defined]
                    await asyncio.sleep(0.02)
                await then(self)

        Straight().run()


def _from_list(path: Path, then: Then) -> None:
    import reader.tui
    from reader.config import Config
    from reader.store import Library
    from reader.tui.app import ReaderApp
    from reader.tui.session import Session

    class Measured(ReaderApp):
        """Begins when the list has come to rest."""

        CSS_PATH = Path(reader.tui.__file__).with_name("reader.tcss")

        def on_mount(self) -> None:
            super().on_mount()
            self.measuring = asyncio.create_task(self.begin())

        async def begin(self) -> None:
            await asyncio.sleep(2.0)
            await then(self)

    with Library.open(path) as library:
        Measured(Session(library, Config())).run()


def _markdown(path: Path) -> None:
    from textual.widgets import MarkdownViewer

    class Viewer(App[None]):
        """Textual's own."""

        def compose(self) -> ComposeResult:
            yield MarkdownViewer(path.read_text(), show_table_of_contents=False)

        def on_mount(self) -> None:
            self.set_interval(0.05, self.look)

        def look(self) -> None:
            if self.query_one(MarkdownViewer).document.query("MarkdownParagraph"):
                self.call_after_refresh(self.exit)

    Viewer().run()


def _rich(path: Path) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(path.read_text()))


if __name__ == "__main__":
    main()
