"""The history of events: what was done to which, by whom, with all that undoing needs."""

from __future__ import annotations

from typing import Any

from claims.dispatch import current_request
from claims.models import Account, Event, Regrouping, User
from claims.words import said

# Actions of a Regrouping, as a page tells them.
TOLD = {
    "begun": said("begun with a story"),
    "joined": said("joined by a story"),
    "left": said("left by a story"),
    "renamed": said("renamed"),
    "merged": said("merged with another event"),
    "split": said("split"),
    "moved": said("a story moved"),
    "undone": said("a change taken back"),
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


def main_line(line_id: int) -> Regrouping:
    """The line of that number, or the one that it refers to. Raises Regrouping.DoesNotExist."""
    line = Regrouping.objects.get(pk=line_id)
    return Regrouping.objects.get(pk=line.detail["line"]) if "line" in line.detail else line


def is_overtaken(line: Regrouping) -> bool:
    """Whether people moved accounts of its events again, after it and before it is taken back."""
    later = Regrouping.objects.filter(pk__gt=line.pk, event__in=events_of(line), actor__isnull=False)
    return later.filter(detail__has_key="after").exclude(undoes=line).exists()


def events_of(line: Regrouping) -> set[int]:
    """The events that a line touched, that its accounts left and that they went to."""
    before, after = line.detail.get("before", {}), line.detail.get("after", {})
    left = {before[pk][0] for pk in after}
    also = {line.detail.get("into"), line.detail.get("from")} - {None}
    return {line.event_id, *left, *after.values(), *also}


def left_for(event_id: int) -> int | None:
    """The event that the last of its accounts went to, where that stands."""
    lines = Regrouping.objects.filter(event=event_id).exclude(action__in=("begun", "joined", "renamed"))
    last = lines.order_by("-id").first()
    gone = _gone_to(main_line(last.pk).detail, event_id) if last else None
    return gone if gone and Event.objects.filter(pk=gone, merged_into=None).exists() else None


def _gone_to(detail: dict[str, Any], event_id: int) -> int | None:
    after: dict[str, int] = detail.get("after", {})
    was = {pk: before for pk, (before, _) in detail.get("before", {}).items()}
    told: int | None = detail.get("to")
    return told or next((to for pk, to in after.items() if was[pk] == event_id), None)
