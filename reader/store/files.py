"""Reach files below one folder and never through a link: folders of other machines are input too."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.errors import LibraryDamaged, LibraryLocked, WriteFailed

LOCK_WAIT_S = 10.0
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


class Folder:
    """One folder below the library; every name is opened relative to it, and links are refused.

    The folder may not exist yet: reading then finds nothing, `make` makes it.
    """

    def __init__(self, path: Path, *, below: Folder | None = None) -> None:
        self.path = path
        self._text = str(path)
        self._below = below

    def make(self) -> None:
        """Make the folder and those above it that are ours."""
        if self._below is None:
            self.path.mkdir(parents=True, exist_ok=True)
            return
        self._below.make()
        with self._below.opened() as parent, suppress(FileExistsError):
            os.mkdir(self.path.name, 0o755, dir_fd=parent)
            os.fsync(parent)

    @contextmanager
    def opened(self) -> Iterator[int]:
        """Give a descriptor of the folder; raises FileNotFoundError, or NotADirectoryError for a link."""
        if self._below is None:
            descriptor = os.open(self.path, _FOLDER)
        else:
            with self._below.opened() as parent:
                descriptor = os.open(self.path.name, _FOLDER | os.O_NOFOLLOW, dir_fd=parent)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def open(self, name: str, flags: int, mode: int = 0o644) -> int:
        """Open a regular file by name; raises OSError, ELOOP or EINVAL for what is none."""
        with self.opened() as folder:
            descriptor = os.open(name, flags | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, mode, dir_fd=folder)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise OSError(errno.EINVAL, "not a regular file", str(self.path / name))
        return descriptor

    def read(self, name: str, *, most: int) -> bytes:
        """Return the bytes of a file of at most `most` bytes; raises OSError (EFBIG for more)."""
        descriptor = self.open(name, os.O_RDONLY)
        with os.fdopen(descriptor, "rb") as file:
            if os.fstat(descriptor).st_size > most:
                raise OSError(errno.EFBIG, f"larger than {most:,} bytes", str(self.path / name))
            return file.read()

    def write_new(self, name: str, *parts: bytes | bytearray, durable: bool = True) -> None:
        """Write a file that must not exist yet, and sync it; a failure leaves no litter."""
        descriptor = self.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            try:
                for part in parts:
                    write_all(descriptor, part)
                if durable:
                    os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except BaseException:
            self.remove(name)
            raise

    def replace(self, name: str, data: bytes) -> None:
        """Put `data` in the place of a file, whole or not at all: temporary file, sync, rename, sync of the folder."""
        temporary = f".{name}.{os.getpid()}.tmp"
        self.remove(temporary)
        self.write_new(temporary, data)
        try:
            with self.opened() as folder:
                os.replace(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
                os.fsync(folder)
        except BaseException:
            self.remove(temporary)
            raise

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is no error."""
        with suppress(FileNotFoundError), self.opened() as folder:
            os.unlink(name, dir_fd=folder)

    def rename(self, name: str, other: str, *, durable: bool = True) -> None:
        """Rename a file inside the folder, over another one where there is one."""
        with self.opened() as folder:
            os.replace(name, other, src_dir_fd=folder, dst_dir_fd=folder)
            if durable:
                os.fsync(folder)

    def move(self, name: str, to: Folder) -> None:
        """Move a file into another folder."""
        with self.opened() as here, to.opened() as there:
            os.rename(name, name, src_dir_fd=here, dst_dir_fd=there)
            os.fsync(there)
            os.fsync(here)

    def names(self) -> list[str]:
        """Return the names in the folder, sorted; a folder that is missing has none, one that cannot be read raises."""
        try:
            with self.opened() as folder:
                return sorted(os.listdir(folder))
        except FileNotFoundError:
            return []

    def status(self, name: str) -> os.stat_result | None:
        """Return what the system knows of a file, the link itself where it is one; None where there is none."""
        try:
            return os.lstat(f"{self._text}/{name}")
        except (FileNotFoundError, NotADirectoryError):
            return None

    def sync(self) -> None:
        """Make the names in the folder durable."""
        with self.opened() as folder:
            os.fsync(folder)


def neighbour_of(path: Path) -> Path:
    """Return the folder of a library's texts and journals: its neighbour of the same stem."""
    return path.with_suffix("") if path.suffix else path.with_name(path.name + ".files")


def write_all(descriptor: int, data: bytes | bytearray) -> None:
    """Write all of `data`; the system may take it in parts."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


class Lock:
    """The advisory lock that the writers of one machine share. Its file stays open between two uses."""

    def __init__(self, folder: Folder, name: str, library: Path) -> None:
        self.folder = folder
        self.name = name
        self.library = library
        self._descriptor = -1
        self._file: tuple[int, int] | None = None
        """Which file the descriptor is of."""

    def take(self, *, wait_s: float = LOCK_WAIT_S) -> None:
        """Take it, and wait for who has it; raises LibraryLocked, WriteFailed."""
        while True:
            try:
                descriptor = self._opened()
            except OSError as error:
                raise write_failed(self.library, self.folder.path / self.name, error) from error
            _wait_for(descriptor, self.library, wait_s)
            if self._is_the_file():
                return
            self.close()  # someone removed the file while we waited: the lock was on nothing

    def give_back(self) -> None:
        """Let others take it."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _opened(self) -> int:
        if self._descriptor < 0:
            try:
                self._descriptor = self.folder.open(self.name, os.O_RDWR | os.O_CREAT)
            except FileNotFoundError:
                self.folder.make()
                self._descriptor = self.folder.open(self.name, os.O_RDWR | os.O_CREAT)
            held = os.fstat(self._descriptor)
            self._file = held.st_dev, held.st_ino
        return self._descriptor

    def _is_the_file(self) -> bool:
        status = self.folder.status(self.name)
        return status is not None and (status.st_dev, status.st_ino) == self._file


def _wait_for(descriptor: int, library: Path, wait_s: float) -> None:
    deadline, pause = 0.0, 0.0005
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            deadline = deadline or time.monotonic() + wait_s
            if time.monotonic() > deadline:
                raise LibraryLocked(library, f"another program is writing to it for over {wait_s:g} seconds") from None
        time.sleep(pause)
        pause = min(pause * 1.5, 0.02)


def write_failed(library: Path, file: Path, error: OSError) -> WriteFailed:
    """Say which file could not be written, and why."""
    return WriteFailed(library, f"could not write {file}: {reason(error)}")


def unreadable(library: Path, file: Path, error: OSError) -> LibraryDamaged:
    """Say which file could not be read, and why."""
    return LibraryDamaged(library, f"could not read {file}: {reason(error)}")


def reason(error: OSError) -> str:
    """Word a system error."""
    if error.errno == errno.ELOOP:
        return "it is a link, and links are not followed here"
    return error.strerror or str(error)
