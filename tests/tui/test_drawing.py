"""Pictures become cells in three ways; no file, whatever is in it, does more than not be drawn."""

from __future__ import annotations

import base64
import io
import re
import struct
import sys
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from reader.tui.drawing import MOST_PIXELS, Way, draw, size_of
from tests.tui.pictures import flag, png, seen

CELL = (10, 20)
GROUND = "#17181c"
FLAG = png(flag())


def drawn(data: bytes, cells: int, rows: int, way: Way) -> Any:
    made = draw(data, cells, rows, way, CELL, GROUND)
    assert made is not None
    assert len(made.rows) == rows
    return made


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_the_usual_formats_can_be_drawn(form):
    data = png(flag(), form)
    assert size_of(data) == (120, 80)
    drawn(data, 12, 4, Way.BLOCKS)


def test_half_blocks_have_the_colours_of_the_picture():
    rows = drawn(FLAG, 12, 4, Way.BLOCKS).rows
    assert [sum(len(segment.text) for segment in row) for row in rows] == [12] * 4
    assert near(rows[0][0].style.color.triplet, (200, 30, 30))
    assert near(rows[0][-1].style.color.triplet, (30, 160, 60))
    assert near(rows[-1][0].style.bgcolor.triplet, (40, 60, 200))
    assert near(rows[-1][-1].style.bgcolor.triplet, (240, 220, 60))


def test_each_row_of_sixels_is_a_picture_of_its_own_over_its_own_cells():
    rows = drawn(FLAG, 12, 4, Way.SIXEL).rows
    for number, (spaces, over) in enumerate(rows):
        assert spaces.text == " " * 12
        assert over.control
        assert over.text.startswith("\x1b7\x1b[12D\x1bP")
        assert over.text.endswith("\x1b\\\x1b8")
        pixels = seen(over.text)
        assert {x for x, _ in pixels} == set(range(120))
        assert {y for _, y in pixels} == set(range(20)), "not one pixel over the edge: the last line would scroll"
        left, right = ((200, 30, 30), (30, 160, 60)) if number < 2 else ((40, 60, 200), (240, 220, 60))
        assert near(pixels[5, 10], left)
        assert near(pixels[115, 10], right)


def test_a_colour_is_chosen_after_it_was_defined_as_xterm_wants_it():
    for _, over in drawn(FLAG, 12, 4, Way.SIXEL).rows:
        for number, after in re.findall(r"#(\d+);2;\d+;\d+;\d+(.\d*)", over.text):
            assert after == f"#{number}"


def test_kitty_is_sent_the_picture_once_and_its_cells_are_text(monkeypatch: pytest.MonkeyPatch):
    terminal = io.StringIO()
    monkeypatch.setattr(sys, "__stdout__", terminal)
    made = drawn(FLAG, 12, 4, Way.KITTY)
    commands = re.findall(r"\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\", made.sent)
    sent = base64.b64decode("".join(payload for _, payload in commands))
    with Image.open(io.BytesIO(sent)) as image:
        assert image.size == (120, 80)
        assert near(image.convert("RGB").getpixel((5, 5)), (200, 30, 30))
    assert "U=1" in commands[-1][0]
    (number,) = (int(one) for one in re.findall(r"i=(\d+)", commands[-1][0]))
    for row in made.rows:
        (segment,) = row
        assert segment.text.count("\U0010eeee") == 12
        red, green, blue = segment.style.color.triplet
        assert number & 0xFFFFFF == red << 16 | green << 8 | blue
    assert made.forgetting == f"\x1b_Ga=d,I={number}\x1b\\"
    assert terminal.getvalue() == "", "it would fall inside a frame"


def test_what_is_seen_through_shows_the_ground():
    clear = png(Image.new("RGBA", (40, 40), (255, 0, 0, 0)))
    (row, *_) = drawn(clear, 4, 2, Way.BLOCKS).rows
    assert near(row[0].style.color.triplet, (0x17, 0x18, 0x1C))


def test_a_picture_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = io.BytesIO()
    flag().save(data, "JPEG", exif=exif)
    assert size_of(data.getvalue()) == (80, 120)
    rows = drawn(data.getvalue(), 8, 6, Way.BLOCKS).rows
    assert near(rows[0][0].style.color.triplet, (40, 60, 200), by=40)


def huge(width: int, height: int) -> bytes:
    """A PNG of few bytes that claims to be large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
        + chunk(b"IEND", b"")
    )


HOSTILE = {
    "nothing": b"",
    "words": b"no picture at all",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "half of it": FLAG[: len(FLAG) // 2],
    "its head alone": FLAG[:33],
    "a bomb": huge(50_000, 50_000),
    "a line without end": huge(2_000_000_000, 1),
    "no height": huge(10, 0),
    "a gif cut short": png(flag(), "GIF")[:60],
    "a jpeg cut short": png(flag(), "JPEG")[:200],
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("way", [Way.BLOCKS, Way.SIXEL])
def test_a_hostile_file_is_not_drawn(name, way):
    assert draw(HOSTILE[name], 12, 4, way, CELL, GROUND) is None
    size = size_of(HOSTILE[name])
    assert size is None or size[0] * size[1] <= MOST_PIXELS


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(["PNG", "JPEG", "GIF", "WEBP", "BMP"]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8),
    st.data(),
)
def test_a_file_with_wrong_bytes_is_drawn_or_not_and_nothing_else(form, wrong, data):
    picture = bytearray(png(flag(40, 30), form))
    for where, byte in wrong:
        picture[int(where * (len(picture) - 1))] = byte
    cut = bytes(picture[: data.draw(st.integers(0, len(picture)))])
    size_of(cut)
    made = draw(cut, 6, 3, Way.BLOCKS, CELL, GROUND)
    assert made is None or len(made.rows) == 3


def near(colour: Any, wanted: tuple[int, int, int], by: int = 16) -> bool:
    return all(abs(one - other) <= by for one, other in zip(tuple(colour), wanted, strict=True))
