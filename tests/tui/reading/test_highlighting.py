"""Passages are highlighted, noted and taken along without the mouse; and with it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from time import monotonic

import pytest

from reader.config import Config
from reader.model import Article, Draft, Highlight, Span, TextQuote
from reader.store import Library
from reader.tui import keys
from reader.tui.reading.quoting import markdown_quote
from reader.tui.screens.article_panel import HighlightsPanel
from reader.tui.screens.contents import Contents
from reader.tui.screens.highlights import HighlightsScreen
from reader.tui.screens.note_prompt import NotePrompt
from tests.tui.reading.conftest import Reader
from tests.tui.settling import PATIENCE_S

Opened = Callable[..., AbstractAsyncContextManager[Reader]]


def kept(reader: Reader) -> list[str]:
    return [highlight.quote.exact for highlight in reader.library.highlights()]


def only(reader: Reader) -> Highlight:
    (highlight,) = reader.library.highlights()
    return highlight


async def until(holds: Callable[[], bool]) -> None:
    """Wait for what comes a moment later."""
    deadline = monotonic() + PATIENCE_S
    while monotonic() < deadline:
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came")


async def test_the_third_sentence_of_a_fresh_article_takes_three_keys(opened: Opened):
    async with opened() as reader:
        await reader.press(")", ")", "h")
        assert kept(reader) == ["The sea was calm that night."]
        assert "z undoes" in reader.text()
        highlight = only(reader)
        assert reader.plain[highlight.span.start : highlight.span.end] == highlight.quote.exact
        await reader.press("z")
        assert kept(reader) == []
        assert not reader.screen.view.washes.highlights


async def test_a_count_takes_more_sentences_and_a_second_h_the_paragraph(opened: Opened):
    async with opened() as reader:
        await reader.press("2", "h")
        assert kept(reader) == ["Dr. Weber lit the lamp at 5.30. She liked the quiet of it."]
        await reader.press("z", "h", "h")
        assert kept(reader) == [
            "Dr. Weber lit the lamp at 5.30. She liked the quiet of it. The sea was calm that night."
        ]


async def test_letters_stand_on_every_sentence_in_view(opened: Opened):
    async with opened() as reader:
        await reader.press("H")
        assert "HIGHLIGHT" in reader.text()
        await reader.press("s")
        assert kept(reader) == ["She liked the quiet of it."]


async def test_visual_mode_selects_with_motions_and_colours(opened: Opened, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keys, "PAUSE_S", 0.4)
    async with opened() as reader:
        await reader.press("v")
        assert "SELECT" in reader.text()
        await reader.press("w", "w", "e", "3")
        await until(lambda: bool(kept(reader)))  # for a moment, a motion could make a count of it
        highlight = only(reader)
        assert highlight.quote.exact == "Dr. Weber"
        assert highlight.colour == 3
        assert "SELECT" not in reader.text()
        await reader.press("}", "v", "e", "h", "l", "enter")
        assert kept(reader)[1] == "Ships"
        assert reader.library.highlights()[1].colour == 3


async def test_words_are_selected_to_their_ends_without_a_letter_of_the_next(opened: Opened):
    async with opened() as reader:
        await reader.press("}", "v", "e", "e", "enter")
        assert kept(reader) == ["Ships passed"]


async def test_the_other_end_can_be_moved_and_sentences_taken_whole(opened: Opened):
    async with opened() as reader:
        await reader.press(")", "V", "o", "(", "enter")
        assert kept(reader) == ["Dr. Weber lit the lamp at 5.30. She liked the quiet of it."]


async def test_a_find_is_a_motion(opened: Opened):
    async with opened() as reader:
        await reader.press("v", "/")
        await reader.type("calm")
        await reader.press("enter", "e", "enter")
        assert kept(reader) == ["Dr. Weber lit the lamp at 5.30. She liked the quiet of it. The sea was calm"]


async def test_rows_are_a_motion_and_escape_selects_nothing(opened: Opened):
    async with opened() as reader:
        await reader.press("v", "j", "j")
        assert reader.screen.view.washes.selected is not None
        assert len(reader.screen.view.washes.selected) > 60
        await reader.press("escape")
        assert "SELECT" not in reader.text()
        assert kept(reader) == []


async def test_what_is_selected_is_copied_as_it_was_written(opened: Opened):
    async with opened() as reader:
        await reader.press("]", "]", "}", "V", "y")
        assert reader.app.clipboard == "Anyone who has not heard the wind in a stair of stone has not heard wind."


async def test_a_note_on_a_highlight_stands_in_the_margin_and_words_with_a_dot_are_tags(opened: Opened):
    async with opened(size=(120, 36)) as reader:
        await reader.press("h", "c")
        assert isinstance(reader.app.screen, NotePrompt)
        await reader.type("quiet .craft")
        await reader.press("escape")
        highlight = only(reader)
        assert highlight.note == "quiet .craft"
        assert highlight.tags == ("craft",)
        row = next(row for row in reader.page() if "Dr. Weber" in row)
        assert row.endswith("▎ quiet .craft")


async def test_without_a_highlight_under_the_cursor_the_note_is_the_articles(opened: Opened):
    async with opened() as reader:
        await reader.press("c")
        await reader.type("good")
        await reader.press("escape")
        assert reader.article.note == "good"
        assert "▎ good" in reader.text()


async def test_highlights_are_gone_through_coloured_resized_and_removed(opened: Opened):
    async with opened() as reader:
        await reader.press("h", "}", "h", "g", "g", "]", "h")
        assert reader.sentence == "Ships passed; none of them came near."
        await reader.press("~")
        assert reader.library.highlights()[1].colour == 2
        await reader.press("2", ">")
        assert kept(reader)[1] == "Ships passed; none of them came near. See the"
        await reader.press("<")
        assert kept(reader)[1] == "Ships passed; none of them came near. See"
        await reader.press("x")
        assert kept(reader) == ["Dr. Weber lit the lamp at 5.30."]
        await reader.press("x")
        assert "no highlight under the cursor" in reader.text()


async def test_dragging_selects_and_a_colour_keeps_it(opened: Opened):
    async with opened() as reader:
        row = next(number for number, text in enumerate(reader.rows()) if "Dr. Weber" in text)
        column = reader.rows()[row].index("lit")
        view = reader.screen.view
        await reader.pilot.mouse_down(view, (column, row))
        await reader.pilot.hover(view, (column + 4, row))
        await reader.pilot.hover(view, (column + 11, row))
        await reader.pilot.mouse_up(view, (column + 11, row))
        await reader.pilot.pause()
        selected = reader.screen.view.washes.selected
        assert selected is not None
        assert selected.of(reader.plain) == "lit the lamp"
        await reader.press("2", "enter")
        assert kept(reader) == ["lit the lamp"]
        assert only(reader).colour == 2


async def test_a_drag_may_begin_between_two_paragraphs(opened: Opened):
    async with opened() as reader:
        row = next(number for number, text in enumerate(reader.rows()) if "Dr. Weber" in text)
        column = reader.rows()[row].index("lit")
        view = reader.screen.view
        assert not reader.rows()[row - 1].strip()
        await reader.pilot.mouse_down(view, (column, row - 1))
        await reader.pilot.hover(view, (column, row))
        await reader.pilot.hover(view, (column + 4, row))
        await reader.pilot.hover(view, (column + 11, row))
        await reader.pilot.mouse_up(view, (column + 11, row))
        await reader.pilot.pause()
        selected = reader.screen.view.washes.selected
        assert selected is not None
        assert selected.of(reader.plain) == "lit the lamp"
        assert "y copies" in reader.text()
        await reader.press("escape")
        assert reader.screen.view.washes.selected is None
        assert "y copies" not in reader.text()


async def test_a_count_without_its_command_goes_away_by_itself_and_escape_keeps_the_article(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
):
    async with opened() as reader:
        await reader.press("3")
        assert reader.screen.footer.pending == "3"
        await reader.press("escape")
        assert reader.screen.footer.pending == ""
        assert reader.app.screen is reader.screen
        monkeypatch.setattr(keys, "SEQUENCE_TIMEOUT_S", 1.0)
        await reader.press("7")
        await until(lambda: reader.screen.footer.pending == "")


async def test_the_wheel_scrolls(opened: Opened):
    async with opened() as reader:
        before = reader.page()
        from textual.events import MouseScrollDown

        reader.screen.view.post_message(MouseScrollDown(reader.screen.view, 5, 5, 0, 1, 0, False, False, False, 5, 5))
        await reader.pilot.pause()
        assert reader.page()[:10] == before[3:13]


async def test_the_sentence_is_copied_as_a_quote_with_its_source(opened: Opened):
    async with opened() as reader:
        await reader.press(")", "Y")
        assert reader.app.clipboard == (
            "> She liked the quiet of it.\n>\n"
            "> — [The lighthouse](<https://example.org/light>), Ada Example · Almanac · 12 March 2026\n"
        )


def test_a_quote_keeps_its_lines_and_marks_in_titles_are_escaped():
    from datetime import UTC, datetime

    article = Article(
        id="1", title="On [marks]", saved_at=datetime(2026, 1, 1, tzinfo=UTC), published_at=date(2026, 1, 2)
    )
    assert (
        markdown_quote("one\n\ntwo\u00adthree", article)
        == "> one\n>\n> twothree\n>\n> — On \\[marks\\], 2 January 2026\n"
    )


async def test_the_article_goes_through_a_command(opened: Opened):
    async with opened() as reader:
        await reader.press("|")
        await reader.type("tr a-z A-Z")
        await reader.press("enter")
        await until(lambda: "DR. WEBER" in reader.text())
        assert "DR. WEBER LIT THE LAMP" in reader.text()
        await reader.press("escape")
        assert "Dr. Weber" in reader.text()


async def test_information_tells_what_is_known_and_who_links_here(opened: Opened):
    async with opened("The keeper") as reader:
        await reader.press("i")
        await until(lambda: "Linked from" in reader.text())
        text = reader.text()
        assert "https://example.org/keeper" in text
        assert "Linked from" in text
        await reader.press("enter")
        assert reader.screen.article.title == "The lighthouse"


async def test_hh_is_one_act_to_undo(opened: Opened):
    async with opened() as reader:
        await reader.press("h", "h")
        assert kept(reader) == [
            "Dr. Weber lit the lamp at 5.30. She liked the quiet of it. The sea was calm that night."
        ]
        await reader.press("z")
        assert kept(reader) == []


async def test_hh_on_a_highlighted_sentence_makes_it_the_paragraph(opened: Opened):
    async with opened() as reader:
        await reader.press("h", ")", "(", "h", "h")
        assert [words[-6:] for words in kept(reader)] == ["night."]
        await reader.press("z")
        assert kept(reader) == ["Dr. Weber lit the lamp at 5.30."]


async def test_digits_before_a_motion_are_a_count_and_before_enter_or_a_pause_a_colour(opened: Opened):
    async with opened() as reader:
        await reader.press("v", "2", "w", "e", "4", "enter")
        assert kept(reader) == ["Dr. Weber"]
        assert only(reader).colour == 4
        await reader.press("}", "v", "1", "2", "l")
        selected = reader.screen.view.washes.selected
        assert selected is not None
        assert len(selected) == 13
        await reader.press("5", "c")
        await reader.type("So.")
        await reader.press("escape")
        assert [(each.colour, each.note) for each in reader.library.highlights()][1] == (5, "So.")


def lose(reader: Reader, *words: str) -> None:
    """Highlight words that are not in the text."""
    for number, exact in enumerate(words):
        quote = TextQuote(exact, "nowhere to be found ", " and gone for good")
        reader.library.add_highlight(reader.screen.article.id, quote, Span(5 + number, 5 + number + len(exact)))
    reader.screen.library_changed()


async def test_an_orphan_is_put_onto_selected_words_with_one_key(opened: Opened):
    async with opened() as reader:
        lose(reader, "a sentence that was cut")
        await reader.press("G")
        assert "a sentence that was cut" in reader.text()
        assert "p puts it there" in reader.text()
        await reader.press("g", "g", "v", "w", "w", "e", "p")
        highlight = only(reader)
        assert highlight.quote.exact == "Dr. Weber"
        assert highlight.span.of(reader.plain) == "Dr. Weber"
        await reader.press("z")
        assert only(reader).quote.exact == "a sentence that was cut"
        await reader.press("v", "p", "escape")


async def test_of_several_orphans_one_is_asked_for(opened: Opened):
    async with opened() as reader:
        lose(reader, "the first that was cut", "the second that was cut")
        await reader.press("v", "e", "p")
        assert isinstance(reader.app.screen, Contents)
        await reader.press("j", "enter")
        assert sorted(kept(reader)) == ["Dr", "the first that was cut"]


async def test_the_panel_lists_goes_notes_recolours_and_removes(opened: Opened):
    async with opened() as reader:
        await reader.press("g", "m")
        assert "no highlights here yet" in reader.text()
        await reader.press("h", ")", ")", "h", "g", "g", "g", "m")
        panel = reader.app.screen
        assert isinstance(panel, HighlightsPanel)
        assert "yellow" in panel.rows.render_line(0).text
        await reader.press("j", "3")
        assert sorted(each.colour for each in reader.library.highlights()) == [1, 3]
        assert "blue" in panel.rows.render_line(2).text
        await reader.press("c")
        await reader.type("Calm .sea")
        await reader.press("escape")
        assert "✎ Calm .sea  #sea" in panel.rows.render_line(3).text
        await reader.press("k", "x")
        assert panel.rows.row_count() == 1
        await reader.press("z")
        assert panel.rows.row_count() == 2
        await reader.press("G", "enter")
        assert reader.plain[reader.screen.reading.cursor :].startswith("The sea was calm")
        await reader.press("g", "m", "x", "x")
        assert not isinstance(reader.app.screen, HighlightsPanel)  # none is left
        assert kept(reader) == []


async def test_words_with_a_dot_are_no_tags_where_the_setting_says_so(opened: Opened):
    async with opened(config=Config(note_tags=False)) as reader:
        await reader.press("h", "c")
        await reader.type("Calm .sea")
        await reader.press("escape")
        assert (only(reader).note, only(reader).tags) == ("Calm .sea", ())


async def test_gh_and_gr_over_an_article_give_it_back_where_it_was(opened: Opened):
    async with opened() as reader:
        await reader.press("space", "space")
        before = reader.screen.reading.place
        await reader.press("g", "h")
        assert isinstance(reader.app.screen, HighlightsScreen)
        await reader.press("q")
        assert reader.screen.reading.place == before
        await reader.press("g", "r", "escape")
        assert reader.screen.reading.place == before


SCRIPTS = """\
# A heading

