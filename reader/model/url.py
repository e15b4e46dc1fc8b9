"""The canonical address: the identity that prevents saving an article twice."""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, unquote_plus, urlsplit, urlunsplit

from reader.model.clean import clean_line

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_(cid|eid)|igshid|yclid|_hs(enc|mi)|vero_\w+|oly_\w+|"
    r"mkt_tok|at_(medium|campaign|custom\d)|xtor|wt_?mc|cmpid|ref_src|ref_url|s_cid|ito|__twitter_impression",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def is_web_address(text: str) -> bool:
    """Say whether `text` is an absolute http or https address with a host."""
    try:
        return bool(canonical(text))
    except ValueError:
        return False


def canonical(url: str) -> str:
    """Return the address under which an article is known: lower-case host, no credentials, no default port,
    no tracking parameters, no fragment (but `#!` routes), no dot segments, percent-encoding made regular.

    What has a meaning of its own keeps its encoding: `%2F` is not `/`. Mobile and AMP hosts stay, for nothing in the
    address says what they stand for. Raises ValueError for what is not a web address. Applying it twice changes
    nothing more.
    """
    parts = urlsplit(url.strip())
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"not a web address: {url[:200]}")
    fragment = _regular(parts.fragment, _IN_QUERY) if parts.fragment.startswith("!") else ""
    return urlunsplit((parts.scheme.lower(), _host(parts), _path(parts.path), _query(parts.query), fragment))


def identity(url: str) -> str:
    """Return the key two addresses share when they name one article: canonical, without scheme, "www." and
    the slash at the end. Addresses that are not of the web are their own key."""
    try:
        parts = urlsplit(canonical(url))
    except ValueError:
        return url.strip()
    path = parts.path.rstrip("/")
    return urlunsplit(("", "", parts.netloc.removeprefix("www.") + path, parts.query, parts.fragment))


def site_of(url: str) -> str:
    """Return the host as people say it ("example.org"), or "" for what is not a web address."""
    try:
        return clean_line(urlsplit(url.strip()).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        if "%" in host:
            raise ValueError(f"a zone has a meaning on one machine only: {host[:100]!r}")
        host = f"[{IPv6Address(host)}]"
    else:
        try:
            host = host if host.isascii() else host.encode("idna").decode("ascii").lower()
        except UnicodeError as error:
            raise ValueError(f"not a host name: {host[:100]!r}") from error
        if not _HOST.fullmatch(host) or len(host) > 253:
            raise ValueError(f"not a host name: {host[:100]!r}")
    port = parts.port
    return host if port is None or port == _DEFAULT_PORTS[parts.scheme.lower()] else f"{host}:{port}"


def _path(path: str) -> str:
    kept: list[str] = []
    segments = _regular(path, _IN_PATH).split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    ends_in_folder = bool(segments) and segments[-1] in (".", "..")
    return "/" + "/".join(kept) + ("/" if ends_in_folder and kept else "")


def _query(query: str) -> str:
    kept = (part for part in query.split("&") if part and not _TRACKING.fullmatch(unquote_plus(part.split("=", 1)[0])))
    return "&".join(_regular(part, _IN_QUERY) for part in kept)


def _regular(text: str, plain: re.Pattern[str]) -> str:
    """Return a part of an address with its percent-encoding made regular: letters, digits and `-._~` are never
    encoded, what may not stand there always is, and all else stays as it came, its digits in capitals."""
    return plain.sub(_encoded, text)


def _encoded(match: re.Match[str]) -> str:
    text = match[0]
    if len(text) == 3 and text[0] == "%":
        character = chr(int(text[1:], 16))
        return character if _UNRESERVED.match(character) else text.upper()
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))


_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_PLAIN = r"%[0-9A-Fa-f]{2}|[^-A-Za-z0-9._~!$&'()*+,;=:@/"
_IN_PATH = re.compile(_PLAIN + "]")
_IN_QUERY = re.compile(_PLAIN + "?]")
"""What may have to change: encoded characters, and those that may not stand in a path, or in a query or fragment."""
