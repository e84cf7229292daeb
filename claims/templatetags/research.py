"""What the headings over the people who were asked say."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from claims.models import Contact

register = template.Library()


@register.simple_tag
def contacts_head(contacts: Sequence[Contact]) -> str:
    """`Asked: 1 overdue, 1 open, 2 ended`."""
    late = sum(each.is_overdue for each in contacts)
    ended = sum(bool(each.outcome) for each in contacts)
    counts = (("overdue", late), ("open", len(contacts) - late - ended), ("ended", ended))
    told = ", ".join(f"{count} {name}" for name, count in counts if count)
    return f"Asked: {told}" if told else "Asked"
