"""A text that is wrong is fetched or extracted again, or edited; the old one is never lost, a hand's work never replaced."""

from __future__ import annotations

import shlex
import stat
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.conftest import Desk

LAMP = "The keeper climbs the stairs with oil every evening, and the lamp is lit at dusk."
REST = "<p>Ships far out see it turn, and those on board go to bed without a thought for the keeper of it.</p>" * 6


@dataclass
class Site:
    """One page on this machine that can change."""

    address: str = ""
    words: str = LAMP
    status: int = 200
    tag: str = ""
    """How the server marks the page, where it does not do so by its content."""
    asked: list[str] = field(default_factory=list)

    @property
    def page(self) -> str:
        if not self.words:
            return "<html><title>The lamp</title><body><script>light()</script></body></html>"
        return (
            "<html><head><title>The lamp</title></head><body><nav><a href='/'>Home</a></nav><article><h1>The lamp</h1>"
            f"<p class='lede'>{self.words}</p>{REST}<p class='ad'>Buy our lamps, they are the best there are.</p></article></body></html>"
        )


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            tag = site.tag or f'"{hash(site.page)}"'
            known = self.headers.get("If-None-Match") or ""
            site.asked.append(known)
            status = 304 if known == tag and site.status == 200 else site.status
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("ETag", tag)
            self.end_headers()
            if status != 304:
                self.wfile.write(site.page.encode())

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site.address = f"http://127.0.0.1:{server.server_port}/lamp"
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def id(site: Site, reader: Desk) -> str:
    return reader.ok("add", site.address).rows[0][0]


def body(reader: Desk, id: str) -> str:
    return str(reader.ok("show", id, "--json").json["body"])


def test_a_page_that_changed_is_shown_word_by_word_and_taken_when_one_says_so(
    site: Site, reader: Desk, id: str
) -> None:
    reader.ok("highlight", id, "--quote", "Ships far out see it turn")
    site.words = LAMP.replace("at dusk", "at noon")
    answer = reader.ok("refetch", id)
    assert "lit at [-dusk-]{+noon+}." in answer.out
    assert "1 word gone, 1 new; 1 highlight: 1 in place" in answer.err
    assert "nothing was changed; --yes" in answer.err
    assert "dusk" in body(reader, id)
    (told,) = reader.ok("refetch", id, "--yes", "--json").json
    assert (told["changed"], told["taken"], told["gone"], told["new"]) == (True, True, 1, 1)
    assert "noon" in body(reader, id)
    assert reader.ok("highlights", "--json").json[0]["placed"] in ("exact", "moved")
    assert [row[:3] for row in reader.ok("versions", id).rows] == [["1", "saved", str(told_words(reader, id))]]
    reader.ok("undo")
    assert "dusk" in body(reader, id)


def told_words(reader: Desk, id: str) -> int:
    return int(reader.ok("versions", id, "--json").json["versions"][0]["words"])


def test_a_page_that_has_not_changed_is_not_loaded_again(site: Site, reader: Desk, id: str) -> None:
    answer = reader.ok("refetch", id)
    assert "has not changed" in answer.err
    assert answer.out == ""
    assert site.asked[0] == ""
    assert site.asked[1] != ""


def test_a_new_mark_of_a_page_that_is_as_it_was_is_sent_the_next_time(site: Site, reader: Desk, id: str) -> None:
    reader.ok("star", id)
    first = site.tag = '"first"'
    assert "the text is the same" in reader.ok("refetch", id, "--yes").err
    before = {file: file.read_bytes() for file in reader.folder.rglob("library*") if file.is_file()}
    assert "has not changed" in reader.ok("refetch", id).err
    assert site.asked[2:] == [first]
    assert {file: file.read_bytes() for file in reader.folder.rglob("library*") if file.is_file()} == before
    assert [row[1] for row in reader.ok("log").rows][:1] == ["starred “The lamp”"], "it is no act of anybody's"
    reader.ok("undo")
    assert not reader.articles()[0]["starred"]
    assert "undid: added" in reader.ok("undo").err


