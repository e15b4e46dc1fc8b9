"""What became of a text is told word by word, and nothing of either text is lost in the telling."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model.worddiff import Kind, Piece, changed_only, changes, diff

paragraphs = st.lists(st.text("ab c.d", min_size=1, max_size=20).filter(str.strip), max_size=8)


def words(text: str) -> str:
    return "".join(text.split())


@given(paragraphs, paragraphs)
def test_the_old_and_the_new_text_are_both_in_what_is_told(old: list[str], new: list[str]) -> None:
    told = [piece for paragraph in diff("\n\n".join(old), "\n\n".join(new)) for piece in paragraph]
    assert words("".join(piece.text for piece in told if piece.kind is not Kind.NEW)) == words("".join(old))
    assert words("".join(piece.text for piece in told if piece.kind is not Kind.GONE)) == words("".join(new))


@given(paragraphs)
def test_of_a_text_and_itself_nothing_is_told(text: list[str]) -> None:
    told = diff("\n\n".join(text), "\n\n".join(text))
    assert changes(told) == (0, 0)
    assert not [one for one in changed_only(told) if one is not None]


def test_a_word_is_told_in_its_place_and_what_did_not_change_is_left_out() -> None:
    old = "Same one.\n\nThe lamp is lit at dusk by the keeper.\n\nSame two.\n\nGone for good, all of it.\n\nSame three."
    new = "Same one.\n\nThe lamp is lit at noon by the keeper.\n\nSame two.\n\nSame three."
    told = diff(old, new)
    assert list(changed_only(told)) == [
        None,
        (
            Piece(Kind.SAME, "The lamp is lit at "),
            Piece(Kind.GONE, "dusk"),
            Piece(Kind.NEW, "noon"),
            Piece(Kind.SAME, " by the keeper."),
        ),
        None,
        (Piece(Kind.GONE, "Gone for good, all of it."),),
        None,
    ]
    assert changes(told) == (7, 1)


def test_a_paragraph_that_came_between_leaves_its_neighbours_matched() -> None:
    told = diff(
        "The first of them here.\n\nThe second of them there.",
        "Before.\n\nThe first of us here.\n\nThe second of us there.",
    )
    assert [[piece.kind for piece in paragraph] for paragraph in told] == [
        [Kind.NEW],
        [Kind.SAME, Kind.GONE, Kind.NEW, Kind.SAME],
        [Kind.SAME, Kind.GONE, Kind.NEW, Kind.SAME],
    ]


def test_huge_texts_are_told_whole() -> None:
    old, new = "a " * 30_000, "b " * 30_000
    assert [[piece.kind for piece in paragraph] for paragraph in diff(old, new)] == [[Kind.GONE], [Kind.NEW]]
