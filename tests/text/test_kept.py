"""A document that was kept is the document that was read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.blocks import begin, parse
from reader.text.kept import FORMAT, pack, unpack
from reader.text.layout import lay_out
from tests.text.sources import BLOCKS, markdown, widths


@given(markdown, widths)
@settings(max_examples=100, deadline=None)
def test_what_was_kept_is_what_was_read(source, width):
    document = parse(source)
    kept = unpack(pack(document))
    assert kept is not None
    assert kept.complete
    assert (kept.plain, kept.length) == (document.plain, document.length)
    assert [*kept.blocks()] == [*document.blocks()]
    assert (kept.headings, kept.links, kept.images) == (document.headings, document.links, document.images)
    assert (kept.footnotes, kept.anchors) == (document.footnotes, document.anchors)
    assert lay_out(kept, width).rows(0, 10_000) == lay_out(document, width).rows(0, 10_000)


@given(st.data())
def test_damaged_bytes_are_no_document(data):
    packed = pack(parse("\n\n".join(BLOCKS)))
    cut = data.draw(st.integers(0, len(packed) - 1))
    assert unpack(packed[:cut]) is None


def test_another_version_is_no_document():
    assert unpack(pack(parse("words")).replace(FORMAT.encode(), b"reader-text 0")) is None


def test_only_whole_documents_are_kept():
    with pytest.raises(ValueError, match="read to its end"):
        pack(begin("words\n\n" * 10_000))


@given(markdown, st.integers(1, 400), st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_a_document_read_in_part_takes_the_rest_from_a_whole_one(source, characters, more):
    source = "\n\n".join([source] * 5)
    document = begin(source, characters)
    for _ in range(more):
        document.read_on(characters)
    before, plain = [*document.blocks()], document.plain
    whole = unpack(pack(parse(source)))
    assert whole is not None
    if not document.complete:
        document.complete_from(whole)
    assert document.complete
    assert [*document.blocks()][: len(before)] == before
    assert document.plain.startswith(plain)
    assert (document.plain, document.length) == (whole.plain, whole.length)
    assert [*document.blocks()] == [*whole.blocks()]
    assert (document.headings, document.links, document.footnotes) == (whole.headings, whole.links, whole.footnotes)
    assert document.starts == [section.start for section in document.sections]
