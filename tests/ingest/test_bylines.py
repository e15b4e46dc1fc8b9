"""Names are read from bylines, and only names."""

from __future__ import annotations

import pytest

from reader.ingest import bylines, credits


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("By Jane Doe and John Smith, Staff Writers", "en", ("Jane Doe", "John Smith")),
        ("Jane Doe, John Roe, Mary Major", "en", ("Jane Doe", "John Roe", "Mary Major")),
        ("By Sarah Jones Senior Reporter", "en", ("Sarah Jones",)),
        ("By J. R. Hartley", "en", ("J. R. Hartley",)),
        ("Par Jean Dupont (avec AFP)", "fr", ("Jean Dupont",)),
        ("PAR JEAN DE LA TOUR", "fr", ("Jean de la Tour",)),
        ("Von Max Muster, Berlin", "de", ("Max Muster",)),
        ("Dr. Anna Schmidt", "de", ("Anna Schmidt",)),
        ("Por Ana García y Juan Pérez", "es", ("Ana García", "Juan Pérez")),
        ("Por José Ortega y Gasset", "es", ("José Ortega y Gasset",)),
        ("di Anna Rossi e Marco Bianchi", "it", ("Anna Rossi", "Marco Bianchi")),
        ("Door onze redacteur Jan de Vries", "nl", ("Jan de Vries",)),
        ("山田太郎、鈴木花子", "ja", ("山田太郎", "鈴木花子")),
        ("Иван Петров", "ru", ("Иван Петров",)),
        ("admin", "en", ()),
        ("https://a.example/jane", "en", ()),
        ("", "en", ()),
    ],
)
def test_the_names_of_a_byline(text: str, language: str, names: tuple[str, ...]) -> None:
    assert bylines.authors(text, language) == names


@pytest.mark.parametrize(
    "line", ["By Tuesday, the company had lost", "De Gaulle a dit que non", "The boat was lost by noon"]
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert bylines.within(line) is None


@pytest.mark.parametrize(
    ("line", "language", "names", "day"),
    [
        ("By Jane Doe | 3 March 2025", "en", ("Jane Doe",), "2025-03-03"),
        ("Von Max Muster, 12.03.2025, 14:05 Uhr", "de", ("Max Muster",), "2025-03-12"),
        ("Publicado el 5 de abril de 2024 por Ana Gómez", "es", ("Ana Gómez",), "2024-04-05"),
        ("Publié le 3 mars 2025 par Luc Martin à 10h30 · 5 min de lecture", "fr", ("Luc Martin",), "2025-03-03"),
        ("Jane Doe · Mar 3, 2025 · 7 min read", "en", ("Jane Doe",), "2025-03-03"),
        ("lunedì 3 marzo 2025 - di Anna Rossi", "it", ("Anna Rossi",), "2025-03-03"),
        ("Posted on March 3, 2025 by admin", "en", (), "2025-03-03"),
        ("Politik | 12.03.2025", "de", (), "2025-03-12"),
    ],
)
def test_a_line_of_credits_tells_who_and_when_and_nothing_else(
    line: str, language: str, names: tuple[str, ...], day: str
) -> None:
    credit = credits.read(line, language)
    assert (credit.authors, str(credit.published)) == (names, day)
    assert credit.is_nothing_else


def test_a_word_of_change_before_a_day_makes_it_the_day_of_the_change() -> None:
    credit = credits.read("Publié le 28 novembre 2024 à 05h30, modifié le 29 novembre 2024 à 09h12", "fr")
    assert (str(credit.published), str(credit.updated)) == ("2024-11-28", "2024-11-29")


@pytest.mark.parametrize(
    "line",
    [
        "On 11 September 2001 the world changed.",
        "By the end of March 3, 2025 all was lost in the town.",
        "A quiet town",
    ],
)
def test_a_sentence_is_more_than_credits(line: str) -> None:
    assert not credits.read(line, "en").is_nothing_else


@pytest.mark.parametrize("line", ["paramname Jane Doe", "Porter Cole", "BYRON SMITH", "Vonnegut Roth"])
def test_a_cue_is_a_whole_word(line: str) -> None:
    assert bylines.within(line) is None


@pytest.mark.parametrize("name", ["Parker Jones", "Byron Smith", "Vonda Roth", "Porter Cole"])
def test_a_name_that_begins_like_a_cue_is_kept_whole(name: str) -> None:
    assert bylines.authors(name, "") == (name,)
    assert bylines.authors(f"By{name}", "en") == (name,)
