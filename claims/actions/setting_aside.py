"""Setting a claim aside: out of the open queue until an hour, and back by itself when that has come."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from claims import permissions
from claims.actions import history, queue
from claims.actions.wording import lacking
from claims.models import Claim, ClaimEvent, User
from claims.statuses import SETTING_ASIDE, UNDO
from claims.words import said

MORNING = 6  # o'clock at the desk, when the early shift begins
UNKNOWN = said("Choose for how long from the list.")


class Until(StrEnum):
    """For how long a claim may be set aside."""

    ONE_HOUR = "1h"
    FOUR_HOURS = "4h"
    MORNING = "morning"

    @property
    def label(self) -> str:
        """Marked words."""
        return _LABELS[self]

    def end(self, now: datetime) -> datetime:
        """When the claim is back, counted from `now` by the desk's own clock."""
        if self is not Until.MORNING:
            return now + _SPANS[self]
        tomorrow = timezone.localtime(now) + timedelta(days=1)
        return tomorrow.replace(hour=MORNING, minute=0, second=0, microsecond=0)


_LABELS = {
    Until.ONE_HOUR: said("For an hour"),
    Until.FOUR_HOURS: said("For four hours"),
    Until.MORNING: said("Until tomorrow at six"),
}
_SPANS = {Until.ONE_HOUR: timedelta(hours=1), Until.FOUR_HOURS: timedelta(hours=4)}


@transaction.atomic
def set_aside(*, claim_id: int, by: User, until: str, version: int | None = None) -> Claim:
    """Out of the open queue, with the state kept. `until` is an Until; no job wakes the claim."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_set_aside(by, claim)
    if until not in list(Until):
        raise lacking("until", UNKNOWN)
    return _put(claim, Until(until).end(timezone.now()), SETTING_ASIDE, by)


@transaction.atomic
def take_back(*, claim_id: int, by: User, version: int | None = None) -> Claim:
    """Back in the queue before its time."""
    claim = queue.locked(claim_id, version)
    permissions.check_may_take_back(by, claim)
    return _put(claim, None, "take_back", by)


def bring_back(claim: Claim, line: ClaimEvent, *, by: User) -> Claim:
    """Undo a setting aside, the `line` of the locked claim: to the hour of before, or to none."""
    was = line.detail.get("was")
    return _put(
        claim, datetime.fromisoformat(was) if was else None, f"{UNDO}{SETTING_ASIDE}", by, undone=line.action
    )


def _put(claim: Claim, until: datetime | None, action: str, by: User, **facts: str) -> Claim:
    """Write the hour and the line of the history that names it, and the one before."""
    detail = {"until": _told(until), "was": _told(claim.set_aside_until), **facts}
    Claim.objects.filter(pk=claim.pk).update(set_aside_until=until, version=F("version") + 1)
    claim.refresh_from_db(fields=["version", "set_aside_until"])
    history.note(claim, action, by=by, was=claim.status, detail=detail)
    return claim


def _told(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
