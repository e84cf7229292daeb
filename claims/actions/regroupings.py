"""The history of events: what was done to which, by whom, with all that undoing needs."""

from __future__ import annotations

from typing import Any

from claims.dispatch import current_request
from claims.models import Account, Event, Regrouping, User

# Actions of a Regrouping, as a page tells them.
TOLD = {
    "begun": "begun with a story",
    "joined": "joined by a story",
    "left": "left by a story",
    "renamed": "renamed",
    "merged": "merged with another event",
    "split": "split",
    "moved": "a story moved",
    "undone": "a change taken back",
}


def note(
    event_id: int,
    action: str,
    *,
    by: User | None = None,
    reason: str = "",
    detail: dict[str, Any] | None = None,
    undoes: Regrouping | None = None,
) -> Regrouping:
    """Write one line of the event's history; call it in the transaction of the change itself."""
    return Regrouping.objects.create(
        event_id=event_id,
        actor=by,
        action=action,
        reason=reason,
        detail=detail or {},
        undoes=undoes,
        request_id=current_request.get()[:64],
    )


def of(row: Account) -> dict[str, Any]:
    """Which account a line is about."""
    return {"article": row.article_id, "part": row.part, "name": row.told.get("name", "")}


def left_for(event_id: int) -> int | None:
    """The event that the last of its accounts went to, where there is one that stands."""
    lines = Regrouping.objects.filter(event=event_id, action="left").order_by("-id")
    gone = lines.values_list("detail__to", flat=True).first()
    return gone if gone and Event.objects.filter(pk=gone, merged_into=None).exists() else None
