"""Pages whose text is in their data alone."""

from __future__ import annotations

import json
from datetime import date

import pytest

from reader.ingest.page import read

WORDS = "The keeper of the bridge counts the carts, and the carts do not count him. "


def page(state: object, *, kind: str = "application/json", shown: str = "<div id='root'>Loading…</div>") -> str:
    script = f"<script type='{kind}' id='__NEXT_DATA__'>{json.dumps(state)}</script>"
    return f"<html><head><title>The bridge</title></head><body>{shown}{script}</body></html>"


BLOCKS = [("paragraph", WORDS * 3), ("heading", "Then"), ("paragraph", WORDS * 3)]
AS_HTML = {"props": {"post": {"content": f"<p>{WORDS * 3}</p><h2>Then</h2><p>{WORDS * 3}</p>"}}}
AS_BLOCKS = {"doc": {"blocks": [{"type": kind, "text": text} for kind, text in BLOCKS]}}
AS_SPANS = {
    "body": [
        {"_type": "block", "style": kind.replace("heading", "h2"), "children": [{"_type": "span", "text": text}]}
        for kind, text in BLOCKS
    ]
}


@pytest.mark.parametrize("state", [AS_HTML, AS_BLOCKS, AS_SPANS], ids=["html", "blocks", "spans"])
def test_the_state_of_an_empty_page_holds_its_article(state: object) -> None:
    body = read(page(state), "https://e.example/bridge").body
    assert body == f"{(WORDS * 3).strip()}\n\n## Then\n\n{(WORDS * 3).strip()}\n"


def test_the_thing_that_holds_the_text_tells_who_wrote_it_and_when() -> None:
    state = {
        "body": f"<p>{WORDS * 3}</p><p>{WORDS * 3}</p>",
        "author": {"name": "Ada Roth"},
        "publishedAt": "2024-05-30",
    }
    known = read(page(state), "https://e.example/bridge").facts
    assert (known.authors, known.published_at) == (("Ada Roth",), date(2024, 5, 30))


def test_what_a_page_shows_goes_before_its_data() -> None:
    shown = f"<article><h1>The bridge</h1>{'<p>What is shown, at length and in sentences. ' * 12}</p></article>"
    state = {"other": f"<p>{WORDS * 4}</p><p>{WORDS * 4}</p>"}
    assert "carts" not in read(page(state, shown=shown), "https://e.example/bridge").body


def test_broken_data_is_no_article() -> None:
    html = page({}).replace("{}", '{"body": "<p>' + WORDS * 9 + '"')
    assert "carts" not in read(html, "https://e.example/bridge").body
