"""What was done to a library: told, taken back, done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reader.errors import NothingToUndo
from reader.model.act import Act, quoted
from reader.store import history
from reader.store.entry import Head
from reader.store.storage import JournaledStorage


class History:
    """The acts of a library. Only those that are asked for are read: one of them may hold a whole import."""

    def __init__(self, storage: JournaledStorage, marks_of: Callable[[str], Iterable[str]]) -> None:
        self._storage = storage
        self._marks_of = marks_of
        self._told: dict[str, Act] = {}
        """The acts that were told last, by revision."""

    def undo(self) -> Act:
        """Take the last act of this machine back; raises NothingToUndo, UndoRefused."""
        with self._storage.guard:
            kept = self._merged_since()
            try:
                act = self._take_back(history.next_undo, "undo")
            except NothingToUndo as error:
                if not kept:
                    raise
                raise NothingToUndo(f"there is nothing to undo; {quoted(kept)} cannot be undone") from error
            if kept:
                self._storage.intake.notices.append(
                    f"{quoted(kept)} cannot be undone; what was done before it was undone instead"
                )
            return act

    def redo(self) -> Act:
        """Do again what was undone last; raises NothingToUndo, UndoRefused."""
        return self._take_back(history.next_redo, "redo")

    def acts(self, limit: int) -> list[Act]:
        """Return what was done, newest first, on all machines."""
        with self._storage.guard:
            journals = self._storage.journals
            lines = [line for line in journals.newest_first() if line[0].kind not in history.SILENT][: max(0, limit)]
            new = journals.read(line for line in lines if line[0].revision not in self._told)
            known = {**self._told, **{entry.revision: history.to_act(entry) for entry in new}}
            self._told = {head.revision: known[head.revision] for head, _ in lines if head.revision in known}
            return list(self._told.values())

    def _merged_since(self) -> str:
        """Return what was taken in from a copy after all that undo looked at yet; "" where nothing was."""
        for head in reversed(self._storage.journals.own_heads):
            if head.kind == history.MERGE:
                return self._storage.journals.own_entry(head).label
            if head.kind not in history.SILENT:
                return ""
        return ""

    def _take_back(self, choose: Callable[[list[Head]], Head], kind: str) -> Act:
        with self._storage.act("", kind=kind) as act:
            journals = self._storage.journals
            target = journals.own_entry(choose(journals.own_heads))
            act.of = target.revision
            act.label = f"{'undid' if kind == 'undo' else 'redid'}: {history.plain(target.label)}"
            records = self._storage.replica.records
            act.changes = history.taking_back(target, records, self._marks_of, journals.find)
        return history.done(act.entry)
