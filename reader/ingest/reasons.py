"""Say in plain words why a page could not be had from the network."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

_STATUSES = {
    401: "it asks for a password",
    402: "it asks for payment",
    403: "it refuses to be read by programs",
    404: "there is no such page",
    410: "the page is gone",
    429: "it was asked too often; try again later",
    451: "it is withheld for legal reasons",
    503: "it is not available now; try again later",
}
_SYSTEM = {
    errno.ECONNREFUSED: "no connection: nothing answers at that address",
    errno.ECONNRESET: "the other side broke the connection off",
    errno.ECONNABORTED: "the connection was broken off",
    errno.EPIPE: "the other side broke the connection off",
    errno.ETIMEDOUT: "no answer in time",
    errno.ENETUNREACH: "no connection: the network cannot be reached; is this machine online?",
    errno.ENETDOWN: "no connection: this machine's network is down",
    errno.EHOSTUNREACH: "no connection: the host cannot be reached",
    errno.EHOSTDOWN: "no connection: the host is down",
    errno.EADDRNOTAVAIL: "no connection: that address cannot be reached from here",
    errno.EACCES: "no connection: this machine does not allow it",
    errno.EPERM: "no connection: this machine does not allow it",
}
_CERTIFICATES = {
    9: "its certificate is not valid yet; is this machine's clock right?",
    10: "its certificate has expired",
    18: "its certificate is vouched for by nobody but itself",
    19: "its certificate is vouched for by nobody this machine trusts",
    20: "its certificate is vouched for by nobody this machine trusts",
    62: "its certificate is for another host",
    64: "its certificate is for another host",
}
"""By the numbers of OpenSSL (x509_vfy.h)."""


def of(error: BaseException) -> str | None:
    """Return the reason that `error`, or the error of the system behind it, stands for; None for what is a bug."""
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    for one in _causes(error):
        if isinstance(one, OSError):
            return of_system(one)
    match error:
        case httpx.RemoteProtocolError() if "disconnected" in str(error):
            return "the other side broke the connection off without an answer"
        case httpx.RemoteProtocolError() if "without sending complete" in str(error):
            return "the connection ended before all of the page had come"
        case httpx.RemoteProtocolError():
            return "what answers there is no web site"
        case httpx.ConnectError():
            return "no connection"
        case httpx.InvalidURL() | httpx.UnsupportedProtocol() | ValueError():
            return "not a web address"
        case httpx.HTTPError():
            return "the connection broke"
    return None


def of_system(error: OSError) -> str:
    """Return the reason that an error of sockets, names or encryption stands for."""
    match error:
        case ssl.SSLCertVerificationError():
            return _CERTIFICATES.get(error.verify_code, "its certificate is not to be trusted")
        case ssl.SSLError():
            return "no encrypted connection could be agreed on"
        case socket.gaierror() if error.errno == socket.EAI_AGAIN:
            return "its name could not be looked up; is this machine online?"
        case socket.gaierror():
            return "there is no host of that name"
        case TimeoutError():
            return "no answer in time"
    return _SYSTEM.get(error.errno or 0, "the connection broke")


def of_status(status: int, phrase: str) -> str:
    """Return what an HTTP status other than 200 means; `phrase` is the server's own for it."""
    return f"{_STATUSES.get(status, phrase[:60] or 'an answer without a page')} (status {status})"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield `error` and the errors it stands for: raised from, or, as httpcore does it, given as an argument."""
    one: BaseException | None = error
    while one is not None:
        yield one
        context = None if one.__suppress_context__ else one.__context__
        one = one.__cause__ or context or next((arg for arg in one.args if isinstance(arg, BaseException)), None)
