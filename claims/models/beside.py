"""What stands beside a claim on its page, read with it in one query: notes, mendings, its story’s claims."""

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
from claims.models.revision import Revision
from claims.models.user import User
from claims.statuses import ASKING, Role

MOST = 50  # of each, the newest
SHORT = 90  # characters of another claim's sentence
BY = {name: f"by__{name}" for name in ("first_name", "last_name", "username")}


@dataclass(frozen=True, slots=True)
class Line:
    """Something that a person wrote of a claim, and when; `values` as the row has them."""

    by: str
    at: datetime
    values: dict[str, Any]


def with_beside(claims: ClaimQuerySet, person: User) -> ClaimQuerySet:
    """Each with `mending_rows`, `version_rows` and, where they are meant for `person`, notes and siblings.

    `asked_at`: when `person` asked for it last, of whoever holds it.
    """
    mendings = Mending.objects.filter(claim=OuterRef("pk")).order_by("-pk")[:MOST]
    asked = ClaimEvent.objects.filter(claim=OuterRef("pk"), actor=person, action=ASKING).order_by("-pk")
    versions = Revision.objects.filter(article=OuterRef("article"), is_notice=False).order_by("-number")
    found = claims.annotate(
        mending_rows=_rows(mendings, "at", "reason", "was", "now", **BY),
        version_rows=_rows(versions[:MOST], "number", "version"),
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


def _name(row: dict[str, Any]) -> str:
    return f"{row['first_name']} {row['last_name']}".strip() or str(row["username"])


def _rows(found: QuerySet[Any], *names: str, **others: str) -> ArraySubquery:
    told = {name: name for name in names} | others
    return ArraySubquery(found.values(json=JSONObject(**told)))
