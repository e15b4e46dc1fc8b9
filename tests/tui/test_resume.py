"""Going straight on with an article: what is painted first is the page one left, and the true page has the same rows."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reader.model import Draft
from reader.model.article import Progress
from reader.model.selector import Span, TextQuote
from reader.store import Library
from reader.store.side import folder_of_pages
from reader.text.blocks import parse
from reader.tui.reading.place import progress_at
from tests.tui.test_first_screen import NOT_LOADED
from tests.tui.test_process import PATIENCE_S, Terminal

PARAGRAPHS = [
    f"Paragraph {number} tells of the keeper. He climbs the stairs with oil for lamp {number}." for number in range(200)
]
CODE = "```python\ndef lamp():\n    return 'lit'\n```"
BODY = "\n\n".join([*PARAGRAPHS[:60], CODE, *PARAGRAPHS[60:]])
PLAIN = parse(BODY).plain
PLACE = PLAIN.index("Paragraph 58 ")
RESUME = "from functools import partial\nrun = partial(run, resume={handle!r})\n"
SIZED = """
import fcntl, struct, termios
fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, {columns}, 0, 0))
"""
TOLD = """
import json
from reader.tui import app, reading
from reader.tui.reading import ago
ago.HERE_AFTER_S = {here_after}
def cells(strips):
    return [[(sign, str(s.style)) for s in strip for sign in s.text] for strip in strips]
load, begin = app.ReaderApp._load, app.ReaderApp._begin
told = {{}}
async def loading(self):
    told["modules"] = sorted(sys.modules)
    text = self._first.query_one("Lines, FirstText")
    told["drawn"] = type(text).__name__
    told["first"] = cells(text._lines if hasattr(text, "_lines") else text.lines())
    told["standing"] = str(self._first.query_one("PositionLine").standing)
    await load(self)
def beginning(self, *screens):
    begin(self, *screens)
    page = screens[-1]
    told["page"] = cells(page.view._drawn()) if hasattr(page, "view") else []
    told["standing of the page"] = str(page.query_one("PositionLine").standing) if hasattr(page, "view") else ""
    with open(sys.argv[1] + ".told", "w") as file:
        json.dump(told, file)
app.ReaderApp._load, app.ReaderApp._begin = loading, beginning
"""


LOADED_LATER = {*NOT_LOADED, "reader.tui.widgets.article_view", "reader.model.placement", "reader.text.inline"} - {
    "reader.text.document",
    "reader.text.layout",
}
"""What an article does not need whose first screen holds nothing unusual."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with an article that was read as far as its middle, of two."""
    path = tmp_path / "library.json"
    with Library.open(path) as library:
        article = library.add(Draft(title="Of lamps", body=BODY, words=3_000, language="en")).article
        library.add(Draft(title="The other", body="Oil burns.", words=2))
        library.keep_place(article.id, progress_at(PLAIN, PLACE, 0.25, _now()))
    return path


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _begun(path: Path, handle: str = "", extra: str = "", columns: int = 80) -> Iterator[Terminal]:
    terminal = Terminal(path, RESUME.format(handle=handle) + SIZED.format(columns=columns) + extra)
    try:
        yield terminal
    finally:
        terminal.process.kill()
        terminal.process.wait()
        os.close(terminal.master)


def _read_once(path: Path) -> None:
    """Open the article at its place until its text is kept, and leave it once more: then it was read to its end."""
    for waits in (True, False):
        with _begun(path) as terminal:
            terminal.wait_for(b"Paragraph 58")
            if waits:
                _wait_for_a_page(path, terminal)
            terminal.type(b"Q")
            assert terminal.end() == 0


def _wait_for_a_page(path: Path, terminal: Terminal) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not folder_of_pages(path.resolve()).names():
        assert time.monotonic() < deadline
        terminal.read(0.1)


def _told(path: Path, here_after: float = 600.0, handle: str = "", columns: int = 80) -> dict[str, Any]:
    """Start once more; return what was painted first, and what then."""
    file = Path(f"{path}.told")
    file.unlink(missing_ok=True)
    with _begun(path, handle, TOLD.format(here_after=here_after), columns) as terminal:
        deadline = time.monotonic() + PATIENCE_S
        while True:
            assert time.monotonic() < deadline, terminal.output[-2000:]
            terminal.read(0.1)
            if file.exists() and (text := file.read_text()).endswith("}"):
                told: dict[str, Any] = json.loads(text)
                return told


def test_the_article_read_last_is_opened_at_its_place_and_q_leads_to_the_list(path: Path):
    with _begun(path) as terminal:
        terminal.wait_for(b"Paragraph 58")
        assert b"The other" not in terminal.output
        terminal.type(b"q")
        terminal.wait_for(b"The other")
        terminal.type(b"q")
        assert terminal.end() == 0


