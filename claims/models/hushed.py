"""What a claim's page may say of the other story that asks for another look at it.

A conflict is told when both stories are free. Either may be put under embargo or held back later, and a line
of the history cannot be taken back: so it is decided when it is shown whether the other side is named.
"""

from __future__ import annotations

from typing import Any

from claims.models.article import Article

CONFLICTS = "conflicts with"  # how it begins where another report alone asks for the other look
SAYING_LESS = f"{CONFLICTS} another report"


def is_free(article_id: int | None) -> bool:
    """Whether everybody may read that story now; of one that nobody wrote down, it is not known."""
    return article_id is not None and Article.objects.free().filter(pk=article_id).exists()


def as_shown(recheck: dict[str, Any] | None) -> dict[str, Any] | None:
    """What asks for another look, without the other side of a conflict whose story is hidden now.

    `other` is the story that `because` names. What `earlier` named was not kept.
    """
    if recheck is None:
        return None
    told = dict(recheck)
    if _is_conflict(told.get("because")) and not is_free(told.get("other")):
        told["because"] = SAYING_LESS
    if _is_conflict(told.get("earlier")):
        told["earlier"] = SAYING_LESS
    return told


def reason_as_shown(reason: str, detail: dict[str, Any]) -> str:
    """The same of a line of the history."""
    return SAYING_LESS if _is_conflict(reason) and not is_free(detail.get("other")) else reason


def _is_conflict(because: str | None) -> bool:
    return (because or "").startswith(CONFLICTS)
