"""`reader config`: where the settings are, a commented file to start from, and a check."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from reader import config
from reader.cli.verb import Call, Verb
from reader.errors import ReaderError

ENVIRONMENT = "READER_CONFIG"


def config_path() -> Path:
    """Return the settings file: $READER_CONFIG, else the platform's place for it."""
    named = os.environ.get(ENVIRONMENT)
    return Path(named).expanduser() if named else config.default_path()


def load_config() -> config.Config:
    """Return the settings, the keys in them judged by the interface, which knows its commands. Raises ConfigError."""
    path = config_path()
    settings = config.load(path)
    if not settings.keys:
        return settings
    from reader.tui.keymaps import faults

    return config.load(path, check_keys=faults)


def colour_names() -> tuple[str, ...]:
    """Return what the user calls the colours of highlights."""
    return config.load(config_path()).colour_names


def review_per_day() -> int:
    """Return how many highlights the daily review brings."""
    return config.load(config_path()).review_per_day


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
            file.write(config.DEFAULT_TEXT)
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
