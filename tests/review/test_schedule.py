"""An answer says when a highlight comes again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Highlight
from reader.model.review import Answer
from reader.review.schedule import LONGEST_DAYS, answered
from tests.review.conftest import NOW, passage

ANSWERS = st.sampled_from([Answer.KEEP, Answer.SOONER, Answer.LATER])


def after(highlight: Highlight, answer: Answer, days: int = 0) -> Highlight:
    edit = answered(highlight, answer, NOW + timedelta(days=days))
    return replace(highlight, review=edit.review)


@given(st.lists(st.tuples(ANSWERS, st.integers(0, 900)), max_size=12))
def test_sooner_comes_before_keep_and_keep_before_later_whatever_was_answered_before(history) -> None:
    highlight, day = passage(1).highlight, 0
    for answer, days in history:
        day += days
        highlight = after(highlight, answer, day)
        assert highlight.review is not None
        wait = highlight.review.due - highlight.review.at
        assert timedelta(days=1) <= wait <= timedelta(days=LONGEST_DAYS)
    waits = []
    for answer in (Answer.SOONER, Answer.KEEP, Answer.LATER):
        review = after(highlight, answer, day).review
        assert review is not None
        waits.append(review.due)
    assert waits[0] <= waits[1] <= waits[2]


def test_what_is_kept_comes_again_after_days_then_weeks_then_months() -> None:
    first = after(passage(1).highlight, Answer.KEEP)
    second = after(first, Answer.KEEP, 4)
    third = after(second, Answer.KEEP, 40)
    waits = [(each.review.due - each.review.at).days for each in (first, second, third) if each.review]
    assert 2 <= waits[0] < 14 < waits[1] < 60 < waits[2]
    assert [each.review.times for each in (first, second, third) if each.review] == [1, 2, 3]


def test_never_takes_a_highlight_out_and_any_other_answer_takes_it_in_again() -> None:
    highlight = passage(1).highlight
    assert answered(highlight, Answer.NEVER, NOW).resurfaces is False
    assert answered(replace(highlight, resurfaces=False), Answer.KEEP, NOW).resurfaces is True
    assert answered(highlight, Answer.KEEP, NOW).resurfaces is None


def test_a_clock_that_was_set_back_is_borne() -> None:
    once = after(passage(1).highlight, Answer.KEEP, 10)
    assert after(once, Answer.KEEP, 0).review is not None
