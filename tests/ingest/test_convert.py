"""HTML structures and the Markdown they become."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.ingest import convert, maths, media, notes, tree
from reader.ingest.prepare import prepare
from reader.text import blocks

BASE = "https://e.example/a/"


def markdown(html: str) -> str:
    root = tree.parse(f"<html><body>{html}</body></html>")
    media.rescue_noscript(root)
    maths.mark_source(root)
    found = notes.find(root)
    return convert.markdown(prepare(next(root.iter("body")), base=BASE, notes=found)).rstrip("\n")


LITERAL = {
    "<p># no heading</p>": "\\# no heading",
    "<p>+ no item</p>": "\\+ no item",
    "<p>- no item</p>": "\\- no item",
    "<p>1) no item</p>": "1\\) no item",
    "<p>1986. A year.</p>": "1986\\. A year.",
    "<p>&gt; no quote</p>": "\\> no quote",
    "<p>===</p>": "\\===",
    "<p>: no definition</p>": "\\: no definition",
    "<p>a &lt;b&gt; &amp;amp; &amp; c</p>": "a \\<b> \\&amp; & c",
    "<p>2 * 3 and *star*</p>": "2 * 3 and \\*star\\*",
    "<p>snake_case and _under_ and __init__</p>": "snake_case and \\_under\\_ and \\_\\_init\\_\\_",
    "<p>a`b</p>": "a\\`b",
    "<p>[text], [a](b), [x]: y</p>": "[text], [a\\](b), [x\\]: y",
    "<p>C:\\path and \\*</p>": "C:\\path and \\\\\\*",
    "<p>~~no~~ ~one~.</p>": "\\~\\~no\\~\\~ ~one~.",
    "<p>$5 and $6</p>": "$5 and $6",
    "<p>or $x$ if</p>": "or \\$x\\$ if",
    "<p>Hello!<a href='/x'>l</a></p>": "Hello\\![l](https://e.example/x)",
    "<h2>C#</h2><h2>x #</h2>": "## C#\n\n## x \\#",
}
EMPHASIS = {
    "<p>un<em>frigging</em>believable</p>": "un*frigging*believable",
    "<p>He said <em>“yes”</em>and left</p>": "He said *“yes*”and left",
    "<p><b>Note:</b>text</p>": "**Note**:text",
    "<p>これは<b>「強調」</b>です</p>": "これは「**強調**」です",
    "<p>中文<b>重点</b>文字</p>": "中文**重点**文字",
    "<p>文字<b><a href='/l'>链接</a></b>文字</p>": "文字[链接](https://e.example/l)文字",
    "<p><b>a</b><b>b</b></p>": "**ab**",
    "<p><em>c</em><strong>d</strong></p>": "_c_**d**",
    "<p><strong><em>both</em></strong></p>": "***both***",
    "<p>a <b> spaced </b>b</p>": "a **spaced** b",
    "<p><b></b>empty<i> </i>emphasis</p>": "empty emphasis",
    "<p><b>x <b>y</b></b></p>": "**x y**",
    "<p><s>gone</s> <ins>new</ins> <u>under</u></p>": "~~gone~~ new under",
    "<p><span style='font-weight: bold'>b</span> <span style='font-style:italic'>i</span></p>": "**b** *i*",
    "<b style='font-weight:normal'><p>from a word processor</p></b>": "from a word processor",
    "<h2><b>Bold</b> heading</h2>": "## Bold heading",
    "<p>H<sub>2</sub>O x<sup>n+1</sup> 1<sup>st</sup> XVII<sup>e</sup> a<sub>ij</sub></p>": "H₂O xⁿ⁺¹ 1st XVIIe a\\_{ij}",
    "<p>a<br>b</p>": "a  \nb",
    "<p>a<br><br>b</p>": "a\n\nb",
    "<p><q>hi</q> <abbr title='x'>ab</abbr> a\u200bb</p>": "“hi” ab ab",
    "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>": "漢（かん）",
}
LINKS = {
    "<a href='http://x.example/a b(c'>t</a>": "[t](http://x.example/a%20b%28c)",
    "<a href='/w_(x)'>t</a>": "[t](https://e.example/w_(x))",
    "<a href='/r' title='q\"t'>t</a>": '[t](https://e.example/r "q\\"t")',
    "<a href='http://[bad'>t</a>": "t",
    "<a href='javascript:x()'>t</a>": "t",
    "<a href='mailto:a@b.example'>t</a>": "[t](mailto:a@b.example)",
    "x<a href='/e'></a>y": "xy",
    "see<a href='/x'> this </a>one": "see [this](https://e.example/x) one",
    "<a href='/c'><div><h2>T</h2><p>P</p></div></a>": "## [T](https://e.example/c)\n\n[P](https://e.example/c)",
    "<p><a href='/x'>a [b] c</a> <a href='/y'>d ] e</a></p>": "[a [b] c](https://e.example/x) [d \\] e](https://e.example/y)",
    "<a href='/z'><code>c</code></a> <code><a href='/z'>c</a></code>": "[`c`](https://e.example/z) [`c`](https://e.example/z)",
    "<h2 id='x'>Head <a class='headerlink' href='#x'>¶</a></h2>": "## Head",
}
MEDIA = {
    "<img src='/i.png' alt='a]b' title='T'>": '![a\\]b](https://e.example/i.png "T")',
    "<img src='data:image/gif;base64,R0' data-src='/real.jpg' alt='real'>": "![real](https://e.example/real.jpg)",
    "<img class='lazy' src='/placeholder.gif' data-srcset='/s.jpg 400w, /l.jpg 1200w, /xl.jpg 4000w'>": "![](https://e.example/l.jpg)",
    "<picture><source srcset='/p.webp 2x'><img alt='p'></picture>": "![p](https://e.example/p.webp)",
    "<img data-src='x' src='/spin.svg' width='1' height='1'>": "",
    "x <img class='emoji' alt='😀' src='e.png'>": "x 😀",
    "<div><img src='/blank.gif'><noscript><img src='/true.jpg' alt='t'></noscript></div>": "![t](https://e.example/true.jpg)",
    "<a href='/big.jpg'><img src='/small.jpg' alt='s'></a>": "![s](https://e.example/small.jpg)",
    "<a href='/page'><img src='/small.jpg' alt='s'></a>": "[![s](https://e.example/small.jpg)](https://e.example/page)",
    "<figure><figcaption>Above</figcaption><img src='/f.jpg'></figure>": "![](https://e.example/f.jpg)\n\n*Above*",
    "<iframe src='https://www.youtube.com/embed/abc?rel=0'></iframe>": "[Video: youtube.com](https://www.youtube.com/watch?v=abc)",
    "<iframe src='//player.vimeo.com/video/7' title='A film'></iframe>": "[Video: A film](https://vimeo.com/7)",
    "<iframe src='https://www.googletagmanager.com/ns.html'></iframe>": "",
    "<video><source src='/v.mp4'></video>": "[Video: e.example](https://e.example/v.mp4)",
}
BLOCKS = {
    "<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li></ul>": "- a\n  1. b\n     - c",
    "<ul><li><p>a</p></li><li>b</li></ul><ul><li>c</li></ul>": "- a\n- b\n\n* c",
    "<ol start='9'><li>i</li><li>j<pre>k</pre></li></ol>": "9. i\n\n10. j\n\n    ```\n    k\n    ```",
    "<ul><li>x</li><ul><li>misplaced</li></ul></ul>": "- x\n  - misplaced",
    "<ul><li>q<blockquote>z</blockquote></li><li><h3>h</h3>t</li></ul>": "- q\n\n  > z\n\n- ### h\n\n  t",
    "<ul><li><input type='checkbox' checked> done</li><li><input type='checkbox'> open</li></ul>": "- [x] done\n- [ ] open",
    "<blockquote>a<blockquote>b</blockquote>c</blockquote>": "> a\n>\n> > b\n>\n> c",
    "<blockquote><p>a<br>b</p><pre>c\n\nd</pre></blockquote>": "> a  \n> b\n>\n> ```\n> c\n>\n> d\n> ```",
    "<dl><dt>T</dt><dd>d</dd><dd><p>x</p><ul><li>y</li></ul></dd></dl>": "T\n: d\n\n: x\n\n  - y",
    "<dl><dd>only indented</dd></dl>": "only indented",
    "<div>loose <p>para</p> tail</div>": "loose\n\npara\n\ntail",
    "<p>a</p><hr><hr><p>b</p><hr>": "a\n\n* * *\n\nb",
    "<h2>Two<br>lines</h2><h3></h3>": "## Two lines",
    "<details><summary>More</summary><p>text</p></details>": "**More**\n\ntext",
    "<p>a</p><p hidden>h</p><p style='display: none'>n</p><script>s</script><template>t</template>": "a",
    "<form><label>Name</label><input><select><option>o</option></select><button>b</button></form>": "Name",
}
TABLES = {
    "<table><tr><th>a</th><th>b</th></tr><tr><td>c|d</td><td>e<br>f</td></tr></table>": "| a | b |\n| --- | --- |\n| c\\|d | e f |",
    "<table><tr><th>k</th><td>v</td></tr><tr><th>l</th><td>w</td></tr></table>": "|  |  |\n| --- | --- |\n| k | v |\n| l | w |",
    "<table><tr><th>a</th><th>b</th></tr><tr><td colspan='2'>w</td></tr><tr><td rowspan='2'>x</td><td>1</td></tr><tr><td>2</td></tr></table>": "| a | b |\n| --- | --- |\n| w |  |\n| x | 1 |\n|  | 2 |",
    "<table><caption>Cap</caption><tr><td>a</td><td>b</td></tr></table>": "**Cap**\n\n| a | b |\n| --- | --- |",
    "<table><tr><td><p>Only layout.</p></td></tr></table>": "Only layout.",
    "<table role='presentation'><tr><td>a</td><td>b</td></tr></table>": "a\n\nb",
    "<table><tr><td><table><tr><th>x</th><th>y</th></tr></table></td><td>z</td></tr></table>": "| x | y |\n| --- | --- |\n\nz",
    "<table><tr><th>a</th><th>b</th></tr></table><table><tr><th>c</th><th>d</th></tr></table>": "| a | b |\n| --- | --- |\n\n| c | d |\n| --- | --- |",
}
CODE = {
    "<code>a`b</code>": "``a`b``",
    "<code>a</code><code>``</code>": "``` a`` ```",
    "<pre>```\nfence\n```</pre>": "````\n```\nfence\n```\n````",
    "<pre><code class='language-py'>x = 1\n\ny</code></pre>": "```python\nx = 1\n\ny\n```",
    "<pre class='brush: js; toolbar: false'>x;</pre>": "```javascript\nx;\n```",
    "<div class='highlight highlight-source-shell'><pre>ls</pre></div>": "```shell\nls\n```",
    "<pre>a<br>b<div>c</div><div>d</div></pre>": "```\na\nb\nc\nd\n```",
    "<pre><span class='line'>a</span><br><span class='line'>b</span></pre>": "```\na\nb\n```",
    "<pre><span class='line'>a</span>\n<span class='line'>b</span></pre>": "```\na\nb\n```",
    "<table class='highlight'><tr><td class='gutter'><pre>1\n2</pre></td><td class='code'><pre>a\nb</pre></td></tr></table>": "```\na\nb\n```",
    "<table><tr><td data-line-number='1'></td><td class='blob-code'>a</td></tr><tr><td data-line-number='2'></td><td class='blob-code'>b</td></tr></table>": "```\na\nb\n```",
    "<pre class='line-numbers'><code class='language-c line-numbers'>x[<span class='number'>1</span>]</code></pre>": "```c\nx[1]\n```",
    "<pre><span class='lineno'>1</span>a</pre>": "```\na\n```",
    "<pre><code>a</code><code>b</code></pre>": "```\na\nb\n```",
    "<div class='code-toolbar'><div class='toolbar'><button>Copy</button></div><pre class='language-go'>f()</pre></div>": "```go\nf()\n```",
}
MATHS = {
    "<math><msup><mi>x</mi><mn>2</mn></msup></math>": "$x^{2}$",
    "<math display='block'><mfrac><mi>a</mi><mi>b</mi></mfrac></math>": "$$\n\\frac{a}{b}\n$$",
    "<span class='katex'><span class='katex-mathml'><math><annotation encoding='application/x-tex'>a_1</annotation></math></span><span class='katex-html' aria-hidden='true'>a1</span></span>": "$a_1$",
    "<script type='math/tex'>x_i</script> is": "$x_i$ is",
    "<img class='latex' alt='\\frac{1}{2}' src='/l.png'>": "$\\frac{1}{2}$",
    "<script src='/MathJax.js'></script><p>Let \\(x_1*y_1\\) be</p>": "Let $x_1*y_1$ be",
    "<math><msubsup><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>0</mn></mrow><mi>n</mi></msubsup><msqrt><mi>α</mi></msqrt></math>": "$\\sum _{i = 0}^{n}\\sqrt{\\alpha }$",
}
NOTES = {
    "<p>A<sup><a href='#n1' id='r1'>1</a></sup></p><ol><li id='n1'>Note. <a href='#r1'>↩</a></li></ol>": "A[^1]\n\n[^1]: Note.",
    "<p>A<sup id='cite_ref-1' class='reference'><a href='#cite_note-1'>[1]</a></sup></p><ol class='references'><li id='cite_note-1'><span class='mw-cite-backlink'><a href='#cite_ref-1'>^</a></span> <span>Text</span></li></ol>": "A[^1]\n\n[^1]: Text",
    "<p>A<a href='#f' role='doc-noteref'>*</a></p><p id='f' class='footnote'>* Star.</p>": "A[^1]\n\n[^1]: Star.",
    "<p>See <a href='#later'>section 2</a></p><h2 id='later'>Later</h2>": "See [section 2](https://e.example/a/#later)\n\n## Later",
    "<p>A<label class='margin-toggle sidenote-number'></label><input class='margin-toggle'><span class='sidenote'>Beside.</span> on</p>": "A[^s1] on\n\n[^s1]: Beside.",
    "<p>A<span class='ltx_note ltx_role_footnote'><sup class='ltx_note_mark'>1</sup><span class='ltx_note_outer'><span class='ltx_note_content'><sup class='ltx_note_mark'>1</sup><span class='ltx_tag ltx_tag_note'>1</span>Said.</span></span></span> on</p>": "A[^l1] on\n\n[^l1]: Said.",
}
ALL = {**LITERAL, **EMPHASIS, **LINKS, **MEDIA, **BLOCKS, **TABLES, **CODE, **MATHS, **NOTES}


@pytest.mark.parametrize("html", ALL)
def test_a_structure_becomes_its_markdown(html: str):
    assert markdown(html) == ALL[html]


@pytest.mark.parametrize("html", [html for html in LITERAL if "href" not in html])
def test_literal_text_reads_back_as_itself(html: str):
    words = "".join(tree.text_of(tree.parse(html)).split())
    assert "".join(blocks.parse(markdown(html)).plain.split()) == words


INLINE = st.sampled_from(["em", "strong", "b", "i", "del", "span", "code", "a href='/l'"])
BLOCK = st.sampled_from(
    [
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "blockquote",
        "h2",
        "pre",
        "table",
        "tr",
        "td",
        "dl",
        "dt",
        "dd",
        "figure",
        "section",
    ]
)
WORDS = st.text(st.sampled_from("abc XY,.!?*_`[]()<>#+-=~|\\&$1:é文「」\u00a0\u3000 \n"), max_size=12)


def element(tags: st.SearchStrategy[str], inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(tags, inside).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>")


TEXT = WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
SPANS = st.recursive(
    TEXT, lambda inner: st.lists(inner | element(INLINE, inner), max_size=4).map("".join), max_leaves=8
)
PAGES = st.recursive(
    SPANS, lambda inner: st.lists(inner | element(BLOCK, inner), max_size=4).map("".join), max_leaves=16
)


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_nothing_raises_and_every_word_is_kept(html: str):
    text = markdown(html)
    letters = re.sub(r"[\W_]", "", "".join(tree.parse(f"<html><body>{html}</body></html>").itertext()))
    assert re.sub(r"[\W_]", "", text.replace("https://e.example/l", "")).count("a") >= letters.count("a")
    assert "\x00" not in text


@settings(max_examples=200, deadline=None)
@given(SPANS)
@example("<em><code>1</code></em><em><code>1</code></em>")
@example("<strong>1</strong><em><strong>1</strong></em>1")
@example("<del><em>1</em><strong>1:</strong></del>1")
@example("<em>&lt;</em><em>!X</em>>")
@example("<a href='/l'>1[]:</a>")
@example("1<strong>\u3000文\u00a0</strong>1")
def test_a_paragraph_reads_back_as_the_same_words(html: str):
    """Marks may be left out, but no character of the text is lost, added or moved."""
    shown = "".join(tree.parse(f"<html><body><p>{html}</p></body></html>").itertext())
    read = blocks.parse(markdown(f"<p>{html}</p>")).plain
    assert re.sub(r"\s", "", read) == re.sub(r"\s", "", shown)


def test_long_paragraphs_are_not_wrapped():
    assert "\n" not in markdown(f"<p>{'word ' * 2000}</p>")


def test_many_newlines_cost_little():
    assert markdown("<p>a" + "\n" * 200_000 + "b</p>") == "a b"
