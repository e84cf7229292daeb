"""What stands beside a claim on its page, read with it in one query: its history, notes, mendings, versions,
its story’s claims, and who asks to retract its check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject, Left

from claims.models.claim import Claim, ClaimQuerySet
from claims.models.event import ClaimEvent
from claims.models.mending import Mending
from claims.models.note import ClaimNote
from claims.models.retraction import Retraction
from claims.models.revision import Revision
from claims.models.user import User
from claims.statuses import ASKING, Role

MOST = 50  # of each, the newest
SHORT = 90  # characters of another claim's sentence
NAMES = ("first_name", "last_name", "username")
BY = {name: f"by__{name}" for name in NAMES}
ASKED_BY = {name: f"asked_by__{name}" for name in NAMES}
ACTOR = {name: f"actor__{name}" for name in NAMES}
MOVED = ("action", "from_status", "to_status", "reason", "detail", "model")


@dataclass(frozen=True, slots=True)
class Line:
    """Something that a person wrote of a claim, and when; `values` as the row has them."""

    by: str
    at: datetime
    values: dict[str, Any]


def with_beside(claims: ClaimQuerySet, person: User) -> ClaimQuerySet:
    """Each with `event_rows`, `mending_rows`, `version_rows` and, if meant for `person`, notes and siblings.

    `retraction_rows` has the retraction of its check that is asked for: see `retraction_asked`.
    `asked_at`: when `person` asked for it last, of whoever holds it.
    """
    events = ClaimEvent.objects.filter(claim=OuterRef("pk")).order_by("-pk")[:MOST]
    mendings = Mending.objects.filter(claim=OuterRef("pk")).order_by("-pk")[:MOST]
    asked = ClaimEvent.objects.filter(claim=OuterRef("pk"), actor=person, action=ASKING).order_by("-pk")
    versions = Revision.objects.filter(article=OuterRef("article"), is_notice=False).order_by("-number")
    waiting = Retraction.objects.filter(check_page=OuterRef("pk"), confirmed_at=None, dropped_at=None)
    found = claims.annotate(
        event_rows=_rows(events, "pk", "at", "actor", *MOVED, **ACTOR),
        mending_rows=_rows(mendings, "at", "reason", "was", "now", **BY),
        version_rows=_rows(versions[:MOST], "number", "version", "received_at", "sent_at", "signal"),
        retraction_rows=_rows(waiting[:1], "pk", "asked_at", "reason", "asked_by", **ASKED_BY),
        asked_at=Subquery(asked.values("at")[:1]),
    )
    if person.may(Role.CHECKER):
        notes = ClaimNote.objects.filter(claim=OuterRef("pk")).order_by("-pk")[:MOST]
        found = found.annotate(note_rows=_rows(notes, "at", "text", **BY))
    if person.may(Role.EDITOR):
        others = Claim.objects.filter(revision=OuterRef("revision")).exclude(pk=OuterRef("pk"))
        short = others.order_by("start", "figure_start", "pk").annotate(opening=Left(F("sentence"), SHORT))
        found = found.annotate(sibling_rows=_rows(short[:MOST], "pk", "opening", "status"))
    return found


def lines(rows: Sequence[dict[str, Any]]) -> list[Line]:
    """What people wrote, as it was read with the claim."""
    return [Line(_name(row), datetime.fromisoformat(row["at"]), row) for row in rows]


def history_told(claim: Any) -> list[ClaimEvent]:
    """Its newest lines, the newest first, each with its actor, as they were read with the claim."""
    return [_event(row) for row in claim.event_rows]


def retraction_asked(claim: Any) -> Retraction | None:
    """The retraction that waits for a second person, as it was read with the claim."""
    for row in claim.retraction_rows:
        at = datetime.fromisoformat(row["asked_at"])
        return Retraction(pk=row["pk"], asked_by=_person(row, "asked_by"), asked_at=at, reason=row["reason"])
    return None


def versions_told(claim: Any) -> dict[int, Revision]:
    """The newest versions of its story by the wire's number, as they were read with the claim."""
    return {row["version"]: _version(row) for row in reversed(claim.version_rows)}


def _event(row: dict[str, Any]) -> ClaimEvent:
    actor = _person(row, "actor") if row["actor"] else None
    moved = {name: row[name] for name in MOVED}
    return ClaimEvent(pk=row["pk"], at=datetime.fromisoformat(row["at"]), actor=actor, **moved)


def _person(row: dict[str, Any], who: str) -> User:
    return User(pk=row[who], **{name: row[name] for name in NAMES})


def _version(row: dict[str, Any]) -> Revision:
    times = {name: row[name] and datetime.fromisoformat(row[name]) for name in ("received_at", "sent_at")}
    return Revision(number=row["number"], version=row["version"], signal=row["signal"], **times)


def _name(row: dict[str, Any]) -> str:
    return f"{row['first_name']} {row['last_name']}".strip() or str(row["username"])


def _rows(found: QuerySet[Any], *names: str, **others: str) -> ArraySubquery:
    told = {name: name for name in names} | others
    return ArraySubquery(found.values(json=JSONObject(**told)))
