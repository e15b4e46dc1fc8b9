"""Let the index catch up in a process of its own: reading 100,000 texts takes minutes, and no key shall wait for a turn.

`python -m reader.search.apart LIBRARY INDEX` catches up, and tells by lines how many articles are done, of how many.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from reader.search.catching_up import Progress
from reader.search.index import Index, SearchStopped
from reader.store import Library

MUCH = 500
"""Fewer articles are read sooner than a process has begun."""
LOOK_EVERY_S = 0.1
POLITENESS = 5
"""Added to the niceness: whoever types meanwhile goes first."""


def catch_up(
    index: Index, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None, *, much: int = MUCH
) -> None:
    """Take in what changed in the library, as `Index.catch_up` does; where it is `much`, in a process, where one can be had.

    Raises what `Index.catch_up` raises.
    """
    if index.how_much() >= much:
        with index.left_to_another():
            _run(index, progress, cancelled)
        if cancelled is not None and cancelled():
            raise SearchStopped("stopped while the index was catching up")
    index.catch_up(progress, cancelled)  # the rest, if any; and all where there was no process, or it came to grief


def _run(index: Index, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-P", "-m", "reader.search.apart", str(index.library.path), str(index.path)]
    with (
        suppress(OSError, subprocess.SubprocessError),
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
            bufsize=0,
        ) as process,
    ):
        try:
            for done, of in _told(process, cancelled):
                if progress is not None:
                    progress(done, of)
        finally:
            if process.poll() is None:
                process.kill()  # what it did until then stays


def _told(process: subprocess.Popen[bytes], cancelled: Callable[[], bool] | None) -> Iterator[tuple[int, int]]:
    """Yield what the process tells until it ends, or nobody wants it any more."""
    assert process.stdout is not None
    pipe, said = process.stdout.fileno(), b""
    while cancelled is None or not cancelled():
        if not select.select([pipe], [], [], LOOK_EVERY_S)[0]:
            continue
        part = os.read(pipe, 4096)
        if not part:
            process.wait()
            return
        *lines, said = (said + part).split(b"\n")
        for line in lines:
            done, of = line.split()
            yield int(done), int(of)


def main() -> None:
    """Catch up, and end with whoever asked for it."""
    with suppress(OSError):
        os.nice(POLITENESS)

    def progress(done: int, of: int) -> None:
        os.write(1, f"{done} {of}\n".encode())

    path, at = map(Path, sys.argv[1:])
    with suppress(BrokenPipeError), Library.open(path) as library, Index(library, at) as index:  # nobody waits any more
        index.catch_up(progress)


if __name__ == "__main__":
    main()
