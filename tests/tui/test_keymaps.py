"""Keys of one's own: what cannot be typed, or would keep something else from being typed, is an error with a way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.config import Config, parse
from reader.config.settings import ORDERS, PRESETS
from reader.errors import ConfigError
from reader.store import Library
from reader.tui.app import ReaderApp
from reader.tui.commands import COMMANDS
from reader.tui.key_names import fault_of, is_key
from reader.tui.keymaps import PRESETS as CHANGES
from reader.tui.keymaps import clash_of, faults, keymap_of
from reader.tui.session import Session
from reader.tui.views import SORTS
from tests.tui.settling import settled
from tests.tui.test_library_screen import WIDE, press, screen_of, text_of, titles

HERE = Path("config.toml")


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_name_keys_that_exist_and_nothing_clashes_in_them(preset: str):
    bound = {**{command.id: command.keys for command in COMMANDS}, **CHANGES[preset]}
    assert CHANGES[preset].keys() <= {command.id for command in COMMANDS}
    for command in COMMANDS:
        assert clash_of(command.id, bound) == ""
        assert [fault_of(keys) for keys in bound[command.id]] == [""] * len(bound[command.id])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('article.archive = "Return"', "no key is called 'Return'; did you mean 'enter'?"),
        ('article.archive = "Ctrl-R"', "no key is called 'Ctrl-R'; did you mean 'ctrl+r'?"),
        ('article.archive = "gg"', "no key is called 'gg'; did you mean 'g g'?"),
        ('article.archive = "pagedwn"', "did you mean 'pagedown'?"),
        ('article.archive = "frobnicate"', "no key is called 'frobnicate'; write a character"),
        ('article.archive = "ctrl+ctrl+x"', "no key is called 'ctrl+ctrl+x'"),
        ('article.archve = "X"', "no command 'article.archve'; did you mean 'article.archive'?"),
        ('article.archive = "s"', "s already means article.star; did you mean"),
        ('article.archive = "g"', "which means"),
        ('article.archive = "s x"', "s already means article.star, so sx could not be typed"),
    ],
)
def test_a_fault_names_file_line_and_what_was_probably_meant(line: str, says: str):
    with pytest.raises(ConfigError) as fault:
        parse(f'theme = "dark"\n[keys]\n# mine\n{line}\n', HERE, check_keys=faults)
    assert str(fault.value).startswith("config.toml:4: ")
    assert says in str(fault.value)


def test_a_key_may_be_taken_over_where_its_owner_is_given_another():
    text = '[keys]\narticle.archive = "s"\narticle.star = "alt+s"\n'
    config = parse(text, HERE, check_keys=faults)
    assert keymap_of(config).keys_of(next(c for c in COMMANDS if c.id == "article.star")) == ("alt+s",)


def test_what_is_offered_in_place_of_a_clash_is_free():
    for command in COMMANDS:
        said = faults("default", {command.id: ("g",)}).get(command.id, "")
        assert said == "" or "begins" in said or "already means" in said
        if "did you mean" in said:
            offered = said.split("did you mean ")[1].split("'")[1]
            assert is_key(offered)
            assert not faults("default", {command.id: (offered,)})


def test_every_order_of_the_settings_is_one_of_the_menu():
    assert set(SORTS) == set(ORDERS)
    for order in SORTS:
        assert parse(f'[sort]\nall = "{order}"\n', HERE).sort == {"all": order}


async def test_the_list_begins_and_looks_as_the_settings_say(library: Library):
    config = Config(
        start="all", sort={"all": "title"}, dates="iso", facts=("length",), preview="never", side_panel="never"
    )
    app = ReaderApp(Session(library, config))
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert screen_of(app).shown.view.name == "All"
        assert titles(app) == sorted(titles(app), key=str.casefold)
        text = text_of(app)
        assert "2026-03-01" in text
        assert "min" in text
        assert "example.org" not in text
        assert "In progress" not in text
        await press(pilot, "B", "p")
        assert "In progress" in text_of(app)
        assert "example.org" in text_of(app), "the preview tells it"


async def test_ages_are_told_in_words(library: Library):
    app = ReaderApp(Session(library, Config(dates="age")))
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "months" in text_of(app) or "year" in text_of(app) or "weeks" in text_of(app)


def test_the_example_of_the_docs_is_well():
    page = (Path(__file__).parents[2] / "docs" / "list.md").read_text("utf-8")
    examples = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert examples
    for example in examples:
        parse(example, HERE, check_keys=faults)
