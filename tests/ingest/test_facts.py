"""What a page says about its article, wherever it says it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from reader.ingest import tree
from reader.ingest.facts import Facts, facts


def of(head: str = "", body: str = "", url: str | None = "https://site.example/2020/a") -> Facts:
    return facts(tree.parse(f"<html><head>{head}</head><body>{body}</body></html>"), url)


def ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **values})}</script>'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>A long walk | The Site</title><meta property='og:site_name' content='The Site'>", "", "A long walk"),
        ("<title>The Site: A long walk</title><meta property='og:site_name' content='The Site'>", "", "A long walk"),
        ("<title>A walk - and back - Paper</title>", "<h1>A walk - and back</h1>", "A walk - and back"),
        (
            "<title>Path | Project v2 manual</title>",
            "<header><h1>Project v2 manual</h1></header><h2>Path#</h2>",
            "Path",
        ),
        ("<title>x</title><meta property='og:title' content='Salt &amp;amp; water'>", "", "Salt & water"),
        (ld(headline="From the script"), "", "From the script"),
        (
            ld(headline="Short") + "<meta property='og:title' content='The whole title – Paper'>",
            "<h1>The whole title</h1>",
            "The whole title",
        ),
        (
            "<title>My blog: A kite</title>",
            "<h1><a href='/'>My blog</a></h1><h3 class='entry-title'>A kite</h3>",
            "A kite",
        ),
        ("<title>Tin - A camera</title>", "<b>A camera</b><h2>Loading</h2>", "A camera"),
        ("<title>鮪の行き先：例日新聞</title><meta property='og:site_name' content='例日新聞'>", "", "鮪の行き先"),
        ("<title>山道の手紙｜秋の帖</title><meta property='og:site_name' content='秋の帖'>", "", "山道の手紙"),
        ("<title>Why? : Rivers</title><meta property='og:title' content='r/Rivers - Why?'>", "", "Why?"),
        (
            "<title>Stats Shed - How long is winter?</title>",
            "<span class='navbar-title'>Stats Shed</span><h1>How long is winter?</h1>",
            "How long is winter?",
        ),
        (
            "<title>Release 1.2.0, the slow one · canal/locks · Hub</title>"
            "<meta property='og:title' content='Release 1.2.0, the slow one · canal/locks'>",
            "<h1>1.2.0, the slow one</h1>",
            "1.2.0, the slow one",
        ),
        ("<title>frost</title>", "<h1>Counting frost¶</h1>", "Counting frost"),
        ("<title>Note 12: Of tides</title>", "<h1>Note 12</h1><h1>Of tides</h1>", "Of tides"),
        ("<title>The Project Gutenberg eBook of The Ferry, by A. Thorne</title>", "", "The Ferry"),
        ("", "<h1 class='logo'>Site</h1><h1>Only a heading</h1>", "Only a heading"),
        ("", "", ""),
    ],
)
def test_the_title_is_without_the_site(head: str, body: str, title: str):
    assert of(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        (ld(author=[{"@type": "Person", "name": "Ann Lee"}, {"name": "Bob Ray"}]), "", ("Ann Lee", "Bob Ray")),
        (ld(author="Ann Lee"), "", ("Ann Lee",)),
        ("<meta name='author' content='Ann Lee and Bob Ray'>", "", ("Ann Lee", "Bob Ray")),
        (
            "<meta name='citation_author' content='Lee, Ann'><meta name='citation_author' content='Ray, Bob'>",
            "",
            ("Ann Lee", "Bob Ray"),
        ),
        (
            "<meta property='article:author' content='https://face.example/ann'>",
            "<a rel='author'>Ann Lee</a>",
            ("Ann Lee",),
        ),
        ("", "<div><div>By Ann Lee</div><div>Science correspondent, Radio</div></div>", ("Ann Lee",)),
        ("", "<td><i>by Ann Lee, March 14, 2004</i></td>", ("Ann Lee",)),
        ("", "<p class='meta__author'>Par <a href='/a'>Ann Lee</a> <span>(Bern, envoyée)</span></p>", ("Ann Lee",)),
        ("", "<span class='ltx_personname'>Ann Lee<br>Institute of Cards</span>", ("Ann Lee",)),
        ("", "<span itemprop='author'><span itemprop='name'>Ann Lee</span>, editor</span>", ("Ann Lee",)),
        ("", "<div class='byline'>By <a href='/ann'>Ann Lee</a> | 3 May</div>", ("Ann Lee",)),
        ("", "<div class='comments'><span class='author'>troll77</span></div>", ()),
        ("<meta name='author' content='admin'>", "", ()),
        (ld(author={"@type": "Organization", "name": "Contributors to Wikimedia projects"}), "", ()),
        ("", "<nav>x</nav><div><ul><li><a href='#hand'>Von Hand</a></li></ul></div>", ()),
        ("", "<p itemprop='author'><span itemprop='name'>tomas77</span></p>", ("tomas77",)),
        ("", "<p class='author'><a>Message</a>par <a class='username'>gaston85</a> » 2 May 2018</p>", ("gaston85",)),
    ],
)
def test_authors_are_found(head: str, body: str, authors: tuple[str, ...]):
    assert of(head, body).authors == authors


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        (ld(datePublished="2020-05-06T23:30:00-05:00"), "", date(2020, 5, 6)),
        ("<meta property='article:published_time' content='2020-05-06'>", "", date(2020, 5, 6)),
        ("<meta name='DC.date.issued' content='2020-05-06'>", "", date(2020, 5, 6)),
        ("", "<time datetime='2020-05-06T10:00'>yesterday</time>", date(2020, 5, 6)),
        ("", "<relative-time datetime='2020-05-06T10:00'>6 May</relative-time>", date(2020, 5, 6)),
        ("", "<div class='post-date'>6 May 2020</div>", date(2020, 5, 6)),
        ("", "<div class='comment'><time datetime='2021-01-01'></time></div>", None),
        ("<meta name='date' content='99999-99-99'>", "", None),
        (
            "",
            "<p>最終更新日 <time datetime='2023-12-24'>2023年12月24日</time></p><p>投稿日 <time datetime='2023-12-20'></time></p>",
            date(2023, 12, 20),
        ),
        ("", "<table aria-labelledby='folders-and-files'><td class='age'>Jan 3, 2024</td></table>", None),
    ],
)
def test_the_day_of_publication_is_found(head: str, body: str, day: date | None):
    assert of(head, body).published_at == day


def test_a_day_in_the_address_serves_where_nothing_else_does():
    assert of(url="https://site.example/2021/03/04/name/").published_at == date(2021, 3, 4)


def test_the_day_of_change_is_told_only_where_it_is_later():
    assert of(ld(datePublished="2020-01-01", dateModified="2020-02-02")).updated_at == date(2020, 2, 2)
    assert of(ld(datePublished="2020-01-01", dateModified="2020-01-01")).updated_at is None


def test_language_direction_and_image():
    page = facts(
        tree.parse("<html lang='ar-EG' dir='rtl'><head><meta property='og:image' content='/i.jpg'></head></html>"),
        "https://s.example/a",
    )
    assert (page.language, page.direction, page.image) == ("ar", "rtl", "https://s.example/i.jpg")


@pytest.mark.parametrize(
    ("url", "link", "own"),
    [
        ("https://site.example/a?x=1", "/a", "https://site.example/a"),
        ("https://m.site.example/a", "https://www.site.example/a", "https://www.site.example/a"),
        ("https://site.example/a", "https://elsewhere.example/a", None),
        ("https://site.example/a", "https://site.example/", None),
        (
            "https://site-example.cdn.ampproject.org/c/s/site.example/a",
            "https://site.example/a",
            "https://site.example/a",
        ),
        ("https://site.example/a", "http://[bad", None),
    ],
)
def test_the_page_may_name_its_own_address_on_its_own_site_only(url: str, link: str, own: str | None):
    assert of(f"<link rel='canonical' href='{link}'>", url=url).url == own


def test_a_graph_joins_what_refers_to_each_other():
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "#s", "name": "Site"},
            {"@type": "Person", "@id": "#p", "name": "Ann Lee"},
            {
                "@type": ["Article", "BlogPosting"],
                "headline": "T",
                "author": {"@id": "#p"},
                "datePublished": "2020-01-02",
            },
        ],
    }
    page = of(f'<script type="application/ld+json">{json.dumps(graph)}</script>')
    assert (page.title, page.authors, page.site) == ("T", ("Ann Lee",), "Site")


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        '{"@type": "Article", "headline": 7, "author": [null, 3, {"name": []}]}',
        "[[[[",
        '"x"',
        '{"@type":"Article","headline":"a\nb",}',
    ],
)
def test_broken_statements_are_passed_over(broken: str):
    assert of(f'<title>T</title><script type="application/ld+json">{broken}</script>').title in ("T", "a b")


@pytest.mark.parametrize(
    ("attributes", "title", "direction"),
    [
        ("dir='rtl' lang='en'", "A title", "rtl"),
        ("lang='fa'", "1402", "rtl"),
        ("", "باغ قدیمی دوباره باز شد", "rtl"),
        ("lang='en'", "The word שלום and its uses", "ltr"),
        ("", "A title", "ltr"),
    ],
)
def test_the_direction_is_what_the_page_says_else_what_its_words_are(attributes: str, title: str, direction: str):
    root = tree.parse(f"<html {attributes}><head><title>{title}</title></head><body><h1>{title}</h1></body></html>")
    assert facts(root, None).direction == direction


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("Ruth Calloway and Ben Adeyemi", ("Ruth Calloway", "Ben Adeyemi")),
        ("By Ruth Calloway, Ben Adeyemi", ("Ruth Calloway", "Ben Adeyemi")),
        ("Bank of England and Wales", ("Bank of England and Wales",)),
        ("@ruthcalloway", ()),
    ],
)
def test_names_that_stand_in_one_field_are_taken_apart(said: str, authors: tuple[str, ...]):
    data = f'{{"@type": "NewsArticle", "headline": "T", "author": {{"name": "{said}"}}}}'
    root = tree.parse(f"<html><head><script type='application/ld+json'>{data}</script></head><body></body></html>")
    assert facts(root, None).authors == authors


def test_a_second_author_is_taken_from_the_card_or_from_data_where_the_byline_shows_it():
    first = ld(author={"@type": "Person", "name": "Ann Roe"})
    card = "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Ann Roe, Bo Lind'>"
    both = ld(author={"@type": "Person", "name": "Ann Roe"}, contributor=[{"@type": "Person", "name": "Bo Lind"}])
    assert of(first + card).authors == ("Ann Roe", "Bo Lind")
    assert of(both, "<h4 class='author-name'>Ann Roe, Bo Lind</h4>").authors == ("Ann Roe", "Bo Lind")
    assert of(both, "<h4 class='author-name'>Ann Roe</h4>").authors == ("Ann Roe",)


def test_who_writes_under_their_own_name_is_the_author_where_a_byline_says_so():
    head = "<meta property='og:site_name' content='Ann Roe'>" + ld(author="Ann Roe")
    assert of(head, "<span class='blog-author'>Written By <b>Ann Roe</b></span>").authors == ("Ann Roe",)
    assert of(head, "<p>Words</p>").authors == ()


@pytest.mark.parametrize("said", ["Written By", "Staff report", "Press Office", "Newsroom"])
def test_labels_and_offices_are_no_names(said: str):
    assert of(f"<meta name='author' content='{said}'>").authors == ()


def test_a_reporters_office_is_no_part_of_the_name():
    assert of("<meta name='author' content='이수빈 기자'>").authors == ("이수빈",)


def test_the_footer_of_an_article_may_give_its_day():
    body = "<article><h2>A walk</h2><footer class='panel'><div class='post-date'>Jun 3rd, 2023</div></footer></article>"
    assert of("", body).published_at == date(2023, 6, 3)
    assert of("", "<footer><div class='post-date'>Jun 3rd, 2023</div></footer>").published_at is None


def test_what_stands_in_brackets_behind_a_shown_title_is_the_source():
    title = "<meta property='og:title' content='児童七人が育てたリンゴ（信越日報） - 市場'><meta property='og:site_name' content='市場'>"
    assert of(title, "<h1>児童七人が育てたリンゴ</h1>").title == "児童七人が育てたリンゴ"


def test_a_site_may_be_named_behind_a_colon():
    assert of(
        "<title>Bücherei verleiht Werkzeug: Stadt Oberlenz</title>", "<h1>Bücherei verleiht Werkzeug</h1>"
    ).site == ("Stadt Oberlenz")