> A quotation, e\u0301tude and man\u0303ana.

- a list item
    1. nested, 👩\u200d🚀 and 🇫🇷 and 👍🏽

| cell | other |
|---|---|
| 光は | شمس |

```python
light = lamp.burn()
```

هذا نص من اليمين إلى اليسار. جملة ثانية هنا.

静かな場所で本を読む。次の文。
"""


@pytest.mark.parametrize("seed", range(6))
async def test_selecting_over_all_kinds_of_blocks_and_scripts_keeps_whole_characters(
    opened: Opened, library: Library, seed: int
) -> None:
    dice = random.Random(seed)
    library.add(Draft(title="Scripts", body=SCRIPTS, url="https://example.org/scripts"))
    moves = ("h", "l", "j", "k", "w", "b", "e", "o", "right_parenthesis", "left_parenthesis", "}", "{", "3", "G", "g g")
    async with opened("Scripts", size=(60, 24)) as reader:
        for _ in range(6):
            await reader.press("v" if dice.random() < 0.8 else "V")
            for _ in range(12):
                await reader.press(*dice.choice(moves).split())
                selected = reader.screen.view.washes.selected
                assert selected is not None
                assert 0 <= selected.start < selected.end <= len(reader.plain)
                assert reader.plain[selected.end : selected.end + 1] not in ("\u0301", "\u0303", "\u200d", "🏽")
                assert reader.plain[selected.start] not in ("\u0301", "\u0303", "\u200d", "🏽")
            await reader.press("enter")
        for highlight in reader.library.highlights():
            assert highlight.span.of(reader.plain) == highlight.quote.exact == highlight.quote.exact.strip()
