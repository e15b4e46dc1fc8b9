"""`reader resume`: what it refuses; what it opens is told in `tests/tui/test_resume.py`."""

from __future__ import annotations

from tests.cli.conftest import Desk
from tests.cli.test_main import on_a_terminal


def test_without_a_terminal_it_names_what_prints_an_article(reader: Desk) -> None:
    id = reader.add("Slow reading")
    answer = reader("resume", id)
    assert answer.status == 2
    assert f"reader show {id}" in answer.err
    assert reader("resume", "").status == 2
    assert reader("resume", "one", "two").status == 2


def test_where_nothing_was_begun_it_says_so(reader: Desk) -> None:
    reader.add("Slow reading")
    assert "no article was begun yet" in on_a_terminal("resume", columns=90, status=1)


def test_an_article_that_is_not_there_is_named(reader: Desk) -> None:
    reader.add("Slow reading")
    shown = on_a_terminal("--library", str(reader.library), "resume", "https://example.org/none", columns=90, status=1)
    assert "https://example.org/none" in shown
    assert "\x1b[?1049h" not in shown


def test_an_article_is_opened_by_its_address(reader: Desk) -> None:
    reader.add("Slow reading", url="https://example.org/slow", text="Take your time.")
    assert "Take your time." in on_a_terminal("resume", "example.org/slow", columns=90, keys="Q", after="your time")


def test_ids_are_completed(reader: Desk) -> None:
    id = reader.add("Slow reading")
    assert [row[0] for row in reader.ok("completion", "candidates", "--", "resume", id[:3]).rows] == [id]
