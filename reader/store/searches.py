"""The searches that were saved under a name."""

from __future__ import annotations

from reader.model.act import Act, quoted
from reader.model.clean import clean_line
from reader.model.saved import SavedSearch
from reader.store.history import act_of, done
from reader.store.reading import Reading


class Searches(Reading):
    """A library that keeps queries."""

    def searches(self) -> list[SavedSearch]:
        """Return the saved searches by name."""
        with self._storage.guard:
            found = [
                SavedSearch(id, str(document.get("name", "")), str(document.get("query", "")))
                for id, document in self._storage.replica.records.documents("searches")
            ]
        return sorted(found, key=lambda search: (search.name.casefold(), search.id))

    def save_search(self, name: str, query: str) -> Act:
        """Keep a query under a name; one of the same name is replaced."""
        name, query = clean_line(name), clean_line(query)
        same = next((search.id for search in self.searches() if search.name == name), None)
        with self._storage.act(f"saved the search {quoted(name)}") as act:
            id = same or self._storage.new_id()
            self._storage.stage("searches", id, {"name": name, "query": query})
        return done(act.entry) if act.entry is not None else self.acts(1)[0]

    def delete_search(self, id: str) -> Act | None:
        """Forget a saved search; None where there is none of this id."""
        name = next((search.name for search in self.searches() if search.id == id), None)
        if name is None:
            return None
        with self._storage.act(f"removed the search {quoted(name)}") as act:
            self._storage.stage("searches", id, None)
        return act_of(act.entry)
