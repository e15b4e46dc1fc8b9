"""The process that reads one PDF: bytes in, JSON out, within limits set on itself."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from typing import Any

MEGABYTES = 1024
CPU_SECONDS = 60
MOST_PAGES = 2000
MOST_CHARACTERS = 20_000_000


def serve() -> None:
    """Answer with the pages' texts and the file's own facts, or with the name of what went wrong."""
    data = sys.stdin.buffer.read()
    answers = sys.stdout
    sys.stdout = sys.stderr
    _limit()
    try:
        answer = _read(data)
    except Exception as error:  # whatever a file does to the library must end as an answer
        answer = {"error": type(error).__name__}
    json.dump(answer, answers)


def _read(data: bytes) -> dict[str, Any]:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "locked"}
    pages: list[str] = []
    for page in reader.pages[:MOST_PAGES]:
        text = ""
        with contextlib.suppress(Exception):  # a damaged page costs that page
            text = page.extract_text()
        pages.append(text)
        if sum(map(len, pages)) > MOST_CHARACTERS:
            break
    told: dict[str, Any] = dict(reader.metadata or {})
    return {"pages": pages, "title": str(told.get("/Title") or ""), "author": str(told.get("/Author") or "")}


def _limit() -> None:
    import resource

    for kind, amount in (
        (resource.RLIMIT_AS, MEGABYTES << 20),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # macOS knows some limits, but does not let them be set
            resource.setrlimit(kind, (amount, amount))


if __name__ == "__main__":
    serve()
