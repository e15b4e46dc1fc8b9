"""Progress is by words read; the place is found again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article, Span, TextQuote
from reader.model.article import Progress
from reader.text.blocks import begin, parse
from reader.tui.reading.ago import ago
from reader.tui.reading.extent import Extent
from reader.tui.reading.place import Words, offset_of, progress_at
from reader.tui.reading.reading import Reading
from tests.tui.reading.conftest import BODY

NOW = datetime(2026, 3, 12, tzinfo=UTC)
NOWHERE = Progress()


def article(progress: Progress = NOWHERE) -> Article:
    return Article(id="1", title="The lighthouse", saved_at=NOW, words=1_300, progress=progress)


def test_only_what_was_there_to_be_read_counts_and_it_only_grows():
    reading = Reading.resume(article(), parse(BODY))
    reading.see(500, 900, counts=False)
    assert reading.part_read == 0
    reading.see(500, 900, counts=True)
    read = reading.part_read
    assert 0.05 < read < 0.5
    reading.see(510, 700, counts=True)
    assert reading.part_read == read
    reading.see(0, 300, counts=True)
    assert reading.part_read > read
    reading.see(0, reading.document.length, counts=True)
    assert reading.is_finished
    assert reading.minutes_left == 0


def test_who_looks_at_the_end_has_not_read_what_stands_before_it():
    reading = Reading.resume(article(), parse(BODY))
    length = reading.document.length
    reading.see(0, length // 5, counts=True)
    reading.see(length - 600, length, counts=True)
    assert 0.2 < reading.part_read < 0.5
    finished = reading.is_finished
    assert not finished
    reading.see(length // 5, length // 2, counts=True)
    assert 0.5 < reading.part_read < 1
    assert reading.is_finished
    assert reading.minutes_left == 0
    reading.see(length // 2, length - 600, counts=True)
    assert reading.part_read == 1


def test_what_was_read_before_counts_on():
    reading = Reading.resume(article(progress_at(parse(BODY).plain, 3_000, 0.7, NOW)), parse(BODY))
    reading.see(0, 400, counts=True)
    assert reading.part_read == 0.7
    reading.see(reading.document.length - 600, reading.document.length, counts=True)
    assert 0.7 < reading.part_read < 1
    assert reading.is_finished


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12), st.integers(0, 70))
def test_stretches_count_each_word_once(stretches, before):
    extent, read = Extent(), set(range(before))
    for one, other in stretches:
        start, end = sorted((one, other))
        extent.add(start, end)
        read |= set(range(start, end))
    assert extent.count(before) == len(read)


@given(st.integers(0, 9_000), st.integers(0, 9_000))
def test_the_part_read_grows_with_the_place(one, other):
    reading = Reading.resume(article(), parse(BODY))
    length = reading.document.length
    low, high = sorted((min(one, length), min(other, length)))
    assert 0 <= reading.fraction_at(low) <= reading.fraction_at(high) <= 1
    assert (reading.fraction_at(high) == 1) == (high >= length - 1)


@given(st.text(alphabet="ab \n", max_size=80), st.lists(st.integers(0, 80), max_size=6))
def test_words_are_counted_alike_from_wherever_one_comes(text, offsets):
    words = Words(text)
    for offset in (min(offset, len(text)) for offset in offsets):
        assert words.before(offset) == Words(text).before(offset)


def test_a_place_is_written_once_until_one_moves():
    reading = Reading.resume(article(), parse(BODY))
    assert reading.to_keep(NOW) is None
    reading.see(40, 200, counts=True)
    kept = reading.to_keep(NOW)
    assert kept is not None
    reading.was_kept(kept)
    assert kept.quote.exact == reading.document.plain[40:104]
    assert reading.to_keep(NOW) is None


@given(st.integers(20, 5_000), st.text(alphabet="xyz ", max_size=60))
def test_a_place_is_found_again_after_words_were_put_before_it(offset, inserted):
    plain = parse(BODY).plain
    offset = min(offset, len(plain) - 70)
    progress = progress_at(plain, offset, 0.5, NOW)
    changed = inserted + plain
    assert changed[offset_of(changed, progress) :].startswith(progress.quote.exact)


def test_a_place_whose_words_are_gone_stays_inside_the_text():
    progress = Progress(0.5, 4_000, TextQuote("words nobody wrote"), NOW)
    assert offset_of("short", progress) == 5


def test_resuming_reads_as_far_as_the_place():
    long = BODY * 40
    whole = parse(long).plain
    place = len(whole) - 3_000
    reading = Reading.resume(article(progress_at(whole, place, 0.9, NOW)), begin(long))
    assert reading.place == place
    assert reading.document.length > place


@pytest.mark.parametrize(
    ("pause", "told"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=3, hours=2), "3 days ago"),
        (timedelta(days=15), "2 weeks ago"),
        (timedelta(days=800), "2 years ago"),
    ],
)
def test_a_pause_is_told_in_words(pause, told):
    assert ago(NOW - pause, NOW) == told


def test_the_cursor_begins_after_a_title_that_is_not_drawn():
    reading = Reading.resume(article(), parse(BODY))
    reading.first = reading.document.plain.index("Dr. Weber")
    span = reading.stand_on(0)
    assert span is not None
    assert span.of(reading.document.plain) == "Dr. Weber lit the lamp at 5.30."
    assert reading.sentences.step(span.start, -1) == span
    assert reading.word_at(span.start + 4) == Span(span.start + 4, span.start + 9)