def test_an_address_that_a_file_told_of_itself_leads_nowhere_private_unless_it_is_named(
    site: Site, reader: Desk
) -> None:
    id = reader.ok("add", "-", "--url", site.address, stdin=site.page.encode()).rows[0][0]
    site.words = LAMP.replace("at dusk", "at noon")
    answer = reader("refetch", id, "--yes")
    assert (answer.status, site.asked) == (3, [])
    assert f"which only you can name: `reader refetch {site.address}`" in answer.err
    reader.ok("refetch", site.address, "--yes")
    assert "noon" in body(reader, id)


def test_an_address_that_a_file_told_is_one_word_in_the_command_that_names_it(site: Site, reader: Desk) -> None:
    address = f"{site.address.rstrip('/')}/a;touch$(id)&b"
    id = reader.ok("add", "-", "--url", address, stdin=site.page.encode()).rows[0][0]
    answer = reader("refetch", id, "--yes")
    assert answer.status == 3
    told = answer.err.partition("which only you can name: `")[2].partition("`")[0]
    words = shlex.shlex(told, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    assert list(words) == ["reader", "refetch", address]


def test_dry_run_and_offline_change_nothing(site: Site, reader: Desk, id: str) -> None:
    site.words = "Other words altogether, and so many of them that it is an article all the same, one would say."
    assert "{+" in reader.ok("refetch", id, "--dry-run").out
    assert reader("refetch", id, "--offline", "--yes").status == 3
    assert LAMP in body(reader, id)


def test_a_page_that_is_gone_or_has_no_article_leaves_the_text(site: Site, reader: Desk, id: str) -> None:
    site.status = 404
    assert reader("refetch", id, "--yes").status == 3
    site.status = 200
    site.words = ""
    answer = reader("refetch", id, "--yes")
    assert answer.status == 1
    assert "no article was found there; the text is left as it is" in answer.err
    assert LAMP in body(reader, id)


def editor(folder: Path, command: str) -> str:
    """Return an editor that does one thing."""
    path = folder / "editor"
    path.write_text(f"#!/bin/sh\n{command}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_what_was_edited_by_hand_is_replaced_only_with_a_clear_word(
    site: Site, reader: Desk, id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(reader.folder, """sed -i 's/every evening/each night/' "$1" """))
    answer = reader.ok("edit", id)
    assert "edited the text of “The lamp”: 2 words gone, 2 new" in answer.err
    assert "each night" in body(reader, id)
    assert reader.ok("versions", id, "--json").json["made"] == "edited"
    site.words = LAMP.replace("dusk", "noon")
    for verb in ("refetch", "extract"):
        refused = reader(verb, id, "--yes")
        assert refused.status == 1
        assert "was edited by hand and is left as it is; --overwrite" in refused.err
    assert "noon" in reader.ok("refetch", id, "--dry-run").out
    assert "each night" in body(reader, id)
    reader.ok("refetch", id, "--yes", "--overwrite")
    assert "each night" not in body(reader, id)
    assert [(one["number"], one["made"]) for one in reader.ok("versions", id, "--json").json["versions"]] == [
        (1, "saved"), (2, "edited"),
    ]  # fmt: skip
    assert "[-each-]{+every+} [-night-]{+evening+}" in reader.ok("versions", id, "--diff", "2").out
    assert "each night" in reader.ok("versions", id, "--show", "2").out
    reader.ok("versions", id, "--restore", "2")
    assert "each night" in body(reader, id)
    assert reader("refetch", id, "--yes").status == 1


def test_an_editor_that_leaves_the_text_changes_nothing(reader: Desk, id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    assert "left it as it was" in reader.ok("edit", id).err
    assert reader.ok("versions", id, "--json").json == {
        "id": id, "made": "saved", "versions": [], "fetched_at": reader.ok("versions", id, "--json").json["fetched_at"],
    }  # fmt: skip


def test_another_extractor_is_tried_on_the_page_that_was_kept(site: Site, reader: Desk, id: str) -> None:
    site.status = 404
    answer = reader.ok("extract", id, "--with", "whole", "--dry-run")
    assert "{+" in answer.out
    assert "Home" in answer.out
    reader.ok("extract", id, "--with", "whole", "--yes")
    assert "Home" in body(reader, id)
    assert reader.ok("log", "--limit", "1").rows[0][1] == "extracted “The lamp” anew"
    wrong = reader("extract", id, "--with", "readibility")
    assert (wrong.status, "did you mean 'readability'?" in wrong.err) == (2, True)


def test_an_original_larger_than_the_setting_is_not_kept(site: Site, reader: Desk) -> None:
    settings = reader.folder.parent / "home" / ".config" / "reader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("originals_mb = 0\n")
    id = reader.ok("add", site.address).rows[0][0]
    answer = reader("extract", id)
    assert answer.status == 1
    assert "was not kept (`originals_mb` in the settings)" in answer.err


def test_a_rule_takes_and_drops_and_is_tried_before_it_holds(site: Site, reader: Desk, id: str) -> None:
    assert reader("rules", "check").err.endswith("no such file; there are no rules\n")
    reader.ok("rules", "init")
    path = Path(reader.ok("rules", "path").out.strip())
    reader.ok("rules", "check")
    path.write_text('["127.0.0.1"]\ntake = "article"\ndrop = [".lede", ".nothing"]\nauthor = "nav a"\n')
    told = reader.ok("rules", "test", id, "--json").json
    assert told["host"] == "127.0.0.1"
    assert [(one["key"], one["count"]) for one in told["selectors"]] == [
        ("take", 1), ("drop", 1), ("drop", 0), ("author", 1),
    ]  # fmt: skip
    assert told["authors"] == ["Home"]
    assert LAMP not in told["body"]
    assert "Buy our lamps" in told["body"]
    assert "drop '.nothing': nothing selected" in reader.ok("rules", "test", site.address).err
    assert LAMP in body(reader, id)
    reader.ok("extract", id, "--yes")
    assert LAMP not in body(reader, id)


def test_faults_in_the_rules_name_the_line_and_the_nearest_right_word(reader: Desk, site: Site) -> None:
    path = Path(reader.ok("rules", "path").out.strip())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        '["e.example"]\ntakes = "article"\ndrop = ["p["]\nextractor = "vot"\n\n[www.f.example]\ntitle = "h1"\n'
    )
    answer = reader("rules", "check")
    assert answer.status == 2
    lines = answer.err.replace("reader: ", "").splitlines()
    assert lines[0] == f"{path}:2: no key 'takes'; did you mean 'take'?"
    assert lines[1].startswith(f"{path}:3: drop: 'p[' is no selector")
    assert lines[2] == f"{path}:4: extractor cannot be 'vot'; did you mean 'vote'?"
    assert lines[3].startswith(f"{path}:6: a host with dots needs quotes")
    assert lines[1] in reader.ok("add", site.address).err  # and it is saved, without that rule


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x = " + "[" * 100_000, "within each other without end"),
        ("[" * 100_000, ":1: "),
        ('["a.example"]\ntake = "' + ":is(" * 20_000 + '"', ":2: take: ':is("),
        ('["a.example"]\ntake = "' + ":is(" * 245 + '"', ":2: take: ':is("),
        ('["a.example"]\ntake = ' + "[" * 200 + "]" * 200, ":2: take takes a selector"),
    ],
)
def test_rules_within_each_other_without_end_are_told_as_a_fault(reader: Desk, text: str, says: str) -> None:
    path = Path(reader.ok("rules", "path").out.strip())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    answer = reader("rules", "check")
    assert answer.status == 2
    assert says in answer.err
    assert len(answer.err) < 1_000
    assert reader("add", "-", stdin=b"<p>Some words of a page that is there.").status == 0
