"""What `benchmarks.view` runs in a terminal: one mode, one library, perhaps a file to report to."""

from __future__ import annotations

import asyncio
import gc
import resource
import statistics
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import process_time

from textual import events
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget

PAGES = 150


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

    def __init__(self, then: Callable[[App[None]], Awaitable[None]] | None = None) -> None:
        super().__init__()
        self.then = then

    def compose(self) -> ComposeResult:
        yield Constant()

    def on_mount(self) -> None:
        self.query_one(Constant).focus()
        self.call_after_refresh(self.settled)

    async def settled(self) -> None:
        if self.then is not None:
            asyncio.create_task(self.then(self))  # noqa: RUF006
        else:
            self.exit()


def main() -> None:
    """Run the mode."""
    mode, path = sys.argv[1], Path(sys.argv[2])
    if mode == "bare":
        Bare().run()
    elif mode == "bare-paging":
        Bare(lambda app: _page(app, Path(sys.argv[3]))).run()
    elif mode == "markdown":
        _markdown(path.parent / "body.md")
    else:
        _reader(path, Path(sys.argv[3]) if mode == "inside" else None)


def _reader(path: Path, report: Path | None) -> None:
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
                start = process_time()
                screen = ArticleScreen(Session(library, Config()), article.id)
                self.push_screen(screen)
                self.call_after_refresh(lambda: screen.call_after_refresh(self.settled, screen, start))

            async def settled(self, screen: ArticleScreen, start: float) -> None:
                if report is None:
                    self.exit()
                else:
                    opened = process_time() - start
                    asyncio.create_task(_inside(self, screen, report, opened))  # noqa: RUF006

        Straight().run()


async def _inside(app: App[int], screen: object, report: Path, opened: float) -> None:
    from reader.tui.screens.article import ArticleScreen

    assert isinstance(screen, ArticleScreen)
    start = process_time()
    screen.press("G")
    await _painted(app)
    first_end = process_time() - start
    screen.press("g")
    screen.press("g")
    document = screen.reading.document
    while not document.complete:
        await asyncio.sleep(0.05)
    start = process_time()
    screen.press("G")
    await _painted(app)
    end = process_time() - start
    start = process_time()
    for measure in (60, 70):
        screen.view.measure = measure
        screen.view.relay()
        await _painted(app)
    relay = (process_time() - start) / 2
    screen.press("g")
    screen.press("g")
    await _painted(app)
    keys = await _keys(app)
    start = process_time()
    screen.finding.look("quiet")
    await _painted(app)
    found = process_time() - start
    lit = await _keys(app)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report.write_text(
        f"open {1000 * opened:.0f} ms; G at once {1000 * first_end:.0f} ms, when all is read {1000 * end:.0f} ms; "
        f"other measure {1000 * relay:.1f} ms; key to paint {keys}; find {1000 * found:.0f} ms, "
        f"key to paint with {len(screen.finding.finder.matches or ())} lit {lit}; {memory:.0f} MiB"
    )
    app.exit()


async def _page(app: App[None], report: Path) -> None:
    keys = await _keys(app)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report.write_text(f"{keys}; {memory:.0f} MiB")
    app.exit()


async def _keys(app: App[int] | App[None]) -> str:
    times: list[float] = []
    for number in range(PAGES):
        start = process_time()
        key = "space" if number % 60 < 50 else "b"
        app.post_message(events.Key(key, " " if key == "space" else key))
        await _painted(app)
        times.append(1000 * (process_time() - start))
    times = times[5:]
    return f"p50 {statistics.median(times):.1f} ms, p99 {sorted(times)[int(len(times) * 0.99)]:.1f} ms"


async def _painted(app: App[int] | App[None]) -> None:
    """Wait until what was asked for is on the terminal."""
    for _ in range(2):
        done = asyncio.Event()
        app.screen.call_after_refresh(done.set)
        await done.wait()


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


if __name__ == "__main__":
    main()
