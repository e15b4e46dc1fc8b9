"""The first sentences of an article, for the list."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from reader.ingest import excerpt


def test_headings_tables_and_code_are_passed_over():
    text = "# Title\n\n| a |\n| --- |\n\n```\ncode\n```\n\n![i](x.png)\n\nThe *first* [words](y) stand. Here."
    assert excerpt.of(text) == "The first words stand. Here."


def test_it_ends_with_a_sentence_where_one_ends_in_time():
    text = "This is a sentence of some length that stands here. " * 10
    assert len(excerpt.of(text)) <= excerpt.LONGEST
    assert excerpt.of(text).endswith("here.")


@pytest.mark.parametrize("piece", ["[", "[[](", "![", "[a](", "*a ", " _a", "`", "> ", "\\", "<http:", "- ", "~~~\n"])
def test_four_times_the_text_costs_about_four_times_as_much(piece: str):
    """Quadratic patterns would cost sixteen times as much. Ratios of CPU time, so a slow machine does not matter."""
    small, large = cost(lambda: excerpt.visible(piece * 1500)), cost(lambda: excerpt.visible(piece * 6000))
    assert large < 10 * small + 0.005


def cost(work: Callable[[], object]) -> float:
    costs = []
    for _ in range(3):
        started = time.process_time()
        work()
        costs.append(time.process_time() - started)
    return min(costs)
