"""Undo the compression of an answer without ever holding more than is allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

STEP = 262_144
"""At most this many bytes come out at a time: a compressed kilobyte can hold a megabyte."""


class TooLarge(Exception):
    """More came than is allowed; the text says how much that is."""


class Unreadable(Exception):
    """The compression is damaged or unknown."""


def inflate(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Return the bytes of `chunks` without their content encoding ("gzip", "deflate", at most two of them).

    Raises TooLarge when they pass `limit` bytes before or after decompression, Unreadable for what cannot be undone.
    """
    layers = [name for part in encoding.lower().split(",") if (name := part.strip()) not in ("", "identity", "none")]
    if len(layers) > 2 or any(name not in ("gzip", "x-gzip", "deflate") for name in layers):
        raise Unreadable(f"its compression ({encoding[:40]}) is not known")
    stream: Iterable[bytes] = _capped(chunks, limit)
    for name in reversed(layers):
        stream = _capped(_unzipped(stream, name), limit)
    try:
        return b"".join(stream)
    except zlib.error as error:
        raise Unreadable("its compression is damaged") from error


def _capped(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise TooLarge(f"it is larger than {limit / 1_000_000:g} MB")
        yield chunk


def _unzipped(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    decoder = None
    for chunk in chunks:
        if decoder is None:
            if not chunk:
                continue
            decoder = zlib.decompressobj(_window(chunk, name))
        data = chunk
        while data and not decoder.eof:
            yield decoder.decompress(data, STEP)
            data = decoder.unconsumed_tail
        if decoder.eof:
            return
    if decoder is not None:
        yield decoder.flush()


def _window(head: bytes, name: str) -> int:
    """Servers send "deflate" with and without the zlib header; RFC 9110 means with."""
    if name != "deflate":
        return 16 + zlib.MAX_WBITS
    return zlib.MAX_WBITS if head[0] & 0x0F == 8 else -zlib.MAX_WBITS
