"""The verbs of the command line, from arguments to exit status."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Run one command; return its exit status: 0 done, 1 refused or not found, 2 usage, 3 not fetched, 4 library."""
    return 2
