"""Pages of manuals, wikis and notebooks: what their programs put into them, and where their text stands."""

from __future__ import annotations

from reader.ingest.page import read

PROSE = (
    "The harbour office writes down every tide, and has done so since the year the lighthouse burned. Nobody reads the "
    "books, but nobody would dare to stop writing them, and so a clerk walks down to the staff at every turn of the water."
)


def page(body: str) -> str:
    return f"<html lang=en><head><title>Tides</title></head><body>{body}</body></html>"


def body_of(html: str) -> str:
    return read(page(html), "https://tides.example/one").body


def test_each_tab_is_kept_below_its_label():
    body = body_of(
        f"<article><p>{PROSE}</p><p>{PROSE}</p><div class='tabs-container'><ul role='tablist' class='tabs'><li role='tab'>npm</li>"
        "<li role='tab'>Yarn</li></ul><div><div role='tabpanel'><pre><code>npm install tides</code></pre></div>"
        f"<div role='tabpanel' hidden><pre><code>yarn add tides</code></pre></div></div></div><p>{PROSE}</p></article>"
    )
    places = [body.index(said) for said in ("**npm**", "npm install tides", "**Yarn**", "yarn add tides")]
    assert places == sorted(places)


def test_the_cells_of_a_notebook_are_all_kept_and_their_numbers_are_not():
    body = body_of(
        "<main class='jp-Notebook'><div class='jp-Cell'><div class='jp-InputPrompt'></div><div class='jp-RenderedMarkdown'>"
        f"<h1>Counting tides</h1><p>{PROSE}</p></div></div><div class='jp-Cell'><div class='jp-InputArea'><div class="
        "'jp-InputPrompt jp-InputArea-prompt'>In [1]:</div><div class='highlight hl-ipython3'><pre>count(tides)</pre></div></div>"
        "<div class='jp-OutputArea'><div class='jp-OutputPrompt'>Out[1]:</div><pre>705</pre></div></div></main>"
    )
    assert "count(tides)" in body
    assert "705" in body
    assert "In [1]" not in body
    assert "Out" not in body


def test_a_table_of_contents_is_no_part_of_the_text_but_a_list_of_that_name_is():
    contents = "<div id='toc' class='toc'><h2>Contents</h2><ul><li><a href='#a'>Low water</a></li><li><a href='#b'>High water</a></li></ul></div>"
    crates = "<div class='contents'><h2>Contents of the chest</h2><ul><li>Two lamps, one of them broken</li><li>A <a href='#b'>rope</a> of forty fathoms</li></ul></div>"
    text = f"<h2 id='a'>Low water</h2><p>{PROSE}</p>{crates}<h2 id='b'>High water</h2><p>{PROSE}</p>"
    body = body_of(f"<div class='mw-parser-output'><p>{PROSE}</p>{contents}{text}</div>")
    assert body.count("Low water") == 1
    assert "forty fathoms" in body


def test_the_answers_below_an_issue_are_kept():
    def comment(name: str, said: str) -> str:
        return f"<div class='react-issue-comment'><a href='/{name}'>{name}</a><div class='markdown-body'><p>{said}</p></div></div>"

    first, second = comment("mira", PROSE), comment("lowtide", "Confirmed, the staff was never reset after the storm.")
    body = body_of(f"<div><h1>The staff is wrong</h1>{first}<div>lowtide added a label</div>{second}</div>")
    assert "never reset after the storm" in body
    assert "added a label" not in body


def test_a_heading_that_no_voice_keeps_stays_between_the_paragraphs_it_parts():
    parts = "".join(
        f"<div class='norm'><div class='jnheader'><h3>§ {number} Of tides</h3></div><div class='text'><p>{PROSE}</p></div></div>"
        for number in (1, 2, 3)
    )
    body = body_of(f"<div id='content'>{parts}</div>")
    assert "### § 2 Of tides" in body


def test_a_picture_for_browsers_without_scripts_shows_once_and_a_counter_never():
    body = body_of(
        f"<article><p>{PROSE}</p><figure><noscript><img src='/rope.jpg' alt='Rope'></noscript><img class='lazy' src='data:image/gif;base64,R0' "
        f"data-src='/rope.jpg' alt='Rope'></figure><p>{PROSE}</p><noscript><img src='/counter/start' width='1' height='1'></noscript></article>"
    )
    assert body.count("rope.jpg") == 1
    assert "counter" not in body


def test_a_heading_that_links_to_itself_is_no_link():
    body = body_of(
        f"<article><section id='s1'><h2 id='n1'><a href='#s1'>1. </a><a href='#n1'>Staffs</a></h2><p>{PROSE}</p></section>"
        f"<h2 id='n2'>Books<a href='#n2'>hashtag</a></h2><p>{PROSE}</p></article>"
    )
    assert "## 1\\. Staffs\n" in body
    assert "## Books\n" in body


