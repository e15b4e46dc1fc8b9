"""Links are followed, copied and saved by their letters."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from reader.model import Draft
from reader.store import Library
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.article_information import linking_to
from tests.tui.reading.conftest import Reader
from tests.tui.settling import settled

Opened = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser that writes down what it was asked to open."""
    asked = tmp_path / "asked"
    script = tmp_path / "a-browser"
    script.write_text(f'#!/bin/sh\necho "$1" > {asked}\n')
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(script))
    return asked


async def test_letters_stand_on_every_link_in_view_and_open_the_browser(opened: Opened, browser: Path):
    async with opened() as reader:
        await reader.press("f")
        assert "FOLLOW" in reader.text()
        assert reader.rows()[-1].strip() == "type a letter · Esc"
        assert "See ahe harbour and she keeper" in reader.text()
        await reader.press("a")
        assert browser.read_text() == "https://example.org/harbour\n"
        assert "FOLLOW" not in reader.text()


async def test_a_link_to_an_article_of_ones_own_opens_it_and_one_comes_back(opened: Opened):
    async with opened() as reader:
        await settled(reader.pilot)
        assert reader.screen.view.washes.saved == {"https://example.org/keeper?utm_source=x"}
        before = reader.page()
        await reader.press("f", "s")
        assert reader.screen.article.title == "The keeper"
        await reader.press("ctrl+o")
        assert reader.screen.article.title == "The lighthouse"
        assert reader.page() == before


async def test_links_into_the_same_article_and_footnotes_jump(opened: Opened):
    async with opened() as reader:
        await reader.press("f", "d")
        assert "It burnt down in 1911." in reader.text()
        await reader.press("ctrl+o")
        await reader.press("]", "l", "]", "l", "]", "l", "f", "a")
        assert reader.sentence in ("The storm", "Dr. Weber lit the lamp at 5.30.")


async def test_any_other_key_takes_the_letters_away(opened: Opened):
    async with opened() as reader:
        await reader.press("f", "escape")
        assert "FOLLOW" not in reader.text()
        assert "type a letter" not in reader.text()
        assert reader.screen.article.title == "The lighthouse"


@pytest.mark.parametrize("keys", [("G", "f"), ("g", "m")])
async def test_escape_after_there_was_nothing_to_choose_from_leaves_only_that(opened: Opened, keys: tuple[str, ...]):
    async with opened() as reader:
        await reader.press(*keys)
        assert "no links on this page" in reader.text() or "no highlights here yet" in reader.text()
        await reader.press("escape")
        assert "no links on" not in reader.text()
        assert "no highlights here" not in reader.text()
        assert reader.screen.article.title == "The lighthouse"
        await reader.press(*keys, "k", "escape")
        assert not isinstance(reader.app.screen, ArticleScreen)


async def test_the_address_of_a_link_is_copied(opened: Opened):
    async with opened() as reader:
        await reader.press("y", "f", "a")
        assert reader.app.clipboard == "https://example.org/harbour"


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<html><head><title>The harbour</title></head><body><article><h1>The harbour</h1>"
        body += b"<p>Boats lie in it, side by side, until the wind turns and they go out again.</p>" * 12
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/harbour"
    server.shutdown()


@pytest.mark.skipif(os.environ.get("READER_NO_LOOPBACK") is not None, reason="no loopback")
async def test_a_link_is_saved_to_the_inbox_without_leaving(opened: Opened, library: Library, site: str):
    library.add(
        Draft(title="Links", body=f"Go to [the harbour]({site}) now.", words=5, url=f"{site}/links", source="web")
    )
    async with opened("Links") as reader:
        await reader.press("F", "a")
        for _ in range(100):
            await reader.pilot.pause(0.1)
            if len(library.articles()) == 5:
                break
        assert "The harbour" in [article.title for article in library.articles()]
        assert reader.screen.article.title == "Links"


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("See [it](https://example.org/keeper).", True),
        ("See <http://www.example.org/keeper/?utm_source=mail>", True),
        ("(https://example.org/keeper), and more", True),
        ("https://example.org/keeper.", True),
        ("https://example.org/keepers", False),
        ("https://example.org/keeper/of/bees", False),
        ("https://other.example.org/keeper", False),
        ("the words example.org/keeper alone", False),
        ("https://elsewhere.org/?to=example.org/keeper", False),
        ("", False),
    ],
)
def test_who_links_to_an_article_is_told_by_the_whole_address(library: Library, body: str, links: bool):
    other = library.add(Draft(title="Another", body=body, url="https://example.net/x")).article
    keeper = next(article for article in library.articles() if article.title == "The keeper")
    found = [article.id for article in linking_to(keeper, library)]
    assert (other.id in found) is links
    assert len(found) == 1 + links


async def test_all_that_is_known_of_an_article_can_be_seen_on_a_low_screen(
    opened: Callable[..., AbstractAsyncContextManager[Reader]],
):
    async with opened(size=(60, 15)) as reader:
        await reader.press("i")
        seen = reader.text()
        for _ in range(20):
            await reader.press("j")
            seen += reader.text()
        assert "Title" in seen
        assert "Linked from" in seen
        assert "no article of this library" in reader.text()
        await reader.press("g")
        assert "Title" in reader.text()
