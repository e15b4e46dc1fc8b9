"""Read a long text in a process of its own, so that neither its work nor its litter is in the way of the keys.

`python -m reader.text.apart` reads Markdown from standard input and writes the packed document to standard output.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

from reader.text.blocks import parse
from reader.text.kept import pack, unpack

LONG_CHARACTERS = 150_000
"""Shorter texts are read sooner than a process has begun."""
LONGEST_S = 300.0
POLITENESS = 5
"""Added to the niceness: whoever pages meanwhile goes first."""


def read_packed(markdown: str) -> bytes:
    """Return the packed document of a text; a long one is read in a process, where one can be had."""
    apart = _ask(markdown) if len(markdown) >= LONG_CHARACTERS else None
    if apart is None or unpack(apart) is None:  # Reader may have been replaced by another version meanwhile
        return pack(parse(markdown))
    return apart


def _ask(markdown: str) -> bytes | None:
    """Return what the process says; None where it could not begin or came to grief."""
    import subprocess  # not needed by short texts, which are nearly all

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(
            [sys.executable, "-P", "-m", "reader.text.apart"],
            input=markdown.encode("utf-8", "surrogatepass"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
            timeout=LONGEST_S,
            check=True,
        )
        return done.stdout
    return None


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
