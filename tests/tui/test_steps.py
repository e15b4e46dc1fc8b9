"""Undo with a count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.errors import NothingToUndo, ReaderError, WriteFailed
from reader.model.act import Act
from reader.tui.screens.triage import stepped

ACT = Act("1-a", datetime(2026, 3, 1, tzinfo=UTC), "undid: starred", ())


@pytest.mark.parametrize(
    ("error", "told"), [(WriteFailed(Path("l"), "disk full"), 1), (NothingToUndo("there is nothing to undo"), 0)]
)
def test_what_stops_it_after_the_first_step_is_told_unless_there_is_no_more(error: ReaderError, told: int) -> None:
    outcomes: Iterator[Act | ReaderError] = iter((ACT, ACT, error, ACT))

    def step() -> Act:
        outcome = next(outcomes)
        if isinstance(outcome, ReaderError):
            raise outcome
        return outcome

    stopped: list[ReaderError] = []
    assert stepped(step, 9, stopped) is ACT
    assert stopped == [error] * told
    assert next(outcomes) is ACT
