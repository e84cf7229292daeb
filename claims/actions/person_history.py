"""What is written down of every change to a person's rights, and how it is told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from claims.dispatch import current_request
from claims.models import PersonEvent, User
from claims.words import said

OF_ROLES = {"role", "joined"}  # whose words before and after are roles
DONE = {
    "role": said("%(who)s gave the role %(after)s, before it %(before)s, to %(whom)s"),
    "switched_off": said("%(who)s switched off %(whom)s"),
    "switched_on": said("%(who)s switched on %(whom)s"),
    "token_made": said("%(who)s made the token “%(after)s” for %(whom)s"),
    "token_revoked": said("%(who)s revoked the token “%(before)s” of %(whom)s"),
    "joined": said("%(who)s let in, as %(after)s, %(whom)s"),
    "erased": said("%(who)s erased who it was that goes by %(whom)s"),
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
    return _(DONE[event.action]) % {
        "who": event.actor.name if event.actor else _("The desk’s own service"),
        "whom": event.person.name,
        "before": _(event.before) if event.before and event.action in OF_ROLES else event.before,
        "after": _(event.after) if event.after and event.action in OF_ROLES else event.after,
    }
