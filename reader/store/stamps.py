"""What names the text of an article as its file is now, without reading it."""

from __future__ import annotations

import re
import stat

from reader.store.files import Folder

BODY_NAME = re.compile(r"[0-9]{1,20}(-[0-9a-z]{1,40})?\.(md|html\.gz)")


def stamp_of(articles: Folder, name: str) -> str:
    """Return what tells a body file from what it was before, or will be; "" where there is none."""
    status = articles.status(name) if BODY_NAME.fullmatch(name) else None
    return f"{name} {status.st_size} {status.st_mtime_ns}" if status and stat.S_ISREG(status.st_mode) else ""
