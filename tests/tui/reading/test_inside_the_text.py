"""Going about inside an article, and back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from reader.tui.screens.contents import Contents
from tests.tui.reading.conftest import Reader

Opened = Callable[..., AbstractAsyncContextManager[Reader]]


async def test_sentences_are_gone_through_one_by_one_and_with_counts(opened: Opened):
    async with opened() as reader:
        assert reader.sentence == "Dr. Weber lit the lamp at 5.30."
        await reader.press(")")
        assert reader.sentence == "She liked the quiet of it."
        await reader.press(")", ")")
        assert reader.sentence == "Ships passed; none of them came near."
        await reader.press("3", "(")
        assert reader.sentence == "Dr. Weber lit the lamp at 5.30."
        await reader.press("4", "0", ")")
        span = reader.screen.view.washes.cursor
        assert span is not None
        assert reader.screen.view.on_screen.start <= span.start < reader.screen.view.on_screen.end


async def test_paragraphs_headings_images_and_links_are_gone_through(opened: Opened):
    async with opened() as reader:
        await reader.press("}")
        assert reader.sentence.startswith("Ships passed")
        await reader.press("}", "}")
        assert reader.sentence.startswith("Anyone who")
        await reader.press("{")
        assert reader.sentence == "The storm"
        await reader.press("]", "]")
        assert reader.sentence == "Later"
        await reader.press("[", "[")
        assert reader.sentence == "The storm"
        await reader.press("]", "i")
        assert reader.sentence == "A tower on a rock"
        await reader.press("[", "l")
        assert reader.plain[reader.screen.reading.cursor_exact :].startswith("the keeper")
        await reader.press("[", "l")
        assert reader.plain[reader.screen.reading.cursor_exact :].startswith("the harbour")
        await reader.press("[", "i")
        assert "no image before" in reader.text()


async def test_the_jump_list_leads_back_to_the_very_row_and_forward_again(opened: Opened):
    async with opened() as reader:
        await reader.press("space", "j", "j")
        before = reader.page()
        await reader.press("G")
        end = reader.page()
        await reader.press("ctrl+o")
        assert reader.page() == before
        await reader.press("alt+o")
        assert reader.page() == end


async def test_marks_hold_in_the_article_and_capitals_across_articles(opened: Opened):
    async with opened() as reader:
        await reader.press("space", "j", "j")
        before = reader.page()
        await reader.press("m", "a", "m", "B", "G", "'", "a")
        assert reader.page() == before
        await reader.press("'", "'")
        assert "The last words" in reader.text()
        await reader.press("J", "'", "a")
        assert "no mark a here" in reader.text()
        await reader.press("'", "B")
        assert reader.screen.article.title == "The lighthouse"
        assert reader.page() == before


async def test_the_contents_lead_to_a_heading(opened: Opened):
    async with opened() as reader:
        await reader.press("T")
        assert isinstance(reader.app.screen, Contents)
        assert "The storm" in reader.text()
        await reader.press("j", "j", "enter")
        assert reader.sentence == "Later"
        await reader.press("T", "escape")
        assert reader.sentence == "Later"


async def test_the_cursor_stays_on_the_screen_when_one_scrolls(opened: Opened):
    async with opened() as reader:
        await reader.press("space", "space")
        on_screen = reader.screen.view.on_screen
        assert on_screen.start <= reader.screen.reading.cursor < on_screen.end


async def test_finding_lights_all_places_and_goes_through_them(opened: Opened):
    async with opened() as reader:
        await reader.press("/")
        await reader.type("cafe")
        await reader.press("enter")
        assert reader.sentence.startswith("It was the café")
        assert "1 of 1" in reader.text()
        await reader.press("/")
        await reader.type("says little")
        await reader.press("enter")
        assert "1 of 60" in reader.text()
        await reader.press("n", "2", "n", "N")
        assert "3 of 60" in reader.text()
        assert reader.sentence == "Paragraph 3 says little."
        await reader.press("h")
        assert reader.library.highlights()[0].quote.exact == "Paragraph 3 says little."
        await reader.press("escape")
        assert "of 60" not in reader.text()
        await reader.press("n")
        assert "4 of 60" in reader.text()


async def test_leaving_a_search_comes_back_to_where_one_was(opened: Opened):
    async with opened() as reader:
        before = reader.page()
        await reader.press("/")
        await reader.type("paragraph 50")
        assert reader.page() != before
        await reader.press("escape")
        assert reader.page() == before
        await reader.press("/")
        await reader.type("zebra")
        assert "not found" in reader.text()
        await reader.press("enter")
        assert reader.page() == before


async def test_a_search_goes_over_line_ends_and_soft_hyphens(opened: Opened):
    async with opened() as reader:
        for words in ("hyphenation of cheese", "from the west def light"):
            await reader.press("/")
            await reader.type(words)
            await reader.press("enter")
            assert "1 of 1" in reader.text(), words
