"""The settings file: a TOML file that people write by hand.

What Reader does not know in it is an error that names the file, the line and the nearest right word, never a silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reader.config.settings import Config, Keys
from reader.errors import ConfigError
from reader.model.settings_text import Place, flat, line_of, toml_fault

RULES = "rules.toml"
"""The file of the rules for sites: beside the settings."""

KeyCheck = Callable[[str, Keys], Mapping[str, str]]
"""Given the preset and the user's keys, what is wrong with them, by command id: the interface knows its commands."""


def default_path() -> Path:
    """Return where the settings are kept on this platform; the file need not exist."""
    import platformdirs

    return platformdirs.user_config_path("reader", appauthor=False) / "config.toml"


def load(path: Path, *, check_keys: KeyCheck | None = None) -> Config:
    """Read the settings at `path`; a file that does not exist means the defaults. Raises ConfigError, all faults in it."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "this is not UTF-8 text"
        raise ConfigError(f"{path}: {reason}") from error
    return parse(text, path, check_keys=check_keys)


def parse(text: str, path: Path, *, check_keys: KeyCheck | None = None) -> Config:
    """Return the settings written in `text`; `path` names it in errors. Raises ConfigError, one line for each fault."""
    import tomllib  # most runs have no settings file

    from reader.config.faults import key_faults, setting_faults

    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(toml_fault(path, text, error)) from error
    except RecursionError as error:
        raise ConfigError(f"{path}: lists or tables within each other without end") from error
    table = settings.pop("keys", {})
    bindings = dict(flat(table)) if isinstance(table, dict) else {}
    preset = bindings.pop(("preset",), "default")
    faults = [*setting_faults(settings), *key_faults(table, preset, bindings)]
    if check_keys:
        wrong, told = check_keys(str(preset), _keys(bindings)), {place for place, _ in faults}
        places = ((("keys", *command), wrong.get(".".join(command))) for command in bindings)
        faults += [(place, says) for place, says in places if says and place not in told]
    if faults:
        lines = sorted((line_of(text, place), says) for place, says in faults)
        raise ConfigError("\n".join(f"{path}:{line}: {says}" for line, says in lines))
    if isinstance(names := settings.get("colour_names"), list):
        settings["colour_names"] = tuple(str(name) for name in names)
    if "facts" in settings:
        settings["facts"] = tuple(settings["facts"])
    return Config(**settings, preset=str(preset), keys=_keys(bindings), path=path)


def _keys(bindings: Mapping[Place, object]) -> dict[str, tuple[str, ...]]:
    lists = {".".join(command): value if isinstance(value, list) else [value] for command, value in bindings.items()}
    return {command: tuple(str(key).strip() for key in keys) for command, keys in lists.items()}
