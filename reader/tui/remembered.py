"""What the interface remembers from run to run: the order of each view. A small file of its own, never in the library."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path


class Remembered:
    """Orders by view; without a path nothing outlives the run. Nothing here fails: forgetting is no fault."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._orders: dict[str, str] = {}
        if path is not None:
            with suppress(OSError, ValueError):
                kept = json.loads(path.read_text("utf-8")).get("orders", {})
                self._orders = {str(view): str(order) for view, order in kept.items()}

    def order_of(self, view: str) -> str:
        """Return the order a view was left in; "" where it has its usual one."""
        return self._orders.get(view, "")

    def keep_order(self, view: str, order: str) -> None:
        """Remember the order of a view."""
        if order:
            self._orders[view] = order
        else:
            self._orders.pop(view, None)
        if self._path is not None:
            with suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                fresh = self._path.with_suffix(".new")
                fresh.write_text(json.dumps({"orders": self._orders}, ensure_ascii=False, indent=1), "utf-8")
                fresh.replace(self._path)


def default_path() -> Path:
    """Return where it is kept on this platform."""
    import platformdirs

    return platformdirs.user_state_path("reader", appauthor=False) / "interface.json"
