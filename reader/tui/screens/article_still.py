"""A still of the open article: how its page will look when one comes back to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reader.tui.reading.ago import HERE
from reader.tui.reading.reading import Reading
from reader.tui.reading.sight import window_at
from reader.tui.reading.washes import Washes
from reader.tui.screens.open_article import OpenArticle
from reader.tui.still import Still, line_of, look_of
from reader.tui.widgets.drawing import Drawing
from reader.tui.widgets.paint import Ink


def still_in(screen: OpenArticle) -> Callable[[], Still | None] | None:
    """Return what makes a still of what is open; None where that is not read to its end, or not shown as usual."""
    view, reading, session = screen.view, screen.reading, screen.session
    page = view.page
    unusual = screen.reading_on.is_glancing or not screen.position.display or view.size.height < 2
    if page is None or unusual or not reading.document.complete or not reading.document.length:
        return None
    article, place = screen.article, reading.place
    size, geometry = (screen.app.size.width, screen.app.size.height), view.geometry
    notes, told = reading.passages.notes(), [*screen.last_lines(page.width)]
    over = Washes(reading.document, view.washes.highlights, saved=view.washes.saved)
    look = look_of(session.config, session.palette, size)
    ink, height = Ink(session.palette), view.size.height

    def make() -> Still:
        both = []
        for here in (None, place):
            fresh = replace(
                page, article=article, here=here, here_words=HERE, after=lambda width: told, pictures=None, _rows={}
            )
            window = window_at(fresh, place, height)
            stands = Reading(article, reading.document, place=place, first=reading.first)
            stands.stand_on(place)
            washes = replace(over, cursor=stands.stand_within(window.span))
            both.append(
                [line_of(line) for line in Drawing(ink, geometry, lambda row: ()).lines(window, washes, notes, height)]
            )
        return Still(article.id, place, look, *both)

    return make
