"""The pictures of an article, where they are to be had: from the web, beside its file, inside its book or web archive.

They are had only when someone asks for them at saving; reading fetches none.
"""

from __future__ import annotations

import email
import email.policy
import io
import lzma
import posixpath
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from reader.errors import FetchFailed
from reader.ingest import sniff
from reader.ingest.hosts import names_private
from reader.ingest.request import Fetch, Limits, Page
from reader.model.url import is_web_address
from reader.text.blocks import parse

MOST_PICTURES = 100
LARGEST = 10_000_000
"""Bytes of one picture."""
LARGEST_ALL = 60_000_000
LONGEST_S = 60.0
"""For all pictures of an article together."""
WEB_LIMITS = Limits(
    seconds=15.0, megabytes=LARGEST / 1_000_000, kinds=("image/", "application/octet-stream", "binary/")
)

Find = Callable[[str], bytes | None]
"""Given the address that a body names a picture by: the file, or None where it is not to be had."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an article."""

    address: str
    """As the body names it."""
    data: bytes | None
    """None where it could not be had."""


def pictures(body: str, find: Find, *, has: Callable[[str], bool] = lambda address: False) -> Iterator[Picture]:
    """Yield the pictures that a body shows, each once, within the limits of all of them; those that one `has` are left out."""
    left, until = LARGEST_ALL, time.monotonic() + LONGEST_S
    for address in [address for address in addresses(body) if not has(address)][:MOST_PICTURES]:
        data = find(address) if left > 0 and time.monotonic() < until else None
        if data is not None and (len(data) > min(left, LARGEST) or not is_picture(data)):
            data = None
        left -= len(data or b"")
        yield Picture(address, data)


def addresses(body: str) -> list[str]:
    """Return what a body names its pictures by, in order; those that it holds itself (`data:`) are left out."""
    named = [image.src for image in parse(body).images]
    return list(dict.fromkeys(address for address in named if address and not address.startswith("data:")))


def is_picture(data: bytes) -> bool:
    """Say whether a file begins as pictures do that can be drawn: PNG, JPEG, GIF, WebP, BMP, AVIF."""
    return (
        data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM"))
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or data[4:12] in (b"ftypavif", b"ftypavis")
    )


def finder(source: str | Path, url: str | None = None, *, fetch: Fetch) -> Find:
    """Return what finds the pictures of an article that came from `source`: an address, or a file.

    A file's are those in its folder, of a book or web archive those inside it; others, and all of a web page, come from
    the web by `fetch`. `url` is the address of the article: where relative ones lead.
    """
    if not isinstance(source, Path):
        return from_web(url or source, fetch=fetch)
    inside = _inside(source)
    web = from_web(url or "", is_named=False, fetch=fetch)

    def find(address: str) -> bytes | None:
        return inside(address) or web(address)

    return find


def from_web(base: str, *, is_named: bool = True, fetch: Fetch) -> Find:
    """Return what fetches the pictures of the page at `base`.

    Of a private network only its own host may be asked, and that only where the user named the address (`is_named`): what
    comes in as a file or a message may say that it stands anywhere.
    """
    page = Page(base, b"", is_private=is_named and names_private(base))

    def find(address: str) -> bytes | None:
        try:
            whole = urljoin(base, address)
            return fetch(whole, sent_by=page).data if is_web_address(whole) else None
        except (FetchFailed, ValueError):
            return None

    return find


def in_folder(folder: Path) -> Find:
    """Return what reads pictures from a folder and those below it, never from elsewhere."""
    top = folder.resolve()

    def find(address: str) -> bytes | None:
        try:
            if urlsplit(address).scheme:
                return None
            path = (top / unquote(urlsplit(address).path)).resolve()
            if not path.is_relative_to(top) or not path.is_file():
                return None
            with path.open("rb") as file:
                return file.read(LARGEST + 1)
        except (OSError, ValueError):
            return None

    return find


def in_book(data: bytes) -> Find:
    """Return what reads pictures out of an EPUB book: the member whose path ends as the address does."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = {info.filename: info for info in archive.infolist()[:50_000] if info.file_size <= LARGEST}
    except (zipfile.BadZipFile, OSError, ValueError):
        return lambda address: None

    def find(address: str) -> bytes | None:
        with suppress(ValueError, OSError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError):
            path = posixpath.normpath(unquote(urlsplit(address).path)).lstrip("./")
            names = [name for name in members if name == path or name.endswith(f"/{path}")]
            if path and names:
                with archive.open(members[min(names, key=len)]) as member:
                    return member.read(LARGEST + 1)
        return None

    return find


def in_archive(data: bytes) -> Find:
    """Return what reads pictures out of a web archive (MHTML), by the address they came from."""
    parts: dict[str, email.message.Message] = {}
    for number, part in enumerate(email.message_from_bytes(data, policy=email.policy.compat32).walk()):
        if number >= 5_000:
            break
        if part.get_content_maintype() == "image":
            parts[str(part.get("Content-Location") or "").strip()] = part
            parts["cid:" + str(part.get("Content-ID") or "").strip("<> ")] = part

    def find(address: str) -> bytes | None:
        part = parts.get(address)
        found = part.get_payload(decode=True) if part is not None else None
        return found if isinstance(found, bytes) else None

    return find


def _inside(path: Path) -> Find:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_ALL)
    except OSError:
        return lambda address: None
    kind = sniff.kind(data, path.name)
    if kind is sniff.Kind.EPUB:
        return in_book(data)
    return in_archive(data) if kind is sniff.Kind.MHTML else in_folder(path.parent)
