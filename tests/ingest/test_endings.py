"""What stands below the last words of an article: its authors, whom to ask, what the sender is."""

from __future__ import annotations

from reader.ingest.page import read

WORDS = "The tide came in over the causeway and nobody in the village thought of the mill pond until noon. " * 3
TEXT = f"<p>{WORDS}</p><p>{WORDS} Twice.</p><p>{WORDS} Again.</p>"


def body_of(text: str, head: str = "") -> str:
    page = f"<html><head>{head}</head><body><main><article><h1>The mill pond</h1>{text}</article></main></body></html>"
    return read(page, "https://pond.example/mill").body


def test_a_release_ends_where_it_says_so():
    release = (
        f"{TEXT}<p><strong>ENDS</strong></p><h3>Notes to editors</h3><p>Pictures from press@pond.example.</p>"
        "<p><strong>About the Pond Trust</strong><br>Founded in 1891, the Pond Trust keeps four hundred ponds and one canal.</p>"
    )
    body = body_of(release)
    assert body.rstrip().endswith("Again.")


def test_a_tale_parted_by_hash_signs_goes_on():
    body = body_of(f"{TEXT}<p># # #</p><p>{WORDS} Later.</p><p># # #</p><p>{WORDS} Much later.</p>")
    assert "Much later." in body


def test_contacts_for_the_press_go_and_a_plain_contact_stays():
    contact = "<p>Ann Roe, +44 1632 960001, ann@pond.example</p>"
    assert "Ann Roe" not in body_of(f"{TEXT}<h3>Media contact</h3>{contact}")
    assert "Ann Roe" in body_of(f"{TEXT}<h3>Where to ask</h3>{contact}")


def test_what_is_said_about_the_author_goes_with_its_heading():
    head = "<meta name='author' content='Ann Roe'>"
    body = body_of(f"{TEXT}<h3>Sobre la firma</h3><h4>Ann Roe</h4><p>Has written about ponds since 2011.</p>", head)
    assert "since 2011" not in body
    assert "Ann Roe" not in body


def test_a_byline_that_tells_of_its_bearer_goes():
    head = "<meta name='author' content='Ann Roe'>"
    byline = (
        "<p class='article-byline'>By <a href='/ann'>Ann Roe</a>, who mends sluices. Previously, she was a diver.</p>"
    )
    assert "sluices" not in body_of(f"{byline}{TEXT}", head)


def test_a_heading_that_says_read_also_takes_its_link_along():
    also = "<section class='x'><h3>Lire aussi</h3><a href='/four'>Le four qui n’ouvre que la nuit</a></section>"
    assert "four" not in body_of(f"<p>{WORDS}</p>{also}{TEXT}")


def test_a_release_of_a_firm_ends_before_what_the_firm_says_of_itself():
    about = "<p><strong>About Pond Tools</strong><br>Pond Tools Inc. has made sluices since 1922.</p>"
    hopes = "<p><strong>Forward-Looking Statements</strong><br>Results may differ from what is hoped for.</p>"
    asked = "<p><strong>Media Contact:</strong><br>Lee Tran<br>press@pond.example</p>"
    assert body_of(TEXT + about + hopes + asked).rstrip().endswith("Again.")
    assert "sluices since 1922" in body_of(TEXT + about)


def test_a_table_of_contents_goes_and_links_to_places_stay():
    toc = "<div class='post__toc'><p>In this article:</p><ul><li><a href='#a'>The pond</a></li><li><a href='#b'>The mill</a></li></ul></div>"
    body = body_of(
        f"<p>{WORDS}</p>{toc}<h2 id='a'>The pond</h2>{TEXT}<h2 id='b'>The mill</h2><p>See <a href='#a'>the pond</a>. {WORDS}</p>"
    )
    assert "In this article" not in body
    assert "the pond" in body
    assert body.count("The mill") == 1
