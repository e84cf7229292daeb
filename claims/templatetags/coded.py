"""What the desk keeps as a code of one word, said to people: how a story stands, what came of it, signals."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from claims.words import said

register = template.Library()
STATES = {
    "waiting": said("Waiting"),
    "extracting": said("Extracting"),
    "ready": said("Ready"),
    "failed": said("Failed"),
}
OUTCOMES = {
    "new": said("New"),
    "revision": said("Revision"),
    "duplicate": said("Duplicate"),
    "stale": said("Stale"),
    "refile": said("Refile"),
    "canceled": said("Canceled"),
    "embargoed": said("Embargoed"),
    "withheld": said("Withheld"),
    "advisory": said("Advisory"),
    "empty": said("Empty"),
    "rejected": said("Rejected"),
    "quarantined": said("Quarantined"),
}
SIGNALS = {  # of a version, as a wire calls it
    "new": said("new"),
    "update": said("update"),
    "writethru": said("writethru"),
    "correction": said("correction"),
    "corrective": said("corrective"),
    "refile": said("refile"),
    "repeat": said("repeat"),
    "substitute": said("substitute"),
    "hold": said("hold"),
    "kill": said("kill"),
    "advisory": said("advisory"),
    "embargo": said("embargo"),
}
UNREAD = {  # why a version was not read for claims
    "notice": said("notice"),
    "unsupported language": said("unsupported language"),
    "overtaken": said("overtaken"),
    "superseded": said("superseded"),
    "killed": said("killed"),
}


@register.filter
def state_said(state: str) -> str:
    """A state of an article, as a label."""
    return _said(STATES, state).capitalize()


@register.filter
def outcome_said(outcome: str) -> str:
    """What became of an arrival, as a label."""
    return _said(OUTCOMES, outcome).capitalize()


@register.filter
def signal_said(signal: str) -> str:
    """What the wire says of a version."""
    return _said(SIGNALS, signal)


@register.filter
def unread_said(why: str) -> str:
    """Why a version was not read for claims."""
    return _said(UNREAD, why)


def _said(known: dict[str, str], code: str) -> str:
    return gettext(known[code]) if code in known else code
