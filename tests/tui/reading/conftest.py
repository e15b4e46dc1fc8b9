"""A library of one long article with everything in it, and the program with that article open."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.config import Config
from reader.model import Article, Draft
from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.session import Session

BODY = (
    """\
# The lighthouse

Dr. Weber lit the lamp at 5.30. She liked the *quiet* of it. The sea was calm that night.

Ships passed; none of them came near. See [the harbour](https://example.org/harbour) and [the keeper](https://example.org/keeper?utm_source=x).
It was the café by the quay[^1] that kept its windows lit.

## The storm

> Anyone who has not heard the wind in a stair of stone has not heard wind. It speaks in vowels.

- oil for the lamp
- bread, and a hyphen\u00adation of cheese
    - a nested thing

![A tower on a rock](tower.png)

### Later

| hour | wind |
|---|---|
| six | calm |
| nine | a gale from the west |

```python
def light(lamp):
    return lamp.burn()
```

光は遠くまで届いた。船は静かに戻った。

[Back to the storm](#the-storm) ends it.

## The morning

"""
    + "\n\n".join(
        f"Paragraph {number} says little. It says it slowly, and then it stops. A third sentence follows it here."
        for number in range(1, 61)
    )
    + """

The last words are here.

[^1]: It burnt down in 1911.
"""
)

Opened = Callable[..., AbstractAsyncContextManager["Reader"]]


class Reader:
    """The program with an article open, as someone at the keys sees it."""

    def __init__(self, app: ReaderApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> ArticleScreen:
        screen = self.app.command_screen()
        assert isinstance(screen, ArticleScreen)
        return screen

    @property
    def plain(self) -> str:
        return self.screen.reading.document.plain

    @property
    def sentence(self) -> str:
        """The sentence under the reading cursor."""
        span = self.screen.view.washes.cursor
        return span.of(self.plain) if span else ""

    @property
    def library(self) -> Library:
        return self.app.session.library

    @property
    def article(self) -> Article:
        return self.library.article(self.screen.article.id)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*("space" if character == " " else character for character in text))

    def rows(self) -> list[str]:
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    def page(self) -> list[str]:
        """The rows of the article, without the bar of the cursor."""
        return [row.replace("▏", " ").rstrip() for row in self.rows()[:-2]]

    def text(self) -> str:
        return "\n".join(self.rows())


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The article, one it links to, and one without text."""
    with Library.open(tmp_path / "library.json") as opened:
        days = [datetime(2026, 3, day, tzinfo=UTC) for day in (1, 2)]
        opened.add(Draft(title="Nothing", body="", url="https://example.org/empty", saved_at=days[0]))
        opened.add(
            Draft(title="The keeper", body="He kept it.", url="https://example.org/keeper", words=3, saved_at=days[1])
        )
        opened.add(
            Draft(
                title="The lighthouse",
                body=BODY,
                url="https://example.org/light",
                authors=("Ada Example",),
                site="Almanac",
                published_at=date(2026, 3, 12),
                language="en",
                words=1_300,
                tags=("sea",),
                saved_at=datetime(2026, 3, 13, tzinfo=UTC),
            )
        )
        yield opened


@pytest.fixture
def opened(library: Library) -> Opened:
    """Open an article by the words of its title."""

    @asynccontextmanager
    async def open_it(
        title: str = "The lighthouse", size: tuple[int, int] = (100, 30), config: Config | None = None
    ) -> AsyncIterator[Reader]:
        app = ReaderApp(Session(library, config or Config()))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            order = [article.id for article in library.articles()]
            chosen = next(article for article in library.articles() if article.title == title)
            app.push_screen(ArticleScreen(app.session, chosen.id, order))
            await pilot.pause()
            await pilot.pause()
            yield Reader(app, pilot)

    return open_it
