"""What is drawn of pictures, while a thread draws others and forgets old ones."""

from __future__ import annotations

from typing import Any

from reader.tui.drawing import Way
from reader.tui.gallery import Gallery
from reader.tui.reading.pictures import PictureRow
from tests.tui.pictures import flag, png


class _Forgetful(dict[Any, Any]):
    """Forgets what it was asked for as soon as it has answered, as a thread would at the worst moment."""

    def __contains__(self, key: object) -> bool:
        return super().pop(key, None) is not None


def test_a_picture_that_is_forgotten_while_it_is_asked_for_is_only_wished_for_again():
    gallery = Gallery(Way.BLOCKS, (10, 20), lambda address: png(flag()))
    row = PictureRow("a.png", 0, 4, 12, 0)
    assert gallery.segments(row, "#000000") == ()
    gallery.fulfil()
    gallery.take()
    assert gallery.segments(row, "#000000")
    gallery._drawn = _Forgetful(gallery._drawn)
    assert gallery.segments(row, "#000000") or gallery.wishes


def test_the_terminal_is_sent_a_picture_when_it_is_taken_and_told_to_forget_what_it_was_sent():
    sent: list[str] = []
    gallery = Gallery(Way.KITTY, (10, 20), lambda address: png(flag()), sent.append)
    row = PictureRow("a.png", 0, 4, 12, 0)
    gallery.segments(row, "#000000")
    gallery.fulfil()
    assert sent == []
    gallery.clear()  # the article is left while a thread draws
    gallery.take()
    assert "".join(sent) == ""
    gallery.segments(row, "#000000")
    gallery.fulfil()
    gallery.take()
    assert "U=1" in sent[-1]
    assert gallery.segments(row, "#000000")
    gallery.clear()
    assert sent[-1].startswith("\x1b_Ga=d")
