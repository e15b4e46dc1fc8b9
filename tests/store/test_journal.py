"""The journal: whatever happens to the file, what is read is a prefix of what was written."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Edit
from reader.store import Library
from reader.store import entry as module
from reader.store.entry import Entry, decode, encode
from reader.store.files import Folder
from reader.store.journal import Journal, Look
from reader.store.record import Change
from tests.store.conftest import draft, scale, ticking

ENTRIES = [
    Entry(
        f"{17000000000000000 + n}-here",
        datetime(2026, 1, 1, tzinfo=UTC),
        f"ação {n}\n",
        (Change("articles", "17000000000000001", "title", "é" * n, f"t{n}\n"),),
    )
    for n in range(6)
]


@pytest.fixture
def written(tmp_path):
    """A journal of six acts; called with bytes, reads those instead."""
    folder = Folder(tmp_path)
    Journal(folder, "here").append(ENTRIES)
    file = tmp_path / "here.jsonl"

    def read(data: bytes) -> tuple[list[Entry], Journal]:
        file.write_bytes(data)
        journal = Journal(folder, "here")
        return journal.news(), journal

    return file.read_bytes(), read


def test_a_line_reads_back_as_what_was_written():
    assert [decode(encode(entry)[:-1]) for entry in ENTRIES] == ENTRIES


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    ).filter(lambda value: "\\ud" not in json.dumps(value)),
)
def test_a_line_is_what_the_json_module_would_write_and_its_sum(label, value):
    entry = Entry("17000000000000000-here", datetime(2026, 1, 1, tzinfo=UTC), label, (_title(value), _title(label)))

    line = encode(entry)

    read = json.loads(line)
    assert line == json.dumps(read, ensure_ascii=False).encode() + b"\n"
    assert read["label"] == label
    assert [change[3:] for change in read["changes"]] == [[value, value], [label, label]]


def _title(value):
    return Change("articles", "17000000000000001", "title", value, value)


def test_cut_at_every_byte_it_holds_a_prefix(written):
    data, read = written
    ends = [i + 1 for i, byte in enumerate(data) if byte == 10]
    for cut in range(len(data) + 1):
        entries, _ = read(data[:cut])
        assert entries == ENTRIES[: len(entries)]
        assert len(entries) >= sum(end <= cut for end in ends)


def test_with_any_byte_changed_it_holds_a_prefix(written):
    data, read = written
    for at in range(0, len(data), scale(7, 1)):
        for flip in (0x01, 0x80, 0xFF):
            changed = data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :]
            entries, journal = read(changed)
            assert entries == ENTRIES[: len(entries)]
            assert len(entries) >= data[:at].count(b"\n")
            assert len(entries) == 6 or journal.read_to < len(changed)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data + data,
        lambda data: b"<<<<<<< mine\n" + data + b"=======\n" + data + b">>>>>>> theirs\n",
        lambda data: b"\n\n" + data + b"\n",
    ],
    ids=["crlf", "bom", "twice", "union", "blank lines"],
)
def test_what_other_programs_do_to_text_files_does_no_harm(written, spoil):
    data, read = written
    entries, journal = read(spoil(data))
    assert list(dict.fromkeys(e.revision for e in entries)) == [e.revision for e in ENTRIES]
    assert not journal.damaged


def test_nothing_after_a_damaged_line_is_believed_and_nothing_is_deleted(written, tmp_path):
    data, read = written
    lines = data.splitlines(keepends=True)
    spoilt = b"".join([*lines[:2], b"\0" * 40 + b"\n", *lines[3:]])
    entries, journal = read(spoilt)
    assert entries == ENTRIES[:2]
    assert journal.damaged
    aside = journal.set_tail_aside()
    assert aside == "here.jsonl.damaged-1"
    assert (tmp_path / "here.jsonl").read_bytes() + (tmp_path / aside).read_bytes() == spoilt


@settings(max_examples=scale(60, 3000), deadline=None)
@given(st.data())
def test_a_library_with_a_torn_journal_opens_on_a_prefix_of_its_acts(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("torn") / "library.json"
    library = Library.open(path, clock=ticking(), machine="here")
    id = library.add(draft()).article.id
    states = [[], library.articles()]
    for n in range(4):
        library.update([id], Edit(title=f"t{n}", add_tags=(f"x{n}",)))
        states.append(library.articles())
    journal = path.parent / "library" / "journal" / "here.jsonl"
    whole = journal.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    tail = data.draw(st.sampled_from([b"", b"\0\0\0", b"{}\n", b"\xff\n", b'{"rev": "']))
    journal.write_bytes(whole[:cut] + tail)
    again = Library.open(path, clock=ticking(), machine="here")
    found = again.articles()
    assert found in states
    assert states.index(found) >= whole[:cut].count(b"\n")
    added = again.add(draft(99)).article
    assert again.articles() == sorted([*found, added], key=lambda a: (a.saved_at, a.id), reverse=True)
    kept = b"".join(f.read_bytes() for f in sorted(journal.parent.glob("here.jsonl.damaged-*")))
    if kept:
        assert (whole[:cut] + tail).endswith(kept)
        assert any(str(journal.parent) in notice for notice in again.notices())
    elsewhere = Library.open(path, clock=ticking(), machine="other")
    assert elsewhere.articles() == again.articles()


def test_a_journal_that_was_replaced_and_got_the_old_place_on_the_disk_is_read_anew(tmp_path):
    folder = Folder(tmp_path)
    Journal(folder, "here").append(ENTRIES[:3])
    reader = Journal(folder, "here")
    reader.news()
    first = (tmp_path / "here.jsonl").stat().st_ino
    for _ in range(20):  # many a file system gives the number of a file that is gone to the next one
        folder.replace("here.jsonl", b"".join(map(encode, ENTRIES[2:])))
        if (tmp_path / "here.jsonl").stat().st_ino == first:
            break
    assert reader.look() is Look.REPLACED
    assert reader.news() == ENTRIES[2:]
    assert reader.entries() == ENTRIES[2:]


@pytest.mark.parametrize("spoil", [lambda d: d, lambda d: b"\xef\xbb\xbf" + d, lambda d: d.replace(b"\n", b"\r\n")])
def test_each_line_is_found_again_by_its_head(written, spoil):
    data, read = written
    _, journal = read(spoil(data))
    assert [journal.entry(head) for head in journal.heads.values()] == ENTRIES
    journal.append([replace(ENTRIES[0], revision="18000000000000000-here")])
    assert journal.entry(journal.heads["18000000000000000-here"]).label == ENTRIES[0].label
    assert journal.anew().news() == journal.entries()


def test_a_long_line_is_read_like_a_short_one(monkeypatch: pytest.MonkeyPatch):
    """A line that holds very much is read change by change, so that other threads may go on."""
    values: list[object] = [None, True, 0, "", ', "changes": [', "] é\n", {"a": ["[", {"b": "]"}]}]
    changes = tuple(
        Change("articles", str(number), "note", values[number % 7], values[-number % 7]) for number in range(30)
    )
    label = 'a label, "changes": ['
    for entry in (replace(ENTRIES[0], label=label, changes=changes), replace(ENTRIES[0], changes=()), *ENTRIES):
        line = encode(entry)[:-1]
        short = decode(line)
        monkeypatch.setattr(module, "_LONG", 0)
        assert decode(line) == short
        monkeypatch.undo()
