"""A small message goes to one checked address, and its secret address into no error."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from claims.fetching import FetchFailed, FetchRefused, Rules, post
from tests.fetching.conftest import allowing
from tests.fetching.server import Server, answer

SECRET = "T0/B0/planted-secret"
Serve = Callable[..., Server]


def test_is_posted_as_json(serve: Serve) -> None:
    server = serve(lambda *_: answer(b"ok"))
    post(f"http://127.0.0.1:{server.port}/{SECRET}", {"text": "Zoë: 3 ≥ 2"}, rules=allowing(server))
    [seen] = server.seen
    assert (seen["path"], json.loads(seen["body"])) == (f"/{SECRET}", {"text": "Zoë: 3 ≥ 2"})
    assert seen["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("status", ["404 no_service", "429 Slow down", "302 Found", "500 Oops"])
def test_anything_but_a_yes_is_a_failure_that_names_no_address(serve: Serve, status: str) -> None:
    server = serve(lambda *_: answer(status=status, Retry_After="30", Location="http://127.0.0.1:1/"))
    with pytest.raises(FetchFailed) as failure:
        post(f"http://127.0.0.1:{server.port}/{SECRET}", {"text": "x"}, rules=allowing(server))
    assert failure.value.reason.startswith(f"The server answered {status[:3]}")
    assert SECRET not in str(failure.value)
    assert failure.value.retry_after == 30
    assert len(server.seen) == 1  # a redirect is not followed


@pytest.mark.parametrize(
    "url",
    [
        f"http://hooks.example/{SECRET}",
        f"https://127.0.0.1/{SECRET}",
        f"https://169.254.169.254/{SECRET}",
        f"https://[::ffff:10.0.0.1]/{SECRET}",
        f"https://hooks.example:8443/{SECRET}",
        f"https://name:word@hooks.example/{SECRET}",
    ],
)
def test_goes_by_https_to_public_addresses_only(url: str, connects: list[Any]) -> None:
    rules = Rules(schemes=frozenset({"https"}), resolve=lambda host, _: [host.strip("[]")])
    with pytest.raises(FetchRefused) as refusal:
        post(url, {"text": "x"}, rules=rules)
    assert SECRET not in str(refusal.value)
    assert connects == []


def test_waits_for_nobody_for_long(serve: Serve) -> None:
    server = serve(lambda *_: b"")
    with pytest.raises(FetchFailed, match=r"^127\.0\.0\.1 "):
        post(f"http://127.0.0.1:{server.port}/{SECRET}", {"text": "x"}, rules=allowing(server, seconds=0.5))
