"""Undo the compression of an answer without ever holding more than is allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from importlib.util import find_spec
from typing import Any

STEP = 262_144
"""At most this many bytes come out at a time: a compressed kilobyte can hold a megabyte."""

ZSTD_WINDOW = 8 << 20
"""RFC 9659: what a zstd answer may ask a client to hold."""
_OPTIONAL = {"br": "brotli", "zstd": "zstandard"}
"""Encodings that need a module which is not everywhere."""


class TooLarge(Exception):
    """More came than is allowed; the text says how much that is."""


class Unreadable(Exception):
    """The compression is damaged or unknown."""


def encodings() -> list[str]:
    """Return the content encodings that can be undone here, for a request's Accept-Encoding."""
    return ["gzip", "deflate", *(name for name, module in _OPTIONAL.items() if find_spec(module))]


def inflate(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Return the bytes of `chunks` without their content encoding ("gzip", "deflate", "br", "zstd", at most two of them).

    Raises TooLarge when they pass `limit` bytes before or after decompression, Unreadable for what cannot be undone.
    """
    layers = [name for part in encoding.lower().split(",") if (name := part.strip()) not in ("", "identity", "none")]
    if len(layers) > 2 or any(name not in (*encodings(), "x-gzip") for name in layers):
        raise Unreadable(f"its compression ({encoding[:40]}) is not known")
    stream: Iterable[bytes] = _capped(chunks, limit, "is larger than")
    for name in reversed(layers):
        undone = {"br": _from_brotli, "zstd": _from_zstd}.get(name, partial(_unzipped, name=name))
        stream = _capped(undone(stream), limit, "unpacks to more than")
    try:
        return b"".join(stream)
    except (zlib.error, _Damaged) as error:
        raise Unreadable("its compression is damaged") from error


class _Damaged(Exception):
    """A decoder could not go on."""


def _capped(chunks: Iterable[bytes], limit: int, says: str) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise TooLarge(f"it {says} {limit / 1_000_000:g} MB")
        yield chunk


def _from_brotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import brotli

    decoder = brotli.Decompressor()
    try:
        for chunk in chunks:
            yield decoder.process(chunk, output_buffer_limit=STEP)
            while not decoder.can_accept_more_data():
                yield decoder.process(b"", output_buffer_limit=STEP)
    except brotli.error as error:
        raise _Damaged from error
    if not decoder.is_finished():
        raise _Damaged


def _from_zstd(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import zstandard

    decoder = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
    source: Any = _File(chunks)
    try:
        with decoder.stream_reader(source, read_size=16_384, read_across_frames=True) as reader:
            while piece := reader.read(STEP):
                yield piece
    except zstandard.ZstdError as error:
        raise _Damaged from error


class _File:
    """Chunks, read as a file is."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes; none at the end."""
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._rest = chunk
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


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
