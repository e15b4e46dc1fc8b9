"""What the interface remembers from run to run: orders, looks, marks. A small file of its own, never in the library."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from reader.config import Config
from reader.config.faults import is_fit
from reader.tui import reading

LOOKS = ("theme", "measure", "margin", "leading", "justify", "hyphenate", "pictures")
"""Settings that keys change too."""


class Remembered:
    """Without a path nothing outlives the run. Nothing here fails: forgetting is no fault."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._changed: set[tuple[str, str]] = set()
        """What was changed in this run: the rest is as another window may have written it meanwhile."""
        kept = _read(path) if path is not None else {}
        self._orders = {str(view): str(order) for view, order in _table(kept, "orders").items()}
        self._looks = {name: both for name, both in _table(kept, "looks").items() if _is_pair(both)}
        """What a key chose, and what the settings said then: where these say something else now, they hold."""
        self._marks: object = kept.get("marks")

    @cached_property
    def marks(self) -> reading.Marks:
        """Places under letters."""
        return reading.Marks.of(self._marks)

    def order_of(self, view: str) -> str:
        """Return the order a view was left in; "" where it has its usual one."""
        return self._orders.get(view, "")

    def keep_order(self, view: str, order: str) -> None:
        """Remember the order of a view."""
        if order:
            self._orders[view] = order
        else:
            self._orders.pop(view, None)
        self._changed.add(("orders", view))
        self.keep()

    def over(self, config: Config) -> Config:
        """Return the settings with what keys changed in earlier runs."""
        chosen = {
            name: value
            for name, (value, usual) in self._looks.items()
            if name in LOOKS and usual == getattr(config, name) and is_fit(name, value)
        }
        return replace(config, **chosen)

    def keep_look(self, name: str, value: object, usual: object) -> None:
        """Remember what a key chose; what the settings say anyway need not be."""
        if value == usual:
            self._looks.pop(name, None)
        else:
            self._looks[name] = [value, usual]
        self._changed.add(("looks", name))
        self.keep()

    def set_mark(self, letter: str, spot: reading.Spot, plain: str) -> None:
        """Set a mark, and remember it."""
        self.marks.set(letter, spot, plain)
        self.keep()

    def keep(self) -> None:
        """Write the file."""
        if self._path is None:
            return
        import json

        there = _read(self._path)
        self.marks.take_in(there.get("marks"))
        told = {
            "orders": self._joined("orders", self._orders, there),
            "looks": self._joined("looks", self._looks, there),
            "marks": self.marks.kept(),
        }
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
            fresh.replace(self._path)

    def _joined(self, name: str, ours: dict[str, Any], there: dict[str, Any]) -> dict[str, Any]:
        """Return a table as it is in the file, but for what was changed in this run."""
        others = {key: value for key, value in _table(there, name).items() if (name, key) not in self._changed}
        return others | {key: value for key, value in ours.items() if (name, key) in self._changed}


def default_path() -> Path:
    """Return where it is kept on this platform."""
    import platformdirs

    return platformdirs.user_state_path("reader", appauthor=False) / "interface.json"


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    import json

    with suppress(OSError, ValueError, RecursionError):
        kept = json.loads(path.read_text("utf-8"))
        return kept if isinstance(kept, dict) else {}
    return {}


def _table(kept: dict[str, Any], name: str) -> dict[str, Any]:
    table = kept.get(name)
    return table if isinstance(table, dict) else {}


def _is_pair(both: object) -> bool:
    return isinstance(both, list) and len(both) == 2
