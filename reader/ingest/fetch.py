"""Have a page from the web: the one module of Reader that opens a socket.

Everything about an answer is bounded: the time for all of it (the look-up of the name too), its size before and after
decompression, the number of redirects. Redirects are followed by hand. A name is looked up once for each connection,
and only an address that was looked at is connected to, so a name cannot change its meaning in between.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from reader.errors import FetchFailed
from reader.ingest import reasons
from reader.ingest.hosts import is_private
from reader.ingest.inflate import TooLarge, Unreadable, encodings, inflate
from reader.ingest.request import Limits, Page, Request, origin, without_credentials
from reader.model import Validators

USER_AGENT = "Mozilla/5.0 (compatible; Reader/0.1; reads saved articles in the terminal)"
REDIRECTS = frozenset((301, 302, 303, 307, 308))
NOT_MODIFIED = 304
CHUNK = 65536
USUAL = Limits()


def fetch(
    url: str,
    /,
    *,
    sent_by: Page | None = None,
    since: Validators | None = None,
    limits: Limits = USUAL,
    log: Callable[[Request], None] | None = None,
) -> Page:
    """Return the page at `url`, redirects followed. Raises FetchFailed, whose reason is for people.

    `log` is told of every request made, also of those that failed.
    """
    shown = without_credentials(url)
    if limits.offline:
        raise FetchFailed(shown, "Reader is set to stay offline")
    outcome: list[Page | BaseException] = []
    trip = _Trip(url.strip(), sent_by, since or Validators(), limits, log)

    def go() -> None:
        try:
            outcome.append(trip.page())
        except BaseException as error:
            outcome.append(error)

    # The look-up of a name cannot be interrupted, so the caller's patience ends, not the thread.
    thread = threading.Thread(target=go, daemon=True, name="fetch")
    thread.start()
    thread.join(limits.seconds + 0.5)
    if not outcome:
        trip.give_up()
        raise FetchFailed(shown, f"no whole answer within {limits.seconds:g} seconds")
    if isinstance(outcome[0], Page):
        return outcome[0]
    raise _told(shown, outcome[0]) from outcome[0]


class _Refused(Exception):
    """The trip ends here; the argument is the reason, for people."""


class _Forbidden(_Refused):
    """Refused before anything was asked."""


class _Door:
    """Where connections are made: the network of httpcore, with each name looked up and looked at here."""

    def __init__(self, start: str, sent_by: Page | None) -> None:
        import httpcore

        self._start = start
        self._may_be_private = sent_by is None or _names_itself(start, sent_by)
        """Until the first look-up: the address that was named may turn out to be private."""
        self._backend = httpcore.SyncBackend()
        self.is_private = False
        """Whether what was connected to last is of this machine or its own network."""

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: Any = None, socket_options: Any = None
    ) -> Any:
        """Connect to the first address of a host that answers."""
        import httpcore

        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(error) from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        self._look_at(host, port, addresses)
        failure: Exception | None = None
        for address in addresses:
            try:
                return self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"no address for {host}")

    def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks between tries."""
        time.sleep(seconds)

    def _look_at(self, host: str, port: int, addresses: list[str]) -> None:
        self.is_private = any(map(is_private, addresses))
        if self.is_private and not (self._may_be_private and _is_named(host, port, self._start)):
            raise _Forbidden(f"it leads to a private address ({host}), which only you can name")
        if not self.is_private:
            self._may_be_private = False  # what was of the world stays of the world, whatever the name says next


