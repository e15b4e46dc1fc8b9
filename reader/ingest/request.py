"""What is asked of the web, within which limits, and what it answers: values, no sockets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from reader.model import Validators

READABLE = (
    "text/",
    "application/xhtml",
    "application/xml",
    "application/pdf",
    "application/epub",
    "application/octet-stream",
    "multipart/related",
    "message/rfc822",
    "application/x-mimearchive",
)
"""Content types an article may come as, by their beginning; what they hold is told by looking, not by this."""


NOT_NAMED = "which only you can name"
"""How the reason ends for which a private address is refused."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take, and whether it may be made at all."""

    seconds: float = 20.0
    """For all of it: look-up, connection, redirects, body."""
    connect_s: float = 10.0
    """For one connection."""
    read_s: float = 15.0
    """For the next bytes to come."""
    megabytes: float = 20.0
    """Of the body, after decompression."""
    redirects: int = 10
    kinds: tuple[str, ...] = READABLE
    """Content types that are taken, by their beginning."""
    offline: bool = False
    """True forbids every request."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered."""

    url: str
    """Where the answer came from in the end, without credentials."""
    data: bytes
    content_type: str = "text/html"
    """As declared, lower case, without parameters; may be wrong."""
    charset: str | None = None
    """As declared in the answer's header; None where it said nothing."""
    validators: Validators = Validators()
    is_unchanged: bool = False
    """True where the page is as the validators say that were asked with; it has no data then."""
    is_private: bool = False
    """Whether it came from this machine or its own network."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request that was made, for the record."""

    url: str
    at: float
    """Seconds since the epoch."""
    status: int
    """0 where no answer came."""
    error: str = ""
    """Why no answer came, for people."""


class Fetch(Protocol):
    """Has a page; raises FetchFailed."""

    def __call__(self, url: str, /, *, sent_by: Page | None = None, since: Validators | None = None) -> Page:
        """Return the page at `url`; where it still is as `since` says, only that.

        `sent_by` is the page that sent us there: then nobody named the address, and it may not be a private one.
        """


def without_credentials(url: str) -> str:
    """Return `url` without user name, password and fragment; what is no address comes back as it is."""
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit((parts.scheme, host, parts.path, parts.query, ""))
    except ValueError:
        return url.strip().rpartition("@")[2]


def origin(url: str) -> tuple[str, int]:
    """Return host and port of an address."""
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme.lower() == "https" else 80)


def is_named(host: str, port: int, start: str) -> bool:
    """Say whether somebody who named the address `start` named this host and port; http there is https here."""
    named, its_port = origin(start)
    return host.lower().strip("[]") == named and (port == its_port or (its_port, port) == (80, 443))


def names_itself(start: str, sent_by: Page) -> bool:
    """Say whether a page of one's own network sends on to its own host and port."""
    return sent_by.is_private and is_named(*origin(start), sent_by.url)
