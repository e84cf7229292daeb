"""What the person at the desk decided last and may take back: the line and the form that offer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from claims.actions import undoing
from claims.models import ClaimEvent
from claims.statuses import DismissReason
from claims.words import said

register = template.Library()
SHORT = 70  # characters of a sentence in the line that says what was done

ONE = {
    "triage": said("Kept in the queue"),
    "take": said("You took"),
    "release": said("Released"),
    "dismiss": said("Dismissed as %(reason)s"),
    "mark_duplicate": said("A duplicate"),
    "assign": said("Assigned to %(name)s"),
    "unassign": said("Assigned to nobody"),
    "set_aside": said("Set aside"),
}
MANY = {
    "triage": ngettext_lazy(
        "%(number)s claim kept in the queue", "%(number)s claims kept in the queue", "number"
    ),
    "take": ngettext_lazy("%(number)s claim taken by you", "%(number)s claims taken by you", "number"),
    "dismiss": ngettext_lazy("%(number)s claim dismissed", "%(number)s claims dismissed", "number"),
    "assign": ngettext_lazy("%(number)s claim assigned", "%(number)s claims assigned", "number"),
    "set_aside": ngettext_lazy("%(number)s claim set aside", "%(number)s claims set aside", "number"),
}
DECIDED = ngettext_lazy("%(number)s claim decided", "%(number)s claims decided", "number")


@dataclass(frozen=True, slots=True)
class Offer:
    """A decision that can be taken back: the number of its newest line, its claims, what was done."""

    line: int
    claims: list[str]  # "number.version" of each, as the forms of undo send them
    claim: int
    version: int
    said: str


@register.simple_tag(takes_context=True)
def last_decision(context: dict[str, Any]) -> Offer | None:
    """The newest of this person's; None where there is none, or nobody is asked for (an error page)."""
    person = getattr(context.get("request"), "user", None)
    lines = undoing.newest(by=person) if person and person.is_authenticated else []
    if not lines:
        return None
    named = [f"{line.claim_id}.{line.claim_version}" for line in lines]
    return Offer(lines[0].pk, named, lines[0].claim_id, lines[0].claim_version, done(lines))


def done(lines: list[ClaimEvent]) -> str:
    """What one decision did, in a few words: of a single claim with its sentence."""
    line, number = lines[0], len(lines)
    if number > 1:
        return str(MANY.get(line.action, DECIDED) % {"number": number})
    reason = line.reason if line.action == "dismiss" else ""
    facts = {
        "reason": _(DismissReason(reason).label).lower() if reason else "",
        "name": line.detail.get("to", ""),
    }
    return of_claim(_(ONE[line.action]) % facts, line.claim.sentence)


def of_claim(done: str, sentence: str) -> str:
    return _("%(done)s: “%(claim)s”") % {"done": done, "claim": short(sentence)}


def short(sentence: str) -> str:
    return sentence if len(sentence) <= SHORT else sentence[:SHORT].rsplit(" ", 1)[0] + "…"
