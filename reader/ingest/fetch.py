"""Have a page from the web: the one module of Reader that opens a socket.

Everything about an answer is bounded: the time for all of it (the look-up of the name too), its size before and after
decompression, the number of redirects. Redirects are followed by hand, so that each target is looked at first.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from reader.errors import FetchFailed
from reader.ingest import reasons
from reader.ingest.inflate import TooLarge, Unreadable, inflate

USER_AGENT = "Mozilla/5.0 (compatible; Reader/0.1; reads saved articles in the terminal)"
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
REDIRECTS = frozenset((301, 302, 303, 307, 308))
CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take, and whether it may be made at all."""

    seconds: float = 20.0
    """For all of it: look-up, connection, redirects, body."""
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
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One request that was made, for the record."""

    url: str
    at: float
    """Seconds since the epoch."""
    status: int
    """0 where no answer came."""


Fetch = Callable[[str], Page]


def fetch(url: str, *, limits: Limits = Limits(), log: Callable[[Request], None] | None = None) -> Page:
    """Return the page at `url`, redirects followed. Raises FetchFailed, whose reason is for people.

    `log` is told of every request made, also of those that failed.
    """
    shown = without_credentials(url)
    if limits.offline:
        raise FetchFailed(shown, "Reader is set to stay offline")
    outcome: list[Page | BaseException] = []
    trip = _Trip(url, limits, log)

    def go() -> None:
        try:
            outcome.append(trip.page())
        except BaseException as error:
            outcome.append(error)

    # The look-up of a name cannot be interrupted, so the caller's patience ends, not the thread.
    thread = threading.Thread(target=go, daemon=True, name="fetch")
    thread.start()
    thread.join(limits.seconds + 0.5)
    trip.cancelled = True
    if not outcome:
        raise FetchFailed(shown, f"no whole answer within {limits.seconds:g} seconds")
    if isinstance(outcome[0], Page):
        return outcome[0]
    raise _told(shown, outcome[0]) from outcome[0]


def without_credentials(url: str) -> str:
    """Return `url` without user name, password and fragment; what is no address comes back as it is."""
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit((parts.scheme, host, parts.path, parts.query, ""))
    except ValueError:
        return url.strip().rpartition("@")[2]


class _Refused(Exception):
    """The trip ends here; the argument is the reason, for people."""


class _Trip:
    """The way from an address to its page, one request after the other, within one deadline."""

    def __init__(self, url: str, limits: Limits, log: Callable[[Request], None] | None) -> None:
        self.start = url.strip()
        self.limits = limits
        self.log = log
        self.deadline = time.monotonic() + limits.seconds
        self.cancelled = False

    def page(self) -> Page:
        import httpx

        url = self.start
        _checked(url)
        with httpx.Client(follow_redirects=False, http2=True, headers=_HEADERS, timeout=self._left()) as client:
            for _ in range(self.limits.redirects + 1):
                client.cookies.clear()
                answer = self._answer(client, url)
                if isinstance(answer, Page):
                    return answer
                url = answer
        raise _Refused(f"more than {self.limits.redirects} redirects")

    def _answer(self, client: Any, url: str) -> Page | str:
        """Return the page, or the address it redirects to."""
        status = 0
        try:
            with client.stream("GET", url, timeout=self._left()) as response:
                status = response.status_code
                if url != self.start:
                    _refuse_private_peer(response, url, self.start)
                if status in REDIRECTS and response.headers.get("location"):
                    return self._target(url, response.headers["location"])
                if status != 200:
                    raise _Refused(reasons.of_status(status, response.reason_phrase))
                return self._page(url, response)
        finally:
            if self.log is not None:
                self.log(Request(without_credentials(url), time.time(), status))

    def _target(self, url: str, location: str) -> str:
        try:
            target = urljoin(without_credentials(url), location)
            _checked(target)
            target = without_credentials(target)
        except ValueError as error:
            raise _Refused("it redirects to something that is no web address") from error
        if _origin(target) != _origin(self.start) and _is_private(target):
            raise _Refused(f"it redirects to a private address ({urlsplit(target).hostname})")
        return target

    def _page(self, url: str, response: Any) -> Page:
        declared = response.headers.get("content-type", "")
        content_type = declared.partition(";")[0].strip().lower()
        if (
            content_type
            and not content_type.startswith(self.limits.kinds)
            and not content_type.endswith(("+xml", "html"))
        ):
            raise _Refused(f"it is {content_type[:60]}, not a page")
        encoding = response.headers.get("content-encoding", "")
        data = inflate(self._chunks(response), encoding, int(self.limits.megabytes * 1_000_000))
        return Page(
            url=without_credentials(url),
            data=data,
            content_type=content_type,
            charset=_charset(declared),
            etag=response.headers.get("etag", ""),
            last_modified=response.headers.get("last-modified", ""),
        )

    def _chunks(self, response: Any) -> Any:
        for chunk in response.iter_raw(CHUNK):
            self._left()
            yield chunk

    def _left(self) -> float:
        """Return the seconds left, or end the trip."""
        left = self.deadline - time.monotonic()
        if left <= 0 or self.cancelled:
            raise _Refused(f"no whole answer within {self.limits.seconds:g} seconds")
        return left


_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "*",
    "Accept-Encoding": "gzip, deflate",
}


def _checked(url: str) -> None:
    """Raise unless `url` is a web address with a host that can be asked."""
    try:
        parts = urlsplit(url)
        good = parts.scheme.lower() in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as error:
        raise _Refused("not a web address") from error
    if not good:
        raise _Refused("not a web address (only http and https are)")


def _origin(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme.lower() == "https" else 80)


def _is_private(url: str) -> bool:
    """Say whether any address of the host is one of this machine or its own network."""
    host, port = _origin(url)
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return False  # the request itself will say that there is no such host
    return any(_private_ip(address) for address in found)


def _private_ip(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return any(not one.is_global or one.is_multicast for one in (ip, mapped) if one is not None)


def _refuse_private_peer(response: Any, url: str, start: str) -> None:
    """A name may answer differently the second time it is asked, so look at who really answered (not at a proxy)."""
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream else None
    if peer and _origin(url) != _origin(start) and _private_ip(str(peer[0])) and not _behind_proxy():
        raise _Refused(f"it redirects to a private address ({urlsplit(url).hostname})")


def _behind_proxy() -> bool:
    return any(
        os.environ.get(name) for way in ("http", "https", "all") for name in (f"{way}_proxy", f"{way.upper()}_PROXY")
    )


def _charset(content_type: str) -> str | None:
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:40] or None
    return None


def _told(url: str, error: BaseException) -> FetchFailed:
    """Return the error people see for whatever ended the trip; what is a bug is let through."""
    reason = str(error) if isinstance(error, _Refused | TooLarge | Unreadable) else reasons.of(error)
    if reason is None:
        raise error
    return FetchFailed(url, reason)
