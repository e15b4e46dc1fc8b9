"""From key presses to commands."""

from __future__ import annotations

import pytest

from reader.config import Config
from reader.tui.commands import BY_ID, COMMANDS, Command, Place, commands_in, shown_keys
from reader.tui.keymaps import PRESETS, faults, keymap_of
from reader.tui.keys import Given, Keymap, KeyReader


@pytest.fixture
def keys_belong_together() -> None:
    """Keys are told their time here: how long they wait is as it is."""


def type_keys(keys: str, place: Place = Place.LIST, keymap: Keymap | None = None) -> list[Given]:
    """Feed tokens a tenth of a second apart; return the commands they gave."""
    reader = KeyReader(keymap or Keymap(), place)
    given = [reader.feed(token, index / 10) for index, token in enumerate(keys.split())]
    return [command for command in given if command is not None]


def ids(given: list[Given]) -> list[tuple[str, int | None]]:
    return [(one.command.id, one.count) for one in given]


def test_a_single_key_is_a_command():
    assert ids(type_keys("a")) == [("article.archive", None)]


def test_a_sequence_is_one_command():
    assert ids(type_keys("g g")) == [("move.top", None)]
    assert ids(type_keys("g i")) == [("go.inbox", None)]


def test_a_count_goes_with_the_next_command():
    assert ids(type_keys("3 j")) == [("move.down", 3)]
    assert ids(type_keys("1 0 j j")) == [("move.down", 10), ("move.down", None)]
    assert ids(type_keys("2 g g")) == [("move.top", 2)]


def test_zero_alone_is_no_count():
    assert ids(type_keys("0 j")) == [("move.down", None)]


def test_an_unknown_key_clears_what_was_pending():
    assert ids(type_keys("g @ j")) == [("move.down", None)]


def test_a_pending_sequence_is_forgotten_after_a_second():
    reader = KeyReader(Keymap(), Place.LIST)
    assert reader.feed("g", 10.0) is None
    assert reader.pending == "g"
    given = reader.feed("i", 11.5)
    assert given is None or given.command.id != "go.inbox"


def test_a_count_that_was_not_gone_on_with_is_shown_no_longer_than_it_counts():
    reader = KeyReader(Keymap(), Place.ARTICLE)
    assert reader.feed("3", 10.0) is None
    assert not reader.expired(10.5)
    assert reader.pending == "3"
    assert reader.expired(11.0)
    assert reader.pending == ""
    assert not reader.expired(12.0)


def test_escape_takes_back_what_is_pending_and_nothing_else():
    assert ids(type_keys("3 escape j")) == [("move.down", None)]
    assert ids(type_keys("g escape j")) == [("move.down", None)]


def test_a_letter_command_takes_the_next_letter():
    mark = Command("test.mark", ("m",), "Mark", "Set a mark.", "Test", letter=True)
    reader = KeyReader(Keymap((mark,)), Place.LIST)
    assert reader.feed("m", 0.0) is None
    given = reader.feed("q", 0.1)
    assert given is not None
    assert (given.command.id, given.letter) == ("test.mark", "q")


@pytest.mark.parametrize("place", list(Place))
@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_no_key_means_two_commands_in_one_place(place: Place, preset: str):
    keymap = keymap_of(Config(preset=preset))
    seen: dict[str, str] = {}
    for command in commands_in(place):
        for sequence in keymap.keys_of(command):
            assert sequence not in seen, f"{sequence} means {seen.get(sequence)} and {command.id}"
            seen[sequence] = command.id


@pytest.mark.parametrize("place", list(Place))
def test_no_command_hides_behind_a_shorter_one(place: Place):
    """Sequences share beginnings only with sequences: `h` and `hh` are told apart by their command itself."""
    sequences = {tuple(s.split()) for command in commands_in(place) for s in command.keys}
    hidden = [s for s in sequences if any(s[:n] in sequences for n in range(1, len(s)))]
    assert hidden == []


def test_ids_are_unique_and_every_command_explains_itself():
    assert len(BY_ID) == len(COMMANDS)
    for command in COMMANDS:
        assert command.says.endswith(".")


def test_the_footers_are_short():
    for place in Place:
        assert 4 <= len([c for c in commands_in(place) if place in c.footer]) <= 8


@pytest.mark.parametrize(
    ("sequence", "shown"),
    [
        ("g g", "gg"),
        ("ctrl+r", "Ctrl+R"),
        ("enter", "⏎"),
        ("alt+o", "Alt+O"),
        ("] u", "]u"),
        ("space", "Space"),
        ("+", "+"),
    ],
)
def test_keys_are_shown_as_people_write_them(sequence: str, shown: str):
    assert shown_keys(sequence) == shown


def test_settings_that_name_no_command_are_told_the_nearest():
    assert "article.archive" in faults("default", {"article.archve": ("a",)})["article.archve"]


def test_settings_that_clash_are_told_with_what():
    assert "article.star" in faults("default", {"article.archive": ("s",)})["article.archive"]
    assert faults("default", {"article.archive": ("ctrl+a",)}) == {}
