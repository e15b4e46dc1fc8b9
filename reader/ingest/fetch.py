"""Have a page from the web: the one module of Reader that opens a socket.

Everything about an answer is bounded: the time for all of it (the look-up of the name too), its size before and after
decompression, the number of redirects. Redirects are followed by hand. A name is looked up once for each connection,
and only an address that was looked at is connected to, so a name cannot change its meaning in between.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from reader.errors import FetchFailed
from reader.ingest import heads, reasons
from reader.ingest.deadline import Deadline
from reader.ingest.hosts import is_private
from reader.ingest.inflate import TooLarge, Unreadable, inflate
from reader.ingest.request import NOT_NAMED, Limits, Page, Request, is_named, names_itself, origin, without_credentials
from reader.model import Validators

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
        self._may_be_private = sent_by is None or names_itself(start, sent_by)
        """Until the first look-up: the address that was named may turn out to be private."""
        self._backend = httpcore.SyncBackend()
        self._looked_at: dict[tuple[str, int], bool] = {}
        """Of each host and port that was connected to, whether it is private: connections are used again."""

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

    def pass_again(self, host: str, port: int) -> None:
        """Look at what is asked next as if it were connected to anew: a connection to it may still be open."""
        if (host, port) in self._looked_at:
            self._judge(host, port, self._looked_at[(host, port)])

    def is_private(self, host: str, port: int) -> bool:
        """Say whether what was connected to is of this machine or its own network."""
        return self._looked_at.get((host, port), False)

    def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks between tries."""
        time.sleep(seconds)

    def _look_at(self, host: str, port: int, addresses: list[str]) -> None:
        self._looked_at[(host, port)] = any(map(is_private, addresses))
        self._judge(host, port, self._looked_at[(host, port)])

    def _judge(self, host: str, port: int, is_private: bool) -> None:
        if is_private and not (self._may_be_private and is_named(host, port, self._start)):
            raise _Forbidden(f"it leads to a private address ({host}), {NOT_NAMED}")
        if not is_private:
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
        self.since = since
        self.limits = limits
        self.deadline = Deadline(limits)
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
            self._check_behind_proxy(url, names_itself(url, self.sent_by))
        trusted = httpx.create_ssl_context()
        with httpx.Client(verify=trusted, http2=True, headers=heads.asking(self.since), timeout=self._left()) as client:
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
            self.door.pass_again(*_reached(httpx.URL(url)))
            with client.stream("GET", url, timeout=self._timeout()) as response:
                status = response.status_code
                if status in REDIRECTS and response.headers.get("location"):
                    return self._target(url, response.headers["location"])
                if status == NOT_MODIFIED:
                    marked = heads.validators(response.headers, self.since)
                    return Page(without_credentials(url), b"", validators=marked, is_unchanged=True)
                if status != 200:
                    raise _Refused(reasons.of_status(status, response.reason_phrase))
                return self._page(url, response)
        except _Forbidden:
            self._asking = ""
            raise
        except httpx.TimeoutException as late:
            refusal = _Refused(self.deadline.lateness(connecting=isinstance(late, httpx.ConnectTimeout)))
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
        self._check_behind_proxy(target, is_named(*origin(target), self.start))
        return target

    def _check_behind_proxy(self, url: str, is_named: bool) -> None:
        """Raise where a proxy would be asked for a private address that nobody named: no connection of ours is looked at."""
        if not is_named and heads.behind_proxy() and _leads_home(url):
            raise _Forbidden(f"it leads to a private address ({urlsplit(url).hostname}), {NOT_NAMED}")

    def _page(self, url: str, response: Any) -> Page:
        content_type = heads.kind(response.headers)
        if not heads.is_among(content_type, self.limits.kinds):
            raise _Refused(f"it is {content_type[:60]}, not a page")
        encoding = response.headers.get("content-encoding", "")
        data = inflate(self._chunks(response), encoding, int(self.limits.megabytes * 1_000_000))
        return Page(
            url=without_credentials(url),
            data=data,
            content_type=content_type,
            charset=heads.charset(response.headers),
            validators=heads.validators(response.headers),
            is_private=self.door.is_private(*_reached(response.url)),
        )

    def _chunks(self, response: Any) -> Iterator[bytes]:
        for chunk in response.iter_raw(CHUNK):
            self._left()
            yield chunk

    def _timeout(self) -> Any:
        import httpx

        self._left()
        left, connect, read = self.deadline.spans
        return httpx.Timeout(left, connect=connect, read=read)

    def _left(self) -> float:
        """Return the seconds left, or end the trip."""
        left = self.deadline.left
        if left <= 0 or self._is_given_up:
            raise _Refused(self.deadline.passed)
        return left


def _checked(url: str) -> None:
    """Raise unless `url` is a web address with a host that can be asked."""
    try:
        parts = urlsplit(url)
        good = parts.scheme.lower() in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as error:
        raise _Refused("not a web address") from error
    if not good:
        raise _Refused("not a web address (only http and https are)")


def _reached(url: Any) -> tuple[str, int]:
    """Return the host and port that a connection for an address of httpx goes to."""
    return url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)


def _leads_home(url: str) -> bool:
    """Say whether any address of the host is one of this machine or its own network."""
    host, port = origin(url)
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return False  # the request itself will say that there is no such host
    return any(map(is_private, found))


def _reason(error: BaseException) -> str | None:
    return str(error) if isinstance(error, _Refused | TooLarge | Unreadable) else reasons.of(error)


def _told(url: str, error: BaseException) -> FetchFailed:
    """Return the error people see for whatever ended the trip; what is a bug is let through."""
    reason = _reason(error)
    if reason is None:
        raise error
    return FetchFailed(url, reason)
