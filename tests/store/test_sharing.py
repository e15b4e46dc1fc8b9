"""Three devices edit, sync in random order and crash: all end equal, and no edit is lost."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from reader.model import Edit, Progress, Span, State, TextQuote
from reader.model.provenance import Made
from reader.store import Library, compaction
from reader.store.merge import copies, merge_copy
from tests.store.conftest import draft, scale, ticking

DEVICES = ("anna", "ben", "cleo")
SKIPPED = (".lock", ".tmp")


class Sync:
    """A sync program as Syncthing is one: whole files by name; where two sides changed, the loser becomes a copy."""

    def __init__(self) -> None:
        self.hub: dict[str, bytes] = {}
        self.last: dict[str, dict[str, bytes]] = {}
        self.conflicts = 0

    def run(self, device: str, folder: Path, rng: random.Random) -> None:
        known = self.last.setdefault(device, {})
        local = {
            str(file.relative_to(folder)): file.read_bytes()
            for file in folder.rglob("*")
            if file.is_file() and not file.name.endswith(SKIPPED)
        }
        for name in sorted(local.keys() | self.hub.keys(), key=lambda _: rng.random()):
            here, there = local.get(name), self.hub.get(name)
            if here == there:
                known[name] = here or b""
            elif there is None or (here is not None and there == known.get(name)):
                self.hub[name] = known[name] = here or b""
            elif here is None or here == known.get(name):
                self._put(folder / name, there)
                known[name] = there
            else:
                self._conflict(device, folder, name, here, there, rng)
                known[name] = self.hub[name]

    def _conflict(self, device: str, folder: Path, name: str, here: bytes, there: bytes, rng: random.Random) -> None:
        self.conflicts += 1
        stem, _, suffix = name.rpartition(".")
        copy = f"{stem}.sync-conflict-{self.conflicts:04}-{device}.{suffix}"
        winner, loser = (here, there) if rng.random() < 0.5 else (there, here)
        self.hub[name], self.hub[copy] = winner, loser
        self._put(folder / name, winner)
        self._put(folder / copy, loser)

    @staticmethod
    def _put(file: Path, data: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_name(file.name + ".tmp")
        temporary.write_bytes(data)
        temporary.replace(file)


class Device:
    """One machine with its library, opened, closed and crashed."""

    def __init__(self, name: str, root: Path, clock) -> None:
        self.name, self.folder, self.clock = name, root / name, clock
        self.folder.mkdir()
        self.library = self._open()

    def _open(self) -> Library:
        return Library.open(self.folder / "library.json", clock=self.clock, machine=self.name)

    def restart(self) -> None:
        self.library.close()
        self.library = self._open()

    def crash(self, rng: random.Random) -> None:
        journal = self.folder / "library" / "journal" / f"{self.name}.jsonl"
        if journal.exists() and rng.random() < 0.7:
            with journal.open("ab") as file:
                file.write(rng.choice([b'{"rev": "', b"\0\0\0\0", b"\xff\xfe\n", b""]))
        self.library = self._open()

    def merge_copies(self) -> None:
        for copy in copies(self.library):
            merge_copy(self.library, copy)


def edit(
    device: Device, n: int, rng: random.Random, made: dict[str, set[str]], log: list[tuple[str, str, str]]
) -> None:
    """Do a random thing; `made` notes the tags no one ever takes away, `log` the values that must be in the end."""
    library = device.library
    library.refresh()
    ids = [article.id for article in library._catalogue.articles()]
    kind = rng.choice(["add", "tag", "tag", "tag", "field", "field", "text", "text", "mark", "place", "undo", "untag"])
    if kind == "add" or not ids:
        id = library.add(draft(n, tags=("common",))).article.id
        made[id] = set()
        return
    id = rng.choice(ids)
    if kind == "tag":
        library.update([id], Edit(add_tags=(f"{device.name}{n}",)))
        made[id].add(f"{device.name}{n}")
    elif kind == "field":
        field = rng.choice(["title", "note", "site"])
        library.update(
            [id],
            replace(Edit(), **{field: f"{device.name}{n}"}),  # type: ignore[arg-type]
        )
        log.append((id, field, f"{device.name}{n}"))
    elif kind == "text":
        library.replace_text(id, draft(n, body=f"{device.name}{n}"), Made.EDITED)
        log.append((id, "text", f"{device.name}{n}"))
    elif kind == "mark":
        library.add_highlight(id, TextQuote(f"{device.name}{n}"), Span(0, 1))
    elif kind == "place":
        library.keep_place(id, Progress(rng.random(), n))
    elif kind == "untag":
        library.update([id], Edit(remove_tags=("common",)))
    elif library.update([id], Edit(state=rng.choice(list(State)))) is not None:
        library.undo()


def state(library: Library) -> tuple[object, ...]:
    articles = {article.id: article for article in library._catalogue.articles()}
    return articles, {h.id: h for h in library.highlights()}, {id: texts(library, id) for id in articles}


def texts(library: Library, id: str) -> list[str]:
    """Return the text of an article, and then the earlier ones."""
    return [library.body(id), *(library.version(id, one.number) for one in library.provenance(id).versions)]


@pytest.mark.parametrize("seed", range(scale(6, 300)))
def test_all_devices_end_equal_and_no_edit_is_lost(tmp_path, seed, monkeypatch):
    rng = random.Random(seed)
    if seed % 2:  # journals are cut again and again, and files removed that nothing needs
        monkeypatch.setattr(compaction, "STEPS", 4)
        monkeypatch.setattr(compaction, "_SLACK", 0)
    clock = ticking()
    sync = Sync()
    devices = [Device(name, tmp_path, clock) for name in DEVICES]
    made: dict[str, set[str]] = {}
    log: list[tuple[str, str, str]] = []
    for n in range(scale(60, 150)):
        device = rng.choice(devices)
        what = rng.random()
        if what < 0.62:
            edit(device, n, rng, made, log)
        elif what < 0.80:
            sync.run(device.name, device.folder, rng)
        elif what < 0.88:
            device.restart()
        elif what < 0.94:
            device.crash(rng)
        else:
            device.merge_copies()
    conflicts = -1
    rounds = 0
    while conflicts != sync.conflicts or rounds < 3:
        conflicts, rounds = sync.conflicts, rounds + 1
        assert rounds < 12, "the devices never come to rest"
        for device in devices:
            device.library.refresh()
            device.merge_copies()
            device.restart()
            sync.run(device.name, device.folder, rng)
    for device in devices:
        device.library.refresh()
    first = state(devices[0].library)
    assert state(devices[1].library) == first
    assert state(devices[2].library) == first
    articles = first[0]
    assert isinstance(articles, dict)
    for id, tags in made.items():
        assert tags <= set(articles[id].tags)
    for id in made:
        for field in ("title", "note", "site"):
            values = [value for i, f, value in log if (i, f) == (id, field)]
            assert not values or getattr(articles[id], field) == values[-1]
        assert {value for i, f, value in log if (i, f) == (id, "text")} <= set(texts(devices[0].library, id))


def test_of_two_texts_put_on_two_machines_the_later_is_shown_and_the_other_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(compaction, "STEPS", 0)
    monkeypatch.setattr(compaction, "_SLACK", -1)
    clock, rng, sync = ticking(), random.Random(1), Sync()
    anna, ben = Device("anna", tmp_path, clock), Device("ben", tmp_path, clock)
    id = anna.library.add(draft(body="as saved")).article.id
    for device in (anna, ben, anna):
        device.restart()
        sync.run(device.name, device.folder, rng)
    ben.library.refresh()
    anna.library.replace_text(id, draft(body="by anna"), Made.EDITED)
    ben.library.replace_text(id, draft(body="by ben"), Made.EDITED)
    told = []
    for device in (anna, ben, anna, ben, anna):
        sync.run(device.name, device.folder, rng)
        device.library.refresh()
        device.merge_copies()
        told += [notice for notice in device.library.notices() if "on two machines" in notice]
        device.library.keep_place(id, Progress(0.5, len(told)))
        device.restart()
    assert len(told) == 2
    assert texts(anna.library, id) == texts(ben.library, id) == ["by ben", "as saved", "by anna"]
    assert [one.number for one in anna.library.provenance(id).versions] == [1, 2]
    anna.library.restore_version(id, 2)
    assert texts(anna.library, id) == ["by anna", "as saved", "by ben"]


def test_taking_in_in_any_order_gives_the_same(tmp_path):
    clock = ticking()
    folders = []
    for name in DEVICES:
        path = tmp_path / name / "library.json"
        path.parent.mkdir()
        library = Library.open(path, clock=clock, machine=name)
        library.add(draft(url=f"https://example.org/{name}"))
        folders.append(path)
        library.close()
    for path in folders:
        library = Library.open(path, clock=clock, machine=path.parent.name)
        for other in folders:
            merge_copy(library, other)
        merge_copy(library, folders[0])
        library.close()
    states = [state(Library.open(path, clock=clock, machine=path.parent.name)) for path in folders]
    assert states[0] == states[1] == states[2]
    assert len(states[0][0]) == 3  # type: ignore[arg-type]
