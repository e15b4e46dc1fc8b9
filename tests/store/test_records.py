"""Taking in changes is idempotent, commutative and associative."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.store.record import Change, Record, decode, differences, encode, to_json
from reader.store.records import Records
from tests.store.conftest import scale

DOCUMENTS = st.fixed_dictionaries(
    {"title": st.sampled_from("abc")}, optional={"note": st.just("n"), "tags": st.just(["x"])}
)
CHANGES = st.tuples(
    st.one_of(
        st.builds(lambda d: ("", d), DOCUMENTS),
        st.just(("", None)),
        st.tuples(st.sampled_from(["title", "note"]), st.sampled_from(["p", "q", None])),
        st.tuples(st.sampled_from(["tags:x", "tags:y"]), st.booleans()),
        st.sampled_from(
            [
                ("versions:x", None),
                *((f"versions:{name}", {"name": name, "number": n}) for name in "xy" for n in (1, 2)),
            ]
        ),
    ),
    st.integers(1, 60),
    st.sampled_from(["anna", "ben"]),
)


def acts(drawn) -> list[tuple[Change, str]]:
    """Make changes of one record; a revision names one change of a cell, as it does in life."""
    unique = {(f"{n:017d}-{machine}", field): (field, value) for (field, value), n, machine in drawn}
    whole = {revision for (revision, field) in unique if field == ""}
    return [
        (Change("articles", "1", field, None, value), revision)
        for (revision, _), (field, value) in unique.items()
        if field == "" or revision not in whole
    ]


def taken_in(changes) -> tuple[object, ...]:
    records = Records()
    for change, revision in changes:
        records.put(change, revision)
    return seen(records.get("articles", "1"))


def seen(record: Record | None) -> tuple[object, ...]:
    if record is None:
        return ()
    cells = {cell for cell in record.cells() if record.value(cell) not in (None, False)}
    return record.there, {cell: (record.value(cell), record.revision(cell)) for cell in cells}, record.revision("")


@settings(max_examples=scale(300, 20_000), deadline=None)
@given(st.lists(CHANGES, max_size=8).map(acts), st.randoms(use_true_random=False), st.integers(0, 8))
def test_any_order_repetition_and_grouping_gives_the_same_record(changes, rng, cut):
    expected = taken_in(changes)
    shuffled = [*changes, *rng.sample(changes, len(changes) // 2)]
    rng.shuffle(shuffled)
    assert taken_in(shuffled) == expected
    left, right = Records(), Records()
    for n, (change, revision) in enumerate(shuffled):
        (left if n < cut else right).put(change, revision)
    for one, other in ((left, right), (right, left)):
        merged = Records()
        for side in (one, other, one):
            record = side.get("articles", "1")
            if record is not None:
                merged.merge("articles", "1", decode(encode(record), there=record.there))
        assert seen(merged.get("articles", "1")) == expected


@given(DOCUMENTS, DOCUMENTS)
def test_differences_turn_one_document_into_the_other_and_back(old, new):
    records = Records()
    records.put(Change("articles", "1", "", None, old), "1")
    for change in differences("articles", "1", old, new):
        records.put(change, "2")
    assert without_nothing(records, "1") == settled(new)
    for change in differences("articles", "1", old, new):
        records.put(change.reversed(), "3")
    assert without_nothing(records, "1") == settled(old)


def without_nothing(records: Records, id: str) -> dict[str, object]:
    record = records.get("articles", id)
    assert record is not None
    return settled(record.document)


def settled(document: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in document.items() if value not in (None, [])}


def test_versions_that_were_one_cell_once_merge_one_by_one() -> None:
    old = {"title": "T", "versions": [{"name": "1.md", "number": 1}], "rev": {"": "1-a", "versions": "2-a"}}
    record = decode(to_json(old), there=True)
    assert record.revision("versions:1.md") == "2-a"
    record.put("versions", [{"name": "2.md", "number": 2}], "1-b")
    record.put("versions", [{"name": "1.md", "number": 9}], "1-b")
    assert record.document["versions"] == [{"name": "1.md", "number": 1}, {"name": "2.md", "number": 2}]
