"""Sentences begin where a reader says they do."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.blocks import parse
from reader.text.sentences import Sentences, sentence_starts

CASES = {
    "en": [
        "Mr. Alder went to the U.S. in May.|He met J. K. Reed at 5 p.m. on the quay.|“Really?” he asked.|“Yes!”",
        "It cost $3.50, i.e. too much.|See Fig. 3 and pp. 12 ff. for more.|Vitamin C.|The rest, etc.|Then it rained...",
        "Wait… what?|She said (quietly.) and left.|No.|Then room No. 7 was free.|7 people came.|Dr. No came too!|I saw it at example.org today.",
        "He left at noon.|“I know,” she said. [1]|Nobody did.",
    ],
    "fr": [
        "M. Aulne est là.|«\u00a0Vraiment\u202f?\u00a0» demanda-t-il.|«\u00a0Oui\u202f!\u00a0»|Elle partit.|Voir p. 12, etc.|Ensuite, rien.",
        "Il vécut au Ier s. av. J.-C. à Rome.|Mme Dupré, née en 1950, le sait.|Quoi\u202f?|Rien…|Le n° 5 est fermé.",
    ],
    "de": [
        "Am 3. Oktober kam z. B. Dr. Erle.|„Wirklich?“, fragte er.|„Ja.“|Sie ging usw.|Dann kam der 19. Mai, d. h. der Frühling.",
        "Er starb 44 v. Chr. in Rom.|Ende 2019.|Der Rest ist bekannt!|Das kostet ca. 3,50 Euro.|Nr. 5 lebt.",
    ],
    "es": [
        "El Sr. Aliso llegó.|¿Cómo está?|¡Muy bien!|En EE. UU. hace frío, p. ej. en enero.|Véase la pág. 3, etc.|Luego salió.",
    ],
    "ja": ["彼は言った。|「本当？」と聞いた。|「はい。」|彼女は去った！|次の文。"],
    "zh": ["他说：“真的吗？”|她点头。|然后走了……|没有人知道。|谁？|我。"],
}


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in CASES.items() for text in texts]
)
def test_ordinary_prose(language, text):
    joined = text.replace("|", "" if language in ("ja", "zh") else " ")
    starts = sentence_starts(joined, language)
    assert [joined[a:b].strip() for a, b in pairwise([*starts, len(joined)])] == text.split("|")


HARD = Path(__file__).parent / "sentences"
UNSPACED = ("ja", "zh")


def hard_cases(language: str, *, held_out: bool) -> list[str]:
    first, second = (HARD / f"{language}.txt").read_text("utf-8").split("# held out\n")
    lines = (second if held_out else first).splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def is_right(line: str, language: str) -> bool:
    gap = "" if language in UNSPACED else " "
    parts = line.split("|")
    starts = [sum(len(part) + len(gap) for part in parts[:number]) for number in range(len(parts))]
    return sentence_starts(line.replace("|", gap), language) == starts


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "zh", "ja"])
def test_of_hard_cases_97_in_100_are_right_in_each_language(language):
    cases = hard_cases(language, held_out=False)
    wrong = [line for line in cases if not is_right(line, language)]
    assert len(cases) >= 40
    assert len(wrong) <= 0.03 * len(cases), wrong


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "zh", "ja"])
def test_of_cases_the_rules_were_not_made_by_most_are_right(language):
    cases = hard_cases(language, held_out=True)
    assert sum(is_right(line, language) for line in cases) >= 0.9 * len(cases)


@given(st.text('aB .!?…"“”«»() 。」1\n', max_size=80), st.sampled_from(["", "en", "fr", "de", "ja", "xx"]))
def test_starts_are_in_order_and_at_words(text, language):
    starts = sentence_starts(text, language)
    assert starts == sorted(set(starts))
    assert all(not text[start].isspace() for start in starts)
    assert bool(starts) == bool(text.strip())


def test_sentences_of_a_document_are_walked_one_by_one():
    document = parse("# Title\n\nOne is here. Two is there.\n\n- Three\n\n```\nx = 1\n\ny = 2\n```")
    sentences = Sentences(document, "en")
    starts = [0]
    while (following := sentences.next_start(starts[-1])) is not None:
        starts.append(following)
    assert [said(sentences, at) for at in starts] == [
        "Title",
        "One is here.",
        "Two is there.",
        "Three",
        "x = 1",
        "y = 2",
    ]
    back = [document.length]
    while (before := sentences.previous_start(back[-1])) is not None:
        back.append(before)
    assert back[:0:-1] == starts


def said(sentences, offset):
    span = sentences.at(offset)
    assert span is not None
    return span.of(sentences.document.plain)


def test_a_document_without_words_has_no_sentences():
    sentences = Sentences(parse(""), "en")
    assert (sentences.at(0), sentences.next_start(0), sentences.previous_start(0)) == (None, None, None)
