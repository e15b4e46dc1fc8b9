"""A library that someone wrote to do harm: nothing in it acts, wherever in the article's screens it is shown."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App

from reader.config import Config
from reader.model import Draft, Span, TextQuote
from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.screens.article import ArticleScreen, read_article
from reader.tui.screens.triage import ArticleCommands
from reader.tui.session import Session

HARM = "\x1b[2J\x1b]52;c;aGFybQ==\x07\x9b31m\x07\x08\r\x7f\u202etxt.exe\u2066\u200f[/x][@click=app.bell]go[/][bold red]$x{}"
"""Clears the screen, writes to the clipboard, turns the letters round, and is mark-up with an action."""
LONG = "w" * 3_000 + "界" * 1_000 + "e\u0301\u0302\u0303" * 500
MARKER, ENDLESS = "HARMHARM", "LONGLONG"
BODY = f"""# {MARKER}

See [nowhere](#%1B%5B2J%E2%80%AEgone). Words {MARKER} and [a link {MARKER}](https://example.org/{MARKER}) and `code {MARKER}`.[^1] {"Words follow. " * 60}

## {MARKER} heading

> A quotation {MARKER}.

![alt {MARKER}](https://example.org/a.png "caption {MARKER}")

| {MARKER} | b |
|---|---|
| {MARKER} | c |

```python
x = "{MARKER}"  # {MARKER}
```

Term {MARKER}
: What it is {MARKER}.

$x_{{{MARKER}}}$ and [there](#{MARKER}) and [here](javascript:alert(1)).

[^1]: A note {MARKER}.
"""
WALK = (
    ["right_square_bracket", "l"], ["f", "a"], ["space"], ["G"], ["g", "g"], ["T"], ["escape"], ["i"], ["escape"], ["question_mark"], ["escape"], ["colon"], ["escape"],
    ["t"], ["escape"], ["c"], ["ctrl+x"], ["f"], ["escape"], ["F"], ["escape"], ["H"], ["escape"], ["v", "j", "w"], ["escape"],
    ["V", "right_parenthesis"], ["Y"], ["slash", "H", "A"], ["enter"], ["n"], ["escape"], ["m", "a"], ["apostrophe", "a"],
    ["vertical_line"], ["escape"], ["right_square_bracket", "i"], ["right_square_bracket", "l"], ["right_square_bracket", "h"],
    ["tilde"], ["greater_than_sign"], ["x"], ["z"], ["s"], ["r"], ["y", "y"], ["Z"], ["Z"], ["C"], ["C"], ["C"], ["C"], ["P"], ["M"],
    ["L"], ["W"], ["underscore"], ["plus"], ["minus"], ["h"], ["3", "h"], ["J"], ["K"], ["ctrl+o"], ["R"], ["ctrl+l"],
)  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two articles; after they were saved, somebody put harm into their files."""
    path = tmp_path / "library.json"
    with Library.open(path) as library:
        for number in (1, 2):
            draft = Draft(
                title=f"{MARKER} {number}{ENDLESS if number == 1 else ''}",
                body=BODY + f"\n\nThe {number}.",
                url=f"https://example.org/{number}",
                authors=(MARKER,),
                site=MARKER,
                language="en",
                excerpt=MARKER,
                source=MARKER,
                words=200,
                tags=("harm",),
                note=f"A note {MARKER}",
            )
            id = library.add(draft).article.id
            for start in (4, 40):
                span = Span(start, start + 20)
                quote = TextQuote(f"quoted {MARKER}") if start == 40 else TextQuote.of(BODY, span)
                library.add_highlight(id, quote, span, colour=start % 5 + 1, note=f"on it {MARKER}")
    kept = path.read_text("utf-8")
    path.write_text(kept.replace(MARKER, json.dumps(HARM)[1:-1]).replace(ENDLESS, LONG), "utf-8")
    for body in (tmp_path / "library" / "articles").iterdir():
        body.write_text(body.read_text("utf-8").replace(MARKER, HARM.replace("\r", "")), "utf-8")
    with Library.open(path) as opened:
        yield opened


@pytest.mark.parametrize(("size", "first"), [((120, 40), 0), ((44, 12), 1)])
async def test_nothing_of_a_hostile_library_acts_on_any_screen_of_an_article(
    library: Library, size: tuple[int, int], first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    articles = library.articles()
    app = ReaderApp(Session(library, Config()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        below = app.command_screen()
        assert isinstance(below, ArticleCommands)
        read_article(below, articles[first].id, [article.id for article in articles])
        await pilot.pause(0.1)
        seen = [*looked_at(app, "opened")]
        for keys in WALK:
            for key in keys:
                await pilot.press(key)
            await pilot.pause(0.01)
            seen += looked_at(app, " ".join(keys))
            front = app.command_screen()
            if not isinstance(front, ArticleScreen):  # Esc had nothing else to leave
                assert isinstance(front, ArticleCommands)
                read_article(front, articles[first].id, [article.id for article in articles])
                await pilot.pause(0.01)
        assert app.is_running
    assert any("txt.exe" in text for text in seen), "the harm was there to be seen"
    assert any("has no place #" in text for text in seen), "a link was followed"
    assert any("[@click=app.bell]go[/]" in text for text in seen), "mark-up is shown, as words"


def looked_at(app: App[int], when: str) -> Iterator[str]:
    """Yield the lines that are drawn now; no cell of them may do anything to a terminal."""
    width = app.size.width
    for strip in app.screen._compositor.render_strips():
        text = "".join(segment.text for segment in strip)
        assert strip.cell_length == width, (when, text)
        bad = [character for character in text if unicodedata.category(character) in ("Cc", "Cs")]
        assert not bad, (when, bad, text)
        assert not re.search("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", text), (when, text)
        for segment in strip:
            assert not segment.control, (when, segment)
            assert segment.style is None or "app.bell" not in str(segment.style.meta), (when, segment)
        yield text
