"""Inside the interface a text is mended: nothing is taken unseen, nothing that was there is lost."""

from __future__ import annotations

import stat
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.config import Config
from reader.errors import LibraryError
from reader.ingest import ingest_bytes
from reader.model import Validators
from reader.model.provenance import Made
from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.comparing import Comparing
from reader.tui.screens.contents import Contents
from reader.tui.screens.finder import Finder
from reader.tui.session import Session
from tests.tui.test_library_screen import WIDE, press, text_of, until

LAMP = "The keeper climbs the stairs with oil every evening, and the lamp is lit at dusk."
REST = "<p>Ships far out see it turn, and those on board go to bed without a thought for the keeper of it.</p>" * 6


def page_with(words: str) -> bytes:
    return (
        "<html><head><title>The lamp</title></head><body><nav><a href='/'>Home</a></nav><article><h1>The lamp</h1>"
        f"<p>{words}</p>{REST}</article></body></html>"
    ).encode()


class Site(BaseHTTPRequestHandler):
    words = LAMP

    def do_GET(self) -> None:
        found = self.path == "/lamp"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if found:
            self.wfile.write(page_with(Site.words))

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    Site.words = LAMP
    server.shutdown()
    server.server_close()


@pytest.fixture
def lamp(library: Library, site: str) -> str:
    draft = ingest_bytes(page_with(LAMP), name="lamp.html", url=f"{site}/lamp")
    return library.add(replace(draft, source="web")).article.id


@pytest.fixture
def app(library: Library, lamp: str) -> ReaderApp:
    return ReaderApp(Session(library, Config()))


async def at_lamp(app: ReaderApp, pilot: Pilot[int]) -> None:
    """Open the lamp, which was saved last."""
    await press(pilot, "g", "l", "g", "g", "enter")
    await until(pilot, lambda: isinstance(app.screen, ArticleScreen) and "keeper climbs" in text_of(app))


