"""Fetching, against real servers on loopback that answer well and badly."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.errors import FetchFailed
from reader.ingest.fetch import fetch
from reader.ingest.hosts import is_private
from reader.ingest.inflate import TooLarge, Unreadable, encodings, inflate
from reader.ingest.request import Limits, Page, Request, without_credentials
from reader.ingest.request_log import RequestLog
from reader.model import Validators

Answer = Callable[[socket.socket, str], None]
QUICK = Limits(seconds=1.5, megabytes=1)


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    """Serve each connection by `answer`, which gets the connection and the request's head."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    ending = threading.Event()

    def one(connection: socket.socket) -> None:
        with connection:
            try:
                head = b""
                while b"\r\n\r\n" not in head and (part := connection.recv(65536)):
                    head += part
                answer(connection, head.decode("latin-1"))
            except OSError:
                pass

    def serve() -> None:
        while not ending.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                continue
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        ending.set()
        thread.join()
        listener.close()


def says(body: bytes, *headers: str, status: str = "200 OK") -> Answer:
    def answer(connection: socket.socket, head: str) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
        if not any(line.lower().startswith("content-type") for line in headers):
            lines.append("Content-Type: text/html; charset=utf-8")
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    return answer


def refused(answer: Answer, limits: Limits = QUICK, path: str = "/") -> str:
    with server(answer) as base, pytest.raises(FetchFailed) as failure:
        fetch(base + path, limits=limits)
    return failure.value.reason


def test_a_page_comes_with_what_its_header_says():
    with server(says(b"<p>hi", "Content-Type: Text/HTML; charset='ISO-8859-1'", 'ETag: "x"')) as base:
        page = fetch(base + "/a#part")
    assert (page.data, page.content_type, page.charset, page.validators.etag) == (
        b"<p>hi",
        "text/html",
        "ISO-8859-1",
        '"x"',
    )
    assert page.url == base + "/a"


@pytest.mark.parametrize(
    ("name", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", lambda data: zlib.compress(data)[2:-4])],
)
def test_compressed_answers_are_read(name: str, pack: Callable[[bytes], bytes]):
    with server(says(pack(b"<p>hello"), f"Content-Encoding: {name}")) as base:
        assert fetch(base).data == b"<p>hello"


def test_redirects_are_followed_and_counted():
    def answer(connection: socket.socket, head: str) -> None:
        if " /end " in head:
            says(b"done")(connection, head)
        else:
            says(b"", "Location: /end", status="302 Found")(connection, head)

    met: list[Request] = []
    with server(answer) as base:
        page = fetch(base + "/start", log=met.append)
        assert page.url == base + "/end"
        assert [(request.url, request.status) for request in met] == [(base + "/start", 302), (base + "/end", 200)]
    assert "redirects" in refused(says(b"", "Location: /again", status="301 Moved"))


def test_a_redirect_to_a_private_address_is_refused_unless_the_user_named_it():
    with server(says(b"secret")) as inside:
        port = inside.rpartition(":")[2]
        for host in (
            f"localhost:{port}",
            f"127.0.0.1:{port}",
            f"[::1]:{port}",
            f"2130706433:{port}",
            f"0x7f000001:{port}",
        ):
            assert "private address" in refused(says(b"", f"Location: http://{host}/", status="302 Found"))
        assert fetch(inside).data == b"secret"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://e.example/", "javascript:alert(1)", "http://[bad/"])
def test_a_redirect_to_what_is_no_web_address_is_refused(target: str):
    assert "web address" in refused(says(b"", f"Location: {target}", status="302 Found"))


def test_credentials_are_used_but_never_told():
    seen: list[str] = []

    def answer(connection: socket.socket, head: str) -> None:
        seen.append(head)
        says(b"ok")(connection, head)

    with server(answer) as base:
        page = fetch(base.replace("http://", "http://ann:secret@") + "/p")
    assert "authorization: basic" in seen[0].lower()
    assert page.url == base + "/p"
    assert "secret" not in refused(says(b"", status="404 Not Found"), path="/x")
    assert without_credentials("https://a:b@e.example/x#y") == "https://e.example/x"


def test_cookies_are_not_sent_back():
    seen: list[str] = []

    def answer(connection: socket.socket, head: str) -> None:
        seen.append(head)
        says(b"", "Location: /b", "Set-Cookie: id=1", status="302 Found" if " /a " in head else "200 OK")(
            connection, head
        )

    with server(answer) as base:
        fetch(base + "/a")
    assert "cookie" not in seen[1].lower()


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("404 Not Found", "no such page"),
        ("403 Forbidden", "refuses"),
        ("429 Slow", "too often"),
        ("500 Oops", "Oops"),
        ("204 No Content", "No Content"),
    ],
)
def test_a_bad_status_is_told_in_words(status: str, word: str):
    assert word in refused(says(b"", status=status))


def test_what_is_no_page_is_not_loaded():
    assert "image/png" in refused(says(b"x" * 100, "Content-Type: image/png"))


