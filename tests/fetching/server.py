"""A web server of the tests' own, which answers whatever a test wants it to and counts who came."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Callable, Mapping
from typing import Any

Answer = Callable[[str, Mapping[str, str]], bytes]  # path, headers -> bytes of the whole answer


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """An answer as it goes over the line; `Content_Type="..."` is the header Content-Type."""
    told = {"Content-Length": str(len(body))} | {name.replace("_", "-"): it for name, it in headers.items()}
    lines = "".join(f"{name}: {it}\r\n" for name, it in told.items() if it)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


class Server(socketserver.ThreadingTCPServer):
    """On a free port of `host`; `seen` has the headers of each request, with its path and body."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, respond: Answer, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.respond, self.tls = respond, tls
        self.seen: list[dict[str, str]] = []
        self.accepted = 0
        super().__init__((host, 0), Visit)
        self.port = int(self.server_address[1])
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()

    def get_request(self) -> tuple[Any, Any]:
        connection, peer = super().get_request()
        self.accepted += 1
        if self.tls:
            connection = self.tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, peer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that leave early are what these tests are about."""


class Visit(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        path = self.rfile.readline().decode("latin-1").split(" ")[1]
        lines = iter(lambda: self.rfile.readline().decode("latin-1").strip(), "")
        headers = dict(line.split(": ", 1) for line in lines)
        body = self.rfile.read(int(headers.get("Content-Length", 0))).decode()
        self.server.seen.append(headers | {"path": path, "body": body})
        self.wfile.write(self.server.respond(path, headers))
