"""What keys changed outlives the run, until the settings say something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config import Config
from reader.tui.reading.jumps import Spot
from reader.tui.remembered import Remembered


def test_what_a_key_chose_holds_in_the_next_run(tmp_path: Path):
    file = tmp_path / "interface.json"
    Remembered(file).keep_look("measure", 78, 70)
    assert Remembered(file).over(Config()).measure == 78


def test_settings_that_were_changed_since_hold_over_it(tmp_path: Path):
    file = tmp_path / "interface.json"
    Remembered(file).keep_look("measure", 78, 70)
    assert Remembered(file).over(Config(measure=60)).measure == 60


def test_choosing_what_the_settings_say_forgets_it(tmp_path: Path):
    file = tmp_path / "interface.json"
    remembered = Remembered(file)
    remembered.keep_look("leading", 1, 0)
    remembered.keep_look("leading", 0, 0)
    assert Remembered(file).over(Config()) == Config()
    assert "leading" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", "{", "[" * 100_000, '{"looks": 3, "orders": [], "marks": {}}',
        '{"looks": {"measure": [7000, 70]}}', '{"looks": {"measure": ["78", 70]}}', '{"looks": {"measure": 78}}',
        '{"looks": {"path": ["x", null], "keys": [{}, {}]}}', '{"looks": {"theme": ["pink", "auto"]}}',
    ],
)  # fmt: skip
def test_a_file_that_was_written_by_no_reader_changes_nothing(tmp_path: Path, text: str):
    file = tmp_path / "interface.json"
    file.write_text(text, "utf-8")
    remembered = Remembered(file)
    assert remembered.over(Config()) == Config()
    assert remembered.marks.kept() == []


def test_two_windows_do_not_forget_what_the_other_was_told(tmp_path: Path):
    file = tmp_path / "interface.json"
    one, other = Remembered(file), Remembered(file)
    one.keep_look("measure", 78, 70)
    other.keep_look("leading", 1, 0)
    one.set_mark("a", Spot("1", 0), "words")
    other.set_mark("b", Spot("1", 2), "words")
    one.keep_order("inbox", "title")
    later = Remembered(file)
    assert (later.over(Config()).measure, later.over(Config()).leading) == (78, 1)
    assert {mark[0] for mark in later.marks.kept()} == {"a", "b"}
    assert later.order_of("inbox") == "title"


def test_marks_outlive_the_run(tmp_path: Path):
    file = tmp_path / "interface.json"
    Remembered(file).set_mark("a", Spot("17", 4), "The words are here.")
    mark = Remembered(file).marks.get("a", "17")
    assert mark is not None
    assert mark.spot == Spot("17", 4)
    assert mark.words == "words are here."
