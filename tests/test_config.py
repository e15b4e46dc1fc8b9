"""Settings are read strictly, and what is wrong with them is told by file, line and the nearest right word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from reader.config import Config, Keys, default_path, load, parse
from reader.config.default_text import DEFAULT_TEXT
from reader.errors import ConfigError
from reader.model.settings_text import nearest

HERE = Path("settings.toml")


def faults(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse(text, HERE)
    return str(caught.value).splitlines()


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == Config()


def test_every_setting_is_read_and_the_file_remembered(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        'theme = "light"\nmeasure = 64\nafter_archive = "stay"\n'
        '[keys]\npreset = "mutt"\narticle.archive = "e"\n"article.star" = ["s", "ctrl+s"]\narticle.trash = []\n',
        "utf-8",
    )
    config = load(path)
    assert (config.theme, config.measure, config.after_archive, config.preset) == ("light", 64, "stay", "mutt")
    assert config.keys == {"article.archive": ("e",), "article.star": ("s", "ctrl+s"), "article.trash": ()}
    assert config.path == path


def test_the_default_text_says_the_defaults() -> None:
    assert parse(DEFAULT_TEXT, HERE) == Config()
    uncommented = re.sub(r"^#(?! )", "", DEFAULT_TEXT, flags=re.MULTILINE)
    config = parse(uncommented, HERE)
    assert (config.theme, config.measure, config.after_archive, config.preset) == ("auto", 70, "next", "default")
    assert config.keys["article.star"] == ("s", "ctrl+s")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('\n# a comment\nthema = "dark"\n', 3, "did you mean 'theme'"),
        ('measure = 70\ntheme = "drak"\n', 2, "did you mean 'dark'"),
        ("measure = 7\n", 1, "from 20 to 200, not 7"),
        ('measure = "70"\n', 1, "whole number"),
        ("measure = true\n", 1, "whole number"),
        ("leading = 3\n", 1, "from 0 to 2, not 3"),
        ("margin = 41\n", 1, "from 0 to 40, not 41"),
        ('pictures = "sixels"\n', 1, "did you mean 'sixel'"),
        ("save_pictures = 1\n", 1, "true or false, not 1"),
        ('mark_highlights = "alway"\n', 1, "did you mean 'always'"),
        ('start = "inbx"\n', 1, "did you mean 'inbox'"),
        ('dates = "isoo"\n', 1, "did you mean 'iso'"),
        ("preview = true\n", 1, "preview cannot be True"),
        ('facts = ["site", "lenght"]\n', 1, "did you mean 'length'"),
        ('facts = "site"\n', 1, "a list of words"),
        ('[sort]\ninbox = "titel"\n', 2, "did you mean 'title'"),
        ('[sort]\narchiv = "title"\n', 2, "did you mean 'archive'"),
        ('sort = "title"\n', 1, "write [sort]"),
        ("justify = 1\n", 1, "true or false, not 1"),
        ('after_archive = "nxt"\n', 1, "'next'"),
        ('preset = "less"\n', 1, "under [keys]"),
        ('keys = "less"\n', 1, "write [keys]"),
        ('\n[keys]\npreset = "emacs"\n', 3, "default, gmail, less, mutt"),
        ("[keys]\n\narticle.archive = 5\n", 3, "article.archive takes a key"),
        ('[keys]\narticle.star = [\n  "s",\n  7,\n]\n', 2, "article.star takes a key"),
        ('[keys.article]\nstar = ""\n', 2, "article.star takes a key"),
        ("theme = 'dark'\n\n[colours]\nred = 1\n", 3, "no setting 'colours'"),
    ],
)
def test_a_fault_names_file_line_and_what_is_right(text: str, line: int, says: str) -> None:
    (fault,) = faults(text)
    assert fault.startswith(f"settings.toml:{line}: ")
    assert says in fault


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    assert [fault.split(": ")[0] for fault in faults('theme = "x"\n[keys]\npreset = "y"\n[what]\n')] == [
        "settings.toml:1",
        "settings.toml:3",
        "settings.toml:4",
    ]


def test_what_is_no_toml_is_told_with_its_place() -> None:
    (fault,) = faults("theme = dark\n")
    assert fault.startswith("settings.toml:1: theme: ")


def test_a_file_that_is_no_text_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"theme = '\xff\xfe'")
    with pytest.raises(ConfigError, match=r"config\.toml: this is not UTF-8"):
        load(path)
    with pytest.raises(ConfigError, match=r"directory"):
        load(tmp_path)


def test_the_interface_judges_the_command_ids_and_the_line_is_told() -> None:
    def check(preset: str, keys: Keys) -> Mapping[str, str]:
        assert preset == "less"
        return {name: f"no command {name!r}{nearest(name, ['article.star'])}" for name in keys if "star" not in name}

    text = '[keys]\npreset = "less"\narticle.star = "s"\narticle.stab = "q"\n'
    with pytest.raises(ConfigError, match=r"settings.toml:4: no command 'article.stab'; did you mean 'article.star'\?"):
        parse(text, HERE, check_keys=check)


def test_what_is_wrong_with_keys_is_told_beside_all_else() -> None:
    text = 'them = "dark"\n[keys]\npreset = "vim"\narticle.stab = "q"\narticle.star = 3\n'
    with pytest.raises(ConfigError) as told:
        parse(text, HERE, check_keys=lambda preset, keys: dict.fromkeys(keys, "no such command"))
    lines = [line.partition("toml:")[2] for line in str(told.value).splitlines()]
    assert [line[0] for line in lines] == ["1", "3", "4", "5"]
    assert "article.star takes a key" in lines[3]  # one fault a line


def test_the_settings_live_in_the_platforms_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert default_path().name == "config.toml"
    assert default_path().parent.name == "reader"


def test_what_is_no_toml_is_told_with_its_line_and_the_name_that_stands_there(tmp_path):
    path = tmp_path / "config.toml"
    for text, says in (
        ("measure = 60\ntheme = \n", f"{path}:2: theme has no value"),
        ("theme = dark\n", f"{path}:1: theme: invalid value"),
        ("[keys\n", f"{path}:1: "),
        ('theme = "dark', f"{path}:1: "),
    ):
        with pytest.raises(ConfigError) as caught:
            parse(text, path)
        assert str(caught.value).startswith(says)
