"""The canonical address: the identity that prevents saving an article twice."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_(cid|eid)|igshid|yclid|_hs(enc|mi)|vero_\w+|oly_\w+|"
    r"mkt_tok|at_(medium|campaign|custom\d)|xtor|wt_?mc|cmpid|ref_src|ref_url|s_cid|ito|__twitter_impression",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def is_web_address(text: str) -> bool:
    """Say whether `text` is an absolute http or https address with a host."""
    try:
        parts = urlsplit(text.strip())
        return parts.scheme.lower() in _DEFAULT_PORTS and bool(parts.hostname)
    except ValueError:
        return False


def canonical(url: str) -> str:
    """Return the address under which an article is known: lower-case host, no credentials, no default port,
    no tracking parameters, no fragment (but `#!` routes), percent-encoding made regular.

    Raises ValueError for what is not a web address. Applying it twice changes nothing more.
    """
    parts = urlsplit(url.strip())
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"not a web address: {url[:200]}")
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((parts.scheme.lower(), _host(parts), _path(parts.path), _query(parts.query), fragment))


def identity(url: str) -> str:
    """Return the key two addresses share when they name one article: canonical, without scheme, "www." and
    the slash at the end. Addresses that are not of the web are their own key."""
    try:
        known = canonical(url)
    except ValueError:
        return url.strip()
    return known.split("://", 1)[1].removeprefix("www.").rstrip("/")


def site_of(url: str) -> str:
    """Return the host as people say it ("example.org"), or "" for what is not a web address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValueError(f"not a host name: {host[:100]}") from error
    port = parts.port
    return host if port is None or port == _DEFAULT_PORTS[parts.scheme.lower()] else f"{host}:{port}"


def _path(path: str) -> str:
    return quote(unquote(path, errors="surrogateescape"), safe="/:@!$&'()*+,;=~-._", errors="surrogateescape") or "/"


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair[0])]
    return query if kept == pairs else urlencode(kept)
