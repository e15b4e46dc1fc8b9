"""Answers of the catalogue are those of the query, whatever short ways it takes."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from reader.model import Edit, State
from reader.model.query import parse
from tests.store.conftest import draft

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TAGS = ["food", "food/bread", "Food", "foodie", "été", "x"]


@pytest.mark.parametrize(
    "text", ["#food", "#x is:starred", "#été", "#food OR #x", "-#food", "#none", "is:inbox #x #food"]
)
def test_a_question_for_tags_is_answered_as_if_all_were_looked_at(opened, text):
    rng = random.Random(text)
    library = opened()
    query = parse(text)
    ids = [library.add(draft(n, tags=tuple(rng.sample(TAGS, 2)))).article.id for n in range(30)]
    for _ in range(20):
        assert library.articles(query) == query.apply(library._catalogue.articles(), now=NOW)
        some = rng.sample(ids, 3)
        library.update(some, Edit(add_tags=(rng.choice(TAGS),), remove_tags=(rng.choice(TAGS),)))
        library.update(some, Edit(starred=rng.random() < 0.5, state=rng.choice(list(State))))
        if rng.random() < 0.3:
            library.undo()
        if rng.random() < 0.2:
            library.delete([ids.pop()])


def test_the_newest_are_those_the_list_begins_with(opened):
    library = opened()
    ids = [library.add(draft(n)).article.id for n in range(10)]
    library.update(ids[7:8], Edit(state=State.TRASHED))
    assert library.newest(4) == library.articles()[:4]
    assert library.newest(99) == library.articles()
