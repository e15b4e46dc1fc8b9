"""The command line as a whole: help, usage, which library, and how it ends."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from importlib import import_module
from pathlib import Path

import pytest

from reader import __version__
from reader.cli.verbs import GROUPS, VERBS
from tests.cli.conftest import Desk

HEAVY = ("textual", "httpx", "trafilatura", "lxml", "html2text", "numpy", "markdown_it", "rich", "asyncio")


def test_each_module_has_the_verbs_that_it_is_asked_for() -> None:
    for module in {type(verb).__module__ and verb.run.__module__ for verb in VERBS.values()}:
        told = [verb.name for verb in VERBS.values() if verb.run.__module__ == module]
        assert [verb.name for verb in getattr(import_module(module), "VERBS", ())] == told


def test_the_page_of_help_names_every_verb_once_in_a_group(reader: Desk) -> None:
    assert sorted(name for _, names in GROUPS for name in names) == sorted(VERBS)
    page = reader.ok("--help").out
    for name, verb in VERBS.items():
        assert f"  {name} " in page
        assert verb.says.rstrip(".") in page
    assert page == reader.ok("help").out == reader.ok("-h").out
    assert max(map(len, page.splitlines())) <= 110


@pytest.mark.parametrize("name", sorted(VERBS))
def test_every_verb_documents_itself(name: str, reader: Desk) -> None:
    page = reader.ok(name, "--help").out
    assert page == reader.ok("help", name).out
    assert f"usage: reader {name}" in page
    assert VERBS[name].says in page
    assert "exit status" in page
    assert VERBS[name].says.count(".") == 1
    for example in VERBS[name].examples:
        assert "reader" in example
        assert example in page


@pytest.mark.parametrize("name", sorted(VERBS.keys() - {"completion", "resume"}))
def test_every_verb_that_prints_speaks_json(name: str, reader: Desk) -> None:
    assert "--json" in reader.ok(name, "--help").out


def test_usage_errors_name_the_verb_and_its_page(reader: Desk) -> None:
    for words in (["archive"], ["list", "--sotr", "title"], ["show", "1", "--format", "pdf"], ["tag", "--add"]):
        answer = reader(*words)
        assert (answer.status, answer.out) == (2, "")
        assert answer.err.startswith("reader: ")
        assert f"reader {words[0]} --help" in answer.err
    assert "did you mean `reader archive`?" in reader("help", "archve").err
    assert reader("--library").status == 2


def test_the_version_is_printed(reader: Desk) -> None:
    assert reader.ok("--version").out == f"reader {__version__}\n"


def test_without_a_terminal_the_interface_says_what_to_use_instead(reader: Desk) -> None:
    for words in ([], ["tag:python", "is:unread"]):
        answer = reader(*words)
        assert (answer.status, answer.out) == (2, "")
        assert " ".join(["reader list", *words]) in answer.err
        assert "reader show ID" in answer.err
    assert "did you mean `reader list`?" in reader("lits").err
    wrong = reader("tag:python", "is:nothing")
    assert wrong.status == 2
    assert "^" in wrong.err
    assert not reader.library.exists()


def test_the_library_may_be_named_before_or_after_the_verb(reader: Desk) -> None:
    reader.add("One", to=reader.folder / "other.json")
    assert [row[1] for row in reader.ok("--library", "other.json", "list").rows] == ["One"]
    assert [row[1] for row in reader.ok("--library=other.json", "list").rows] == ["One"]
    assert [row[1] for row in reader.ok("list", "--library", "other.json").rows] == ["One"]
    assert reader.ok("list").rows == []


def test_the_library_in_this_folder_is_used_where_it_is_one(reader: Desk) -> None:
    reader.add("Here")
    reader.monkeypatch.delenv("READER_LIBRARY")
    assert [row[1] for row in reader.ok("list").rows] == ["Here"]
    reader.write("library.json", '{"books": ["another program\'s"]}')
    assert reader.ok("list").rows == []
    reader.add("At home", to=Path.home() / ".local/share/reader/library.json")
    assert (reader.folder / "library.json").read_text("utf-8") == '{"books": ["another program\'s"]}'
    assert [row[1] for row in reader.ok("list").rows] == ["At home"]


@pytest.mark.parametrize("text", ["", "{}", '{"name": 1}', "\x00\x01", "[]"])
def test_a_file_that_is_no_library_is_refused_with_status_4_and_left_as_it_is(text: str, reader: Desk) -> None:
    reader.write("library.json", text)
    for words in (["list"], ["star", "1"]):
        answer = reader(*words)
        assert (answer.status, answer.out) == (4, "")
        assert "library.json" in answer.err
    assert reader.library.read_text("utf-8") == text
    assert reader("list", "--library", ".").status == 4


def test_a_fault_of_ours_is_one_line(reader: Desk) -> None:
    def broken(*_: object) -> None:
        raise KeyError("surprise")

    reader.monkeypatch.setattr("reader.store.Library.open", broken)
    answer = reader("list")
    assert answer.status == 1
    assert len(answer.err.splitlines()) == 1
    assert "READER_DEBUG" in answer.err
    reader.monkeypatch.setenv("READER_DEBUG", "1")
    with pytest.raises(KeyError):
        reader("list")


def test_looking_changes_no_file(reader: Desk) -> None:
    id = reader.add("One", tags=("a",))
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files(reader.folder)}
    for words in (["list"], ["show", id], ["tags"], ["note", id], ["tag", id], ["log"], ["list", "--json", "--bodies"]):
        reader.ok(*words)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files(reader.folder)} == before


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


# What only a process of its own can show.


def test_a_process_answers_without_loading_what_is_heavy(reader: Desk) -> None:
    id = reader.add("One")
    script = "import sys; from reader.__main__ import main; status = main(); "
    script += f"sys.stderr.write(' '.join(m for m in {HEAVY!r} if m in sys.modules)); sys.exit(status)"
    for words in (
        ["list", "--json"],
        ["tag", id, "--add", "x"],
        ["tags"],
        ["star", id],
        ["note", id],
        ["undo"],
        ["help"],
    ):
        done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        loaded = set(done.stderr.split("\n")[-1].split())
        assert not loaded & set(HEAVY), (words, loaded)


def test_a_process_adds_lists_and_shows(reader: Desk) -> None:
    added = reader.process(
        "add", "-", "--title", "Déjà lu", "--tag", "été", stdin="# Déjà lu\n\nDes mots à lire.\n".encode()
    )
    assert added.status == 0, added.err
    id, title, word = added.rows[0]
    assert (title, word) == ("Déjà lu", "new")
    assert reader.process("tags").out == "été\t1\n"
    shown = reader.process("show", id, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert shown.status == 0
    assert "D?j? lu" in shown.out
    assert reader.process("show", "nothing").status == 1


def test_a_reader_of_our_output_may_leave_early(reader: Desk) -> None:
    for number in range(3):
        reader.add(f"Number {number}", text="words " * 20_000)
    shell = f"{sys.executable} -m reader list --json --bodies; echo $? >&2"
    done = subprocess.run(["sh", "-c", f"({shell}) | head -c 10"], capture_output=True, text=True, check=False)
    assert done.stdout == "[\n  {\n    "[:10]
    assert done.stderr == "0\n"


def test_ctrl_c_ends_with_130_and_no_traceback(reader: Desk) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "note", reader.add("One"), "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        time.sleep(0.2)
        while process.poll() is None and not in_read(process.pid):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 130
    assert (out, err) == (b"", b"")


def in_read(pid: int) -> bool:
    """Say whether a process waits for its standard input, and so has started."""
    try:
        return "pipe_read" in Path(f"/proc/{pid}/wchan").read_text("utf-8") or Path(f"/proc/{pid}/syscall").read_text(
            "utf-8"
        ).startswith("0 0x0 ")
    except OSError:
        time.sleep(2)
        return True


@pytest.mark.parametrize(
    ("command", "status"),
    [("list >&-", 0), ("list nothing: 2>&-", 2), ("add - <&-", 1), ("<&-", 2), ("list >/dev/full", 1)],
)
def test_closed_and_full_streams_are_no_surprise(command: str, status: int, reader: Desk) -> None:
    reader.add("One")
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m reader {command}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done
    assert "Traceback" not in done.stderr
    assert "fault" not in done.stderr


def test_words_that_are_not_text_are_no_surprise(reader: Desk) -> None:
    id = reader.add("One")
    for words in (
        ["list", b"\xff\xfe"],
        ["show", b"\xff"],
        ["add", b"\xff.md"],
        ["tag", id, "--add", b"a\xff"],
        [b"\xff"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "reader", *words], capture_output=True, stdin=subprocess.DEVNULL, check=False
        )
        assert done.returncode in (0, 1, 2)
        assert b"fault" not in done.stderr, done.stderr
    reader.ok("list", "--json")


def test_on_a_terminal_a_list_fits_it_and_has_colours(reader: Desk) -> None:
    reader.add("A title that goes on for much longer than any terminal of eighty columns would like it to", tags=("x",))
    shown = on_a_terminal("list", columns=80)
    line = shown.splitlines()[1]
    assert "\x1b[1m" in line
    heading, plain = on_a_terminal("list", columns=80, env={"NO_COLOR": "1"}).splitlines()[:2]
    assert heading.split() == ["id", "mark", "title", "and", "tags", "length", "saved"]
    assert len(reader.ok("list").out.splitlines()) == 1  # no heading for programs
    assert "\x1b" not in plain
    assert len(plain) == 80
    assert "…" in plain


def test_on_a_terminal_the_interface_opens_at_the_query_and_ends_with_its_status(reader: Desk) -> None:
    reader.add("Slow reading", tags=("a",))
    reader.add("Quick glances")
    shown = on_a_terminal("tag:a", columns=100, keys="Q", after="Slow reading")
    assert "Quick glances" not in shown


def test_settings_that_are_wrong_are_told_before_the_interface_opens(reader: Desk) -> None:
    reader.monkeypatch.setenv("READER_CONFIG", reader.write("mine.toml", '[keys]\narticle.archvie = "a"\n'))
    shown = on_a_terminal(columns=100, status=2)
    assert "mine.toml:2: " in shown
    assert "article.archive" in shown
    assert "\x1b[?1049h" not in shown


def on_a_terminal(
    *words: str, columns: int, env: dict[str, str] | None = None, keys: str = "", after: str = "", status: int = 0
) -> str:
    """Run a command in a terminal of its own, press keys once `after` was shown; return all that appeared on it."""
    main_end, its_end = pty.openpty()
    fcntl.ioctl(its_end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "reader", *words]
    environ = {**os.environ, "TERM": "xterm", **(env or {})}
    process = subprocess.Popen(
        command, stdin=its_end, stdout=its_end, stderr=its_end, env=environ, start_new_session=True
    )
    os.close(its_end)
    shown = b""
    try:
        while select.select([main_end], [], [], 20)[0]:
            try:
                part = os.read(main_end, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
            if keys and after.encode() in shown:
                os.write(main_end, keys.encode())
                keys = ""
        assert process.wait(20) == status, shown
    finally:
        process.kill()
        os.close(main_end)
    return shown.decode("utf-8")
