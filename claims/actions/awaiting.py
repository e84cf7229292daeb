"""Letting a story wait to be compared with others, as long as what it tells has changed."""

from __future__ import annotations

from typing import Any

from django.db.models.functions import Now

from claims import dispatch
from claims.models import Article

AFRESH: dict[str, Any] = {"match_attempts": 0, "match_failure": ""}


def await_matching(*article_ids: int) -> None:
    """Have these stories compared once this transaction has committed; the rows say so until it is done."""
    if article_ids:
        Article.objects.filter(pk__in=article_ids).update(to_match_since=Now(), **AFRESH)
        dispatch.after_commit(dispatch.MATCH)
