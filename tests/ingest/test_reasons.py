"""Why a page could not be had, in plain words."""

from __future__ import annotations

import errno
import os
import socket
import ssl
import struct
import threading

import httpx
import pytest

from reader.errors import FetchFailed
from reader.ingest import reasons
from reader.ingest.fetch import fetch
from reader.ingest.request import Limits
from tests.ingest.test_fetch import refused

QUICK = Limits(seconds=3)


def test_a_refused_connection_is_told_without_the_systems_number():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(FetchFailed, match=r"no connection: nothing answers at that address$"):
        fetch(f"http://127.0.0.1:{port}/", limits=QUICK)


def test_a_name_that_no_host_has_is_told(monkeypatch: pytest.MonkeyPatch):
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(FetchFailed, match=r"there is no host of that name$"):
        fetch("http://nobody.example/", limits=QUICK)


def test_a_reset_is_told():
    def reset(connection: socket.socket, head: str) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    assert "the other side broke the connection off" in refused(reset)


def test_no_answer_an_answer_cut_short_and_one_of_something_else_are_told_apart():
    assert "without an answer" in refused(lambda connection, head: None)
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort"
    assert "before all of the page" in refused(lambda connection, head: connection.sendall(cut))
    assert "no web site" in refused(lambda connection, head: connection.sendall(b"220 mail ready\r\n\r\n"))


def test_a_server_that_does_not_encrypt_is_told():
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def plain() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=plain, daemon=True)
        thread.start()
        with pytest.raises(FetchFailed, match="no encrypted connection"):
            fetch(f"https://127.0.0.1:{listener.getsockname()[1]}/", limits=QUICK)
        thread.join()


@pytest.mark.parametrize(
    ("code", "word"), [(10, "expired"), (18, "nobody but itself"), (62, "another host"), (7, "trusted")]
)
def test_a_bad_certificate_is_told_by_what_is_wrong_with_it(code: int, word: str):
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    assert word in reasons.of_system(error)


@pytest.mark.parametrize("number", [getattr(errno, name) for name in dir(errno) if name.startswith("E")])
def test_no_error_of_the_system_shows_its_number_or_its_jargon(number: int):
    reason = reasons.of_system(OSError(number, os.strerror(number)))
    assert reason
    assert "rrno" not in reason
    assert str(number) not in reason


@pytest.mark.parametrize("kind", [httpx.ReadTimeout, httpx.ConnectTimeout])
def test_a_wait_in_vain_is_told(kind: type[httpx.TimeoutException]):
    assert reasons.of(kind("timed out")) == "no answer in time"


def test_a_bug_is_no_reason():
    assert reasons.of(KeyError("x")) is None
