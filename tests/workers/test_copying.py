"""Pages copied by a worker: from a server of the tests' own, through the one guarded fetcher."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import pytest

from claims.models import Snapshot
from tests.factories import EvidenceFactory
from tests.fetching.conftest import allowing
from tests.fetching.server import Server, answer
from tests.research_factories import SnapshotFactory
from workers import copying, tasks

pytestmark = pytest.mark.django_db
PAGE = (
    "<!doctype html><html><head><title>Harbour log</title><script>alert(1)</script></head><body>"
    "<nav>Home</nav><article><h1>Harbour log</h1><p>Forty-one names stand in the log of Monday.</p></article>"
    "<table><tr><td>Crew</td><td>Émile</td></tr></table></body></html>"
)


class Site:
    """A page's server whose answer a test changes."""

    body = PAGE.encode()
    status = "200 OK"
    kind = "text/html; charset=utf-8"
    moved = ""
    length = ""

    def respond(self, path: str, asked: object) -> bytes:
        if self.moved and path != self.moved:
            return answer(status="302 Found", Location=self.moved)
        told = {"Content_Length": self.length} if self.length else {}
        return answer(self.body, self.status, **{"Content_Type": self.kind} | told)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def server(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server(site.respond) as server:
        monkeypatch.setattr(copying, "RULES", allowing(server))
        yield server


@pytest.fixture
def asked(server: Server) -> Snapshot:
    piece = EvidenceFactory(url=f"http://127.0.0.1:{server.port}/log")
    return SnapshotFactory(evidence=piece)


def copied(asked: Snapshot) -> Snapshot:
    tasks.copy_page(asked.pk)
    return Snapshot.objects.get()


def test_the_text_that_the_page_shows_is_kept_with_the_hash_of_its_bytes(asked: Snapshot, site: Site) -> None:
    kept = copied(asked)
    assert "Forty-one names stand in the log of Monday." in kept.text
    assert "Émile" in kept.text
    assert "alert" not in kept.text
    assert (kept.title, kept.sha256, kept.failure) == ("Harbour log", sha256(site.body).hexdigest(), "")


def test_delivered_twice_it_is_fetched_once(asked: Snapshot, server: Server) -> None:
    assert [tasks.copy_page(asked.pk) for _ in range(2)] == [1, 0]
    assert len(server.seen) == 1


def test_where_redirects_led_is_told(asked: Snapshot, site: Site) -> None:
    site.moved = "/moved"
    assert copied(asked).address.endswith("/moved")


def test_another_encoding_is_read(asked: Snapshot, site: Site) -> None:
    site.body, site.kind = PAGE.encode("iso-8859-1"), "text/html; charset=iso-8859-1"
    assert "Émile" in copied(asked).text


def test_plain_text_is_kept_as_it_is(asked: Snapshot, site: Site) -> None:
    site.body, site.kind = b"41 names\r\nin the log", "text/plain"
    assert copied(asked).text == "41 names\nin the log"


def test_of_what_is_no_text_the_hash_is_kept(asked: Snapshot, site: Site) -> None:
    site.body, site.kind = b"%PDF-1.4 \x00\x01", "application/pdf"
    kept = copied(asked)
    assert (kept.text, kept.sha256, kept.failure) == ("", sha256(site.body).hexdigest(), "")
    assert not kept.is_waiting


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"status": "404 Not Found"}, "The server answered 404"),
        ({"body": b"<html><body></body></html>"}, "can’t be read"),
        ({"body": b"<div>" * 5000}, "can’t be read"),
        ({"body": b"caf\xe9"}, "can’t be read"),
        ({"length": "900000"}, "broke off"),
    ],
    ids=["gone", "empty", "deep", "no text", "broken off"],
)
def test_what_cannot_be_read_says_why(
    asked: Snapshot, site: Site, broken: dict[str, object], words: str
) -> None:
    for name, value in broken.items():
        setattr(site, name, value)
    failed = copied(asked)
    assert words in failed.failure
    assert not failed.is_waiting
    assert failed.text == ""


def test_a_private_address_is_not_gone_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the rules as they are shipped
    piece = EvidenceFactory(url="http://127.0.0.1/admin")
    assert "private network" in copied(SnapshotFactory(evidence=piece)).failure
    assert server.accepted == 0


def test_a_piece_that_was_removed_meanwhile_is_no_trouble(asked: Snapshot, server: Server) -> None:
    asked.evidence.delete()
    assert tasks.copy_page(asked.pk) == 0
    assert server.accepted == 0