def test_an_article_is_opened_by_the_beginning_of_its_id(path: Path):
    with Library.open(path) as library:
        other = next(article.id for article in library.articles() if article.title == "The other")
    with _begun(path, other[:-1]) as terminal:
        terminal.wait_for(b"Oil burns.")


@pytest.mark.parametrize("here_after", [600.0, 0.0])
def test_the_page_one_left_is_painted_first_and_the_true_one_has_the_same_rows(path: Path, here_after: float):
    with Library.open(path) as library:
        for words, note in (("the stairs with oil for lamp 59.", "A note."), ("tells of the keeper", "")):
            at = PLAIN.index(words, PLACE)
            library.add_highlight(
                _id_in(library), TextQuote.of(PLAIN, Span(at, at + len(words))), Span(at, at + len(words)), note=note
            )
    _read_once(path)
    told = _told(path, here_after)
    assert told["first"] == told["page"]
    assert told["standing"] == told["standing of the page"]
    drawn = ["".join(sign for sign, _ in line) for line in told["first"]]
    assert any("you were here" in line for line in drawn) == (here_after == 0.0)
    assert any("Paragraph 58" in line for line in drawn)


def _id_in(library: Library) -> str:
    return next(article.id for article in library.articles() if article.title == "Of lamps")


FIRST = """\
![The tower](tower.png "At dusk")

It was *lit* at dusk, and [a log](https://example.org/log) was kept; nobody wrote 1\\. in it.

- A wick, trimmed
- **Oil**, a jar of it

> A lamp that nobody sees
> is a lamp all the same.

## Of wicks

1. Cut it.
2. Light it.

| oil | hours |
|---|--:|
| whale | 7 |
| rape | 5 |

---

```python
lit = True
```
"""


@pytest.mark.parametrize("columns", [30, 80, 131])
@pytest.mark.parametrize("body", [FIRST, "The last.", "\n\n".join([FIRST] * 9), "\n\n".join(["& <b>new</b>", FIRST])])
def test_an_article_never_opened_is_painted_first_as_it_will_be_read(path: Path, body: str, columns: int):
    with Library.open(path) as library:
        id = library.add(Draft(title="Of wicks", body=body, words=300, language="en", url="https://a.org/")).article.id
    told = _told(path, handle=id, columns=columns)
    assert told["drawn"] == "FirstText"
    assert _signs(told["first"]) == _signs(told["page"])
    assert told["standing"] == told["standing of the page"]
    if "<b>" not in body:
        assert sorted(set(told["modules"]) & {*LOADED_LATER}) == []


@pytest.mark.parametrize("columns", [40, 200])
def test_a_page_is_painted_first_in_another_window_than_it_was_left_in(path: Path, columns: int):
    _read_once(path)
    told = _told(path, columns=columns, here_after=0.0)
    assert told["drawn"] == "FirstText"
    assert _signs(told["first"]) == _signs(told["page"])  # code is coloured when its rules are loaded
    assert any("you were here" in line for line in _signs(told["first"]))
    assert sorted(set(told["modules"]) & {*LOADED_LATER}) == []


def test_a_text_that_another_program_edited_is_painted_first_as_it_is_now(path: Path):
    _read_once(path)
    (file,) = (file for file in path.with_suffix("").glob("articles/*.md") if "Paragraph" in file.read_text())
    file.write_text(file.read_text().replace("Paragraph 58 ", "New words\x1b[31m.\n\nParagraph 58 "))
    told = _told(path)
    assert told["drawn"] == "FirstText"
    assert _signs(told["first"]) == _signs(told["page"])
    assert not any("\x1b" in line for line in _signs(told["first"]))
    assert any("Paragraph 58" in line for line in _signs(told["first"]))


def _signs(lines: list[list[tuple[str, str]]]) -> list[str]:
    return ["".join(sign for sign, _ in line) for line in lines]


def test_the_page_is_painted_before_anything_it_does_not_need_is_loaded(path: Path):
    _read_once(path)
    loaded = set(_told(path)["modules"])
    assert "textual.app" in loaded
    assert sorted(loaded & {*NOT_LOADED, "reader.tui.widgets.article_view", "reader.model.words"}) == []


def test_a_page_that_another_program_changed_is_opened_anew(path: Path):
    _read_once(path)
    with Library.open(path) as library:
        library.keep_place(_id_in(library), Progress(0.5, PLAIN.index("Paragraph 100 "), at=_now()))
    with _begun(path) as terminal:
        terminal.wait_for(b"Paragraph 100")
        assert b"Paragraph 58" not in terminal.output


def test_a_key_typed_before_the_article_is_there_is_meant_for_it(path: Path):
    _read_once(path)
    with _begun(path) as terminal:
        os.write(terminal.master, b"G")
        terminal.wait_for(b"Paragraph 199")
