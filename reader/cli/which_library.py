"""Which library a command is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from os.path import expanduser  # Path's own fails for the home of nobody
from pathlib import Path

from reader.errors import NotALibrary, UsageError

ENVIRONMENT = "READER_LIBRARY"
LOCAL_NAME = "library.json"

_HEAD_BYTES = 4096
_FIRST_TABLE = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(articles|highlights|searches|meta)"\s*:\s*\{')


def which_library(option: str | None, environ: Mapping[str, str], here: Path) -> Path:
    """Return the library's file: the option, else $READER_LIBRARY, else ./library.json where it is a Reader library,
    else the one in the platform's data folder. It need not exist. Raises NotALibrary for a folder."""
    if option is not None and not option:
        raise UsageError("--library wants the path of a file")
    named = option or environ.get(ENVIRONMENT)
    if named:
        path = Path(expanduser(named))
        if path.is_dir():
            raise NotALibrary(path, f"this is a folder; a library is a file, such as {path / LOCAL_NAME}")
        return path
    local = here / LOCAL_NAME
    return local if looks_like_a_library(local) else data_folder() / LOCAL_NAME


def library_before(words: list[str]) -> tuple[str | None, list[str]]:
    """Take `--library PATH` off the front of the words, before the verb."""
    library = None
    while words and words[0].split("=", 1)[0] == "--library":
        if "=" in words[0]:
            library, words = words[0].split("=", 1)[1], words[1:]
        elif len(words) > 1:
            library, words = words[1], words[2:]
        else:
            raise UsageError("--library wants the path of a file")
    return library, words


def looks_like_a_library(path: Path) -> bool:
    """Say whether a file begins like a library, without reading all of it; opening it is what decides."""
    try:
        with path.open("rb") as file:
            return bool(_FIRST_TABLE.match(file.read(_HEAD_BYTES)))
    except OSError:
        return False


def data_folder() -> Path:
    """Return the platform's folder for the user's own library."""
    import platformdirs

    return platformdirs.user_data_path("reader", appauthor=False)