async def test_a_page_is_fetched_again_and_its_changes_are_taken_or_left(
    app: ReaderApp, library: Library, lamp: str
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await at_lamp(app, pilot)
        Site.words = LAMP.replace("dusk", "noon")
        await press(pilot, "U")
        await until(pilot, lambda: isinstance(app.screen, Comparing) and "noon" in text_of(app))
        assert "dusk" in text_of(app)
        assert "1 word gone, 1 new" in text_of(app)
        await press(pilot, "escape")
        assert "dusk" in library.body(lamp)
        await press(pilot, "U")
        await until(pilot, lambda: isinstance(app.screen, Comparing) and "noon" in text_of(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen) and "lit at noon" in text_of(app))
        assert "noon" in library.body(lamp)
        await press(pilot, "U")
        await until(pilot, lambda: "the text is the same" in text_of(app))
        await press(pilot, "z")
        await until(pilot, lambda: "lit at dusk" in text_of(app))


async def test_offline_nothing_is_fetched_and_the_text_is_left(library: Library, lamp: str) -> None:
    app = ReaderApp(Session(library, Config(offline=True)))
    async with app.run_test(size=WIDE) as pilot:
        await at_lamp(app, pilot)
        await press(pilot, "U")
        await until(pilot, lambda: "Reader is set to stay offline" in text_of(app))
        assert LAMP in library.body(lamp)


async def test_another_extractor_is_tried_from_the_kept_page(app: ReaderApp, library: Library, lamp: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await at_lamp(app, pilot)
        await press(pilot, "X")
        assert isinstance(app.screen, Finder)
        await press(pilot, *"whole", "enter")
        await until(pilot, lambda: isinstance(app.screen, Comparing) and "Home" in text_of(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "Home" in library.body(lamp))
        assert library.provenance(lamp).made is Made.EXTRACTED
        await press(pilot, "g", "v")
        await until(pilot, lambda: isinstance(app.screen, Contents) and "as saved" in text_of(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, Comparing))
        await press(pilot, "enter")
        await until(pilot, lambda: "Home" not in library.body(lamp))


async def test_a_text_is_edited_in_ones_own_editor_and_then_replaced_only_with_a_word(
    app: ReaderApp, library: Library, lamp: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nsed -i 's/every evening/each evening/' \"$1\"\n")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    async with app.run_test(size=WIDE) as pilot:
        await at_lamp(app, pilot)
        mending = next(hand for hand in app.screen.shared_hands() if hasattr(hand, "edit_text"))  # type: ignore[attr-defined]
        draft_of = LAMP.replace("every", "each")
        monkeypatch.setattr(app.screen, "in_editor", lambda body: body.replace("every", "each"))
        mending.edit_text(None)
        await until(pilot, lambda: "each evening" in text_of(app))
        assert library.provenance(lamp).is_by_hand
        assert draft_of in library.body(lamp)
        await press(pilot, "U")
        await until(pilot, lambda: isinstance(app.screen, Comparing) and "You edited this text by hand" in text_of(app))
        await press(pilot, "escape")
        assert draft_of in library.body(lamp)


async def test_a_link_without_text_gets_one(library: Library, site: str) -> None:
    from reader.model import Draft

    id = library.add(
        Draft(title="", body="", source="web", url=f"{site}/lamp", validators=Validators('"x"'))
    ).article.id
    app = ReaderApp(Session(library, Config()))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "l", "g", "g", "U")
        await until(pilot, lambda: isinstance(app.screen, Comparing) and "keeper climbs" in text_of(app))
        await press(pilot, "enter")
        await until(pilot, lambda: library.article(id).title == "The lamp")


async def test_failures_are_reached_from_an_article_and_survive_a_restart(
    app: ReaderApp, library: Library, lamp: str, site: str, tmp_path: Path
) -> None:
    kept = tmp_path / "state" / "failures.json"
    session = Session(library, Config(), failures_path=kept)
    app = ReaderApp(session)
    async with app.run_test(size=WIDE) as pilot:
        await at_lamp(app, pilot)
        app.screen.saving.start(f"{site}/nothing")  # type: ignore[attr-defined]
        await until(pilot, lambda: bool(session.saver.failures))
        assert "no such page" in text_of(app)
        await press(pilot, "g", "f")
        assert isinstance(app.screen, Finder)
        assert f"{site}/nothing" in text_of(app)
        await press(pilot, "escape")
    again = Session(library, Config(), failures_path=kept)
    assert [failure.source for failure in again.saver.failures] == [f"{site}/nothing"]


async def test_a_fault_of_ours_while_saving_is_told_and_ends_nothing(app: ReaderApp, library: Library) -> None:
    class Broken:
        def __init__(self, tell: object) -> None:
            """Rules are none of its business."""

        def drafts(self, source: str, **options: object) -> None:
            raise ZeroDivisionError("somewhere deep")

    app.session.saver._intake = Broken  # type: ignore[assignment]
    async with app.run_test(size=WIDE) as pilot:
        await at_lamp(app, pilot)
        app.screen.saving.save_link("https://example.org/x", "")  # type: ignore[attr-defined]
        await until(pilot, lambda: bool(app.session.saver.failures))
        assert "fault in Reader: ZeroDivisionError" in app.session.saver.failures[0].reason
        app.screen.saving.save_link("file:///etc/passwd", "")  # type: ignore[attr-defined]
        assert "only web addresses" in text_of(app)


async def test_of_a_book_it_is_asked_whether_its_chapters_are_articles(
    app: ReaderApp, library: Library, tmp_path: Path
) -> None:
    from tests.ingest.test_archives import book

    path = tmp_path / "harbour.epub"
    path.write_bytes(book())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "A", *str(path), "enter")
        await until(pilot, lambda: isinstance(app.screen, Finder))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: any(a.title == "The Harbour: Low water" for a in library.articles()))


async def test_a_link_of_an_article_of_the_world_leads_nowhere_private(
    app: ReaderApp, library: Library, lamp: str, site: str
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await at_lamp(app, pilot)
        app.screen.saving.save_link(f"{site}/lamp?again", "https://world.example/page")  # type: ignore[attr-defined]
        await until(pilot, lambda: bool(app.session.saver.failures))
        assert "which only you can name" in app.session.saver.failures[0].reason
        app.screen.saving.save_link(f"{site}/lamp?again", f"{site}/lamp")  # type: ignore[attr-defined]
        await until(pilot, lambda: any("404" in one.reason for one in app.session.saver.failures))


@pytest.mark.parametrize("error", [ValueError("a fault"), LibraryError(Path("l"), "a fault")])
async def test_what_goes_wrong_aside_is_told_and_ends_nothing(app: ReaderApp, error: Exception) -> None:
    def work() -> Callable[[], None]:
        raise error

    async with app.run_test(size=WIDE) as pilot:
        await at_lamp(app, pilot)
        screen = app.screen
        assert isinstance(screen, ArticleScreen)
        screen.aside(work)
        await until(pilot, lambda: screen.footer.is_error)
        assert "a fault" in text_of(app)
        await press(pilot, "j")
        assert app.screen is screen
