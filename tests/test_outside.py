"""Other programs are started with argument lists, see only what is meant for them, and fail with clear words."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from reader import outside
from reader.errors import OutsideFailed


@pytest.fixture(autouse=True)
def bare_desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No display, browser or editor, and a folder for programs that is the first on the path."""
    for name in ("BROWSER", "VISUAL", "EDITOR", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("OUT", str(tmp_path / "out"))
    return programs


def program(folder: Path, name: str, script: str) -> Path:
    """Make a small shell program; what it writes to $OUT is what the test looks at."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return path


def written(tmp_path: Path, wait_s: float = 10.0) -> str:
    """Return what a detached program left, once it has."""
    out = tmp_path / "out"
    end = time.monotonic() + wait_s
    while not (out.exists() and out.read_text("utf-8").endswith("\n")) and time.monotonic() < end:
        time.sleep(0.01)
    return out.read_text("utf-8")


SAYS_ITS_ARGUMENTS = 'printf "[%s]" "$@" > "$OUT.part"; echo >> "$OUT.part"; mv "$OUT.part" "$OUT"'


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "-option", "ftp://x.org/", "", "https://", "x.org"]
)
def test_only_web_addresses_are_opened(url: str, bare_desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare_desk, "seen", SAYS_ITS_ARGUMENTS)
    monkeypatch.setenv("BROWSER", "seen")
    with pytest.raises(OutsideFailed, match="only web addresses"):
        outside.open_in_browser(url)


def test_the_users_browser_gets_the_address_as_one_argument(
    bare_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare_desk, "seen", SAYS_ITS_ARGUMENTS)
    monkeypatch.setenv("BROWSER", "not-installed:seen --new-tab:other")
    outside.open_in_browser("https://x.org/a b?q=$(id);`id`&r=é#p%20q\n")
    assert written(tmp_path) == "[--new-tab][https://x.org/a%20b?q=$(id);%60id%60&r=%C3%A9#p%20q]\n"


def test_a_place_for_the_address_is_filled(bare_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare_desk, "seen", SAYS_ITS_ARGUMENTS)
    monkeypatch.setenv("BROWSER", "seen --url=%s --private")
    outside.open_in_browser("https://x.org/%s")
    assert written(tmp_path) == "[--url=https://x.org/%s][--private]\n"


def test_the_desktops_opener_is_used_only_where_there_is_a_desktop(
    bare_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare_desk, "xdg-open", SAYS_ITS_ARGUMENTS)
    if sys.platform != "darwin":
        with pytest.raises(OutsideFailed, match=r"\$BROWSER"):
            outside.open_in_browser("https://x.org/")
        monkeypatch.setenv("DISPLAY", ":9")
        outside.open_in_browser("https://x.org/")
        assert written(tmp_path) == "[https://x.org/]\n"


def test_a_text_browser_is_never_started_under_the_interface(
    bare_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare_desk, "w3m", SAYS_ITS_ARGUMENTS)
    monkeypatch.setenv("BROWSER", str(bare_desk / "w3m"))
    with pytest.raises(OutsideFailed):
        outside.open_in_browser("https://x.org/")
    outside.open_in_browser("https://x.org/", in_terminal=True)
    assert written(tmp_path) == "[https://x.org/]\n"


def test_the_browser_writes_nothing_into_our_terminal_and_outlives_the_call(
    bare_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    program(bare_desk, "noisy", 'echo noise; echo noise >&2; sleep 1; ps -o sid= -p $$ | tr -d " " > "$OUT"')
    monkeypatch.setenv("BROWSER", "noisy")
    outside.open_in_browser("https://x.org/")
    assert not (tmp_path / "out").exists()
    assert written(tmp_path).strip() != str(os.getsid(0))
    assert capfd.readouterr() == ("", "")


def test_a_browser_that_fails_at_once_is_reported(bare_desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare_desk, "broken", "exit 3")
    monkeypatch.setenv("BROWSER", "broken")
    with pytest.raises(OutsideFailed, match=r"broken could not open the address \(exit status 3\)"):
        outside.open_in_browser("https://x.org/")


def test_an_edited_text_comes_back_without_the_newline_the_editor_added(
    bare_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare_desk, "ed it", 'test "$1" = -w && printf "%s – 2\\n" "$(cat "$2")" > "$2"')
    monkeypatch.setenv("VISUAL", "'ed it' -w")
    monkeypatch.setenv("EDITOR", "false")
    assert outside.edit_text("a note, é") == "a note, é – 2"
    assert outside.edit_text("a note\n") == "a note – 2\n"


@pytest.mark.parametrize("script", ["true", "exit 1", 'rm "$1"', 'echo new > "$1"; exit 1', 'printf "kept\\n" > "$1"'])
def test_a_text_left_alone_or_given_up_is_none(script: str, bare_desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare_desk, "quit", script)
    monkeypatch.setenv("EDITOR", "quit")
    assert outside.edit_text("kept") is None


def test_an_editor_may_save_by_rename_or_leave_nothing(bare_desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare_desk, "renames", 'echo new > "$1~"; mv "$1~" "$1"')
    monkeypatch.setenv("EDITOR", "renames")
    assert outside.edit_text("old") == "new"
    program(bare_desk, "empties", ': > "$1"')
    monkeypatch.setenv("EDITOR", "empties")
    assert outside.edit_text("old") == ""


def test_the_file_is_the_users_alone_named_for_its_kind_and_removed(
    bare_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare_desk, "looks", 'stat -c %a "$1" > "$OUT"; stat -c %a "$(dirname "$1")" >> "$OUT"; echo "$1" >> "$OUT"')
    monkeypatch.setenv("EDITOR", "looks")
    outside.edit_text("x", suffix=".txt")
    mode, folder_mode, name = written(tmp_path).split()
    assert (mode, folder_mode) == ("600", "700")
    assert name.endswith(".txt")
    assert not Path(name).parent.exists()


def test_an_editor_that_cannot_be_started_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor -x")
    with pytest.raises(OutsideFailed, match="could not start 'no-such-editor'"):
        outside.edit_text("x")
    monkeypatch.setenv("EDITOR", "'unclosed")
    with pytest.raises(OutsideFailed, match=r"\$EDITOR"):
        outside.edit_text("x")
    monkeypatch.delenv("EDITOR")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(OutsideFailed, match="no editor found"):
        outside.edit_text("x")


def test_copying_goes_through_the_desktops_program(
    bare_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare_desk, "wl-copy", 'cat > "$OUT"; (sleep 30) &')
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    outside.copy("é words\n")
    assert stat.S_ISREG((tmp_path / "out").stat().st_mode)
    assert written(tmp_path) == "é words\n"


@pytest.mark.skipif(sys.platform == "darwin", reason="pbcopy is always there")
def test_without_a_clipboard_program_the_words_say_what_to_install() -> None:
    with pytest.raises(OutsideFailed, match="wl-clipboard"):
        outside.copy("x")