def test_a_row_of_links_to_the_headings_is_no_paragraph():
    row = "<p><a href='#NAME'>NAME</a> | <a href='#SYNOPSIS'>SYNOPSIS</a> | <a href='#END'>COLOPHON</a></p>"
    body = body_of(
        f"<h1>tide(1)</h1>{row}<h2 id='NAME'>NAME</h2><p>{PROSE}</p><h2 id='SYNOPSIS'>SYNOPSIS</h2><p>{PROSE}</p>"
    )
    assert "COLOPHON" not in body


def test_what_is_written_beside_the_posts_is_no_post():
    def post(said: str) -> str:
        return f"<div class='entry'><div class='usertext-body'><div class='md'><p>{said}</p></div></div></div>"

    side = "<div class='side'><div class='titlebox'><div class='usertext-body'><p>Read the rules before posting.</p></div></div></div>"
    body = body_of(f"{side}<div class='content'>{post(PROSE)}{post('The sheet bends when the water falls.')}</div>")
    assert "The sheet bends" in body
    assert "Read the rules" not in body


def test_code_between_paragraphs_stays_though_no_voice_keeps_it():
    parts = "".join(
        f"<div class='function-details'><h4>func {name}</h4><div class='declaration'><pre>{name}(s <a href='#s'>Stick</a>)</pre></div><p>{PROSE}</p></div>"
        for name in ("Measure", "Freeze")
    )
    body = body_of(f"<main><article><h2>Overview</h2><p>{PROSE}</p><h2>Functions</h2>{parts}</article></main>")
    assert "```\nMeasure(s Stick)\n```" in body
    assert "## Functions" in body


def test_the_letters_of_a_law_go_with_their_paragraphs():
    def row(letter: str, said: str) -> str:
        return f"<table><tr><td><p class='n'>({letter})</p></td><td><p class='n'>{said}</p></td></tr></table>"

    rows = (
        row("1", PROSE)
        + row("2", PROSE)
        + "<p class='t'>Article 1</p>"
        + row("a", "sticks of wood measure two metres;")
    )
    body = body_of(f"<div><p class='n'>{PROSE}</p>{rows}{row('b', 'sticks of metal are forbidden.')}</div>")
    for said in ("(a)", "two metres;", "(b)", "are forbidden."):
        assert said in body


def test_the_links_below_a_figure_are_no_text():
    figure = "<figure><img src='/ice.jpg'><p><a href='/f1'>Open in a new tab</a></p><figcaption><p>Ice at the bridge.</p></figcaption></figure>"
    body = body_of(f"<article><p>{PROSE}</p>{figure}<p>{PROSE}</p></article>")
    assert "Ice at the bridge" in body
    assert "new tab" not in body


def test_the_button_that_opens_a_section_is_its_heading():
    body = body_of(
        f"<main><article><p>{PROSE}</p><section><h2><button aria-controls='a'>Broken bell</button></h2><div id='a'><p>{PROSE}</p></div>"
        f"</section><section><h2><button aria-controls='b'>Fine</button></h2><div id='b'><p>{PROSE}</p></div></section></article></main>"
    )
    assert "## Broken bell" in body
    assert "## Fine" in body


def test_the_lines_of_doxygen_are_code():
    body = body_of(
        f"<div class='contents'><p>{PROSE}</p><div class='fragment'><div class='line'><a href='#b'>Bell</a> bell;</div>"
        f"<div class='line'>bell.ring(3);</div></div><p>{PROSE}</p></div>"
    )
    assert "```\nBell bell;\nbell.ring(3);\n```" in body


def test_the_code_of_distill_is_code():
    body = body_of(
        f"<d-article><p>{PROSE}</p><d-code block language='js'>let h = 0;\nfill(h);</d-code><p>{PROSE}</p></d-article>"
    )
    assert "```js\nlet h = 0;\nfill(h);\n```" in body or "```\nlet h = 0;\nfill(h);\n```" in body


def test_everyday_names_are_no_furniture():
    html = page(
        f"<article class='creativecommons'><div class='ears lang'><p class='boring'>{PROSE}</p></div><p class='meta'>{PROSE}</p></article>"
    )
    body = read(html.replace("<html", "<html class='meta lang hideme'"), "https://tides.example/one").body
    assert body.count("Nobody reads the") == 2


def test_comments_below_an_article_are_no_issue():
    comment = "<div class='comment'><div class='markdown-body'><p>I walk there every Sunday with my dog, and never saw a clerk.</p></div></div>"
    body = body_of(
        f"<article><h1>Tides</h1><div class='markdown-body'><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></div></article>"
        f"<section class='comments'><h2>2 comments</h2>{comment}{comment}</section>"
    )
    assert "with my dog" not in body
