"""What Markdown says: blocks, styles, links, notes, and one text for all positions."""

from __future__ import annotations

import gc
import weakref

import pytest
from hypothesis import given, settings

from reader.text.blocks import begin, parse
from reader.text.document import Document, Kind
from reader.text.style import Style
from tests.text.sources import markdown


def plain(source):
    return parse(source).plain


def styled(source, style):
    """The words of a document that have a style, its blocks' own style included."""
    return [
        block.text[run.start : run.end] for block in parse(source).blocks() for run in block.runs if run.style & style
    ]


@given(markdown)
@settings(max_examples=150, deadline=None)
def test_plain_is_the_blocks_joined_by_newlines_and_fit_for_a_terminal(source):
    document = parse(source)
    assert document.plain == "\n".join(block.text for block in document.blocks())
    assert not {c for c in document.plain if (c < " " and c not in "\n\t") or "\x7f" <= c < "\xa0"}
    for block in document.blocks():
        assert document.plain[block.start : block.end] == block.text
        ends = [0, *(place for run in block.runs for place in (run.start, run.end)), len(block.text)]
        assert ends == sorted(ends)


@given(markdown)
@settings(max_examples=100, deadline=None)
def test_every_position_lies_in_the_text(source):
    document = parse(source)
    spans = [link.span for link in document.links]
    spans += [image.span for image in document.images]
    spans += [heading.span for heading in document.headings]
    spans += [span for note in document.footnotes for span in (*note.refs, note.note) if span]
    for span in spans:
        assert 0 <= span.start <= span.end <= document.length
        block = document.block_at(span.start)
        assert block is not None
        assert block.start <= span.start
    assert all(0 <= offset <= document.length for offset in document.anchors.values())


def test_marked_up_words_are_words_with_a_style():
    source = "*a* **b** ~~c~~ `d` <mark>e</mark> <kbd>f</kbd> <u>g</u> ***h***"
    assert plain(source) == "a b c d e f g h"
    for style, words in (
        (Style.EMPHASIS, ["a", "h"]),
        (Style.STRONG, ["b", "h"]),
        (Style.STRIKE, ["c"]),
        (Style.CODE, ["d"]),
        (Style.MARK, ["e"]),
        (Style.KBD, ["f"]),
        (Style.UNDERLINE, ["g"]),
    ):
        assert styled(source, style) == words


def test_raised_and_lowered_characters_are_real_ones_where_there_are_any():
    assert plain("H<sub>2</sub>O, 10<sup>-3</sup>, XX<sup>e</sup>, x<sup>Q</sup>, <sup>two words</sup>") == (
        "H₂O, 10⁻³, XXᵉ, x^Q, ^(two words)"
    )


def test_a_raised_link_is_a_footnote_and_keeps_its_words():
    document = parse("Said<sup>[12](#fn12)</sup>.")
    assert document.plain == "Said12."
    assert styled("Said<sup>[12](#fn12)</sup>.", Style.FOOTNOTE_REF) == ["12"]


def test_links_know_their_words_address_and_title():
    document = parse('See [the *quay*](https://a.example/b?c=d "Title"), <https://e.example> and https://f.example/g.')
    assert [(link.span.of(document.plain), link.href, link.title) for link in document.links] == [
        ("the quay", "https://a.example/b?c=d", "Title"),
        ("https://e.example", "https://e.example", ""),
        ("https://f.example/g", "https://f.example/g", ""),
    ]
    assert document.link_at(document.plain.index("quay")) == document.links[0]
    assert document.link_at(0) is None
    assert document.links_in(0, 9) == [document.links[0]]


def test_headings_are_anchors_and_tell_where_one_is():
    document = parse("# One two!\n\nWords.\n\n## Two\n\nMore.\n\n## Two\n\nEnd.")
    assert [(heading.level, heading.text) for heading in document.headings] == [(1, "One two!"), (2, "Two"), (2, "Two")]
    assert document.anchors["one-two"] == 0
    assert document.anchors["two-1"] == document.headings[2].offset
    assert document.heading_at(document.plain.index("More")) == document.headings[1]
    assert parse("Words").heading_at(2) is None


def test_footnotes_lead_there_and_back_wherever_they_were_written():
    source = "One[^b] and two[^a], again[^b], aside^[inline].\n\n[^a]: The *a*.\n\nMore.\n\n[^b]: The b.\n\n    Its second part."
    document = parse(source)
    assert document.plain == "One[1] and two[2], again[1], aside[3].\nMore.\n\nThe b.\nIts second part.\nThe a.\ninline"
    first, second, third = document.footnotes
    assert first.note
    assert second.note
    assert third.note
    assert [ref.of(document.plain) for ref in first.refs] == ["[1]", "[1]"]
    assert first.note.of(document.plain) == "The b.\nIts second part."
    assert (second.label, second.note.of(document.plain)) == ("a", "The a.")
    assert third.note.of(document.plain) == "inline"
    assert document.footnote_at(first.refs[1].start) is first
    assert document.footnote_at(second.note.start) is second


def test_a_note_nobody_points_to_is_kept():
    assert plain("Words.\n\n[^x]: A lonely note.").endswith("A lonely note.")


def test_a_definition_that_comes_late_is_known_early():
    document = begin("See [there][x].\n\n" + "Words.\n\n" * 10_000 + "[x]: https://late.example", 100)
    assert not document.complete
    assert [link.href for link in document.links] == ["https://late.example"]


