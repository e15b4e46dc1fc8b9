"""One article has one address."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.model.url import canonical, identity, is_web_address, site_of

hosts = st.sampled_from(
    ["example.org", "WWW.Example.org", "bücher.example", "[::1]", "127.0.0.1", "a_b.example.org.", "例え.テスト"]
)
pieces = st.text(alphabet="abZ09-._~!$&'()*+,;=:@/?%#[]{}|\\^` \"<>é東\u200d\x1b\t2Ff5", max_size=20)


@given(hosts, pieces)
def test_a_canonical_address_is_canonical_and_plain(host: str, rest: str) -> None:
    once = canonical(f"https://{host}/{rest}")
    assert canonical(once) == once
    assert once.isascii()
    assert once.isprintable()
    assert " " not in once


@given(st.text(max_size=30) | st.text(alphabet="htp:/.@[]%#?&=a1\\ é\x00", max_size=30))
def test_any_text_is_an_address_or_a_value_error(text: str) -> None:
    if is_web_address(text):
        assert canonical(canonical(text)) == canonical(text)
        assert identity(canonical(text)) == identity(text)
    else:
        assert identity(text) == text.strip()


@given(st.text(alphabet="ab/%2Ff5é東 ?&=+;:", max_size=20))
def test_what_a_path_says_does_not_change(path: str) -> None:
    assume("?" not in path)
    made = urlsplit(canonical(f"https://example.org/x/{path}x")).path
    assert [unquote(segment) for segment in made.split("/")] == [
        unquote(segment) for segment in f"/x/{path}x".split("/")
    ]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://me:secret@example.org/a", "https://example.org/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/#!/route", "https://example.org/#!/route"),
        ("https://example.org/a?utm_source=x&id=3&fbclid=y", "https://example.org/a?id=3"),
        ("https://example.org/a?UTM_Source=x", "https://example.org/a"),
        ("https://example.org/a?utm%5Fsource=x", "https://example.org/a"),
        ("https://example.org/a%2Fb/c", "https://example.org/a%2Fb/c"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://example.org/%61%7Eb", "https://example.org/a~b"),
        ("https://example.org/a%3Fb", "https://example.org/a%3Fb"),
        ("https://example.org/a%23b", "https://example.org/a%23b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/é b", "https://example.org/%C3%A9%20b"),
        ("https://example.org/a?q=caf%E9&utm_medium=m", "https://example.org/a?q=caf%E9"),
        ("https://example.org/a?q=a%26b&gclid=1", "https://example.org/a?q=a%26b"),
        ("https://example.org/a?q=a+b", "https://example.org/a?q=a+b"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/a/%2e%2e/c", "https://example.org/c"),
        ("https://example.org/../..", "https://example.org/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://[2001:DB8:0::1]:8080/", "https://[2001:db8::1]:8080/"),
        ("  https://example.org/a\n", "https://example.org/a"),
        ("https://m.example.org/amp/a", "https://m.example.org/amp/a"),
    ],
)
def test_an_address_is_made_regular(typed: str, known: str) -> None:
    assert canonical(typed) == known


@pytest.mark.parametrize(
    "text",
    [
        "", "example.org", "ftp://example.org/", "javascript:alert(1)", "mailto:a@example.org", "https://", "https:///a",
        "https://exa mple.org/", "https://example.org:99999/", "https://example.org:x/", "https://[::1/", "https://[zz]/",
        "https://a..b/", "https://ex\x1bample.org/", "https://" + "a" * 64 + ".org/", "https://" + "é" * 80 + "/", "https://.../",
        "https://<b>/", "https://ex%61mple.org/", "https://[fe80::1%25eth0]/x",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(text: str) -> None:
    assert not is_web_address(text)
    with pytest.raises(ValueError, match=r".*"):
        canonical(text)
    assert identity(text) == text.strip()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://www.example.org/a/"),
        ("https://example.org", "http://example.org/#top"),
        ("https://example.org/a/?id=1", "https://example.org/a?id=1&utm_source=x"),
    ],
)
def test_two_addresses_of_one_article_share_their_identity(one: str, other: str) -> None:
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?next=/b/", "https://example.org/a?next=/b"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/A", "https://example.org/a"),
        ("https://example.org/#!/a", "https://example.org/#!/b"),
        ("https://example.org:8443/a", "https://example.org/a"),
    ],
)
def test_different_articles_keep_their_identities_apart(one: str, other: str) -> None:
    assert identity(one) != identity(other)


def test_a_very_long_address_is_read_whole() -> None:
    long = "https://example.org/" + "a%2f" * 100_000 + "?" + "b=1&" * 100_000
    assert canonical(canonical(long)) == canonical(long)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.org/a", "example.org"), ("https://blog.example.org:80", "blog.example.org"), ("mailto:a", ""),
        ("https://[::1", ""), ("https://ex\x1bample.org", "ex\ufffdample.org"),
    ],
)  # fmt: skip
def test_a_site_is_the_host_as_people_say_it(url: str, site: str) -> None:
    assert site_of(url) == site
