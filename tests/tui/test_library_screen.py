"""The library on screen, used from the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from reader.config import Config
from reader.errors import WriteFailed
from reader.model import Article, Draft, State
from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.finder import Finder
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.note_prompt import NotePrompt
from reader.tui.session import Session
from reader.tui.views import View
from reader.tui.widgets.footer import Footer
from reader.tui.widgets.search_line import SearchLine
from tests.tui.settling import PATIENCE_S, settled

WIDE, NARROW, TINY = (120, 36), (80, 24), (60, 15)


def screen_of(app: ReaderApp) -> LibraryScreen:
    screen = app.command_screen()
    assert isinstance(screen, LibraryScreen)
    return screen


def text_of(app: ReaderApp) -> str:
    """What is on screen, as lines of text."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


def titles(app: ReaderApp) -> list[str]:
    return [article.title for article in screen_of(app).articles.articles]


def current(app: ReaderApp) -> Article:
    article = screen_of(app).articles.current
    assert article is not None
    return article


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await settled(pilot)


async def test_the_inbox_is_shown_newest_first_with_its_counts(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert titles(app)[0] == "The keeper of the lamp"
        assert len(titles(app)) == 5
        text = text_of(app)
        assert "Inbox" in text
        assert "5 articles · 5 unread" in text
        assert "example.org · " in text


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY, (20, 5), (200, 60)])
async def test_every_line_is_exactly_as_wide_as_the_terminal(app: ReaderApp, size: tuple[int, int]):
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        strips = app.screen._compositor.render_strips()
        assert len(strips) == size[1]
        assert {strip.cell_length for strip in strips} == {size[0]}


async def test_archiving_lets_the_next_article_slide_under_the_cursor_and_undo_puts_it_back(
    app: ReaderApp, library: Library
):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "a")
        assert "Notes on oil" not in titles(app)
        assert current(app).title == "Das Licht am Ende der Mole"
        await press(pilot, "z")
        assert current(app).title == "Notes on oil"
        assert current(app).state is State.INBOX


async def test_an_act_says_what_it_did_and_how_to_take_it_back(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "s")
        assert "z undoes" in text_of(app)
        assert current(app).starred


async def test_tags_are_typed_completed_and_removed_in_one_act(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "t", *"se", "tab", *"new -oil", "enter")
        assert current(app).tags == ("new", "sea")
        await press(pilot, "z")
        assert current(app).tags == ("oil",)


