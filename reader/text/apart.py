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

from reader.text.blocks import parse
from reader.text.document import Document
from reader.text.kept import pack, unpack

LONG_CHARACTERS = 150_000
"""Shorter texts are read sooner than a process has begun."""
LONGEST_S = 300.0
PART = 1 << 16
"""Characters that are told the process at once."""
POLITENESS = 5
"""Added to the niceness: whoever pages meanwhile goes first."""


def read_packed(markdown: str) -> tuple[bytes, Document]:
    """Return the document of a text, packed and unpacked; a long one is read in a process, where one can be had."""
    packed = _ask(markdown) if len(markdown) >= LONG_CHARACTERS else None
    document = None if packed is None else unpack(packed)
    if packed is None or document is None:  # Reader may have been replaced by another version meanwhile
        packed = pack(parse(markdown))
        document = unpack(packed)
        assert document is not None
    return packed, document


def _ask(markdown: str) -> bytes | None:
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


def _answer(process: subprocess.Popen[bytes], markdown: str) -> bytes:
    """Tell a process the text and return what it says, with no second copy of either: they may be long."""
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin as pipe:
        for at in range(0, len(markdown), PART):
            part = memoryview(markdown[at : at + PART].encode("utf-8", "surrogatepass"))
            while part:
                part = part[pipe.write(part) :]
    return process.stdout.read()


def main() -> None:
    """Answer one text."""
    gc.disable()  # nothing of a document is garbage
    with suppress(OSError):
        os.nice(POLITENESS)
    markdown = sys.stdin.buffer.read().decode("utf-8", "surrogatepass")
    with suppress(BrokenPipeError):  # nobody waits any more
        sys.stdout.buffer.write(pack(parse(markdown)))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