def test_a_body_that_never_ends_is_cut_off():
    def answer(connection: socket.socket, head: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    assert "larger than 1 MB" in refused(answer)


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: ", b""]
)
def test_a_drip_ends_at_the_deadline(head: bytes):
    def answer(connection: socket.socket, request: str) -> None:
        connection.sendall(head)
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.1)

    started = time.monotonic()
    refused(answer, Limits(seconds=0.6))
    assert time.monotonic() - started < 5


def test_silence_and_broken_answers_are_told():
    assert "answer" in refused(lambda connection, head: time.sleep(2), Limits(seconds=0.4))
    assert refused(lambda connection, head: None)
    assert refused(lambda connection, head: connection.sendall(b"garbage\r\n\r\n"))
    assert refused(lambda connection, head: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort"))


def test_a_small_answer_that_unpacks_to_a_large_one_is_refused():
    bomb = gzip.compress(b"\0" * 20_000_000)
    assert "unpacks to more than 1 MB" in refused(says(bomb, "Content-Encoding: gzip"))
    assert "unpacks to more" in refused(says(gzip.compress(bomb), "Content-Encoding: gzip, gzip"))
    assert "not known" in refused(says(b"x", "Content-Encoding: compress"))
    assert "damaged" in refused(says(b"x" * 50, "Content-Encoding: gzip"))


def test_no_request_is_made_offline():
    with pytest.raises(FetchFailed, match="offline"):
        fetch("https://e.example/", limits=Limits(offline=True))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "e.example",
        "file:///etc/passwd",
        "http://",
        "http://[bad",
        "http://a\x00b.example/",
        "http://e.example:99999/",
    ],
)
def test_what_is_no_address_is_refused(url: str):
    with pytest.raises(FetchFailed):
        fetch(url, limits=QUICK)


def test_nobody_listening_is_told():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(FetchFailed, match="no connection"):
        fetch(f"http://127.0.0.1:{port}/", limits=QUICK)


def test_inflating_stops_at_the_limit():
    assert inflate([b"a", b"b"], "identity", 2) == b"ab"
    with pytest.raises(TooLarge):
        inflate([b"abc"], "", 2)
    with pytest.raises(Unreadable):
        inflate([b"abc"], "gzip, gzip, gzip", 9)
    assert inflate([gzip.compress(b"x" * 999)], "gzip", 999) == b"x" * 999


def test_addresses_of_networks_at_home_are_known_in_every_spelling():
    for address in (
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.1.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "0.0.0.0",
        "224.0.0.1",
    ):
        assert is_private(address), address
    for address in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"):
        assert not is_private(address), address


def test_a_name_that_changes_its_meaning_after_the_first_answer_reaches_nothing_private(
    monkeypatch: pytest.MonkeyPatch,
):
    """A name of the world sends back to itself, and then means this machine: DNS rebinding."""
    asked: list[str] = []

    def answer(connection: socket.socket, head: str) -> None:
        asked.append(head.split()[1])
        says(b"", "Location: /again", status="302 Found")(connection, head)

    with server(answer) as base:
        port = int(base.rpartition(":")[2])
        meanings = iter(("198.18.0.1", "127.0.0.1", "127.0.0.1"))
        private = {"127.0.0.1"}  # so that a documentation address can stand for one of the world
        real = socket.getaddrinfo

        def look_up(host: str, *rest: object, **more: object) -> list[object]:
            if host != "rebinding.example":
                return real(host, *rest, **more)  # type: ignore[arg-type, return-value]
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(meanings), port))]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        monkeypatch.setattr("reader.ingest.fetch.is_private", lambda address: address in private)
        real_connect = socket.create_connection

        def connect(address: tuple[str, int], *rest: object, **more: object) -> socket.socket:
            return real_connect(("127.0.0.1", address[1]), *rest, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "create_connection", connect)
        with pytest.raises(FetchFailed, match="private address"):
            fetch(f"http://rebinding.example:{port}/", limits=QUICK)
    assert asked == ["/"]


def test_what_a_page_sends_to_was_not_named_by_the_user():
    with server(says(b"secret")) as inside:
        world = Page("http://world.example/", b"")
        with pytest.raises(FetchFailed, match="only you can name"):
            fetch(inside, sent_by=world)
        with pytest.raises(FetchFailed, match="only you can name"):
            fetch(inside, sent_by=Page(inside + "/start", b""))  # it was of the world when it answered
        assert fetch(inside, sent_by=Page(inside + "/start", b"", is_private=True)).data == b"secret"


