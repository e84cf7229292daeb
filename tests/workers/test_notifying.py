"""What people are told goes out by mail and webhook; what does not is tried again. No secret is told."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.mail.backends.locmem import EmailBackend

from claims import dispatch
from claims.actions.notifying import set_wishes, tell
from claims.models import Delivery, Desk, Telling, User
from tests.factories import ClaimFactory, UserFactory
from tests.fetching.server import Server, answer
from workers import notifying, tasks

pytestmark = pytest.mark.django_db
SECRET = "planted-secret"


@pytest.fixture
def noor() -> User:
    return UserFactory(username="noor", email="noor@desk.example")


@pytest.fixture
def serve(settings: LazySettings) -> Iterator[Callable[..., Server]]:
    """A channel on this machine, which the settings allow and the default desk names."""
    with ExitStack() as running:

        def start(respond: Any) -> Server:
            server = running.enter_context(Server(respond))
            settings.WEBHOOK_HOSTS = [f"127.0.0.1:{server.port}"]
            Desk.objects.update(webhook=f"http://127.0.0.1:{server.port}/{SECRET}")
            return server

        yield start


def send(person: User, way: str) -> Delivery:
    set_wishes(by=person, wanted={Telling.OVERDUE: [way]})
    tell(Telling.OVERDUE, [person], "Overdue.", claim=ClaimFactory(), by=None)
    delivery = Delivery.objects.latest("pk")
    tasks.notify(delivery.pk)
    delivery.refresh_from_db()
    return delivery


def test_a_mail_goes_out_once(noor: User, mailoutbox: list[Any]) -> None:
    delivery = send(noor, "mail")
    assert tasks.notify(delivery.pk) == 0
    [mail] = mailoutbox
    assert mail.to == ["noor@desk.example"]
    assert mail.subject.startswith("Claims desk: A reply that you asked for")
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
    assert (delivery.sent_at is None, delivery.next_attempt_at) == (False, None)


def test_a_mail_that_goes_out_again_is_known_for_the_same(noor: User, mailoutbox: list[Any]) -> None:
    """A worker died after sending it and before saying so."""
    delivery = send(noor, "mail")
    Delivery.objects.update(sent_at=None, next_attempt_at=delivery.notification.at)
    tasks.notify(delivery.pk)
    assert len({mail.extra_headers["Message-ID"] for mail in mailoutbox}) == 1
    assert len(mailoutbox) == 2


def test_a_mail_server_that_is_away_is_tried_later(noor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any) -> int:
        raise SMTPServerDisconnected("password planted-secret refused")

    monkeypatch.setattr(EmailBackend, "send_messages", gone)
    delivery = send(noor, "mail")
    assert (delivery.attempts, delivery.sent_at) == (1, None)
    assert delivery.next_attempt_at is not None
    assert delivery.failure == "The mail server did not take it (SMTPServerDisconnected)."


def test_the_channel_gets_a_line(noor: User, serve: Callable[..., Server]) -> None:
    server = serve(lambda *_: answer(b"ok"))
    assert send(noor, "webhook").sent_at
    [seen] = server.seen
    assert json.loads(seen["body"]).keys() == {"text"}
    assert noor.name in json.loads(seen["body"])["text"]


def test_the_channels_address_stays_secret(
    noor: User, serve: Callable[..., Server], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    serve(lambda *_: answer(status="410 Gone"))
    delivery = send(noor, "webhook")
    assert delivery.failure == "The server answered 410 Gone."
    assert SECRET not in caplog.text
    assert "a message did not go out" in caplog.text


@pytest.mark.parametrize(
    "url",
    ["http://hooks.example/x", "https://127.0.0.1/x", "https://localhost:8443/x", "ftp://hooks.example/"],
)
def test_the_channel_is_public_and_encrypted(noor: User, url: str) -> None:
    Desk.objects.update(webhook=url)
    delivery = send(noor, "webhook")
    assert delivery.sent_at is None
    assert "not fetched" in delivery.failure or "are fetched" in delivery.failure


def test_one_bell_is_enough_for_all_that_wait(noor: User, mailoutbox: list[Any]) -> None:
    set_wishes(by=noor, wanted={Telling.OVERDUE: ["mail"]})
    for _ in range(3):
        tell(Telling.OVERDUE, [noor], "Overdue.", claim=ClaimFactory(), by=None)
    assert tasks.notify(0) == 3
    assert len(mailoutbox) == 3


def test_what_no_bell_was_rung_for_is_found_by_reconcile(
    noor: User, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(dispatch, "unanswered", lambda _: 0)
    monkeypatch.setattr(dispatch, "ring", lambda task, *_: rung.append(task))
    set_wishes(by=noor, wanted={Telling.OVERDUE: ["mail"]})
    tell(Telling.OVERDUE, [noor], "Overdue.", claim=None, by=None)
    tasks.reconcile()
    assert dispatch.NOTIFY in rung


def test_a_turn_ends(noor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifying, "TURN_SECONDS", 0)
    set_wishes(by=noor, wanted={Telling.OVERDUE: ["mail"]})
    tell(Telling.OVERDUE, [noor], "Overdue.", claim=None, by=None)
    assert notifying.deliver_waiting() == 0
