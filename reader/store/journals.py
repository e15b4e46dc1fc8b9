"""The journals of all machines: ours is read and written, the others are only read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.errors import LibraryDamaged
from reader.store.entry import DamagedLine, Entry, Head
from reader.store.files import Folder, reason, unreadable
from reader.store.journal import SUFFIX, Journal, Look
from reader.store.revision import is_machine_name


class Journals:
    """The folder `journal`."""

    def __init__(self, library: Path, folder: Folder, machine: str) -> None:
        self.folder = folder
        self.own = Journal(folder, machine)
        self._library = library
        self._others: dict[str, Journal] = {}
        self._found = [self.own]
        self._signature: tuple[int, int] | None = None
        self._told: set[str] = set()
        self._unreadable: set[str] = set()

    @property
    def own_path(self) -> Path:
        """The file this machine writes."""
        return self.folder.path / self.own.name

    def all(self) -> list[Journal]:
        """Return the journals of all machines, ours first."""
        self._find()
        return self._found

    def look(self) -> dict[Journal, Look]:
        """Say of each journal, by one look at it, what reading it would bring."""
        return {journal: journal.look() for journal in self.all()}

    def news(self, seen: Mapping[str, str], looks: Mapping[Journal, Look] | None = None) -> Iterator[Entry]:
        """Yield what was not read yet. `seen` tells for each machine how far a file read for the first time is known.

        Raises LibraryDamaged where our own cannot be read; another machine's is left out and told of.
        """
        for journal, look in (self.look() if looks is None else looks).items():
            if look is not Look.NOTHING:
                yield from self._news(journal, seen.get(journal.machine, "") if journal.is_fresh else "")

    def notices(self) -> list[str]:
        """Return a sentence for each damage found since this was last asked."""
        if not self._unreadable and not any(journal.damaged for journal in self._found):
            return []
        damaged = {
            f"{self.folder.path / journal.name} is damaged from byte {journal.read_to} on; what comes before it was read "
            "(`reader doctor` tells more)"
            for journal in self._found
            if journal.damaged
        }
        fresh = (damaged | self._unreadable) - self._told
        self._told |= fresh
        return sorted(fresh)

    @property
    def own_heads(self) -> list[Head]:
        """What is known of the lines of our journal, oldest first."""
        return list(self.own.heads.values())

    def own_entry(self, head: Head) -> Entry:
        """Return a line of our journal; raises LibraryDamaged."""
        with self._reading(self.own):
            return self.own.entry(head)

    def own_entries(self) -> list[Entry]:
        """Return what our journal holds, oldest first."""
        with self._reading(self.own):
            return self.own.entries()

    def newest_first(self) -> list[tuple[Head, Journal]]:
        """Return what is known of the lines of all journals; a line that stands in two is told once."""
        found = {head.revision: (head, journal) for journal in self.all() for head in journal.heads.values()}
        return [found[revision] for revision in sorted(found, reverse=True)]

    def entries(self) -> list[Entry]:
        """Return what all journals hold, oldest first; what cannot be read is left out."""
        return list(self.read(reversed(self.newest_first())))

    def find(self, revision: str) -> Entry | None:
        """Return the line of this revision; None where it is kept no more."""
        found = ((journal.heads.get(revision), journal) for journal in self.all())
        return next(self.read((head, journal) for head, journal in found if head is not None), None)

    @staticmethod
    def read(lines: Iterable[tuple[Head, Journal]]) -> Iterator[Entry]:
        """Read lines one by one; what cannot be read is left out."""
        for head, journal in lines:
            with suppress(OSError, DamagedLine):
                yield journal.entry(head)

    def close(self) -> None:
        """Let go of the files."""
        self.own.close()

    def _find(self) -> None:
        status = self.folder.status(".")
        signature = None if status is None else (status.st_ino, status.st_mtime_ns)
        if signature is not None and signature == self._signature:
            return
        try:
            names = self.folder.names()
        except OSError as error:
            raise unreadable(self._library, self.folder.path, error) from error
        self._signature = signature
        for name in names:
            machine = name.removesuffix(SUFFIX)
            if name.endswith(SUFFIX) and is_machine_name(machine) and machine != self.own.machine:
                self._others.setdefault(machine, Journal(self.folder, machine))
        self._found = [self.own, *(self._others[machine] for machine in sorted(self._others))]

    def _news(self, journal: Journal, after: str) -> list[Entry]:
        if journal is self.own:
            with self._reading(journal):
                return journal.news(after)
        try:
            return journal.news(after)
        except OSError as error:
            self._unreadable.add(f"{self.folder.path / journal.name} cannot be read: {reason(error)}")
            return []

    @contextmanager
    def _reading(self, journal: Journal) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise unreadable(self._library, self.folder.path / journal.name, error) from error
        except DamagedLine as error:
            raise LibraryDamaged(self._library, f"a line of {self.folder.path / journal.name} is damaged") from error
