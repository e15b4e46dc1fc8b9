"""`python -m reader`, and the command `reader`."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the command line; return its exit status."""
    gc.disable()  # nothing of what is imported is garbage; enabled again when that is done
    try:
        from reader.cli.main import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while it is loading, or twice
        return 130


if __name__ == "__main__":
    sys.exit(main())
