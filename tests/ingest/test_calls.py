"""Sentences in which a site asks its readers for something, told from those that tell of it."""

from __future__ import annotations

import pytest

from reader.ingest import calls
from reader.ingest.page import read


@pytest.mark.parametrize(
    "said",
    [
        "Follow us on Mastodon and Bluesky.",
        "CLICK HERE TO GET OUR APP",
        "Síguenos en Facebook o en nuestra newsletter",
        "Abonnez-vous à notre newsletter du soir",
        "Zapisz się na nasz newsletter i bądź na bieżąco.",
        "Читайте нас в Telegram",
        "By signing up you agree to our terms.",
        "2 of 7 |",
    ],
)
def test_what_a_site_asks_for_is_known_in_many_languages(said: str):
    assert calls.asks(said)


@pytest.mark.parametrize(
    "said",
    [
        "Follow the river until the mill.",
        "Like the others, she had a newsletter to write.",
        "Recibe el premio en Madrid.",
        "Print culture changed.",
        "Zapisz to w kalendarzu.",
        "Follow us on Mastodon, we said, and " + "nobody came, " * 30,
    ],
)
def test_what_only_begins_like_it_is_text(said: str):
    assert not calls.asks(said)


def test_a_box_that_asks_for_an_address_leaves_the_middle_of_a_text_whatever_it_says():
    words = "The tide came in over the causeway and nobody in the village thought of the mill pond until noon. " * 3
    page = (
        f"<html><body><main><article><h1>The mill pond</h1><p>{words}</p><p>{words} Twice.</p>"
        "<div class='NewsletterSubscribeForm'><h2>The Weekly</h2><p>The best of our pages, now and then.</p></div>"
        f"<p>{words} Again.</p></article></main></body></html>"
    )
    body = read(page, "https://pond.example/mill").body
    assert "The Weekly" not in body
    assert "best of our pages" not in body
    assert "Again." in body
