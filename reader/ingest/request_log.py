"""The record of every request that was made: a file of this machine that only grows, one line of JSON for each."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from reader.ingest.request import Request, without_credentials
from reader.model.clean import clean_line

LONGEST = 2_000
"""Characters of an address that are kept."""


class RequestLog:
    """Where requests are written down and read again. Lines of several programs do not mix: each is one write."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, request: Request) -> None:
        """Write a request down. A disk that takes nothing keeps nobody from reading."""
        told = {
            "at": round(request.at, 3),
            "url": without_credentials(request.url)[:LONGEST],
            "status": request.status,
            "error": request.error,
        }
        line = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.write(file, line)
            finally:
                os.close(file)

    def requests(self) -> list[Request]:
        """Return all requests, newest first; lines that cannot be read are left out. Raises OSError but for no file."""
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        found = []
        for line in reversed(lines):
            with suppress(ValueError, TypeError, KeyError, AttributeError, OverflowError, OSError, RecursionError):
                told = json.loads(line)
                error = clean_line(str(told.get("error", "")))
                at = datetime.fromtimestamp(float(told["at"]), UTC).timestamp()  # no moment of the calendar: no line
                found.append(Request(clean_line(str(told["url"])), at, int(told["status"]), error))
        return found


def default_path() -> Path:
    """Return where the record is kept on this platform: with the state of this machine, not in the library."""
    import platformdirs

    return platformdirs.user_state_path("reader", appauthor=False) / "requests.jsonl"
