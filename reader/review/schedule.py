"""When a highlight comes again: FSRS says so (the scheduler of the `fsrs` library), asked nothing but the last answers."""

from __future__ import annotations

from datetime import datetime

from reader.model.highlight import Highlight, HighlightEdit
from reader.model.review import Answer, Review

RETENTION = 0.85
"""How likely a passage is still remembered when it comes back: this is no examination, so less often than FSRS has it
for flash cards (0.9)."""
LONGEST_DAYS = 1_000


def answered(highlight: Highlight, answer: Answer, now: datetime) -> HighlightEdit:
    """Return what an answer changes in a highlight."""
    if answer is Answer.NEVER:
        return HighlightEdit(resurfaces=False)
    return HighlightEdit(review=_next(highlight.review, answer, now), resurfaces=None if highlight.resurfaces else True)


def _next(review: Review | None, answer: Answer, now: datetime) -> Review:
    from fsrs import Card, Rating, Scheduler, State  # 40 ms, and few open the review

    scheduler = Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,  # two machines that are told the same shall say the same
    )
    rating = {Answer.KEEP: Rating.Good, Answer.SOONER: Rating.Again, Answer.LATER: Rating.Easy}[answer]
    card = Card(card_id=1)
    if review is not None:
        card = Card(1, State.Review, None, review.stability, review.difficulty, review.due, min(review.at, now))
    card, _ = scheduler.review_card(card, rating, now)
    assert card.stability is not None
    assert card.difficulty is not None
    return Review(now, card.due, card.stability, card.difficulty, 1 if review is None else review.times + 1)