def test_a_proxy_is_asked_where_one_is_set_and_never_for_what_nobody_named(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def proxy(connection: socket.socket, head: str) -> None:
        asked.append(head.split()[1])
        if "/sends" in head:
            says(b"", "Location: http://127.0.0.1:9/", status="302 Found")(connection, head)
        else:
            says(b"by proxy")(connection, head)

    with server(proxy) as base, server(says(b"by itself")) as near:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("http_proxy", base)
        monkeypatch.setenv("no_proxy", near.removeprefix("http://").partition(":")[0])
        world = Page("http://world.invalid/", b"")
        assert fetch("http://page.invalid/").data == b"by proxy"
        assert fetch(near).data == b"by itself"
        with pytest.raises(FetchFailed, match="only you can name"):
            fetch(near, sent_by=world)
        monkeypatch.delenv("no_proxy")
        with pytest.raises(FetchFailed, match="only you can name"):
            fetch(near, sent_by=world)
        with pytest.raises(FetchFailed, match="only you can name"):
            fetch("http://page.invalid/sends")
    assert asked == ["http://page.invalid/", "http://page.invalid/sends"]


def test_a_page_that_is_unchanged_does_not_come_again():
    seen: list[str] = []

    def answer(connection: socket.socket, head: str) -> None:
        seen.append(head.lower())
        says(b"", status="304 Not Modified")(connection, head)

    with server(answer) as base:
        page = fetch(base, since=Validators('"v1"', "Mon, 02 Mar 2026 10:00:00 GMT"))
    assert page.is_unchanged
    assert 'if-none-match: "v1"' in seen[0]
    assert "if-modified-since: mon, 02 mar 2026 10:00:00 gmt" in seen[0]


def test_brotli_and_zstd_are_read_where_their_modules_are_and_bounded():
    brotli = pytest.importorskip("brotli")
    packs = {"br": brotli.compress}
    if "zstd" in encodings():
        import zstandard

        packs["zstd"] = zstandard.ZstdCompressor().compress
    for name, pack in packs.items():
        assert inflate([pack(b"<p>hello")], name, 99) == b"<p>hello"
        assert inflate([bytes([one]) for one in pack(b"x" * 70_000)], name, 70_000) == b"x" * 70_000
        with pytest.raises(TooLarge):
            inflate([pack(b"\0" * 50_000_000)], name, 1_000_000)
        with pytest.raises(Unreadable, match="damaged"):
            inflate([b"nothing of the kind"], name, 99)


def test_every_request_is_written_down_without_credentials(tmp_path: Path):
    log = RequestLog(tmp_path / "state" / "requests.jsonl")
    assert log.requests() == []

    def answer(connection: socket.socket, head: str) -> None:
        if " /a " in head:
            says(b"", "Location: /b", status="302 Found")(connection, head)
        elif " /b " in head:
            says(b"ok")(connection, head)  # any other gets no answer: the connection is closed

    with server(answer) as base:
        fetch(base.replace("http://", "http://ann:secret@") + "/a", log=log)
        with pytest.raises(FetchFailed):
            fetch(base + "/mute", log=log)
    with (tmp_path / "state" / "requests.jsonl").open("ab") as file:
        file.write(b"torn\n")
    told = [(request.url, request.status, bool(request.error)) for request in log.requests()]
    assert told == [(base + "/mute", 0, True), (base + "/b", 200, False), (base + "/a", 302, False)]
    assert "secret" not in (tmp_path / "state" / "requests.jsonl").read_text()


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "1",
        '"url"',
        '{"url": "http://a.example/", "at": 1e999, "status": 200}',
        '{"url": "http://a.example/", "at": 1e300, "status": 200}',
        '{"url": "http://a.example/", "at": NaN, "status": 200}',
        '{"url": "http://a.example/", "at": 1, "status": {}}',
        "[" * 100_000,
    ],
)
def test_a_line_of_the_record_that_is_no_request_is_left_out(tmp_path: Path, line: str):
    log = RequestLog(tmp_path / "requests.jsonl")
    log(Request("http://a.example/", 1.5, 200))
    with log.path.open("a") as file:
        file.write(line + "\n")
    assert log.requests() == [Request("http://a.example/", 1.5, 200)]


def test_addresses_hidden_in_others_are_known():
    for address in ("64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:1", "::ffff:169.254.169.254"):
        assert is_private(address), address


def test_each_limit_of_time_has_an_error_of_its_own():
    def slow(connection: socket.socket, head: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
        time.sleep(5)

    assert refused(slow, Limits(seconds=20, read_s=0.3)) == "nothing came for 0.3 seconds"
    assert refused(slow, Limits(seconds=0.4)) == "no whole answer within 0.4 seconds"
    with socket.socket() as full:  # a queue of connections that nobody takes
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = []
        try:
            for _ in range(4):
                one = socket.socket()
                one.setblocking(False)
                one.connect_ex(full.getsockname())
                waiting.append(one)
            with pytest.raises(FetchFailed) as failure:
                fetch(
                    f"http://127.0.0.1:{full.getsockname()[1]}/", limits=Limits(seconds=20, connect_s=0.4, read_s=0.4)
                )
        finally:
            for one in waiting:
                one.close()
    assert failure.value.reason in ("no connection within 0.4 seconds", "nothing came for 0.4 seconds")


def test_an_address_of_ipv6_that_the_user_names_is_had():
    try:
        listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")
    with listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                says(b"six")(connection, "")

        threading.Thread(target=serve, daemon=True).start()
        page = fetch(f"http://[::1]:{listener.getsockname()[1]}/")
    assert (page.data, page.is_private) == (b"six", True)
