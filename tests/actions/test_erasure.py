"""Of a person who was erased nothing tells who it was, and what they decided stands."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models

from claims.actions import auditing, erasure, person_history, queue, sealing, tokens
from claims.exceptions import Conflict, NotAllowed
from claims.models import ClaimEvent, ClaimNote, Notification, PersonEvent, SavedView, Token, User, Verdict
from claims.statuses import Role
from tests.factories import ClaimFactory, UserFactory, VerdictFactory

pytestmark = pytest.mark.django_db
NAMES = ("quillfeather", "Quillon", "Featherby", "quill@example.org")


@pytest.fixture
def person() -> User:
    """Somebody who left traces wherever a person can."""
    username, first, last, address = NAMES
    made: User = UserFactory(username=username, first_name=first, last_name=last, email=address)
    claim = ClaimFactory(status="queued")
    queue.take(claim_id=claim.pk, by=made)
    queue.release(claim_id=claim.pk, by=made)
    VerdictFactory(proposed_by=made)
    note = ClaimNote.objects.create(claim=claim, by=UserFactory(), text=f"@{username} knows the harbour.")
    note.mentions.add(made)
    Notification.objects.create(person=made, about="returned", text="Sent back")
    Notification.objects.create(person=UserFactory(), by=made, about="returned", text=f"{first} sent it back")
    SavedView.objects.create(person=made, name="Mine")
    tokens.make_token(label="laptop", user=made)
    return made


def test_export_holds_every_row_about_the_person_and_no_secret(person: User) -> None:
    rows = list(erasure.export(person))
    tables = {row["table"] for row in rows}
    expected = {"claims_user", "claims_verdict", "claims_claimevent", "claims_token", "claims_savedview"}
    assert expected <= tables
    assert "claims_notification" in tables
    told = json.dumps(rows)
    assert all(name in told for name in NAMES)
    assert person.password not in told
    assert Token.objects.get().key_hash not in told


def test_nothing_left_in_the_database_names_an_erased_person(person: User) -> None:
    erasure.erase(person_id=person.pk, by=UserFactory(role=Role.ADMIN))
    for model in apps.get_models():
        texts = [
            f.attname
            for f in model._meta.concrete_fields
            if isinstance(f, models.CharField | models.TextField)
        ]
        for row in model._default_manager.values_list(*texts) if texts else ():
            assert not any(name.lower() in str(value).lower() for value in row for name in NAMES), model


def test_what_was_decided_stays_under_a_pseudonym(person: User) -> None:
    lines = ClaimEvent.objects.filter(actor=person).count()
    sealing.seal_new()
    head, _ = auditing.verify()
    erased = erasure.erase(person_id=person.pk, by=UserFactory(role=Role.ADMIN))
    assert auditing.verify([head])[1] == []
    assert Verdict.objects.get().proposed_by.name == erased.username == f"former-person-{person.pk}"
    assert ClaimEvent.objects.filter(actor=person).count() == lines > 0
    assert not erased.is_active
    assert not erased.has_usable_password()
    assert f"@{erased.username} knows" in ClaimNote.objects.get().text


def test_who_erased_whom_is_on_record(person: User) -> None:
    admin = UserFactory(role=Role.ADMIN)
    erasure.erase(person_id=person.pk, by=admin)
    line = PersonEvent.objects.latest("pk")
    assert (line.actor, line.person_id, line.action) == (admin, person.pk, "erased")
    assert person_history.told(line).endswith(f"goes by former-person-{person.pk}")


def test_is_for_administrators_and_leaves_one(person: User) -> None:
    with pytest.raises(NotAllowed, match="needs the role admin"):
        erasure.erase(person_id=person.pk, by=UserFactory(role=Role.STANDARDS))
    admin = UserFactory(role=Role.ADMIN)
    with pytest.raises(Conflict, match="only administrator"):
        erasure.erase(person_id=admin.pk, by=admin)


def test_somebody_with_claims_in_hand_lets_go_of_them_first() -> None:
    claim = ClaimFactory(status="in_progress")
    with pytest.raises(Conflict, match="claims in hand"):
        erasure.erase(person_id=claim.holder.pk, by=UserFactory(role=Role.ADMIN))


def test_commands(person: User, capsys: pytest.CaptureFixture[str]) -> None:
    admin = UserFactory(role=Role.ADMIN)
    call_command("export_person", person.username)
    assert {"table": "claims_user", "because": "the person"}.items() <= json.loads(
        capsys.readouterr().out.splitlines()[0]
    ).items()
    call_command("erase_person", person.username, "--by", admin.username, "--json")
    assert json.loads(capsys.readouterr().out)["now"] == f"former-person-{person.pk}"
    with pytest.raises(CommandError, match="Nobody here is called"):
        call_command("erase_person", person.username, "--by", admin.username)
