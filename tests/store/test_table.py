"""Our Table gives the documents that stock TinyDB gives, and our Storage is a storage like any other."""

from __future__ import annotations

import json
import random

import pytest
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage

from reader.store.revision import Clock
from reader.store.table import Database
from tests.store.conftest import scale, ticking


@pytest.fixture
def ours(path):
    return Database(path, Clock("here", ticking()))


@pytest.mark.parametrize("seed", range(scale(3, 60)))
def test_random_operations_give_the_documents_of_stock_tinydb(ours, path, seed):
    rng = random.Random(seed)
    mine, stock = ours.table("articles"), TinyDB(storage=MemoryStorage).table("articles")
    names: dict[str, int] = {}
    for n in range(120):
        fields = {rng.choice("ab"): rng.randint(0, 3), "tags": sorted(rng.sample(["x", "y"], rng.randint(0, 2)))}
        kind = rng.choice(["insert", "insert", "update", "ids", "remove", "upsert", "call", "many", "clear"])
        condition = where("a") == rng.randint(0, 3)
        if kind == "insert":
            names[mine.insert({**fields, "n": n})] = stock.insert({**fields, "n": n})
        elif kind == "many":
            documents = [{"n": n, "k": k} for k in range(3)]
            names.update(zip(mine.insert_multiple(documents), stock.insert_multiple(documents), strict=True))
        elif kind == "update":
            assert len(mine.update(fields, condition)) == len(stock.update(fields, condition))
        elif kind == "ids" and names:
            id = rng.choice(list(names))
            mine.update(fields, doc_ids=[id]), stock.update(fields, doc_ids=[names[id]])
        elif kind == "remove":
            mine.remove(condition), stock.remove(condition)
        elif kind == "upsert":
            mine.upsert(fields, condition), stock.upsert(fields, condition)
        elif kind == "call":
            mine.update(lambda document: document.update(called=True), condition)
            stock.update(lambda document: document.update(called=True), condition)
        elif rng.random() < 0.1:
            mine.truncate()
            stock.truncate()
            names.clear()

        assert in_order(mine.all()) == in_order(stock.all())
        assert mine.count(condition) == stock.count(condition)
    ours.close()
    with TinyDB(path) as plain:
        kept = [{k: v for k, v in document.items() if k != "rev"} for document in plain.table("articles").all()]
    assert in_order(kept) == in_order(stock.all())


def in_order(documents):
    """Return documents in an order of their own; an empty set and none are the same to us."""
    kept = ({name: value for name, value in document.items() if value != []} for document in documents)
    return sorted(json.dumps(document, sort_keys=True) for document in kept)


def test_a_returned_document_shares_nothing_with_the_store(ours):
    table = ours.table("articles")
    id = table.insert({"tags": ["a"]})
    document = table.get(doc_id=id)
    assert document is not None
    document["tags"].append("b")
    assert table.get(doc_id=id) == {"tags": ["a"]}


def test_an_updater_that_fails_changes_nothing(ours):
    table = ours.table("articles")
    table.insert_multiple([{"n": 1}, {"n": 2}])

    def fail(document):
        document["n"] = 9
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        table.update(fail)
    assert sorted(document["n"] for document in table.all()) == [1, 2]


def test_ids_are_seventeen_digits_that_grow(ours):
    table = ours.table("articles")
    ids = [str(table.insert({})) for _ in range(50)]
    assert all(len(id) == 17 and id.isdigit() for id in ids)
    assert ids == sorted(set(ids))
