"""The window over rows behaves as one over a plain list of all rows, without ever knowing that list."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.reading.viewport import Position, Viewport


@dataclass
class Units:
    heights: list[int]

    def has(self, unit: int) -> bool:
        return 0 <= unit < len(self.heights)

    def height(self, unit: int) -> int:
        return self.heights[unit]

    def last_unit(self) -> int:
        return len(self.heights) - 1

    def all_rows(self) -> list[Position]:
        return [Position(unit, row) for unit, height in enumerate(self.heights) for row in range(height)]


heights = st.lists(st.integers(1, 7), min_size=1, max_size=12)
moves = st.lists(st.one_of(st.integers(-30, 30), st.just("end"), st.just("top")), max_size=12)


@given(heights, st.integers(1, 20), moves)
def test_the_window_moves_as_over_a_list_of_all_rows(heights, height, moves):
    page = Units(heights)
    rows = page.all_rows()
    view = Viewport(page, height)
    furthest = max(0, len(rows) - height)
    at = 0
    for move in moves:
        if move == "end":
            view.to_end()
            at = furthest
        elif move == "top":
            view.put(rows[0])
            at = 0
        else:
            moved = view.scroll(move)
            before, at = at, max(0, min(at + move, furthest))
            assert moved == (at != before)
        assert view.visible() == rows[at : at + height]


@given(heights, st.integers(1, 20), st.data())
def test_any_row_can_be_brought_into_the_window_and_is_told_where(heights, height, data):
    page = Units(heights)
    rows = page.all_rows()
    view = Viewport(page, height)
    wanted = data.draw(st.sampled_from(rows))
    view.put(wanted, data.draw(st.integers(0, height - 1)))
    assert wanted in view.visible()
    for row in rows:
        line = view.line_of(row)
        assert (line is not None) == (row in view.visible())
        assert line is None or view.visible()[line] == row


@given(heights, st.integers(1, 20), st.integers(1, 20), st.integers(0, 60))
def test_growing_the_window_leaves_no_hole_at_the_end(heights, height, taller, down):
    page = Units(heights)
    view = Viewport(page, height)
    view.scroll(down)
    view.height = taller
    view.settle()
    assert len(view.visible()) == min(taller, sum(heights))