def test_pictures_alone_are_blocks_and_pictures_in_a_line_are_words():
    document = parse(
        '![Pier](a.jpg "At dusk")\n\nA ![dog](b.png) barks. [![](https://x.example/c%20d.png)](https://y.example)'
    )
    assert [block.kind for block in document.blocks()] == [Kind.IMAGE, Kind.PARAGRAPH]
    assert document.plain == "Pier\nAt dusk\nA dog barks. c d.png"
    assert [(image.src, image.alt, image.caption, image.alone) for image in document.images] == [
        ("a.jpg", "Pier", "At dusk", True),
        ("b.png", "dog", "", False),
        ("https://x.example/c%20d.png", "", "", False),
    ]
    assert document.links[0].span.of(document.plain) == "c d.png"


def test_containers_are_frames_around_blocks():
    document = parse("> - a\n>\n>   b\n> - c\n\n9. x\n10. y\n\n- [x] z")
    frames = [[(frame.kind, frame.marker) for frame in block.frames] for block in document.blocks()]
    assert frames == [
        [("quote", ""), ("item", "•")],
        [("quote", ""), ("item", "")],
        [("quote", ""), ("item", "•")],
        [("item", "9.")],
        [("item", "10.")],
        [("item", "☑")],
    ]
    assert len({block.frames[0].width for block in document.blocks() if block.frames[0].marker.endswith(".")}) == 1


def test_html_is_dropped_and_words_that_only_look_like_it_are_kept():
    source = "a <span class=x>b</span> <T> c <!-- d --> e\n\n<div>\nf *g*\n</div>\n\n<script>\n\nh()\n\n</script>\n\ni"
    assert plain(source) == "a b <T> c e\nf g\ni"


def test_lines_of_a_paragraph_are_joined_by_a_space_but_not_between_ideographs():
    assert plain("one\ntwo  \nthree\\\nfour") == "one two\nthree\nfour"
    assert plain("最後の\n渡し船\nferry") == "最後の渡し船 ferry"


def test_no_break_spaces_and_soft_hyphens_stay_in_the_text():
    assert plain("midi\u00a0: «\u202fun\u00adbe\u202f»") == "midi\u00a0: «\u202fun\u00adbe\u202f»"


def test_control_characters_become_visible_however_they_were_written():
    assert plain("a\x1b[31m &#27;]0; \x9b `\x07`\n\n```\n\x1b\n```") == "a\ufffd[31m \ufffd]0; \ufffd \ufffd\n\ufffd"


def test_a_table_is_cells_parted_by_tabs_and_rows_by_newlines():
    document = parse("| a | *b* |\n|---|:-:|\n| 1 | x y |\n| 2 |")
    (block,) = document.blocks()
    assert block.table
    assert block.text == "a\tb\n1\tx y\n2\t"
    assert (block.table.natural, block.table.least, block.table.align) == ((1, 3), (1, 1), ("left", "center"))


def test_a_long_table_is_read_in_parts_that_share_their_columns():
    rows = "".join(f"| {n} | {'long ' * (n % 7)} |\n" for n in range(1_000))
    document = begin("| n | words |\n|---|---|\n" + rows * 20)
    assert not document.complete
    document.read_all()
    blocks = [*document.blocks()]
    assert {block.kind for block in blocks} == {Kind.TABLE}
    assert len({block.table for block in blocks}) == 1
    assert document.plain.count("\n") == 20_000


def test_a_long_list_without_blank_lines_does_not_hold_up_the_beginning():
    document = begin("".join(f"{n}. item\n" for n in range(1, 12_000)))
    assert document.length < 30_000
    assert not document.complete
    document.read_all()
    assert [block.frames[0].marker for block in document.blocks()] == [f"{n}." for n in range(1, 12_000)]


class Source(str):
    """A text of which one can say whether anyone holds it."""


def test_a_beginning_lets_go_of_its_markdown_at_once_and_goes_on_from_the_whole():
    source = Source("\n\n".join(f"Paragraph {n} says *little*." for n in range(2_000)))
    document, whole, is_held = begin(source), parse(str(source)), weakref.ref(source)
    gc.disable()  # nobody looks for circles while one reads
    try:
        document.rest_from(lambda: whole)
        del source
        assert is_held() is None
    finally:
        gc.enable()
    begun = document.length
    assert document.read_on(1)
    assert document.complete
    assert begun < document.length
    assert document.plain == whole.plain
    assert [*document.blocks()] == [*whole.blocks()]


def test_a_whole_document_asks_for_no_rest():
    document = parse("All there is.")
    document.rest_from(Document)
    assert document.complete
    assert not document.read_on()


def test_a_very_long_paragraph_is_kept_in_parts_without_losing_a_word():
    source = " ".join(f"word{n}" for n in range(60_000))
    document = begin(source)
    assert not document.complete
    document.read_all()
    assert document.plain.split() == source.split()
    assert max(len(block.text) for block in document.blocks()) <= 16_000
    assert {block.before for block in document.blocks()} == {0}


@pytest.mark.parametrize(
    "source",
    [
        "- a\n\n  b\n\nc",
        "```\na\n\nb\n```\n\nc",
        "1. a\n\n   ```\n   x\n\n   y\n   ```\n2. b",
        "<pre>\na\n\nb</pre>\n\nc",
    ],
)
def test_cuts_never_part_what_belongs_together(source):
    document = begin(source, 1)
    document.read_all()
    assert [*document.blocks()] == [*parse(source).blocks()]
    assert "a" in document.plain
