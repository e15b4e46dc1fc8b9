"""A message of e-mail (a newsletter, piped by a mail program) becomes a page or a text."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import date
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from reader.errors import BadInput
from reader.model.clean import clean_line
from reader.model.url import is_web_address

MOST_PARTS = 1_000
HEAD_BYTES = 65_536
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_SENT = frozenset(b"to received message-id return-path delivered-to list-id reply-to cc".split())
"""Headers that only what was sent has; web archives have the form of a message too."""
_ONLINE = ("Archived-At", "X-Original-Url", "Content-Location", "List-Post-Url")
_REPLY = re.compile(r"^(?:re|fwd?|aw|wg|tr|sv)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mail:
    """What is worth reading of a message, and what its head says."""

    data: bytes
    is_html: bool
    charset: str | None
    subject: str
    author: str
    sent: date | None
    url: str | None
    """Where it can be read on the web, where it says so."""


def is_mail(data: bytes) -> bool:
    """Say whether some bytes are a message: nothing but headers down to an empty line, some of them of what was sent."""
    at = data.find(b"\n") + 1 if data.startswith((b"From ", b">From ")) else 0
    names: set[bytes] = set()
    while match := _HEADER.match(data, at, HEAD_BYTES):
        names.add(match[1].lower())
        at = match.end()
    ends = at >= len(data) or data[at : at + 1] in (b"\n", b"\r")
    return ends and bool(names & _SENT) and bool(names & {b"from", b"subject"})


def read(data: bytes, name: str) -> Mail:
    """Return the HTML of a message, else its text. Raises BadInput where it has neither."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        best = _best(message)
    except RecursionError as error:
        raise BadInput(name, "a message of parts within parts without end") from error
    if best is None:
        raise BadInput(name, "a message without a text")
    charset = best.get_content_charset()
    content = best.get_payload(decode=True)
    assert isinstance(content, bytes)
    named, address = parseaddr(_header(message, "From"))
    return Mail(
        data=content,
        is_html=best.get_content_subtype() in ("html", "xhtml+xml"),
        charset=charset,
        subject=_REPLY.sub("", clean_line(_header(message, "Subject"))),
        author=clean_line(named) or address.partition("@")[0],
        sent=_day(message),
        url=next((url for one in _ONLINE if is_web_address(url := _header(message, one).strip(" <>"))), None),
    )


def _best(message: Message) -> Message | None:
    """Return the part to read: HTML before plain text, nothing that is attached."""
    found: dict[str, Message] = {}
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            found.setdefault(part.get_content_type(), part)
    kinds = ("text/html", "application/xhtml+xml", "text/markdown", "text/plain")
    return next((found[kind] for kind in kinds if kind in found), None)


def _header(message: Message, name: str) -> str:
    told = next((_as_sent(value) for known, value in message.raw_items() if known.lower() == name.lower()), "")
    try:
        return clean_line(str(make_header(decode_header(told))))
    except (LookupError, ValueError, MessageError):
        return clean_line(told)


def _as_sent(value: object) -> str:
    """Return a header; one with letters beyond ASCII in it (a mail program decoded it, or never encoded it) is UTF-8, else
    Latin-1."""
    data = str(value).encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _day(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
