"""The settings file is written, found and checked."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Desk


def test_a_commented_file_is_written_once_and_is_well(reader: Desk) -> None:
    path = Path(reader.ok("config", "path").out.strip())
    assert path.is_relative_to(reader.folder.parent / "home")
    assert "the defaults hold" in reader.ok("config", "check").err
    reader.ok("config", "init")
    assert "#measure = 70" in path.read_text("utf-8")
    assert "all is well" in reader.ok("config", "check").err
    path.write_text("measure = 60\n", "utf-8")
    again = reader("config", "init")
    assert again.status == 1
    assert path.read_text("utf-8") == "measure = 60\n"
    assert reader.ok("config", "path", "--json").json == {"path": str(path), "exists": True}


def test_a_fault_is_told_by_line_with_status_2(reader: Desk) -> None:
    reader.write("mine.toml", 'theme = "dark"\nmesure = 60\n')
    reader.monkeypatch.setenv("READER_CONFIG", str(reader.folder / "mine.toml"))
    answer = reader("config", "check")
    assert answer.status == 2
    assert f"{reader.folder / 'mine.toml'}:2: no setting 'mesure'; did you mean 'measure'?" in answer.err


def test_an_unknown_word_is_a_usage_error(reader: Desk) -> None:
    assert reader("config", "chekc").status == 2
    assert reader("config").status == 2
