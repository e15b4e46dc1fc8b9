"""Fetching over TLS from a server that speaks HTTP/2, and from one that does not."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from reader.errors import FetchFailed
from reader.ingest.fetch import fetch
from reader.model import Validators
from tests.ingest.test_fetch import says, server

LOOPBACK = Path(__file__).parent / "tls" / "loopback.pem"
"""A certificate of 127.0.0.1 with its key, which vouches for nothing else."""
BODY = b"<p>" + b"words " * 40_000
"""More than a window of HTTP/2 holds at first (65,535 bytes)."""


class Server:
    """Serves one page, to which some paths send; notes what it was spoken to in and over how many connections."""

    def __init__(self, *protocols: str) -> None:
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(LOOPBACK)
        self.context.set_alpn_protocols(list(protocols))
        self.sends = {"/moved": "/page"}
        self.connections: list[str | None] = []
        self.asked: list[tuple[str, str]] = []

    def serve(self, connection: socket.socket) -> None:
        with suppress(OSError), self.context.wrap_socket(connection, server_side=True) as secure:
            self.connections.append(secure.selected_alpn_protocol())
            if self.connections[-1] == "h2":
                self._speak_2(secure)
            else:
                self._speak_1(secure)

    def _answer(self, path: str, etag: str) -> tuple[str, dict[str, str], bytes]:
        self.asked.append((path, etag))
        if path in self.sends:
            return "302", {"location": self.sends[path], "content-length": "0"}, b""
        if etag == '"one"':
            return "304", {"etag": '"one"'}, b""
        return "200", {"content-type": "text/html", "etag": '"one"', "content-length": str(len(BODY))}, BODY

    def _speak_1(self, secure: ssl.SSLSocket) -> None:
        lines = secure.makefile("rb")
        while request := lines.readline():
            etag = ""
            while (line := lines.readline().strip()) and line:
                if line.lower().startswith(b"if-none-match:"):
                    etag = line.partition(b":")[2].strip().decode()
            status, headers, body = self._answer(request.split()[1].decode(), etag)
            head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            secure.sendall(f"HTTP/1.1 {status} -\r\n{head}\r\n".encode() + body)

    def _speak_2(self, secure: ssl.SSLSocket) -> None:
        speaks = H2Connection(H2Configuration(client_side=False))
        speaks.initiate_connection()
        left: dict[int, bytes] = {}
        while True:
            secure.sendall(speaks.data_to_send())
            data = secure.recv(65536)
            if not data:
                return
            for event in speaks.receive_data(data):
                if isinstance(event, RequestReceived):
                    asked = {bytes(name).decode(): bytes(value).decode() for name, value in event.headers}
                    status, headers, body = self._answer(asked[":path"], asked.get("if-none-match", ""))
                    speaks.send_headers(event.stream_id, [(":status", status), *headers.items()])
                    left[event.stream_id] = body
            for stream, body in list(left.items()):  # as far as the windows of the other side are open
                while room := min(speaks.local_flow_control_window(stream), speaks.max_outbound_frame_size, len(body)):
                    speaks.send_data(stream, body[:room])
                    body = body[room:]
                left[stream] = body
                if not body:
                    speaks.end_stream(stream)
                    del left[stream]


@contextmanager
def serving(site: Server) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    ending = threading.Event()

    def accept() -> None:
        while not ending.is_set():
            with suppress(OSError):
                connection, _ = listener.accept()
                connection.settimeout(30)
                threading.Thread(target=site.serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        ending.set()
        listener.close()


@pytest.mark.parametrize(("protocols", "spoken"), [(("h2", "http/1.1"), "h2"), (("http/1.1",), "http/1.1")])
def test_a_page_comes_by_http_2_where_the_server_speaks_it(monkeypatch, protocols: tuple[str, ...], spoken: str):
    monkeypatch.setenv("SSL_CERT_FILE", str(LOOPBACK))
    site = Server(*protocols)
    with serving(site) as base:
        page = fetch(base + "/moved")
        assert (page.url, page.data, page.validators) == (base + "/page", BODY, Validators('"one"'))
        assert fetch(base + "/page", since=page.validators).is_unchanged
    assert site.asked == [("/moved", ""), ("/page", ""), ("/page", '"one"')]
    assert set(site.connections) == {spoken}
    if spoken == "h2":
        assert len(site.connections) == 2, "a redirect on the same host asks over the same connection"


def test_a_certificate_that_nobody_vouches_for_is_refused(monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with serving(site := Server("h2")) as base, pytest.raises(FetchFailed, match="vouched for by nobody"):
        fetch(base)
    assert site.asked == []


def test_a_page_of_the_world_sends_nobody_back_through_a_connection_that_is_still_open(monkeypatch):
    """One's own server sends to the world, and the world to another page of that server."""
    private = {"127.0.0.1"}  # so that a documentation address can stand for one of the world
    look_up, connect = socket.getaddrinfo, socket.create_connection

    def looked_up(host: str, port: int, *rest: object, **more: object) -> list[object]:
        if host != "world.example":
            return look_up(host, port, *rest, **more)  # type: ignore[arg-type, return-value]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("198.18.0.1", port))]

    def connected(address: tuple[str, int], *rest: object, **more: object) -> socket.socket:
        return connect(("127.0.0.1", address[1]), *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setenv("SSL_CERT_FILE", str(LOOPBACK))
    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket, "create_connection", connected)
    monkeypatch.setattr("reader.ingest.fetch.is_private", lambda address: address in private)
    home = Server("h2")
    with serving(home) as base:
        with server(says(b"", f"Location: {base}/secret", status="302 Found")) as world:
            home.sends["/out"] = world.replace("127.0.0.1", "world.example")
            with pytest.raises(FetchFailed, match="only you can name"):
                fetch(base + "/out")
        with server(says(b"of the world")) as world:
            home.sends["/out"] = world.replace("127.0.0.1", "world.example")
            assert not fetch(base + "/out").is_private
            assert fetch(base + "/moved").is_private
    assert [path for path, _ in home.asked] == ["/out", "/out", "/moved", "/page"]
