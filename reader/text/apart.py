"""Read a long text in a process of its own, so that neither its work nor its litter is in the way of the keys.

`python -m reader.text.apart` reads Markdown from standard input and writes the packed document to standard output.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from contextlib import suppress
from threading import Timer
from typing import IO

from reader.text.blocks import parse
from reader.text.kept import is_current, pack

LONG_CHARACTERS = 150_000
"""Shorter texts are read sooner than a process has begun."""
LONGEST_S = 300.0
PART = 1 << 16
"""Characters that are told the process at once."""
SIZE_BYTES = 8
"""Before the answer stands how long it is."""
MOST_BYTES = 1 << 32
"""Said by another version, which says no length: that is no answer."""
POLITENESS = 5
"""Added to the niceness: whoever pages meanwhile goes first."""


def read_packed(markdown: str) -> bytes | bytearray:
    """Return the document of a text, packed as this version does; a long one is read in a process, where one can be had."""
    packed = _ask(markdown) if len(markdown) >= LONG_CHARACTERS else None
    if packed is None or not is_current(packed):  # Reader may have been replaced by another version meanwhile
        return pack(parse(markdown))
    return packed


def _ask(markdown: str) -> bytearray | None:
    """Return what the process says; None where it could not begin or came to grief."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with suppress(OSError, subprocess.SubprocessError):
        with subprocess.Popen(
            [sys.executable, "-P", "-m", "reader.text.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
            bufsize=0,
        ) as process:
            too_late = Timer(LONGEST_S, process.kill)
            too_late.daemon = True
            too_late.start()
            try:
                answer = _answer(process, markdown)
            except BaseException:
                process.kill()
                raise
            finally:
                too_late.cancel()
        return answer if process.returncode == 0 else None
    return None


def _answer(process: subprocess.Popen[bytes], markdown: str) -> bytearray:
    """Tell a process the text and return what it says, with no second copy of either: they may be long."""
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin as pipe:
        for at in range(0, len(markdown), PART):
            part = memoryview(markdown[at : at + PART].encode("utf-8", "surrogatepass"))
            while part:
                part = part[pipe.write(part) :]
    size = int.from_bytes(_exactly(process.stdout, SIZE_BYTES), "big")
    if size > MOST_BYTES:
        raise BrokenPipeError("the process is of another version")
    return _exactly(process.stdout, size)


def _exactly(pipe: IO[bytes], size: int) -> bytearray:
    """Return so many bytes of a pipe, with no more room taken than for them."""
    answer = bytearray(size)
    missing = memoryview(answer)
    while missing:
        count = pipe.readinto(missing)  # type: ignore[attr-defined]
        if not count:
            raise BrokenPipeError("the process ended early")
        missing = missing[count:]
    return answer


def main() -> None:
    """Answer one text."""
    gc.disable()  # nothing of a document is garbage
    with suppress(OSError):
        os.nice(POLITENESS)
    markdown = sys.stdin.buffer.read().decode("utf-8", "surrogatepass")
    with suppress(BrokenPipeError):  # nobody waits any more
        packed = pack(parse(markdown))
        sys.stdout.buffer.write(len(packed).to_bytes(SIZE_BYTES, "big"))
        sys.stdout.buffer.write(packed)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
