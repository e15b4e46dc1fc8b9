"""`reader config`: where the settings are, a commented file to start from, and a check."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader.cli.verb import Call, Verb
from reader.cli.which_config import config_path, load_config
from reader.config.default_text import DEFAULT_TEXT
from reader.errors import ReaderError


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=("init", "check", "path"), help="write a commented file, check it, or say where it is"
    )
    parser.add_argument("--json", action="store_true", help='print {"path": …, "exists": …}')


def run_config(call: Call) -> int:
    """Do what is asked with the settings file."""
    path = config_path()
    if call.options.what == "init":
        _init(path)
        call.output.tell(f"wrote {path}")
    elif call.options.what == "check":
        load_config()
        call.output.tell(f"{path}: all is well" if path.exists() else f"{path}: no such file; the defaults hold")
    if call.options.json:
        call.output.json({"path": str(path), "exists": path.exists()})
    elif call.options.what == "path":
        call.output.line(str(path))
    return 0


def _init(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(DEFAULT_TEXT)
    except FileExistsError as error:
        raise ReaderError(f"{path} is there already and was left as it is") from error
    except OSError as error:
        raise ReaderError(f"could not write {path}: {error.strerror}") from error


VERBS = (
    Verb(
        name="config",
        says="Write, check or find the settings file.",
        run=run_config,
        declare=_declare,
        examples=("reader config init", '$EDITOR "$(reader config path)"', "reader config check"),
        more="What Reader does not know in the file is told by line, with the nearest right word (exit status 2).",
    ),
)
