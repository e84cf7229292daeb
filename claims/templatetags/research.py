"""Words over the people who were asked, and of what a piece of evidence said before it was mended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django import template
from django.utils.translation import gettext, ngettext

from claims.models import ClaimEvent, Contact
from claims.templatetags.wording import clock, in_a_row
from claims.words import said

register = template.Library()
LABELS = {
    "url": said("link"),
    "archive_url": said("link to an archived copy"),
    "title": said("title"),
    "publisher": said("publisher"),
    "quote": said("what it says"),
    "stance": said("stance"),
    "retrieved_at": said("read on"),
    "copy": said("copy of the page"),
}


@register.simple_tag
def contacts_head(contacts: Sequence[Contact]) -> str:
    """`Asked: 1 overdue, 1 open, 2 ended`."""
    late = sum(each.is_overdue for each in contacts)
    ended = sum(bool(each.outcome) for each in contacts)
    waits = len(contacts) - late - ended
    counts = (
        (late, ngettext("%(count)d overdue", "%(count)d overdue", late)),
        (waits, ngettext("%(count)d open", "%(count)d open", waits)),
        (ended, ngettext("%(count)d ended", "%(count)d ended", ended)),
    )
    told = in_a_row(words % {"count": count} for count, words in counts if count)
    return gettext("Asked: %(counts)s") % {"counts": told} if told else gettext("Asked")


@register.filter
def mended(event: ClaimEvent) -> list[tuple[str, str]]:
    """What a line of the history says that evidence was before: (label, value), empty ones left out."""
    if event.action != "evidence_edited":
        return []
    was = event.detail.get("was", {})
    if was.get("retrieved_at"):
        was = was | {"retrieved_at": clock(datetime.fromisoformat(was["retrieved_at"]))}
    told = [(gettext(label), _value(name, str(was[name]))) for name, label in LABELS.items() if was.get(name)]
    if "is_primary" in was:
        told.append((gettext("source"), gettext("primary") if was["is_primary"] else gettext("secondary")))
    return told


def _value(name: str, kept: str) -> str:
    """What a field held: a stance by its word, all else as it was typed."""
    return gettext(kept) if name == "stance" else kept
