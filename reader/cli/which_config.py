"""Which settings a command works by."""

from __future__ import annotations

import os
from contextlib import suppress
from os.path import expanduser  # Path's own fails for the home of nobody
from pathlib import Path

from reader import config
from reader.errors import ConfigError

ENVIRONMENT = "READER_CONFIG"


def config_path() -> Path:
    """Return the settings file: $READER_CONFIG, else the platform's place for it."""
    named = os.environ.get(ENVIRONMENT)
    return Path(expanduser(named)) if named else config.default_path()


def load_config() -> config.Config:
    """Return the settings, the keys in them judged by the interface, which knows its commands. Raises ConfigError."""
    path = config_path()
    with suppress(ConfigError):  # which is raised below, with what is wrong with the keys
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
