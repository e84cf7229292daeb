"""A report of our own mistake tells where it was made, and nothing that anybody wrote."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.platform.conftest import ROOT

MISTAKE = """
import django
django.setup()
import logging, sentry_sdk
from django.test import RequestFactory
from claims.dispatch import current_request

current_request.set("request-17")
logging.getLogger("claims").warning("a crumb of planted text")

def read(story):
    raise ValueError(f"cannot read {story}")

try:
    read("the planted text")
except ValueError as mistake:
    sentry_sdk.set_user({"username": "planted person"})
    sentry_sdk.set_context("story", {"text": "planted text"})
    sentry_sdk.set_tag("slug", "planted")
    sentry_sdk.capture_exception(mistake)
sentry_sdk.flush(10)
"""


class Received(ThreadingHTTPServer):
    """A loopback stand-in for Sentry: keeps what it is sent."""

    def __init__(self) -> None:
        self.bodies = list[str]()
        super().__init__(("127.0.0.1", 0), Answer)


class Answer(BaseHTTPRequestHandler):
    server: Received

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        packed = self.headers.get("Content-Encoding") == "gzip"
        self.server.bodies.append((gzip.decompress(body) if packed else body).decode())
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def received() -> Iterator[Received]:
    with Received() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def make_mistake(dsn: str) -> None:
    environ = {
        "PATH": "/usr/bin:/bin",
        "FACTCHECK_HOME": "/nonexistent",
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "SENTRY_DSN": dsn,
    }
    done = subprocess.run(
        [sys.executable, "-c", MISTAKE], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_report_has_the_place_and_the_request_and_no_text(received: Received) -> None:
    make_mistake(f"http://public@127.0.0.1:{received.server_address[1]}/1")
    events = [body for body in received.bodies if "ValueError" in body]
    assert len(events) == 1
    assert not any("planted" in body for body in received.bodies)
    event = json.loads(events[0].splitlines()[-1])
    assert event["exception"]["values"][0]["stacktrace"]["frames"][-1]["function"] == "read"
    assert event["tags"] == {"request": "request-17"}


def test_nothing_is_sent_where_nobody_asked_for_it(received: Received) -> None:
    make_mistake("")
    assert not received.bodies
