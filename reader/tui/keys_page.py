"""The page of keys in the docs, made from the table: `python -m reader.tui.keys_page > docs/keys.md`."""

from __future__ import annotations

from itertools import groupby

from reader.tui.commands import COMMANDS, EVERYWHERE, shown_keys


def keys_page() -> str:
    """Return the page as Markdown."""
    lines = [
        "# Keys",
        "",
        "One letter means one thing everywhere. Counts work: `3j`. The ids are what `config.toml` binds keys to.",
        "`reader config init` writes that file; the presets are `default`, `less`, `mutt` and `gmail`.",
    ]
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        lines += ["", f"## {group}", "", "| keys | what it does | where | id |", "|---|---|---|---|"]
        for command in commands:
            keys = " ".join(f"`{_escaped(shown_keys(sequence))}`" for sequence in command.keys)
            where = "everywhere" if command.places == EVERYWHERE else ", ".join(sorted(command.places))
            lines.append(f"| {keys} | {command.says} | {where} | `{command.id}` |")
    return "\n".join(lines) + "\n"


def _escaped(key: str) -> str:
    return key.replace("|", "\\|")


if __name__ == "__main__":
    print(keys_page(), end="")
