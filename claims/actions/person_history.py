"""What is written down of every change to a person's rights, and how it is told."""

from __future__ import annotations

from typing import Any

from claims.dispatch import current_request
from claims.models import PersonEvent, User

DONE = {
    "role": "gave the role {after}, before it {before}, to",
    "switched_off": "switched off",
    "switched_on": "switched on",
    "token_made": "made the token “{after}” for",
    "token_revoked": "revoked the token “{before}” of",
    "joined": "let in, as {after},",
    "erased": "erased who it was that goes by",
}


def note(
    person: User,
    action: str,
    *,
    by: User | None,
    before: str = "",
    after: str = "",
    detail: dict[str, Any] | None = None,
) -> PersonEvent:
    """Write one line of the person's history; call it in the transaction of the change itself."""
    return PersonEvent.objects.create(
        person=person,
        actor=by,
        action=action,
        before=before,
        after=after,
        detail=detail or {},
        request_id=current_request.get()[:64],
    )


def told(event: PersonEvent) -> str:
    """A line as people read it: "Saskia Durrant gave the role editor, before it checker, to …"."""
    who = event.actor.name if event.actor else "The desk’s own service"
    deed = DONE[event.action].format(before=event.before, after=event.after)
    return f"{who} {deed} {event.person.name}"
