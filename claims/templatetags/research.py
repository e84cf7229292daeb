"""Words over the people who were asked, and of what a piece of evidence said before it was mended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django import template

from claims.models import ClaimEvent, Contact
from claims.templatetags.wording import clock

register = template.Library()
LABELS = {
    "url": "link",
    "archive_url": "link to an archived copy",
    "title": "title",
    "publisher": "publisher",
    "quote": "what it says",
    "stance": "stance",
    "retrieved_at": "read on",
    "copy": "copy of the page",
}


@register.simple_tag
def contacts_head(contacts: Sequence[Contact]) -> str:
    """`Asked: 1 overdue, 1 open, 2 ended`."""
    late = sum(each.is_overdue for each in contacts)
    ended = sum(bool(each.outcome) for each in contacts)
    counts = (("overdue", late), ("open", len(contacts) - late - ended), ("ended", ended))
    told = ", ".join(f"{count} {name}" for name, count in counts if count)
    return f"Asked: {told}" if told else "Asked"


@register.filter
def mended(event: ClaimEvent) -> list[tuple[str, str]]:
    """What a line of the history says that evidence was before: (label, value), empty ones left out."""
    if event.action != "evidence_edited":
        return []
    was = event.detail.get("was", {})
    if was.get("retrieved_at"):
        was = was | {"retrieved_at": clock(datetime.fromisoformat(was["retrieved_at"]))}
    told = [(label, str(was[name])) for name, label in LABELS.items() if was.get(name)]
    kind = [("source", "primary" if was["is_primary"] else "secondary")] if "is_primary" in was else []
    return told + kind
