"""Who was asked: kept with who and when, answered once, nobody's name or words in the history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from claims.actions import contacts, queue
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import Claim, Contact, User
from claims.statuses import Role, Status
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> User:
    return UserFactory(first_name="Ines", last_name="Vallory")


@pytest.fixture
def claim(ines: User) -> Claim:
    return queue.take(claim_id=ClaimFactory().pk, by=ines)


def ask(claim: Claim, by: User, **given: object) -> Contact:
    fields = {"whom": "Harbour master Odile Brann", "asked": "source", "channel": "phone"}
    return contacts.log_contact(claim_id=claim.pk, by=by, **(fields | given))


def in_minutes(number: int) -> datetime:
    return timezone.now() + timedelta(minutes=number)


def test_an_attempt_is_kept_with_who_and_when(claim: Claim, ines: User) -> None:
    kept = ask(claim, ines, question=" How many names? ", asked_at=in_minutes(-30))
    assert (kept.question, kept.asked_by, kept.outcome, kept.due_at) == ("How many names?", ines, "", None)
    assert timezone.now() - kept.asked_at > timedelta(minutes=29)
    assert not Contact.objects.requests().exists()


def test_with_a_time_it_is_a_request_that_gets_overdue(claim: Claim, ines: User) -> None:
    kept = ask(claim, ines, due_at=in_minutes(60))
    assert Contact.objects.requests().get() == kept
    assert not kept.is_overdue
    Contact.objects.update(due_at=in_minutes(-1))
    assert Contact.objects.overdue().get().is_overdue


def test_asking_renews_the_hold_and_leaves_the_open_form_good(claim: Claim, ines: User) -> None:
    Claim.objects.update(lease_until=in_minutes(1))
    ask(claim, ines)
    after = Claim.objects.get()
    assert after.lease_until > in_minutes(14)
    assert after.version == claim.version


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("whom", " \u200b"),
        ("whom", "x" * 201),
        ("asked", "friend"),
        ("channel", "pigeon"),
        ("question", "a\0b"),
        ("asked_at", datetime(2031, 1, 1, tzinfo=UTC)),
        ("asked_at", datetime(1, 1, 1, tzinfo=UTC)),
        ("due_at", datetime(2020, 1, 1, tzinfo=UTC)),
        ("due_at", datetime(9999, 12, 31, tzinfo=UTC)),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 and value.isalpha() else "",
)
def test_a_wrong_field_is_named(claim: Claim, ines: User, field: str, value: object) -> None:
    with pytest.raises(Incomplete) as refusal:
        ask(claim, ines, **{field: value})
    assert set(refusal.value.fields) == {field}
    assert not Contact.objects.exists()


def test_only_who_works_on_the_claim_asks(claim: Claim, ines: User) -> None:
    with pytest.raises(Conflict, match="Ines Vallory holds this claim"):
        ask(claim, UserFactory())
    with pytest.raises(NotAllowed):
        ask(claim, UserFactory(role=Role.VIEWER))


def test_whom_the_claim_waits_for_may_ask_another(ines: User) -> None:
    waiting = ClaimFactory(status=Status.WAITING, assignee=ines)
    assert ask(waiting, ines).claim == waiting
    with pytest.raises(Conflict):
        ask(waiting, UserFactory())


def test_an_answer_is_written_down_once_by_whom_it_reaches(claim: Claim, ines: User) -> None:
    asked = ask(claim, ines, due_at=in_minutes(5))
    kept = contacts.answer_contact(
        contact_id=asked.pk, by=UserFactory(), outcome="replied", reply="41 names."
    )
    assert (kept.outcome, kept.reply) == ("replied", "41 names.")
    assert timezone.now() - kept.ended_at < timedelta(seconds=10)
    with pytest.raises(Conflict, match="written down already"):
        contacts.answer_contact(contact_id=asked.pk, by=ines, outcome="silent")
    assert Contact.objects.get().reply == "41 names."


@pytest.mark.parametrize(
    ("outcome", "reply", "field"),
    [("replied", " ", "reply"), ("declined", "", "reply"), ("", "x", "outcome")],
)
def test_what_came_of_it_is_said(claim: Claim, ines: User, outcome: str, reply: str, field: str) -> None:
    asked = ask(claim, ines)
    with pytest.raises(Incomplete) as refusal:
        contacts.answer_contact(contact_id=asked.pk, by=ines, outcome=outcome, reply=reply)
    assert set(refusal.value.fields) == {field}
    assert Contact.objects.open().get() == asked


def test_silence_needs_no_words(claim: Claim, ines: User) -> None:
    asked = ask(claim, ines)
    assert contacts.answer_contact(contact_id=asked.pk, by=ines, outcome="silent").reply == ""


def test_a_reply_that_comes_late_is_kept_wherever_the_claim_stands(claim: Claim, ines: User) -> None:
    asked = ask(claim, ines)
    queue.release(claim_id=claim.pk, by=ines)
    contacts.answer_contact(contact_id=asked.pk, by=ines, outcome="replied", reply="Thirty-nine.")
    assert Claim.objects.get().status == Status.QUEUED


def test_a_viewer_writes_no_answer(claim: Claim, ines: User) -> None:
    asked = ask(claim, ines)
    with pytest.raises(NotAllowed, match="needs the role checker"):
        contacts.answer_contact(contact_id=asked.pk, by=UserFactory(role=Role.VIEWER), outcome="silent")


def test_the_history_holds_nobodys_name_or_words(claim: Claim, ines: User) -> None:
    asked = ask(claim, ines, question="Who gave you the list?")
    contacts.answer_contact(contact_id=asked.pk, by=ines, outcome="replied", reply="My deputy did.")
    lines = claim.events.filter(action__startswith="contact_").order_by("id")
    assert [line.action for line in lines] == ["contact_asked", "contact_ended"]
    assert lines[1].detail["outcome"] == "replied"
    for secret in ("Odile", "list", "deputy"):
        assert not any(secret in str(line.detail) + line.reason for line in lines)


def test_a_claim_goes_on_when_nobodys_answer_is_outstanding(ines: User) -> None:
    waiting = ClaimFactory(status=Status.WAITING, assignee=ines)
    first, second = (ask(waiting, ines, due_at=in_minutes(9)) for _ in range(2))
    ask(waiting, ines)
    contacts.answer_contact(contact_id=first.pk, by=ines, outcome="silent")
    assert not contacts.may_go_on(waiting)
    contacts.answer_contact(contact_id=second.pk, by=ines, outcome="silent")
    assert contacts.may_go_on(waiting)
    assert not contacts.may_go_on(ClaimFactory())
