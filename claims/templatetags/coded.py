"""What the desk keeps as a code of one word, said to people: how a story stands, what came of it, signals."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

register = template.Library()
STATES = {
    "waiting": pgettext_lazy("a story", "Waiting"),
    "extracting": pgettext_lazy("a story", "Extracting"),
    "ready": pgettext_lazy("a story", "Ready"),
    "failed": pgettext_lazy("a story", "Failed"),
}
OUTCOMES = {
    "new": pgettext_lazy("what came of a story", "New"),
    "revision": pgettext_lazy("what came of a story", "Revision"),
    "duplicate": pgettext_lazy("what came of a story", "Duplicate"),
    "stale": pgettext_lazy("what came of a story", "Stale"),
    "refile": pgettext_lazy("what came of a story", "Refile"),
    "canceled": pgettext_lazy("what came of a story", "Canceled"),
    "embargoed": pgettext_lazy("what came of a story", "Embargoed"),
    "withheld": pgettext_lazy("what came of a story", "Withheld"),
    "advisory": pgettext_lazy("what came of a story", "Advisory"),
    "empty": pgettext_lazy("what came of a story", "Empty"),
    "rejected": pgettext_lazy("what came of a story", "Rejected"),
    "quarantined": pgettext_lazy("what came of a story", "Quarantined"),
}
SIGNALS = {  # of a version, as a wire calls it
    "new": pgettext_lazy("a wire’s signal", "new"),
    "update": pgettext_lazy("a wire’s signal", "update"),
    "writethru": pgettext_lazy("a wire’s signal", "writethru"),
    "correction": pgettext_lazy("a wire’s signal", "correction"),
    "corrective": pgettext_lazy("a wire’s signal", "corrective"),
    "refile": pgettext_lazy("a wire’s signal", "refile"),
    "repeat": pgettext_lazy("a wire’s signal", "repeat"),
    "substitute": pgettext_lazy("a wire’s signal", "substitute"),
    "hold": pgettext_lazy("a wire’s signal", "hold"),
    "kill": pgettext_lazy("a wire’s signal", "kill"),
    "advisory": pgettext_lazy("a wire’s signal", "advisory"),
    "embargo": pgettext_lazy("a wire’s signal", "embargo"),
}
UNREAD = {  # why a version was not read for claims
    "notice": pgettext_lazy("not read for claims", "notice"),
    "unsupported language": pgettext_lazy("not read for claims", "unsupported language"),
    "overtaken": pgettext_lazy("not read for claims", "overtaken"),
    "superseded": pgettext_lazy("not read for claims", "superseded"),
    "killed": pgettext_lazy("not read for claims", "killed"),
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


def _said(known: Mapping[str, Promise], code: str) -> str:
    return str(known.get(code, code))
