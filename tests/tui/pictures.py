"""Pictures to test with, and what a terminal would make of sixels."""

from __future__ import annotations

import io
import re

from PIL import Image


def png(image: Image.Image, form: str = "PNG") -> bytes:
    data = io.BytesIO()
    image.save(data, form)
    return data.getvalue()


def flag(width: int = 120, height: int = 80) -> Image.Image:
    """A picture in four colours, one in each quarter."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 160, 60), (width // 2, 0, width, height // 2))
    image.paste((40, 60, 200), (0, height // 2, width // 2, height))
    image.paste((240, 220, 60), (width // 2, height // 2, width, height))
    return image


def seen(sixels: str) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Return the pixels that a string of sixels sets: (x, y) to red, green, blue."""
    body = sixels[sixels.index("q") + 1 : sixels.rindex("\x1b\\")]
    pixels: dict[tuple[int, int], tuple[int, int, int]] = {}
    colours: dict[int, tuple[int, int, int]] = {}
    x = y = colour = 0
    for match in re.finditer(r'"[\d;]+|#\d+(?:;2;\d+;\d+;\d+)?|!\d+.|[?-~]|\$|-', body):
        token = match[0]
        if token[0] == "#":
            colour, *levels = (int(part) for part in token[1:].split(";") if part)
            if levels:
                red, green, blue = (round(level * 255 / 100) for level in levels[1:])
                colours[colour] = (red, green, blue)
        elif token == "$":
            x = 0
        elif token == "-":
            x, y = 0, y + 6
        elif token[0] != '"':
            times = int(token[1:-1]) if token[0] == "!" else 1
            bits = ord(token[-1]) - 63
            for column in range(x, x + times):
                for bit in range(6):
                    if bits >> bit & 1:
                        pixels[column, y + bit] = colours[colour]
            x += times
    return pixels
