"""What stands at the head of a request and of an answer: told and read here, without a socket."""

from __future__ import annotations

import os
from collections.abc import Mapping

from reader.ingest.inflate import encodings
from reader.model import Validators

USER_AGENT = "Mozilla/5.0 (compatible; Reader/0.1; reads saved articles in the terminal)"
_NONE = Validators()


def asking(since: Validators) -> dict[str, str]:
    """Return the headers of a request for a page, had only where it is not as it was at `since`."""
    told = {
        "User-Agent": USER_AGENT,
        "Accept": "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.5",
        "Accept-Language": "*",
        "Accept-Encoding": ", ".join(encodings()),
        "If-None-Match": since.etag,
        "If-Modified-Since": since.last_modified,
    }
    return {name: value for name, value in told.items() if value}


def validators(headers: Mapping[str, str], before: Validators = _NONE) -> Validators:
    """Return what marks an answer; what could not be sent back as it came is left out.

    Of a page that is as it was, `before` is how it was marked then: what the answer does not say again still holds.
    """
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    fits = [
        value if value.isascii() and value.isprintable() and len(value) <= 300 else "" for value in (etag, modified)
    ]
    return Validators(fits[0] or before.etag, fits[1] or before.last_modified)


def kind(headers: Mapping[str, str]) -> str:
    """Return the type of an answer's content as declared, lower case, without parameters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def is_among(content_type: str, kinds: tuple[str, ...]) -> bool:
    """Say whether a type may be a page; one that is not told may be."""
    return not content_type or content_type.startswith(kinds) or content_type.endswith(("+xml", "html"))


def charset(headers: Mapping[str, str]) -> str | None:
    """Return the charset that an answer declares."""
    for part in headers.get("content-type", "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:40] or None
    return None


def behind_proxy() -> bool:
    """Say whether the environment names a proxy: then it is the proxy that connects."""
    return any(
        os.environ.get(name) for way in ("http", "https", "all") for name in (f"{way}_proxy", f"{way.upper()}_PROXY")
    )
