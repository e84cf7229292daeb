"""An attempt is charged before anything is sent, later ones wait longer, and five are enough."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown

from claims import dispatch
from claims.actions import delivering
from claims.actions.notifying import set_wishes, tell
from claims.models import Claim, Delivery, Desk, Telling, User
from tests.actions.crowd import at_once
from tests.factories import ClaimFactory, UserFactory
from tests.spoken import OPENING, bracket

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor() -> User:
    return UserFactory(username="noor", first_name="Noor", last_name="Adeyemi", email="noor@desk.example")


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory(standalone="MARKER")


def waiting(person: User, way: str, claim: Claim | None = None) -> Delivery:
    set_wishes(by=person, wanted={Telling.RETURNED: [way]})
    by = UserFactory(first_name="Imani", last_name="Crossley")
    tell(Telling.RETURNED, [person], "Imani Crossley: “the MARKER ferry again”", claim=claim, by=by)
    return Delivery.objects.latest("pk")


def now_due(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(next_attempt_at=timezone.now() - timedelta(minutes=1))


def test_a_mail_says_who_and_which_claim_and_none_of_its_words(noor: User, claim: Claim) -> None:
    waiting(noor, "mail", claim)
    parcel = delivering.take_due()
    assert parcel
    assert (parcel.way, parcel.to) == ("mail", "noor@desk.example")
    assert parcel.subject == f"Imani Crossley sent your verdict on claim {claim.pk} back."
    assert f"/claims/{claim.pk}/" in parcel.text
    assert "MARKER" not in parcel.subject + parcel.text


@pytest.mark.parametrize("kind", list(Telling))
def test_no_kind_says_anything_of_the_story(noor: User, claim: Claim, kind: Telling) -> None:
    set_wishes(by=noor, wanted={kind: ["mail"]})
    tell(kind, [noor], "MARKER", claim=claim, by=None)
    parcel = delivering.take_due()
    assert parcel
    assert "MARKER" not in parcel.subject + parcel.text
    assert f"claim {claim.pk}" in parcel.subject.lower()


def test_a_channel_is_that_of_the_claims_desk(noor: User, claim: Claim) -> None:
    Desk.objects.update(webhook="https://hooks.example/T0/secret")
    waiting(noor, "webhook", claim)
    parcel = delivering.take_due()
    assert parcel
    assert parcel.to == "https://hooks.example/T0/secret"
    assert parcel.text.startswith(f"Noor Adeyemi: Imani Crossley sent your verdict on claim {claim.pk} back.")


def test_what_was_taken_is_nobody_elses_for_a_minute(noor: User) -> None:
    waiting(noor, "mail")
    assert delivering.take_due()
    assert delivering.take_due() is None
    assert Delivery.objects.get().attempts == 1


def test_pauses_grow_and_the_fifth_failure_is_the_last(noor: User) -> None:
    delivery, pauses = waiting(noor, "mail"), []
    while (parcel := delivering.take_due()) is not None:
        delivering.failed(delivery_id=parcel.delivery_id, reason="The mail server is away.")
        delivery.refresh_from_db()
        if delivery.next_attempt_at:
            pauses.append(round((delivery.next_attempt_at - timezone.now()).total_seconds() / 60))
            now_due(delivery)
    assert pauses == [1, 5, 30, 120]
    assert (delivery.attempts, delivery.next_attempt_at, delivery.sent_at) == (5, None, None)
    assert delivery.failure == "The mail server is away."


def test_a_server_that_asks_for_time_is_given_it(noor: User) -> None:
    delivery = waiting(noor, "mail")
    delivering.take_due()
    delivering.failed(delivery_id=delivery.pk, reason="Slow down.", retry_after=3600)
    delivery.refresh_from_db()
    assert delivery.next_attempt_at
    assert delivery.next_attempt_at > timezone.now() + timedelta(minutes=59)


def test_what_was_sent_is_not_sent_again(noor: User) -> None:
    delivery = waiting(noor, "mail")
    delivering.take_due()
    delivering.sent(delivery_id=delivery.pk)
    assert delivering.take_due() is None
    delivering.give_up(delivery_id=delivery.pk, reason="too late")
    assert Delivery.objects.get().failure == ""


def test_a_worker_that_dies_on_it_each_time_costs_five_attempts(noor: User) -> None:
    delivery = waiting(noor, "mail")
    for _ in range(5):
        assert delivering.take_due()
        now_due(delivery)
    assert delivering.take_due() is None
    delivery.refresh_from_db()
    assert (delivery.next_attempt_at, delivery.failure) == (None, delivering.WORKER_LOST)


@pytest.mark.parametrize(
    ("way", "fields", "reason"),
    [
        ("mail", {"email": ""}, delivering.NO_ADDRESS),
        ("mail", {"is_active": False}, delivering.SIGNED_OFF),
        ("webhook", {}, delivering.NO_WEBHOOK),
    ],
)
def test_what_cannot_go_out_is_given_up_at_once(
    noor: User, claim: Claim, way: str, fields: dict[str, object], reason: str
) -> None:
    waiting(noor, way, claim)
    User.objects.filter(pk=noor.pk).update(**fields)
    assert delivering.take_due() is None
    assert Delivery.objects.get().failure == reason


def test_a_site_without_a_mail_server_says_so(noor: User, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = delivering.NOWHERE
    waiting(noor, "mail")
    assert delivering.take_due() is None
    assert Delivery.objects.get().failure == delivering.NO_SERVER


class TestBells:
    def test_a_lost_one_is_rung_again(self, noor: User, monkeypatch: pytest.MonkeyPatch) -> None:
        rung: list[tuple[object, ...]] = []
        monkeypatch.setattr(dispatch, "ring", lambda *given: rung.append(given))
        monkeypatch.setattr(dispatch, "unanswered", lambda _: len(rung))
        assert delivering.ring_for_due() == 0
        delivery = waiting(noor, "mail")
        assert [delivering.ring_for_due() for _ in range(2)] == [1, 1]
        assert rung == [(dispatch.NOTIFY, delivery.pk)]

    def test_a_broker_that_is_down_is_rung_later(self, noor: User, monkeypatch: pytest.MonkeyPatch) -> None:
        def down(_: str) -> int:
            raise BrokerDown("refused")

        monkeypatch.setattr(dispatch, "unanswered", down)
        waiting(noor, "mail")
        assert delivering.ring_for_due() == 0


@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_once_send_each_message_once() -> None:
    people = [UserFactory(email=f"p{number}@desk.example") for number in range(6)]
    for person in people:
        waiting(person, "mail")

    def send_all() -> list[int]:
        taken = []
        while parcel := delivering.take_due():
            taken.append(parcel.delivery_id)
            delivering.sent(delivery_id=parcel.delivery_id)
        return taken

    sent = [one for each in at_once([send_all] * 8) for one in each]
    assert sorted(sent) == sorted(Delivery.objects.values_list("pk", flat=True))


def test_a_mail_speaks_its_readers_language_and_a_channel_the_sites(
    noor: User, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    bracket(monkeypatch)
    User.objects.filter(pk=noor.pk).update(language="ar")
    Desk.objects.update(webhook="https://hooks.example/x")
    waiting(noor, "mail", claim)
    mail = delivering.take_due()
    waiting(noor, "webhook", claim)
    post = delivering.take_due()
    assert mail
    assert post
    assert mail.subject.startswith(OPENING)
    assert "Imani Crossley" in mail.subject
    assert OPENING in mail.text.partition("--")[2]
    assert OPENING not in post.text + post.subject
