"""What can go wrong, as things someone can act on; each error knows the exit status of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class ReaderError(Exception):
    """Anything Reader refuses or fails to do, told in one sentence for people."""

    exit_status = 1


class UsageError(ReaderError):
    """The command was given words it does not know; the sentence names them."""

    exit_status = 2


class ArticleNotFound(ReaderError):
    """No article answers to this id, prefix of an id, or address."""

    def __init__(self, handle: str) -> None:
        super().__init__(f"no article {handle!r} in this library")
        self.handle = handle


class NothingToResume(ReaderError):
    """No article was begun yet."""

    def __init__(self) -> None:
        super().__init__("no article was begun yet; `reader resume ID` opens one, `reader` the list")


class HighlightNotFound(ReaderError):
    """No highlight answers to this id or prefix of an id."""

    def __init__(self, handle: str) -> None:
        super().__init__(f"no highlight {handle!r} in this library")
        self.handle = handle


class VersionNotFound(ReaderError):
    """An article has no earlier text of this number."""

    def __init__(self, title: str, number: int) -> None:
        super().__init__(f"“{title}” has no earlier text {number} (see `reader versions`)")
        self.number = number


class AmbiguousId(ReaderError):
    """A shortened id fits several records; `candidates` are whole ids, sorted, at most ten."""

    def __init__(self, handle: str, candidates: Sequence[str]) -> None:
        super().__init__(f"{handle!r} could be any of {', '.join(candidates)}; give more of the id")
        self.handle = handle
        self.candidates = tuple(candidates)


class BadInput(ReaderError):
    """A file or text that cannot become an article; `what` names it."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(f"{what}: {reason}")
        self.what = what
        self.reason = reason


class FetchFailed(ReaderError):
    """The page could not be had from the network."""

    exit_status = 3

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"could not fetch {url}: {reason}")
        self.url = url
        self.reason = reason


class LibraryError(ReaderError):
    """The library as a whole cannot be used; `path` is its library.json."""

    exit_status = 4

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class NotALibrary(LibraryError):
    """The file is not a Reader library (other JSON, a folder, empty, binary); it was not touched."""


class LibraryDamaged(LibraryError):
    """The library's files contradict their checksums or cannot be read; nothing was changed."""


class LibraryLocked(LibraryError):
    """Another program held the library's lock for longer than Reader waits."""


class LibraryTooNew(LibraryError):
    """A newer Reader wrote this library; this one only reads it."""


class WriteFailed(LibraryError):
    """A change could not be written (disk full, permission); memory and disk are as before it."""


class UndoRefused(ReaderError):
    """Undoing would overwrite a later change; the sentence names the field and the later act."""


class NothingToUndo(ReaderError):
    """There is no act left to undo, or to redo."""


class ConfigError(UsageError):
    """The settings file says something Reader does not know; names file, line and the nearest right word."""


class OutsideFailed(ReaderError):
    """Another program (editor, browser, clipboard) could not be started or failed."""