async def test_a_note_is_kept_by_esc_and_survives_a_restart(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c", *"lamp", "enter", *"oil", "escape")
        assert current(app).note == "lamp\noil"
    library.close()
    with Library.open(library.path) as again:
        assert again.articles()[0].note == "lamp\noil"


async def test_a_note_left_with_ctrl_x_is_as_it_was(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c", *"lamp", "ctrl+x")
        assert current(app).note == ""


async def test_a_note_being_typed_is_kept_when_the_program_is_ended_from_outside(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c", *"half a tho")
        assert isinstance(app.screen, NotePrompt)
        app.end(143)
        await settled(pilot)
    assert library.articles()[0].note == "half a tho"


async def test_finding_narrows_while_typing_and_esc_brings_all_back(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "/", *"lantern")
        assert titles(app) == ["La lanterne et le brouillard"]
        await press(pilot, "enter")
        assert titles(app) == ["La lanterne et le brouillard"]
        await press(pilot, "escape")
        assert len(titles(app)) == 5


async def test_a_search_without_hits_says_so(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "/", *"zzz", "enter")
        assert "Nothing fits “zzz”" in text_of(app)


async def test_narrowing_takes_a_query_and_shows_its_fault(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "backslash", *"tag:sea")
        assert titles(app) == ["The keeper of the lamp"]
        await press(pilot, *" )")
        assert titles(app) == ["The keeper of the lamp"]
        assert "0 found" not in text_of(app)


async def test_views_are_a_key_away(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "a")
        assert len(titles(app)) == 1
        await press(pilot, "g", "d")
        assert titles(app) == []
        assert "The trash is empty." in text_of(app)
        await press(pilot, "g", "l")
        assert len(titles(app)) == 6


async def test_a_tag_in_the_side_panel_opens_its_view(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "t", "enter")
        assert titles(app) == ["The keeper of the lamp"]
        assert screen_of(app).articles.has_focus


async def test_a_selection_is_one_act_and_one_undo(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "x", "x", "a")
        assert len(titles(app)) == 3
        await press(pilot, "z")
        assert len(titles(app)) == 5


async def test_all_in_view_are_selected_and_unselected(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "*")
        assert len(screen_of(app).articles.selected) == 5
        assert "5 selected" in text_of(app)
        await press(pilot, "escape")
        assert screen_of(app).articles.selected == frozenset()


async def test_the_last_act_is_repeated(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "s", "j", ".")
        assert current(app).starred


async def test_sorting_keeps_the_cursor_on_its_article(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "S", *"title", "enter")
        assert titles(app) == sorted(titles(app), key=str.casefold)
        assert current(app).title == "Notes on oil"


async def test_enter_opens_the_article_and_q_comes_back_to_its_row(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter")
        assert isinstance(app.screen, ArticleScreen)
        await press(pilot, "q")
        assert current(app).title == "Notes on oil"


async def test_what_another_program_saves_slides_in(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        with Library.open(library.path) as other:
            other.add(Draft(title="Fresh from the shell", body="Some words here.", words=3))
        await until(pilot, lambda: "Fresh from the shell" in titles(app))
        assert "Fresh from the shell" in titles(app)
        assert current(app).title == "The keeper of the lamp"


async def test_an_empty_library_says_how_to_begin(tmp_path):
    with Library.open(tmp_path / "empty.json") as library:
        app = ReaderApp(Session(library, Config()))
        async with app.run_test(size=NARROW) as pilot:
            await press(pilot, "j", "a", "s", "t", "enter", "G", "x", "*", "c")
            assert "reader add ADDRESS" in text_of(app)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 15), (40, 15)])
async def test_a_new_library_says_in_whole_words_how_to_begin(tmp_path: Path, size: tuple[int, int]):
    with Library.open(tmp_path / "new.json") as new:
        app = ReaderApp(Session(new, Config()))
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            articles = screen_of(app).articles
            rows = [articles.render_line(y).text for y in range(articles.size.height)]
            said = " ".join(" ".join(rows).split())
            assert (
                "Nothing saved yet. Press A to save an article by its address, or in a shell: reader add ADDRESS"
                in said
            )


async def test_a_library_whose_inbox_was_emptied_says_so(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "asterisk", "a")
        assert "Nothing left to read." in text_of(app)


async def test_markup_and_control_characters_of_a_title_stay_text(tmp_path):
    with Library.open(tmp_path / "hostile.json") as library:
        library.add(
            Draft(
                title="[/x] [@click=app.quit]go[/] \x1b[31mred\u202e",
                body="Words.",
                words=1,
                tags=("[b]",),
                site="[red]",
            )
        )
        app = ReaderApp(Session(library, Config()))
        async with app.run_test(size=WIDE) as pilot:
            await press(pilot, "t")
            await press(pilot, "escape", "c")
            await press(pilot, "escape", ":")
            text = text_of(app)
            await press(pilot, "escape", "s")
            text += text_of(app)
            assert "[/x]" in text
            assert "\x1b" not in text
            assert "\u202e" not in text


async def test_the_help_finds_and_runs_a_command(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "?")
        assert isinstance(app.screen, Finder)
        await press(pilot, *"star", "enter")
        assert current(app).starred


async def test_the_help_says_that_nothing_was_found(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "?", *"zzqq")
        assert "Nothing found." in text_of(app)
        await press(pilot, *["backspace"] * 4)
        assert "Nothing found." not in text_of(app)


async def test_the_palette_goes_to_views_tags_and_articles(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, ":", *"#sea", "enter")
        assert titles(app) == ["The keeper of the lamp"]


async def test_every_command_of_the_list_is_done_by_the_screen(app: ReaderApp):
    from reader.tui.commands import Place, commands_in

    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert [command.id for command in commands_in(Place.LIST) if not screen_of(app).can_run(command)] == []


async def test_themes_change_everywhere(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "C")
        assert app.theme == app.session.palette.name
        assert app.screen.query_one(Footer).palette is app.session.palette


async def test_quitting_ends_with_status_zero(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "q")
    assert app.return_code == 0


async def test_a_file_is_saved_from_inside_and_slides_in(app: ReaderApp, tmp_path: Path):
    page = tmp_path / "quiet.md"
    page.write_text("# The quiet page\n\nSome words that are worth keeping for a while.\n", "utf-8")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "A", *str(page), "enter")
        await until(pilot, lambda: any("quiet" in title.lower() for title in titles(app)))
        assert "saved “" in text_of(app)


async def test_a_rule_with_a_fault_is_told_and_keeps_nothing_from_being_saved(library: Library, tmp_path: Path):
    (tmp_path / "rules.toml").write_text('["example.org"]\nremov = [".box"]\n')
    page = tmp_path / "lamps.html"
    page.write_text(
        "<title>On lamps</title><article><h1>On lamps</h1><p>" + "Light is kept in glass. " * 30 + "</p></article>"
    )
    app = ReaderApp(Session(library, Config(path=tmp_path / "config.toml")))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "A", *str(page), "enter")
        await until(pilot, lambda: screen_of(app).footer.is_error)
        assert titles(app)[0] == "On lamps"
        assert "without a faulty rule" in screen_of(app).footer._message
        assert "rules.toml:2" in screen_of(app).footer._message


