"""Pages that send on, and pages that stand for another."""

from __future__ import annotations

import pytest

from reader.errors import FetchFailed
from reader.ingest.following import amp_original, follow, sent_on
from reader.ingest.request import Page
from reader.model import Validators


def page(html: str, url: str = "https://s.example/1") -> Page:
    return Page(url, html.encode(), charset="utf-8")


def test_a_page_that_only_sends_on_says_where():
    assert sent_on(page('<meta http-equiv="refresh" content="0;url=/2?a=1&amp;b=2"><body>Wait')) == (
        "https://s.example/2?a=1&b=2"
    )
    assert sent_on(page('<meta http-equiv="refresh" content="0;url=https://s.example/1">')) is None
    assert sent_on(page('<meta http-equiv="refresh" content="0;url=javascript:alert(1)">')) is None
    assert sent_on(page('<meta http-equiv="refresh" content="0;url=/2"><body>' + "many words " * 90)) is None


@pytest.mark.parametrize("sign", ["amp", "⚡", 'lang="en" amp', "⚡ lang=en"])
def test_an_amp_page_names_the_page_it_was_made_from(sign: str):
    html = f"<!doctype html><html {sign}><head><link href='/news/lamp' rel='canonical'></head><body>x"
    assert amp_original(page(html, "https://n.example/amp/lamp")) == "https://n.example/news/lamp"
    assert amp_original(page(html, "https://n.example/news/lamp?utm_source=x")) is None
    assert amp_original(page(html.replace(f"<html {sign}", "<html"))) is None


def test_the_page_behind_an_amp_page_is_had_and_the_amp_page_where_that_fails():
    amp = page('<html amp><link rel=canonical href="https://n.example/lamp"><p>short', "https://n.example/amp/lamp")
    whole = page("<p>whole", "https://n.example/lamp")
    asked: list[tuple[str, str]] = []

    def fetch(url: str, /, *, sent_by: Page | None = None, since: Validators | None = None) -> Page:
        asked.append((url, sent_by.url if sent_by else ""))
        if url != whole.url or len(asked) > 1:
            raise FetchFailed(url, "gone")
        return whole

    assert follow(amp, fetch) is whole
    assert follow(amp, fetch) is amp
    assert asked == [(whole.url, amp.url)] * 2


def test_two_pages_that_send_to_each_other_come_to_an_end():
    pages = {
        f"https://s.example/{one}": page(
            f'<meta http-equiv="refresh" content="0;url=/{other}">', f"https://s.example/{one}"
        )
        for one, other in (("a", "b"), ("b", "a"))
    }

    def fetch(url: str, /, *, sent_by: Page | None = None, since: Validators | None = None) -> Page:
        return pages[url]

    assert follow(pages["https://s.example/a"], fetch).url == "https://s.example/b"
