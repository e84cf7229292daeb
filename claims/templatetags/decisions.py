"""What the person at the desk decided last and may take back: the line of the dock that offers it."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()
DECISIONS = "decisions"  # in the session: {"claim", "version", "said", "deed"} of each, the newest last


@register.simple_tag(takes_context=True)
def last_decision(context: dict[str, Any]) -> dict[str, Any] | None:
    """The newest of them; None where there is none, or nobody is asked for (an error page)."""
    session = getattr(context.get("request"), "session", {})
    kept = session.get(DECISIONS, [])
    return dict(kept[-1]) if kept else None