async def test_what_could_not_be_saved_is_kept_with_its_cause_and_tried_again(app: ReaderApp, tmp_path: Path):
    page = tmp_path / "late.md"
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, ":", *f"add {page}", "enter")
        await until(pilot, lambda: bool(app.session.saver.failures))
        assert str(page) in app.session.messages.all[0].text
        assert "neither an existing file nor a web address" in text_of(app)
        page.write_text("# Late but here\n\nNow there are words.\n", "utf-8")
        await press(pilot, ":", *"failed", "enter")
        assert "Not saved; Enter tries again" in text_of(app)
        await press(pilot, "enter")
        await until(pilot, lambda: any("late" in title.lower() for title in titles(app)))
        assert app.session.saver.failures == []


@pytest.mark.parametrize(
    "kept",
    [
        "[" * 200_000,
        "{}",
        "7",
        '[1, null, [], {"source": 7, "reason": []}, {"source": "a"}]',
        '[{"source": "a", "reason": ' + "[" * 900 + "]" * 900 + "}]",
        "[" + "1, " * 500_000 + "1]",
    ],
)
async def test_a_file_of_failures_that_is_none_ends_nothing(library: Library, tmp_path: Path, kept: str):
    (tmp_path / "failures.json").write_text(kept)
    app = ReaderApp(Session(library, Config(), failures_path=tmp_path / "failures.json"))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "f")
        assert app.session.saver.failures == []


async def test_a_view_asked_for_while_reading_is_shown_in_the_library(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "g", "a")
        assert isinstance(app.screen, LibraryScreen)
        assert len(titles(app)) == 1


async def until(pilot: Pilot[int], happened: Callable[[], bool]) -> None:
    """Wait for something that takes its time."""
    deadline = monotonic() + PATIENCE_S
    while monotonic() < deadline:
        await pilot.pause(0.05)
        if happened():
            return
    raise AssertionError(f"it did not happen in {PATIENCE_S:.0f} seconds")


@pytest.mark.parametrize(("key", "asks"), [("/", "words"), ("\\", "a query"), ("A", "the address")])
async def test_the_line_says_what_it_asks_for(app: ReaderApp, key: str, asks: str):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, key)
        assert screen_of(app).query_one(SearchLine).field.placeholder.startswith(asks)


