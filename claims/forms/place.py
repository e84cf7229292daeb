"""Where in a long list a page begins, kept in its address."""

from __future__ import annotations

from django.http import QueryDict

from claims.forms.queue import LARGEST_ID


def before(query: QueryDict) -> int | None:
    """The number of the line above the page; None for the first page, or for what is no number."""
    text = query.get("before", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
    return number if 0 < number <= LARGEST_ID else None
