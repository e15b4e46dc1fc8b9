"""Find the page in a web archive (MHTML, as browsers save "web page, complete, single file")."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass

from reader.errors import BadInput
from reader.model.url import is_web_address

MOST_PARTS = 5000


@dataclass(frozen=True, slots=True)
class Archived:
    """The page of an archive: its bytes as they were served, their declared charset, and where it came from."""

    html: bytes
    charset: str | None
    url: str | None


def page(data: bytes, name: str) -> Archived:
    """Return the page that an archive was made of, not its frames. Raises BadInput where there is none."""
    try:
        return _page(data, name)
    except RecursionError as error:
        raise BadInput(name, "a web archive of parts within parts without end") from error


def _page(data: bytes, name: str) -> Archived:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    address = str(message.get("Snapshot-Content-Location") or "").strip()
    wanted = str(message.get_param("start") or "").strip()
    found: Archived | None = None
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        html = part.get_payload(decode=True)
        if not isinstance(html, bytes):
            continue
        location = address or str(part.get("Content-Location") or "").strip()
        charset = part.get_content_charset()
        this = Archived(html, charset, location if is_web_address(location) else None)
        found = found or this
        if wanted and str(part.get("Content-ID") or "").strip() == wanted:
            return this
    if found is None:
        raise BadInput(name, "a web archive without a page in it")
    return found
