"""The one door for text: harmless after it, and whole where it was harmless before."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.clean import MARKS_PER_BASE, REPLACEMENT, clean, clean_in_place, clean_line

HARD = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "ab é\u0301\u0300\u200c\u200d\u200e\u202e\u2028\u2066\ufeff\x1b\x9b\r\n\t\u00a0\u2003\ufe0f👩💻\u0e33\U000e0067\udc80"
        ),
    ),
    max_size=60,
)

SAMPLES = {
    "Arabic": "القراءةُ البطيئةُ فنٌّ قديم، «اقرأ» أوّل الكلام.",
    "Persian": "می‌خواهم کتاب‌ها را آهسته بخوانم.",
    "Devanagari": "क्‍षमा कीजिए, मैं धीरे‑धीरे पढ़ता हूँ — हिन्दी में।",
    "Hebrew": "בְּרֵאשִׁית הָיְתָה הַקְּרִיאָה הָאִטִּית.",
    "Thai": "การอ่านช้าๆ เป็นศิลปะที่กำลังหายไป",
    "Vietnamese": "Đọc chậm là một nghệ thuật đã bị lãng quên — tiếng Việt, dấu hỏi, ngã, nặng.",
    "decomposed Vietnamese": unicodedata.normalize("NFD", "Đọc chậm là một nghệ thuật"),
    "Japanese": "「ゆっくり読む」ことは、か゛くふ゜…静かな行為だ。",
    "Korean": "천천히 읽기는 잊힌 예술이다.",
    "emoji": "👩‍💻 reads 📚, 👨‍👩‍👧‍👦 too, ❤️ and 🏳️‍🌈, 🇫🇷",
    "typography": "« Oui », dit-il… 10 000 € — non\u202f! soft\u00adhyphen, a\u200bb",
    "mathematics": "∀x ∈ ℝ: x² ≥ 0, x\u20d7 + y\u0302",
    "Khmer": "ការអាន\u200bយឺតៗ",
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_what_people_write_passes_whole(sample: str) -> None:
    assert clean(sample) == sample
    assert clean_in_place(sample) == sample
    assert clean_line(f"  {sample}  ") == " ".join(re.split(r"[^\S\u00a0\u202f]+", sample.strip()))


@given(HARD)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_in_place(clean_in_place(text)) == clean_in_place(text)


@given(HARD)
def test_nothing_a_terminal_acts_on_is_left(text: str) -> None:
    for cleaned in (clean(text), clean_line(text), clean_in_place(text)):
        for character in cleaned:
            assert unicodedata.category(character) not in ("Cc", "Cs", "Co", "Zl", "Zp") or character in "\n\t"
            assert unicodedata.bidirectional(character) not in {
                "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
            }  # fmt: skip
        cleaned.encode("utf-8")


@given(HARD)
def test_cleaning_in_place_replaces_one_for_one(text: str) -> None:
    cleaned = clean_in_place(text)
    assert len(cleaned) == len(text)
    assert all(new in (old, REPLACEMENT) for old, new in zip(text, cleaned, strict=True))


@given(HARD)
def test_what_was_cleaned_for_keeping_needs_nothing_on_the_screen(text: str) -> None:
    assert clean_in_place(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\x9b31mb", "a\ufffd31mb"),
        ("a\x00b\x7f", "a\ufffdb\ufffd"),
        ("user\u202egpj.exe", "usergpj.exe"),
        ("a\u2066b\u2069", "ab"),
        ("pa\u200dss", "pass"),
        ("é\u200d\u200ea", "éa"),
        ("é\u200d\u200da", "éa"),
        ("é\u200d\u200dé", "é\u200dé"),
        ("é\u200d\u2003a", "é\u2003a"),
        ("a\u2028b\u2029c", "a\nb\n\nc"),
        ("a\ufeffb\u2060c", "abc"),
        ("\ue000\U000f0000\ufdd0\U0001fffe", "\ufffd" * 4),
        ("\ud83d", "\ufffd"),
    ],
)
def test_what_is_unfit_is_replaced_or_goes(text: str, kept: str) -> None:
    assert clean(text) == kept


@pytest.mark.parametrize("between", ["", "\u200d", "\u200d\u200c", "\u200e"])
def test_towers_of_marks_are_cut_whatever_stands_between_them(between: str) -> None:
    cleaned = clean("Z" + ("\u0301" + between) * 500 + "algo")
    assert cleaned.count("\u0301") == MARKS_PER_BASE
    assert cleaned.startswith("Z")
    assert cleaned.endswith("algo")


def test_a_line_has_single_spaces_and_no_breaks() -> None:
    assert clean_line("\n a\t b\r\nc\u2028d \u00a0 e ") == "a b c d e"


def test_a_no_break_space_of_french_typography_stays_in_a_line():
    assert clean_line("Pourquoi\u202f?  «\u00a0Oui\u00a0»") == "Pourquoi\u202f? «\u00a0Oui\u00a0»"
    assert clean_line("\u00a0a \u00a0 b\u00a0\u00a0c\u202f") == "a b\u00a0c"
