"""What a person decided lately, kept in the session, so that one key takes it back from any page."""

from __future__ import annotations

from typing import Any

from claims.actions.undoing import last_decision
from claims.templatetags.decisions import DECISIONS
from claims.views.asking import DeskRequest

MOST = 20  # decisions, each of which a further press of the key takes back


def remember(request: DeskRequest, pk: int, said: str) -> None:
    """Offer to undo what was just done to the claim; after something that cannot be undone, nothing."""
    line = last_decision(claim_id=pk, by=request.user)
    if line is None:
        forget(request)
        return
    kept = request.session.get(DECISIONS, [])
    newest = {"claim": pk, "version": line.claim_version, "said": said, "deed": line.action}
    request.session[DECISIONS] = [*kept, newest][-MOST:]


def forget(request: DeskRequest, pk: int | None = None) -> None:
    """Offer to undo no decision on this claim any more; without a number, none at all."""
    kept = request.session.get(DECISIONS, [])
    if kept:
        request.session[DECISIONS] = [each for each in kept if pk not in (None, each["claim"])]


def offered(request: DeskRequest) -> dict[str, Any]:
    """The newest decision as the queue's undo takes it: what was done, and to which claim and version."""
    kept = request.session.get(DECISIONS, [])
    return (
        {"deed": kept[-1]["deed"], "claims": [f"{kept[-1]['claim']}.{kept[-1]['version']}"]} if kept else {}
    )
