"""What comes back from a server, and what does not: too slow, too large, broken off, or an error."""

from __future__ import annotations

import gzip
import ssl
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.fetching import FetchFailed, fetch
from claims.fetching.fetch import encryption
from tests.fetching.conftest import allowing
from tests.fetching.server import Server, answer

Serve = Callable[..., Server]


def address(server: Server, path: str = "/feed.xml") -> str:
    return f"http://127.0.0.1:{server.port}{path}"


def test_page_comes_with_what_to_ask_again_with(serve: Serve) -> None:
    server = serve(lambda *_: answer(b"<rss/>", Content_Type="text/xml", ETag='"7"', Last_Modified="Mon"))
    found = fetch(address(server), rules=allowing(server))
    assert (found.body, found.content_type, found.etag, found.last_modified) == (
        b"<rss/>",
        "text/xml",
        '"7"',
        "Mon",
    )
    assert found.is_whole
    [request] = server.seen
    assert request["User-Agent"].startswith("Factcheck/")
    assert request["Host"] == f"127.0.0.1:{server.port}"
    assert not request.keys() & {"Cookie", "Authorization", "If-None-Match", "If-Modified-Since"}


def test_unchanged_page_is_not_sent_again(serve: Serve) -> None:
    server = serve(lambda _, headers: answer(status="304 Not Modified" if "If-None-Match" in headers else ""))
    found = fetch(address(server), etag='"7"', last_modified="Mon", rules=allowing(server))
    assert found.is_unchanged
    assert server.seen[0]["If-Modified-Since"] == "Mon"


def test_redirect_is_followed_and_told(serve: Serve) -> None:
    def respond(path: str, _: object) -> bytes:
        return answer(b"here") if path == "/new?a=1" else answer(status="301 Moved", Location="/new?a=1")

    server = serve(respond)
    found = fetch(address(server, "/old"), rules=allowing(server))
    assert (found.body, found.url) == (b"here", address(server, "/new?a=1"))


def test_address_beyond_ascii_is_quoted(serve: Serve) -> None:
    server = serve(lambda *_: answer(b"x"))
    fetch(address(server, "/straße?q=ä#part"), rules=allowing(server))
    assert server.seen[0]["path"] == "/stra%C3%9Fe?q=%C3%A4"


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_packed_page_is_unpacked(serve: Serve, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    server = serve(lambda *_: answer(pack(b"story " * 9000), Content_Encoding=encoding))
    found = fetch(address(server), rules=allowing(server))
    assert (found.body, found.is_whole) == (b"story " * 9000, True)


def test_chunked_page_is_joined(serve: Serve) -> None:
    body = b"3\r\nsto\r\n2\r\nry\r\n0\r\n\r\n"
    server = serve(lambda *_: answer(body, Content_Length="", Transfer_Encoding="chunked"))
    assert fetch(address(server), rules=allowing(server)).body == b"story"


@pytest.mark.parametrize(
    "sent",
    [
        answer(b"half", Content_Length="8"),
        answer(b"4\r\nhalf\r\n4\r\n", Content_Length="", Transfer_Encoding="chunked"),
        answer(gzip.compress(b"half", mtime=0)[:-8], Content_Encoding="gzip"),
    ],
)
def test_page_that_broke_off_is_marked(serve: Serve, sent: bytes) -> None:
    server = serve(lambda *_: sent)
    found = fetch(address(server), rules=allowing(server))
    assert (found.body, found.is_whole) == (b"half", False)


@pytest.mark.parametrize(
    "sent",
    [
        answer(b"x" * 70_000),
        answer(gzip.compress(b"x" * 50_000_000, mtime=0), Content_Encoding="gzip"),
        answer(
            b"11170\r\n" + b"x" * 70_000 + b"\r\n0\r\n\r\n", Content_Length="", Transfer_Encoding="chunked"
        ),
    ],
)
def test_page_that_is_too_large_is_left(serve: Serve, sent: bytes) -> None:
    server = serve(lambda *_: sent)
    with pytest.raises(FetchFailed, match="larger than 60,000 bytes"):
        fetch(address(server), rules=allowing(server, most_bytes=60_000))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (answer(b"gone", status="410 Gone"), "answered 410 Gone"),
        (answer(b"x", Content_Encoding="br"), r"do not know \(br\)"),
        (answer(b"plain text", Content_Encoding="gzip"), "cannot be unpacked"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "cannot be reached"),
        (b"", "cannot be reached"),
        (answer(status="304 Not Modified", X=f"{'x' * 70_000}"), "cannot be reached"),
    ],
)
def test_failure_says_what_went_wrong(serve: Serve, sent: bytes, told: str) -> None:
    server = serve(lambda *_: sent)
    with pytest.raises(FetchFailed, match=told):
        fetch(address(server), rules=allowing(server))


