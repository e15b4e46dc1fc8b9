"""`reader add` takes what it is given, says what became of each, and keeps nobody out because another failed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reader.store import Library
from tests.cli.conftest import Desk

PAGE = "# Slow reading\n\nWords that are worth the time they take.\n"


def test_standard_input_becomes_an_article_and_one_line_says_so(reader: Desk) -> None:
    answer = reader.ok("add", "--title", "Slow reading", stdin=PAGE.encode())
    ((id, title, word),) = answer.rows
    assert (title, word) == ("Slow reading", "new")
    assert id.isdigit()
    assert reader.ok("show", id, "--json").json["title"] == "Slow reading"


def test_what_has_neither_title_nor_file_name_has_no_title(reader: Desk) -> None:
    page = "<html><body><p>" + "Words that nobody gave a name to. " * 20 + "</p></body></html>"
    assert reader.ok("add", stdin=page.encode()).rows[0][1] == ""
    reader.ok("add", "--title", "standard input", stdin=PAGE.encode())
    assert [article["title"] for article in reader.articles()] == ["standard input", ""]
    assert "(no title)" in reader.ok("show", reader.ok("list").rows[1][0]).out


def test_options_name_the_article_and_mark_it(reader: Desk) -> None:
    reader.write("Slow reading.md", PAGE)
    reader.ok(
        "add", "Slow reading.md", "--url", "https://example.org/slow?utm_source=x", "--title", "Taking time",
        "--tag", "#Reading/Slow", "--tag", "todo", "--note", "From Ana.",
    )  # fmt: skip
    (article,) = reader.articles()
    assert article["title"] == "Taking time"
    assert article["url"] == "https://example.org/slow"
    assert article["tags"] == ["Reading/Slow", "todo"]
    assert article["note"] == "From Ana."


def test_what_is_already_there_is_given_the_tags_and_the_note_and_nothing_else(reader: Desk) -> None:
    reader.write("Slow reading.md", PAGE)
    first = reader.ok(
        "add", "Slow reading.md", "--url", "https://example.org/slow", "--tag", "a", "--note", "One."
    ).rows
    again = reader.ok(
        "add",
        "Slow reading.md",
        "--url",
        "http://www.example.org/slow/",
        "--title",
        "No",
        "--tag",
        "b",
        "--note",
        "Two.",
    ).rows
    assert (first[0][0], again[0][2]) == (again[0][0], "already there")
    (article,) = reader.articles()
    assert (article["title"], article["tags"], article["note"]) == ("Slow reading", ["a", "b"], "One.\n\nTwo.")
    reader.ok("add", "Slow reading.md", "--url", "https://example.org/slow", "--note", "Two.")
    assert reader.articles()[0]["note"] == "One.\n\nTwo."


def test_the_same_text_without_an_address_is_already_there(reader: Desk) -> None:
    assert reader.ok("add", stdin=PAGE.encode()).rows[0][2] == "new"
    assert reader.ok("add", stdin=PAGE.encode()).rows[0][2] == "already there"


def test_json_says_what_is_new_after_the_articles_own_keys(reader: Desk) -> None:
    answer = reader.ok("add", "-", "--json", stdin=PAGE.encode())
    (article,) = answer.json
    assert list(article)[-3:] == ["body", "direction", "new"]
    assert article["new"] is True
    assert article["body"] is None
    assert reader.ok("add", "-", "--json", stdin=PAGE.encode()).json[0]["new"] is False


def test_an_address_that_is_there_is_not_fetched_again(reader: Desk) -> None:
    reader.write("Slow reading.md", PAGE)
    reader.ok("add", "Slow reading.md", "--url", "http://127.0.0.1:9/slow")
    assert reader.ok("add", "http://127.0.0.1:9/slow#part").rows[0][2] == "already there"


@pytest.fixture
def web() -> Iterator[str]:
    """A small site on this machine: `/page` is an article, nothing else is there."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/page" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            words = "<p>These are words that someone wrote and someone else may want to read again.</p>" * 12
            page = f"<html><head><title>Déjà lu</title></head><body><article><h1>Déjà lu</h1>{words}</article></body></html>"
            self.wfile.write(page.encode())

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_of_the_web_is_fetched_and_kept(web: str, reader: Desk) -> None:
    ((id, title, word),) = reader.ok("add", f"{web}/page", "--tag", "t").rows
    assert (title, word) == ("Déjà lu", "new")
    article = reader.ok("show", id, "--json").json
    assert article["url"] == f"{web}/page"
    assert article["tags"] == ["t"]
    assert "someone wrote" in article["body"]
    answer = reader("add", f"{web}/nothing")
    assert (answer.status, answer.out) == (3, "")
    assert "404" in answer.err


