"""The last paragraphs, read before the rest, say what they say in the whole."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.blocks import parse
from reader.text.ending import ending
from tests.text.sources import BLOCKS

WITHOUT_NOTES = [block for block in BLOCKS if "[^" not in block]


@given(st.lists(st.sampled_from(WITHOUT_NOTES), min_size=3, max_size=60), st.integers(20, 4_000))
@settings(max_examples=200, deadline=None)
def test_the_ending_is_the_end_of_the_whole(blocks, characters):
    source = "\n\n".join([*blocks, "A paragraph.", "The last words."])
    found = ending(source, characters)
    if found is not None:
        whole = parse(source)
        assert whole.plain.endswith(found.plain)
        texts = [block.text for block in found.blocks()]
        assert [block.text for block in whole.blocks()][-len(texts) :] == texts


def test_links_defined_far_above_are_links():
    found = ending("[there]: https://example.org\n\n" + "Words.\n\n" * 1_000 + "Go [there].", 200)
    assert found is not None
    assert [link.href for link in found.links] == ["https://example.org"]


def test_inside_code_no_ending_begins():
    code = "```\n" + "\n\n".join(f"line {number}" for number in range(400)) + "\n```"
    found = ending(f"Words.\n\n{code}\n\nBehind it.\n\nThe end.", 600)
    assert found is not None
    assert found.plain == "Behind it.\nThe end."


def test_where_notes_are_numbered_from_the_top_there_is_none():
    assert ending("Words[^1].\n\n" + "More.\n\n" * 500 + "[^1]: A note.", 100) is None
