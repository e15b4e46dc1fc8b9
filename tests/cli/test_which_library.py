"""The library is the one that was named, else the one that is here, else the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.which_library import looks_like_a_library, which_library
from reader.errors import NotALibrary, UsageError

TINY = '{"meta": {"1": {"schema": 1}}, "articles": {}}'


@pytest.fixture(autouse=True)
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "data" / "reader" / "library.json"


def test_the_option_comes_before_the_environment_before_the_folder(tmp_path: Path) -> None:
    (tmp_path / "library.json").write_text(TINY, "utf-8")
    environ = {"READER_LIBRARY": "/e/library.json"}
    assert which_library("o.json", environ, tmp_path) == Path("o.json")
    assert which_library(None, environ, tmp_path) == Path("/e/library.json")
    assert which_library(None, {"READER_LIBRARY": ""}, tmp_path) == tmp_path / "library.json"


def test_a_home_is_understood(tmp_path: Path) -> None:
    assert which_library("~/x.json", {}, tmp_path) == tmp_path / "x.json"
    assert which_library("~nobody-of-that-name/x.json", {}, tmp_path) == Path("~nobody-of-that-name/x.json")


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"name": "a book list"}', '{"meta": 3}', "\x00\x01", '{"_default": {}}']
)
def test_another_file_of_that_name_is_left_alone(text: str, tmp_path: Path, data: Path) -> None:
    (tmp_path / "library.json").write_text(text, "utf-8")
    assert which_library(None, {}, tmp_path).parts[-2:] == data.parts[-2:]


@pytest.mark.parametrize("text", [TINY, ' {\n "articles" : {"1": {}}}', '\ufeff{"highlights":{}}'])
def test_a_library_is_known_by_its_beginning(text: str, tmp_path: Path) -> None:
    (tmp_path / "library.json").write_text(text, "utf-8")
    assert looks_like_a_library(tmp_path / "library.json")


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "library.json").mkdir()
    assert not looks_like_a_library(tmp_path / "library.json")
    with pytest.raises(NotALibrary, match="this is a folder"):
        which_library(str(tmp_path), {}, tmp_path)
    with pytest.raises(UsageError):
        which_library("", {}, tmp_path)
