"""Days are read as they are printed, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.ingest import dates


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("11 février 2026", "fr", date(2026, 2, 11)),
        ("1er avril 2024", "fr", date(2024, 4, 1)),
        ("Publié le 3 août 2024 à 10h30", "fr", date(2024, 8, 3)),
        ("3 March 2025", "en", date(2025, 3, 3)),
        ("March 3rd, 2025", "en", date(2025, 3, 3)),
        ("Sept. 5, 2024", "en", date(2024, 9, 5)),
        ("Wed 3 Mar 2025 06.00 GMT", "en", date(2025, 3, 3)),
        ("Dienstag, 4. März 2025", "de", date(2025, 3, 4)),
        ("12.03.2025, 14:05 Uhr", "de", date(2025, 3, 12)),
        ("12.03.25", "de", date(2025, 3, 12)),
        ("5 de abril de 2024", "es", date(2024, 4, 5)),
        ("1º de maio de 2023", "pt", date(2023, 5, 1)),
        ("lunedì 3 marzo 2025", "it", date(2025, 3, 3)),
        ("3 mrt 2025", "nl", date(2025, 3, 3)),
        ("2025-03-04T10:00:00Z", "", date(2025, 3, 4)),
        ("2025年3月4日", "ja", date(2025, 3, 4)),
        ("3 марта 2025 г.", "ru", date(2025, 3, 3)),
        ("3 marca 2025", "pl", date(2025, 3, 3)),
    ],
)
def test_a_day_is_read_in_the_words_of_its_language(text: str, language: str, day: date) -> None:
    assert dates.parse(text, language) == day


def test_the_language_settles_which_number_is_the_month_unless_one_is_over_twelve() -> None:
    assert dates.parse("03/04/2025", "en") == date(2025, 3, 4)
    assert dates.parse("03/04/2025", "fr") == date(2025, 4, 3)
    assert dates.parse("23/04/2025", "en") == date(2025, 4, 23)
    assert dates.parse("04/23/2025", "fr") == date(2025, 4, 23)


@pytest.mark.parametrize(
    "text",
    [
        "March 2025",
        "yesterday",
        "il y a 3 jours",
        "31 février 2025",
        "192.168.1.20",
        "version 1.2.3",
        "10:30",
        "",
        "2025",
    ],
)
def test_what_is_no_whole_day_is_none(text: str) -> None:
    assert dates.parse(text, "en") is None


@settings(max_examples=300, deadline=None)
@given(st.dates(date(1400, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back_from_its_iso_form(day: date) -> None:
    assert dates.parse(day.isoformat(), "fr") == day


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["en", "fr", "de", ""]))
def test_any_text_is_read_without_complaint(text: str, language: str) -> None:
    dates.parse(text, language)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30 червня 2021", date(2021, 6, 30)),
        ("23 Temmuz 2019 Salı", date(2019, 7, 23)),
        ("8 tháng 10 năm 2023", date(2023, 10, 8)),
        ("19 मई 2023", date(2023, 5, 19)),
        ("21 Μαΐου 2020", date(2020, 5, 21)),
        ("2021. június 30.", date(2021, 6, 30)),
        ("١٢ مارس ٢٠٢٤", date(2024, 3, 12)),
        ("ב-3 במרץ 2024", date(2024, 3, 3)),
        ("5 września 2024", date(2024, 9, 5)),
        ("3. kesäkuuta 2022", date(2022, 6, 3)),
        ("2024. 3. 8.", date(2024, 3, 8)),
        ("3 de març de 2021", date(2021, 3, 3)),
    ],
)
def test_months_are_known_in_many_languages_whatever_the_page_says_it_is_in(text: str, day: date) -> None:
    assert dates.parse(text, "en") == day


def test_no_word_names_different_months_in_two_languages() -> None:
    named: dict[str, int] = {}
    for months in dates._MONTHS.values():
        assert len(months.split()) == 12
        for number, words in enumerate(months.split(), 1):
            assert all(named.setdefault(word, number) == number for word in words.split("|"))