def test_one_source_that_fails_keeps_no_other_out_and_gives_the_status(reader: Desk) -> None:
    reader.write("One.md", "# One\n\nFirst words.\n")
    reader.write("Two.md", "# Two\n\nSecond words.\n")
    answer = reader("add", "One.md", "http://127.0.0.1:9/", "missing.md", "Two.md")
    assert answer.status == 3
    assert [row[1] for row in answer.rows] == ["One", "Two"]
    assert "127.0.0.1:9" in answer.err.splitlines()[0]
    assert "missing.md: neither an existing file nor a web address" in answer.err
    assert reader("add", "missing.md", "http://127.0.0.1:9/").status == 1


def test_json_lists_what_could_be_done(reader: Desk) -> None:
    reader.write("One.md", "# One\n\nFirst words.\n")
    answer = reader("add", "missing.md", "One.md", "--json")
    assert answer.status == 1
    assert [article["title"] for article in answer.json] == ["One"]


def test_a_source_that_is_nothing_is_told_so(reader: Desk) -> None:
    answer = reader("add", "example.org/slow")
    assert answer.status == 1
    assert "did you mean https://example.org/slow?" in answer.err
    assert "folder" in reader("add", ".").err
    for source in ("ftp://example.org/x", "x" * 5000, "~nobody-of-this-name/x", "a\0b", ""):
        answer = reader("add", source)
        assert answer.status == 1
        assert "neither an existing file nor a web address" in answer.err


def test_usage_errors(reader: Desk) -> None:
    reader.write("One.md", PAGE)
    reader.write("Two.md", PAGE)
    assert "add what?" in reader("add").err
    assert reader("add").status == 2
    for words in (
        ["One.md", "Two.md", "--title", "x"],
        ["One.md", "Two.md", "--url", "https://example.org/"],
        ["One.md", "--url", "javascript:1"],
        ["-", "-"],
        ["One.md", "--tags", "x"],
    ):
        assert reader("add", *words, stdin=b"x").status == 2, words
    assert reader.articles() == []


def test_an_article_in_the_trash_is_told_to_be_there(reader: Desk) -> None:
    id = reader.ok("add", stdin=PAGE.encode()).rows[0][0]
    reader.ok("trash", id)
    answer = reader.ok("add", stdin=PAGE.encode())
    assert answer.rows[0][2] == "already there"
    assert f"reader restore {id}" in answer.err


PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def test_pictures_are_saved_when_asked_for_and_only_then(reader: Desk):
    (reader.folder / "tower.png").write_bytes(PNG)
    (reader.folder / "Tower.md").write_text("A tower.\n\n![](tower.png)\n\n![](gone.png)\n", "utf-8")
    id = reader.ok("add", "Tower.md").rows[0][0]
    with Library.open(reader.library) as library:
        assert not library.pictures.has(id)
    answer = reader.ok("add", "Tower.md", "--pictures")
    assert answer.rows == [[id, "Tower", "already there"]]
    assert "1 picture of “Tower” saved; 1 could not be had" in answer.err
    with Library.open(reader.library) as library:
        assert library.pictures.read(id, "tower.png") == PNG


def test_the_settings_can_ask_for_pictures_always(reader: Desk, monkeypatch: pytest.MonkeyPatch):
    (reader.folder / "settings.toml").write_text("save_pictures = true\n", "utf-8")
    monkeypatch.setenv("READER_CONFIG", str(reader.folder / "settings.toml"))
    (reader.folder / "tower.png").write_bytes(PNG)
    (reader.folder / "Tower.md").write_text("A tower.\n\n![](tower.png)\n", "utf-8")
    id = reader.ok("add", "Tower.md").rows[0][0]
    with Library.open(reader.library) as library:
        assert library.pictures.read(id, "tower.png") == PNG