@pytest.mark.parametrize("burst", ["/lantern", "tsea", "cas", ":star", "?star"])
async def test_keys_in_one_burst_wait_for_the_prompt_they_are_meant_for(app: ReaderApp, library: Library, burst: str):
    """As from a keyboard macro: none of them runs as a command of the list."""
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        before = library.articles()
        for character in burst:
            app.post_message(Key(character, character))
        await until(pilot, lambda: _typed(app) == burst[1:])
        assert library.articles() == before


def _typed(app: ReaderApp) -> str | None:
    focused = app.screen.focused
    return focused.value if isinstance(focused, Input) else focused.text if isinstance(focused, TextArea) else None


async def test_keys_in_one_burst_go_on_in_the_screen_that_the_first_opened(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        for key, character in (("enter", "\r"), ("s", "s"), ("q", "q"), ("j", "j")):
            app.post_message(Key(key, character))
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert current(app).title == "Notes on oil"
        assert screen_of(app).articles.articles[0].starred


async def test_quitting_while_an_article_is_being_saved_says_so_once(app: ReaderApp, tmp_path: Path):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j")
        app.session.saver._under_way.add("https://example.org/slow")
        await press(pilot, "Q")
        assert "still saving" in text_of(app)
        await press(pilot, "Q")
    assert app.return_code == 0


async def test_a_wrong_query_stays_in_its_field(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "backslash", *"tag:((", "enter")
        assert isinstance(app.screen.focused, Input)
        assert app.screen.focused.value == "tag:(("


async def test_ctrl_q_keeps_what_is_being_typed(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c", *"half", "ctrl+q")
    assert library.articles()[0].note == "half"


async def test_a_query_with_an_order_opens_the_list(library: Library):
    app = ReaderApp(Session(library, Config()), "sort:title")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert titles(app) == sorted(titles(app), key=str.casefold)


async def test_an_article_that_is_gone_meanwhile_is_said_to_be(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        gone = current(app)
        library.delete([gone.id])
        screen_of(app).going.open_article(gone)
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert "no article" in text_of(app)


async def test_a_note_that_is_refused_stays_in_its_prompt(
    app: ReaderApp, library: Library, monkeypatch: pytest.MonkeyPatch
):
    def refuse(ids: object, edit: object) -> None:
        raise WriteFailed(library.path, "no space left")

    async with app.run_test(size=WIDE) as pilot:
        monkeypatch.setattr(library, "update", refuse)
        await press(pilot, "c", *"precious", "escape")
        assert isinstance(app.screen, NotePrompt)
        assert app.screen.typed() == "precious"
        monkeypatch.undo()
        await press(pilot, "escape")
        assert current(app).note == "precious"


async def test_escapes_in_a_tag_of_a_hand_edited_library_are_not_drawn(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen_of(app).go(View("# \x1b[31m", "tag:x", "No \x1b[31m here."))
        await settled(pilot)
        assert "\x1b" not in text_of(app)


async def test_a_range_is_selected_from_where_it_began_in_either_direction(app: ReaderApp):
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "j", "j", "j", "V", "k", "k", "V")
        chosen = [article.title for article in screen_of(app).targets()]
        assert chosen == titles(app)[1:4]
        assert "3 selected" in text_of(app)
        await press(pilot, "escape", "g", "g", "3", "x")
        assert [article.title for article in screen_of(app).targets()] == titles(app)[:3]


async def test_redo_does_again_what_was_undone_and_as_often_as_it_is_asked(app: ReaderApp, library: Library):
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "s")
        await until(pilot, lambda: current(app).starred)
        id = current(app).id
        await press(pilot, "r")
        await until(pilot, lambda: library.article(id).read)

        await press(pilot, "2", "z")
        await until(pilot, lambda: not library.article(id).starred)
        assert not library.article(id).read

        await press(pilot, "ctrl+r")
        await until(pilot, lambda: library.article(id).starred and "redid: " in text_of(app))
        assert not library.article(id).read
        await until(pilot, lambda: any(a.id == id and a.starred for a in screen_of(app).articles.articles))

        await press(pilot, "ctrl+r")
        await until(pilot, lambda: library.article(id).read)

        before = library.revision
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: "nothing to redo" in text_of(app))
        assert library.revision == before
