"""A day brings few highlights: what is due, something new, what weighs more more often."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from reader.model import State
from reader.model.passage import Passage
from reader.model.review import Weights
from reader.review.day import day_of
from tests.review.conftest import NOW, passage, reviewed

EVEN = Weights()


def ids(passages: list[Passage], per_day: int = 5, weights: Weights = EVEN, days: int = 0) -> list[str]:
    return [each.highlight.id for each in day_of(passages, weights, NOW + timedelta(days=days), per_day).passages]


def test_a_day_brings_so_many_and_no_more_and_the_same_all_day() -> None:
    many = [passage(number) for number in range(50)]
    found = ids(many)
    assert len(found) == 5
    assert ids(list(reversed(many))) == found
    assert [each.highlight.id for each in day_of(many, EVEN, NOW + timedelta(hours=9), 5).passages] == found
    assert ids(many, days=1) != found


def test_what_was_answered_today_counts_and_the_rest_of_the_day_stays() -> None:
    many = [passage(number) for number in range(50)]
    first, *rest = ids(many)
    answered = [
        passage(int(first), review=reviewed(0, 4, times=1)) if each.highlight.id == first else each for each in many
    ]
    assert ids(answered) == rest
    assert day_of(answered, EVEN, NOW, 5).seen == 1


def test_what_is_due_comes_first_the_longest_overdue_before_all_and_one_new_beside_it() -> None:
    due = [passage(number, review=reviewed(10 + number, 10)) for number in range(1, 9)]
    found = ids([*due, passage(100), passage(101)])
    assert found[:4] == ["8", "7", "6", "5"]
    assert found[4] in ("100", "101")


def test_what_is_not_due_yet_does_not_come() -> None:
    assert ids([passage(1, review=reviewed(1, 4))]) == []
    assert ids([passage(1, review=reviewed(1, 4))], days=3) == ["1"]


def test_what_was_highlighted_today_comes_tomorrow_at_the_earliest() -> None:
    assert ids([passage(1, made_at=NOW - timedelta(hours=1))]) == []
    assert ids([passage(1, made_at=NOW - timedelta(hours=1))], days=1) == ["1"]


def test_never_again_and_trashed_articles_are_left_out() -> None:
    trashed = passage(2)
    trashed = Passage(trashed.highlight, replace(trashed.article, state=State.TRASHED))
    day = day_of([passage(1, resurfaces=False), trashed], EVEN, NOW, 5)
    assert (list(day.passages), day.eligible) == ([], 0)


def test_two_of_one_article_come_only_where_there_are_no_others() -> None:
    crowd = [passage(number, article=7) for number in range(20)]
    found = ids([*crowd, passage(100), passage(101)])
    assert {"100", "101"} < set(found)
    assert len(found) == 5


def test_weight_two_halves_the_wait_and_weight_nought_ends_it() -> None:
    waiting = [passage(1, review=reviewed(5, 10), tags=("sea/lamps",))]
    assert ids(waiting) == []
    assert ids(waiting, weights=Weights(tags={"sea": 2.0})) == ["1"]
    due = [passage(1, review=reviewed(15, 10), tags=("sea",))]
    assert ids(due, weights=Weights(tags={"sea": 0.5})) == []
    assert ids(due, weights=Weights(articles={"1001": 0.0})) == []


def test_what_weighs_more_is_drawn_more_often() -> None:
    many = [passage(number, tags=("sea",) if number < 20 else ()) for number in range(100)]
    drawn = [id for day in range(60) for id in ids(many, weights=Weights(tags={"sea": 4.0}), days=day)]
    assert len(drawn) == 300
    assert 100 < sum(int(id) < 20 for id in drawn) < 200  # a fifth of them, half of the weight


@given(
    st.lists(st.tuples(st.integers(1, 5), st.floats(0, 500), st.floats(1, 500), st.booleans()), max_size=40),
    st.integers(1, 9),
)
def test_any_library_gives_a_day_without_doubles(made, per_day) -> None:
    passages = [
        passage(number, article, None if is_new else reviewed(ago, wait))
        for number, (article, ago, wait, is_new) in enumerate(made)
    ]
    day = day_of(passages, Weights(tags={"x": 3.0}), NOW, per_day)
    found = [each.highlight.id for each in day.passages]
    assert len(found) == len(set(found)) <= per_day
    assert day.eligible == len(passages)