def test_offline_nothing_is_asked_of_the_network_by_word_or_by_setting(web: str, reader: Desk) -> None:
    answer = reader("add", "--offline", f"{web}/page")
    assert (answer.status, answer.out) == (3, "")
    assert "offline" in answer.err
    settings = reader.folder.parent / "home" / ".config" / "reader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("offline = true\n")
    assert reader("add", f"{web}/page").status == 3
    assert reader.ok("log", "--network").out == ""


def test_every_request_is_listed(web: str, reader: Desk) -> None:
    reader.ok("add", f"{web.replace('http://', 'http://ann:secret@')}/page")
    reader("add", f"{web}/nothing")
    (newest, oldest) = reader.ok("log", "--network").rows
    assert newest[1:] == [f"{web}/nothing", "404", "there is no such page (status 404)"]
    assert oldest[1:3] == [f"{web}/page", "200"]
    assert [one["status"] for one in reader.ok("log", "--network", "--json", "--limit", "1").json] == [404]


def test_a_feed_gives_all_its_entries_as_one_act_or_one_of_them(reader: Desk) -> None:
    items = "".join(
        f"<item><title>Entry {n}</title><link>https://f.example/{n}</link><description>&lt;p&gt;Words of {n}.&lt;/p&gt;</description></item>"
        for n in (1, 2, 3)
    )
    reader.write("feed.xml", f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>")
    assert [row[1:] for row in reader.ok("add", "feed.xml", "--entry", "2").rows] == [["Entry 2", "new"]]
    assert [row[2] for row in reader.ok("add", "feed.xml").rows] == ["new", "already there", "new"]
    reader.ok("undo")
    assert [article["title"] for article in reader.articles()] == ["Entry 2"]
    assert reader("add", "feed.xml", "--entry", "0").status == 2
    assert "3 entries" in reader("add", "feed.xml", "--entry", "9").err


def test_a_message_piped_by_a_mail_program_is_an_article(reader: Desk) -> None:
    raw = b"From: Ann <a@b.example>\nTo: me@b.example\nSubject: The tide\nContent-Type: text/html\n\n"
    page = b"<html><body><p>Words that came by mail, and are worth the time they take to be read.</p></body></html>"
    ((id, title, _),) = reader.ok("add", stdin=raw + page).rows
    assert title == "The tide"
    assert reader.ok("show", id, "--json").json["authors"] == ["Ann"]


def test_a_page_without_an_article_is_kept_as_a_link_and_said_to_be_one(reader: Desk) -> None:
    reader.write("app.html", "<html><head><title>App</title></head><body><script>go()</script></body></html>")
    answer = reader.ok("add", "app.html", "--url", "https://app.example/")
    assert answer.rows[0][1:] == ["App", "new"]
    assert "“App”: no article was found on this page; it is kept as a link without text" in answer.err


def test_the_home_of_nobody_is_no_file(reader: Desk) -> None:
    answer = reader("add", "~nosuchuser/page.html")
    assert answer.status == 1
    assert "neither an existing file nor a web address" in answer.err


def test_the_log_counts_the_articles_that_were_new(reader: Desk) -> None:
    feed = "".join(
        f"<item><title>T{n}</title><link>https://example.org/{n // 2}</link><description>Some words {n} to read.</description></item>"
        for n in range(4)
    )
    reader.write("f.xml", f'<rss version="2.0"><channel><title>F</title>{feed}</channel></rss>')
    reader.ok("add", "f.xml")
    assert "added 2 articles of “f.xml”" in reader.ok("log").out


def test_an_empty_file_is_named_as_it_was_given(reader: Desk) -> None:
    assert "/dev/null: it is empty" in reader("add", "/dev/null").err


def test_a_faulty_rule_is_told_of_and_keeps_nothing_from_being_saved(reader: Desk) -> None:
    path = reader.ok("rules", "path").out.strip()
    reader.ok("rules", "init")
    with open(path, "a", encoding="utf-8") as file:
        file.write('["example.org"]\ntakee = "p"\n')
    reader.write("a.html", "<title>A</title><p>Some words to read, and some more of them.</p>")
    added = reader.ok("add", "a.html", "--url", "https://example.org/a")
    assert "no key 'takee'" in added.err
    assert "goes on without the rule" in added.err
    assert reader("rules", "check").status == 2


def test_a_word_that_is_nearly_a_verb_is_told_so(reader: Desk) -> None:
    told = reader("lst", stdin=b"")
    assert told.status == 2
    assert "no verb 'lst'; did you mean `reader list`?" in told.err
