"""What the desk keeps about one of its people, to be handed out to them and to be erased.

Erasing leaves the row and its number: verdicts and the history point at it, and the seals over the history
hold. Nothing in it tells who that was: it goes by a pseudonym, nobody can sign in with it, and what belonged
to the person alone is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _

from claims.actions import person_history
from claims.exceptions import Conflict, NotAllowed
from claims.models import ClaimNote, Notification, User
from claims.statuses import Role
from claims.words import said

KEPT = {"id", "role", "username", "password", "is_active"}  # of the row; the last three are given new values
SECRET = {"password", "key_hash", "data"}  # columns that are handed out to nobody
PSEUDONYM = "former-person-{}"
LAST_ADMIN = said("This is the only administrator. Make another person one first.")

Row = dict[str, Any]


def export(person: User) -> Iterator[Row]:
    """All that is kept about the person, a row at a time: {"table", "because", **columns}.

    `because` is the column that points at the person. Secrets and files are left out.
    """
    yield from _rows(User.objects.filter(pk=person.pk), "the person")
    for relation in User._meta.related_objects:
        column = relation.field.name
        rows = relation.related_model._default_manager.filter(**{column: person})
        yield from _rows(rows.order_by("pk"), column)


def _rows(found: models.QuerySet[Any], because: str) -> Iterator[Row]:
    columns = [
        field.attname
        for field in found.model._meta.concrete_fields
        if field.name not in SECRET and not isinstance(field, models.BinaryField)
    ]
    for row in found.values(*columns).iterator():
        told = {name: _plain(value) for name, value in row.items()}
        yield {"table": found.model._meta.db_table, "because": because, **told}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


@transaction.atomic
def erase(*, person_id: int, by: User) -> User:
    """Make of the person a pseudonym, under which their verdicts, notes and lines of the history stay."""
    if not by.may(Role.ADMIN):
        roles = {"needed": _(Role.ADMIN), "own": _(by.role)}
        raise NotAllowed(_("Erasing a person needs the role %(needed)s; yours is %(own)s.") % roles)
    person = User.objects.select_for_update().get(pk=person_id)
    _check_may_go(person)
    was, pseudonym = person.username, PSEUDONYM.format(person.pk)
    _forget(person, pseudonym)
    _drop_what_was_theirs(person)
    _rename_in_texts(person, was, pseudonym)
    _log(person, by, pseudonym)
    return person


def _check_may_go(person: User) -> None:
    admins = User.objects.filter(role=Role.ADMIN, is_active=True)
    if person in admins and admins.count() == 1:
        raise Conflict(_(LAST_ADMIN))
    if person.held_claims.exists() or person.assigned_claims.exists():
        raise Conflict(_("This person has claims in hand; release or assign them to somebody else first."))


def _forget(person: User, pseudonym: str) -> None:
    """Every column that is not kept becomes what it is for somebody new."""
    for field in User._meta.concrete_fields:
        if field.name not in KEPT and field.name != "date_joined":
            setattr(person, field.attname, field.get_default())
    person.username, person.is_active = pseudonym, False
    person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.save()
    for many in User._meta.many_to_many:
        getattr(person, many.name).clear()


def _drop_what_was_theirs(person: User) -> None:
    """What the database would delete with the row: keys, second factors, addresses, wishes, saved views."""
    for relation in User._meta.related_objects:
        if relation.on_delete is models.CASCADE and relation.related_model is not LogEntry:
            relation.related_model._default_manager.filter(**{relation.field.name: person}).delete()
    Notification.objects.filter(by=person).delete()  # told others of the person, by name


def _rename_in_texts(person: User, was: str, pseudonym: str) -> None:
    """Notes that call the person by @username; free words beyond that are nobody's to change."""
    named = re.compile(rf"@{re.escape(was)}\b")
    for note in ClaimNote.objects.filter(mentions=person):
        ClaimNote.objects.filter(pk=note.pk).update(text=named.sub(f"@{pseudonym}", note.text))


def _log(person: User, by: User, pseudonym: str) -> None:
    """The admin's own log names the person too; that somebody was erased, and by whom, stays on record."""
    ours = {"content_type": ContentType.objects.get_for_model(User), "object_id": str(person.pk)}
    LogEntry.objects.filter(**ours).update(object_repr=pseudonym, change_message="")
    person_history.note(person, "erased", by=by)