def test_server_that_asks_for_time_is_given_it(serve: Serve) -> None:
    server = serve(lambda *_: answer(status="503 Busy", Retry_After="120"))
    with pytest.raises(FetchFailed) as failure:
        fetch(address(server), rules=allowing(server))
    assert failure.value.retry_after == 120


def test_closed_port_is_told(serve: Serve) -> None:
    server = serve(lambda *_: b"")
    rules = allowing(server)
    server.shutdown()
    server.server_close()
    with pytest.raises(FetchFailed, match="cannot be reached"):
        fetch(address(server), rules=rules)


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\n", answer(b"x", Content_Length="9")])
def test_server_that_never_ends_has_its_time_and_no_more(serve: Serve, first: bytes) -> None:
    """Silent from the start, within its headers, and within the page."""
    over = threading.Event()
    server = serve(lambda *_: first)
    server.finish_request = lambda request, peer: (request.sendall(first), over.wait(20))  # type: ignore[method-assign]
    began = time.monotonic()
    with pytest.raises(FetchFailed, match=r"within 0\.3 seconds"):
        fetch(address(server), rules=allowing(server, seconds=0.3))
    assert time.monotonic() - began < 2
    over.set()


def test_resolver_that_never_answers_has_its_time_and_no_more(serve: Serve) -> None:
    over, server = threading.Event(), serve(lambda *_: b"")

    def asleep(host: str, port: int) -> list[str]:
        over.wait(20)
        return ["127.0.0.1"]

    with pytest.raises(FetchFailed, match=r"within 0\.2 seconds"):
        fetch(address(server), rules=allowing(server, seconds=0.2, resolve=asleep))
    over.set()
    assert server.accepted == 0


class TestEncryption:
    @pytest.fixture
    def certificate(self, tmp_path: Path) -> Path:
        """For harbour.example, signed by nobody; key and certificate in one file."""
        file = tmp_path / "harbour.pem"
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        command += ["-nodes", "-days", "2", "-subj", "/CN=harbour.example", "-keyout", str(file)]
        command += ["-addext", "subjectAltName=DNS:harbour.example", "-out", str(tmp_path / "public.pem")]
        subprocess.run(command, check=True, capture_output=True)
        file.write_text(file.read_text() + (tmp_path / "public.pem").read_text())
        return file

    @pytest.fixture
    def server(self, serve: Serve, certificate: Path) -> Server:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
        return serve(lambda *_: answer(b"sealed"), tls=tls)

    def of(self, server: Server, host: str) -> bytes:
        rules = allowing(server, resolve=lambda *_: ["127.0.0.1"])
        return fetch(f"https://{host}:{server.port}/", rules=rules).body

    def test_certificate_that_is_trusted_opens(
        self, server: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        trusting = ssl.create_default_context(cafile=str(certificate))
        monkeypatch.setattr(sys.modules[fetch.__module__], "encryption", lambda: trusting)
        assert self.of(server, "harbour.example") == b"sealed"
        with pytest.raises(FetchFailed, match=r"prove that it is other\.example"):
            self.of(server, "other.example")

    def test_certificate_that_nobody_signed_is_refused(self, server: Server) -> None:
        with pytest.raises(FetchFailed, match="cannot prove"):
            self.of(server, "harbour.example")

    def test_certificates_are_checked(self) -> None:
        assert (encryption().verify_mode, encryption().check_hostname) == (ssl.CERT_REQUIRED, True)