class _Trip:
    """The way from an address to its page, one request after the other, within one deadline."""

    def __init__(
        self,
        start: str,
        sent_by: Page | None,
        since: Validators,
        limits: Limits,
        log: Callable[[Request], None] | None,
    ) -> None:
        self.start = start
        self.sent_by = sent_by
        self.headers = _headers(since)
        self.limits = limits
        self.deadline = time.monotonic() + limits.seconds
        self._log = log
        self._asking = ""
        """The address that was asked and has not answered yet."""
        self._lock = threading.Lock()
        self._is_given_up = False

    def page(self) -> Page:
        """Go all the way."""
        import httpcore
        import httpx

        url = self.start
        _checked(url)
        self.door = _Door(url, self.sent_by)
        if self.sent_by is not None:
            self._check_behind_proxy(url, _names_itself(url, self.sent_by))
        trusted = httpx.create_ssl_context()
        with httpx.Client(verify=trusted, http2=True, headers=self.headers, timeout=self._left()) as client:
            # Connections of our own making; those to a proxy stay httpx's, and it is the proxy that connects. A client
            # that is given a transport asks no proxy, so what it made is changed.
            transport = client._transport
            assert isinstance(transport, httpx.HTTPTransport)
            transport._pool = httpcore.ConnectionPool(
                ssl_context=trusted,
                http2=True,
                network_backend=self.door,  # type: ignore[arg-type]
            )
            for _ in range(self.limits.redirects + 1):
                client.cookies.clear()
                answer = self._answer(client, url)
                if isinstance(answer, Page):
                    return answer
                url = answer
        raise _Refused(f"more than {self.limits.redirects} redirects")

    def give_up(self) -> None:
        """Nobody waits any more: what was asked last is recorded as unanswered, and nothing else is asked."""
        with self._lock:
            self._is_given_up = True
            if self._asking:
                self._record(Request(self._asking, time.time(), 0, "no answer in time"))

    def _answer(self, client: Any, url: str) -> Page | str:
        """Return the page, or the address it redirects to."""
        import httpx

        status, error = 0, ""
        self._asking = without_credentials(url)
        try:
            with client.stream("GET", url, timeout=self._timeout()) as response:
                status = response.status_code
                if status in REDIRECTS and response.headers.get("location"):
                    return self._target(url, response.headers["location"])
                if status == NOT_MODIFIED:
                    return Page(without_credentials(url), b"", is_unchanged=True)
                if status != 200:
                    raise _Refused(reasons.of_status(status, response.reason_phrase))
                return self._page(url, response)
        except _Forbidden:
            self._asking = ""
            raise
        except httpx.TimeoutException as late:
            refusal = _Refused(self._lateness(late))
            error = str(refusal)
            raise refusal from late
        except Exception as failure:
            error = _reason(failure) or type(failure).__name__
            raise
        finally:
            with self._lock:
                asked, self._asking = self._asking, ""
                if asked and not self._is_given_up:
                    self._record(Request(asked, time.time(), status, error))

    def _record(self, request: Request) -> None:
        if self._log is not None:
            self._log(request)

    def _target(self, url: str, location: str) -> str:
        try:
            target = urljoin(without_credentials(url), location)
            _checked(target)
            target = without_credentials(target)
        except ValueError as error:
            raise _Refused("it redirects to something that is no web address") from error
        self._check_behind_proxy(target, _is_named(*origin(target), self.start))
        return target

    def _check_behind_proxy(self, url: str, is_named: bool) -> None:
        """Raise where a proxy would be asked for a private address that nobody named: no connection of ours is looked at."""
        if not is_named and _behind_proxy() and _leads_home(url):
            raise _Forbidden(f"it leads to a private address ({urlsplit(url).hostname}), which only you can name")

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
            validators=_validators(response.headers),
            is_private=self.door.is_private,
        )

    def _chunks(self, response: Any) -> Iterator[bytes]:
        for chunk in response.iter_raw(CHUNK):
            self._left()
            yield chunk

    def _timeout(self) -> Any:
        import httpx

        left = self._left()
        return httpx.Timeout(left, connect=min(left, self.limits.connect_s), read=min(left, self.limits.read_s))

    def _lateness(self, late: Exception) -> str:
        """Return which of the limits of time was passed."""
        import httpx

        if time.monotonic() >= self.deadline - 0.05:
            return self._too_long()
        if isinstance(late, httpx.ConnectTimeout):
            return f"no connection within {self.limits.connect_s:g} seconds"
        return f"nothing came for {self.limits.read_s:g} seconds"

    def _too_long(self) -> str:
        return f"no whole answer within {self.limits.seconds:g} seconds"

    def _left(self) -> float:
        """Return the seconds left, or end the trip."""
        left = self.deadline - time.monotonic()
        if left <= 0 or self._is_given_up:
            raise _Refused(self._too_long())
        return left


def _headers(since: Validators) -> dict[str, str]:
    told = {
        "User-Agent": USER_AGENT,
        "Accept": "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.5",
        "Accept-Language": "*",
        "Accept-Encoding": ", ".join(encodings()),
        "If-None-Match": since.etag,
        "If-Modified-Since": since.last_modified,
    }
    return {name: value for name, value in told.items() if value}


def _validators(headers: Any) -> Validators:
    """Return what marks an answer; what could not be sent back as it came is left out."""
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    fits = [
        value if value.isascii() and value.isprintable() and len(value) <= 300 else "" for value in (etag, modified)
    ]
    return Validators(*fits)


def _checked(url: str) -> None:
    """Raise unless `url` is a web address with a host that can be asked."""
    try:
        parts = urlsplit(url)
        good = parts.scheme.lower() in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as error:
        raise _Refused("not a web address") from error
    if not good:
        raise _Refused("not a web address (only http and https are)")


def _is_named(host: str, port: int, start: str) -> bool:
    """Say whether somebody who named the address `start` named this host and port; http there is https here."""
    named, its_port = origin(start)
    return host.lower().strip("[]") == named and (port == its_port or (its_port, port) == (80, 443))


def _names_itself(start: str, sent_by: Page) -> bool:
    """Say whether a page of one's own network sends on to its own host and port."""
    return sent_by.is_private and _is_named(*origin(start), sent_by.url)


def _leads_home(url: str) -> bool:
    """Say whether any address of the host is one of this machine or its own network."""
    host, port = origin(url)
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return False  # the request itself will say that there is no such host
    return any(map(is_private, found))


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


def _reason(error: BaseException) -> str | None:
    return str(error) if isinstance(error, _Refused | TooLarge | Unreadable) else reasons.of(error)


def _told(url: str, error: BaseException) -> FetchFailed:
    """Return the error people see for whatever ended the trip; what is a bug is let through."""
    reason = _reason(error)
    if reason is None:
        raise error
    return FetchFailed(url, reason)
