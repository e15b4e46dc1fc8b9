"""One article is one line that fits its terminal, whatever its title."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from reader.cli.columns import article_line, cells, cut, heading_line, marks_of
from reader.cli.output import Ink
from reader.model import Article, Progress, State

NOW = datetime(2026, 3, 1, tzinfo=UTC)
A = Article(
    id="17321000000001234", title="Slow reading", saved_at=NOW, site="example.org", words=460, tags=("a", "b/c")
)


def drawn(article: Article, width: int) -> str:
    return "".join(piece.text if isinstance(piece, Ink) else piece for piece in article_line(article, width, NOW))


def test_a_line_says_what_one_decides_by() -> None:
    line = drawn(A, 120)
    for part in ("17321000000001234", "Slow reading", "#a #b/c", "example.org", "2 min", "2026-03-01"):
        assert part in line
    assert cells(line) == 120


@given(
    title=st.text(max_size=300),
    tags=st.lists(st.text("abc読é/", min_size=1), max_size=5),
    site=st.text(max_size=60),
    width=st.integers(50, 200),
)
def test_a_line_fills_its_terminal_and_no_more(title: str, tags: list[str], site: str, width: int) -> None:
    article = Article(id=A.id, title=title, saved_at=NOW, site=site, tags=tuple(tags), words=100_000)
    assert cells(drawn(article, width)) == max(width, 55)


@given(st.integers(20, 200))
def test_the_heading_stands_over_the_columns(width: int) -> None:
    heading, line = heading_line(A, width).text, drawn(A, width)
    assert cells(heading) <= width
    if width >= 55:
        assert heading.index("title") == line.index("Slow")
        assert heading.index("saved") == line.index("2026-03-01")
        assert heading.index("length") + len("length") == line.index(" min") + len(" min")


@given(st.text(), st.integers(1, 40))
def test_what_is_cut_fits(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width


def test_marks_tell_state_star_reading_and_notes() -> None:
    assert marks_of(A) == "    "
    full = Article(id="1", title="", saved_at=NOW, state=State.ARCHIVED, starred=True, read=True, note="x")
    assert marks_of(full) == "a*rn"
    begun = Article(id="1", title="", saved_at=NOW, state=State.TRASHED, progress=Progress(0.47), highlights=2)
    assert marks_of(begun) == "D 4n"


def test_an_article_without_a_title_still_has_a_line() -> None:
    assert "(no title)" in drawn(Article(id="1", title="", saved_at=NOW), 80)
