"""The quick way to the key of an address gives what the careful one gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model.url import canonical, identity
from reader.store.identities import key_of

HOSTS = st.sampled_from(
    ["example.org", "www.example.org", "www.org", "www.www.example.org", "a_b.c-d.example", "127.0.0.1"]
)
PATHS = st.text("ab/.~_-Z09?#=%2F:@!é ", max_size=25)
ADDRESSES = st.builds(
    "{}://{}{}{}".format, st.sampled_from(["http", "https", "HTTPS"]), HOSTS, st.sampled_from(["", "/"]), PATHS
)


@given(ADDRESSES | st.text(max_size=40))
def test_the_key_of_an_address_is_its_identity(url: str) -> None:
    assert key_of(url) == identity(url)


@given(ADDRESSES)
def test_the_key_of_a_kept_address_is_its_identity(url: str) -> None:
    try:
        kept = canonical(url)
    except ValueError:
        return
    assert key_of(kept) == identity(kept) == key_of(url)
