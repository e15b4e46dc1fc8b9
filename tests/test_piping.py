"""A text is given to a command, whose answer and time have an end."""

from __future__ import annotations

import threading
from pathlib import Path
from time import monotonic, sleep

import pytest

from reader.errors import OutsideFailed
from reader.piping import pipe


def test_a_text_is_piped_through_a_command_without_a_shell() -> None:
    assert pipe("b\na\n", "sort -r") == "b\na\n"
    assert pipe("", "echo 'two words' ; $HOME > x") == "two words ; $HOME > x\n"
    assert pipe("é", "sh -c 'cat; cat'") == "é"


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("no-such-command", "could not start 'no-such-command'"),
        ("sh -c 'echo because >&2; exit 7'", "sh ended with exit status 7: because"),
        ("'", "cannot read the command"),
        (" ", "no command"),
        ("cat \0", "cannot read the command"),
        ("\ud800", "cannot read the command"),
    ],
)
def test_a_command_that_fails_says_why(command: str, says: str) -> None:
    with pytest.raises(OutsideFailed, match=says):
        pipe("x" * 1_000_000, command)


def test_an_endless_answer_is_ended_and_said_to_be() -> None:
    with pytest.raises(OutsideFailed, match="printed more than 1 MB"):
        pipe("", "yes", most_bytes=1_000_000)


def test_a_command_that_never_ends_is_ended_with_what_it_started(tmp_path: Path) -> None:
    with pytest.raises(OutsideFailed, match=r"took longer than 0\.3 seconds"):
        pipe("", f"sh -c 'sleep 600 & echo $! > {tmp_path}/child; wait'", timeout_s=0.3)
    child = int((tmp_path / "child").read_text())
    until = monotonic() + 20
    while Path(f"/proc/{child}/stat").exists() and " Z " not in Path(f"/proc/{child}/stat").read_text():
        assert monotonic() < until
        sleep(0.02)


def test_a_command_that_leaves_its_output_to_another_is_not_waited_for_for_ever() -> None:
    with pytest.raises(OutsideFailed, match="took longer"):
        pipe("", "sh -c 'sleep 600 &'", timeout_s=0.3)


def test_a_command_is_stopped_when_it_is_not_wanted_any_more() -> None:
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    with pytest.raises(OutsideFailed, match="sleep was stopped"):
        pipe("", "sleep 600", stopped=stop.is_set)
