"""Pictures with their captions, and the first lines of a text: what a count by single leaves would tear off."""

from __future__ import annotations

from reader.ingest.page import read

WORDS = "The tide came in over the causeway and nobody in the village thought of the mill pond until noon. " * 3
TEXT = f"<p>{WORDS}</p><p>{WORDS} Twice.</p><p>{WORDS} Again.</p>"
CARD = (
    "<a href='/n/{0}'><img src='/thumb/{0}.jpg' alt=''></a><h3><a href='/n/{0}'>The bakery that opens at night</a></h3>"
)


def body_of(page: str) -> str:
    return read(f"<html><body><main>{page}</main></body></html>", "https://pond.example/mill").body


def test_the_picture_above_the_text_stays_with_its_caption():
    page = (
        "<div class='top'><h1>The mill pond</h1></div>"
        "<figure class='article-image'><img src='/pond.jpg' alt='The pond'><figcaption>At low water</figcaption></figure>"
        f"<div class='meta'><a href='/by/ann'>Ann Roe</a></div><div class='article-body'>{TEXT}</div>"
    )
    body = body_of(page)
    assert "pond.jpg" in body
    assert "At low water" in body


def test_a_box_called_a_picture_need_be_no_figure():
    page = (
        "<h1>The mill pond</h1><div class='story-photo'><img src='/pond.jpg' alt=''></div><p class='photo-caption'>At low water</p>"
        f"<div class='article-body'>{TEXT}</div>"
    )
    body = body_of(page)
    assert "pond.jpg" in body
    assert "At low water" in body


def test_the_face_of_who_wrote_it_is_no_picture_of_the_article():
    page = (
        "<h1>The mill pond</h1><div class='photo'><img src='/ann.jpg' alt='Ann Roe'></div><p class='byline'>By Ann Roe</p>"
        f"<div class='article-body'>{TEXT}</div>"
    )
    assert "ann.jpg" not in body_of(page)


def test_a_picture_of_a_card_among_the_text_goes_with_the_card():
    page = f"<h1>The mill pond</h1><article class='article-body'>{TEXT}<div class='more_info'>{CARD.format(7)}</div>{TEXT}</article>"
    assert "thumb" not in body_of(page)


def test_pictures_beside_the_words_of_a_list_of_things_stay():
    slides = "".join(
        f"<div class='slide'><h2>{number} {name}</h2><div class='slide-media'><picture><img src='/{name}.jpg' alt=''></picture>"
        f"<span>Sent in</span></div><div class='slide-dek'><p>{name} has one that is older than the {name} railway and louder.</p></div></div>"
        for number, name in enumerate(("Leeds", "Graz", "Ghent", "Bern"), 1)
    )
    body = body_of(f"<h1>Four bells</h1><p>{WORDS}</p><div class='slides'>{slides}</div>")
    assert all(f"{name}.jpg" in body for name in ("Leeds", "Graz", "Ghent", "Bern"))


def test_whole_sentences_above_the_text_stay_though_they_are_called_a_teaser():
    page = (
        "<h1>The mill pond</h1><article class='article-body'><p class='article__teaser'>For the first time since 1911 the pond "
        f"has been seen from the causeway with water in it.</p>{TEXT}</article>"
    )
    assert "since 1911" in body_of(page)


def test_the_question_that_opens_a_box_stays_with_the_answer():
    toggle = (
        "<div class='toggle'><div class='toggle-title'><a>May I swim in it?</a></div>"
        "<div class='toggle-content'><p>You may, from June, where the rope is not.</p></div></div>"
    )
    body = body_of(f"<h1>The mill pond</h1><article class='article-body'>{TEXT}{toggle}</article>")
    assert "May I swim in it?" in body
    assert "where the rope is not" in body
