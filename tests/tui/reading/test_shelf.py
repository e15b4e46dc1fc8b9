"""What was read once is at hand: a folder of documents that may be damaged or deleted at any time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.store.files import Folder
from reader.text.blocks import begin, parse
from reader.text.kept import pack
from reader.tui.reading import shelf as shelves
from reader.tui.reading.opened import Unkept, read_whole
from reader.tui.reading.shelf import Shelf, name_of
from tests.tui.reading.conftest import BODY, Opened


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(lambda: Folder(tmp_path / "pages"))


def test_what_was_kept_is_taken_by_its_stamp(shelf: Shelf):
    assert shelf.take("one") is None
    shelf.keep("one", pack(parse(BODY)))
    taken = shelf.take("one")
    assert taken is not None
    assert [*taken.blocks()] == [*parse(BODY).blocks()]
    assert shelf.take("another") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_damaged_page_is_as_good_as_none(shelf: Shelf, tmp_path: Path, data: st.DataObject):
    shelf.keep("one", pack(parse(BODY)))
    path = tmp_path / "pages" / name_of("one")
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(st.sampled_from([whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]]))
    path.write_bytes(damaged)
    assert shelf.take("one") is None


def test_a_link_in_the_place_of_a_page_is_not_followed(shelf: Shelf, tmp_path: Path):
    shelf.keep("one", pack(parse(BODY)))
    path = tmp_path / "pages" / name_of("one")
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert shelf.take("one") is None


def test_what_was_not_taken_for_longest_makes_room(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    bodies = [f"words {number} " * 200 for number in range(4)]
    packed = [pack(parse(body)) for body in bodies]
    monkeypatch.setattr(shelves, "MOST_BYTES", 3 * len(packed[0]) + 100)
    for number in range(3):
        shelf.keep(str(number), packed[number])
        os.utime(tmp_path / "pages" / name_of(str(number)), (number, number))
    assert shelf.take("0") is not None  # which makes it the newest
    shelf.keep("3", packed[3])
    assert [shelf.take(str(number)) is not None for number in range(4)] == [True, False, True, True]


def test_a_folder_that_cannot_be_written_keeps_nothing_and_breaks_nothing(tmp_path: Path):
    (tmp_path / "pages").write_text("in the way")
    shelf = Shelf(lambda: Folder(tmp_path / "pages"))
    shelf.keep("one", pack(parse(BODY)))
    assert shelf.take("one") is None


async def test_an_article_that_was_read_opens_whole_and_says_the_same(opened: Opened):
    async with opened() as reader:
        stamp = reader.library.body_stamp(reader.article.id)
        while reader.screen.session.shelf.take(stamp) is None:
            await reader.pilot.pause(0.02)
        page, plain = reader.page(), reader.plain
        await reader.press("q")
        await reader.press("enter")
        assert reader.screen.reading.document.complete
        assert (reader.page()[3:], reader.plain) == (page[3:], plain)


def test_the_page_is_loaded_without_the_parser_that_kept_articles_do_not_need():
    script = "import sys, reader.tui.screens.article; print('markdown_it' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_body_is_let_go_of_when_it_was_read_and_its_beginning_goes_on(shelf: Shelf):
    body = "\n\n".join(f"Paragraph {number} says little." for number in range(2_000))
    unkept, begun = Unkept(body, "a stamp"), begin(body)
    whole = read_whole(unkept, shelf, begun)
    assert not unkept.body
    assert not begun.complete
    begun.read_all()
    kept = shelf.take("a stamp")
    assert kept is not None
    assert begun.plain == whole.plain == kept.plain == parse(body).plain
