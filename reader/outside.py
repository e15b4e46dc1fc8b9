"""The one door into other programs: the browser, the editor, the clipboard; `piping` has the commands of the user's own.

Programs are started with a list of arguments and never through a shell, so nothing in an article can become a command.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from reader.errors import OutsideFailed
from reader.model.url import is_web_address

TEXT_BROWSERS = frozenset(
    ("browsh", "carbonyl", "cha", "chawan", "elinks", "links", "links2", "lynx", "retawq", "w3m", "www-browser")
)
"""Browsers that draw over the terminal they are started in."""

EDITORS = ("sensible-editor", "editor", "nano", "vim", "vi")
"""Tried in this order where neither $VISUAL nor $EDITOR names one."""

_PROMPT_FAILURE_S = 0.4
"""How long a browser is watched: openers that cannot open anything end well within it."""
_CLIPBOARD_TIMEOUT_S = 5.0


def open_in_browser(url: str, *, in_terminal: bool = False) -> None:
    """Open a web address in the user's browser, which goes on by itself. Raises OutsideFailed.

    $BROWSER is tried first, then the desktop's opener. A text browser is started only where the caller lends its
    terminal (`in_terminal`), and then this returns when it ends.
    """
    address = _web_address(url)
    for command in _browser_commands(address):
        if not shutil.which(command[0]):
            continue
        if Path(command[0]).name not in TEXT_BROWSERS:
            _start(command)
            return
        if in_terminal:
            _lend_terminal(command)
            return
    raise OutsideFailed(f"no browser to open {address} with; name one in $BROWSER")


def edit_text(text: str, suffix: str = ".md") -> str | None:
    """Let the user edit `text` in $VISUAL, $EDITOR or a plain editor; return the new text.

    None when it was left as it was, or the editor ended with a failure (vim's `:cq`). The file is the user's alone and
    is removed afterwards. The caller has handed the terminal over. Raises OutsideFailed.
    """
    try:
        return _edited(text, suffix)
    except OSError as error:
        raise OutsideFailed(f"could not open the text in an editor: {error.strerror or error}") from error


def _edited(text: str, suffix: str) -> str | None:
    command = _editor_command()
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        path = Path(folder) / f"text{suffix}"
        path.touch(mode=0o600)
        path.write_bytes(text.encode("utf-8", "replace"))
        if _lend_terminal([*command, str(path)], check=False) != 0:
            return None
        try:
            edited = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        except OSError:
            return None
    if not text.endswith("\n"):
        edited = edited.removesuffix("\n")  # editors end a file with a newline that nobody typed
    return None if edited == text else edited


def copy(text: str) -> None:
    """Put `text` on the clipboard through the desktop's own program. Raises OutsideFailed where there is none."""
    for command in _copy_commands():
        if shutil.which(command[0]):
            # xclip and wl-copy stay behind to serve the clipboard: they must hold no pipe of ours.
            _run(command, text, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_CLIPBOARD_TIMEOUT_S)
            return
    raise OutsideFailed("no program to copy with; install wl-clipboard (Wayland) or xclip (X)")


def _web_address(url: str) -> str:
    """Return `url` with what has no place in an address percent-encoded. Other schemes are refused, and so no file,
    script or option can be passed off as an address."""
    if not is_web_address(url):
        raise OutsideFailed(f"only web addresses are opened, not {url[:200]!r}")
    return quote(url.strip(), safe="!#$%&'()*+,/:;=?@[]~-._", errors="replace")


def _browser_commands(address: str) -> Iterator[list[str]]:
    for entry in os.environ.get("BROWSER", "").split(os.pathsep):
        with contextlib.suppress(ValueError):
            if words := shlex.split(entry):
                named = [word.replace("%s", address) for word in words]
                yield named if named != words else [*words, address]
    if sys.platform == "darwin":
        yield ["open", address]
    if os.environ.get("WSL_DISTRO_NAME"):
        yield ["wslview", address]
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):  # without a display it would pick w3m or lynx
        yield ["xdg-open", address]
        yield ["gio", "open", address]
    yield ["termux-open-url", address]


def _editor_command() -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        if value := os.environ.get(variable, "").strip():
            try:
                return shlex.split(value)
            except ValueError as error:
                raise OutsideFailed(f"cannot read ${variable}, {value!r}: {str(error).lower()}") from error
    for editor in EDITORS:
        if shutil.which(editor):
            return [editor]
    raise OutsideFailed("no editor found; name one in $EDITOR")


def _copy_commands() -> Iterator[list[str]]:
    if sys.platform == "darwin":
        yield ["pbcopy"]
    if os.environ.get("WAYLAND_DISPLAY"):
        yield ["wl-copy"]
    if os.environ.get("DISPLAY"):
        yield ["xclip", "-selection", "clipboard", "-in"]
        yield ["xsel", "--clipboard", "--input"]
    if os.environ.get("WSL_DISTRO_NAME"):
        yield ["clip.exe"]
    yield ["termux-clipboard-set"]


def _start(command: Sequence[str]) -> None:
    """Start a program that outlives us: no terminal, no input, no output of ours."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise could_not_start(command, error) from error
    try:
        status = process.wait(_PROMPT_FAILURE_S)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, daemon=True).start()  # collects it, whenever it ends
        return
    if status:
        raise OutsideFailed(f"{command[0]} could not open the address (exit status {status})")


def _lend_terminal(command: Sequence[str], *, check: bool = True) -> int:
    """Run a program in our terminal until it ends; return its exit status, not 0 only without `check`."""
    try:
        with _interrupts_left_to_the_child():
            status = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise could_not_start(command, error) from error
    if check and status:
        raise OutsideFailed(f"{command[0]} ended with exit status {status}")
    return status


def _run(command: Sequence[str], text: str, *, stdout: int | None, stderr: int | None, timeout: float | None) -> str:
    data = text.encode("utf-8", "replace")
    try:
        done = subprocess.run(command, input=data, stdout=stdout, stderr=stderr, timeout=timeout, check=False)
    except OSError as error:
        raise could_not_start(command, error) from error
    except subprocess.TimeoutExpired as error:
        raise OutsideFailed(f"{command[0]} did not answer within {timeout:g} seconds") from error
    if done.returncode:
        said = (done.stderr or b"").decode("utf-8", "replace").strip().splitlines()
        raise OutsideFailed(": ".join([f"{command[0]} ended with exit status {done.returncode}", *said[:1]]))
    return (done.stdout or b"").decode("utf-8", "replace")


@contextlib.contextmanager
def _interrupts_left_to_the_child() -> Iterator[None]:
    """Ctrl+C in a program that has our terminal is meant for it; signals can be set in the main thread alone."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)  # not SIG_IGN, which the child would inherit
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def could_not_start(command: Sequence[str], error: OSError) -> OutsideFailed:
    """Return what to raise where a program cannot be started."""
    return OutsideFailed(f"could not start {command[0]!r}: {error.strerror or error}")
