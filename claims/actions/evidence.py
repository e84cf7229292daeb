"""What a verdict will rest on: gathered by the claim's holder, fixed once a verdict is proposed."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from claims import permissions
from claims.actions import history, queue
from claims.actions.wording import typed
from claims.exceptions import Incomplete
from claims.models import Claim, Evidence, User
from claims.ratings import Stance

NO_LINK = "Give the link to what you found, beginning with https:// or http://."
NO_TITLE = "Give the source a title."
NO_STANCE = "Say whether it speaks for the claim, against it, or gives context."
a_web_address = URLValidator(schemes=["http", "https"], message=NO_LINK)


@transaction.atomic
def add_evidence(  # noqa: PLR0913  (the columns of the form)
    *,
    claim_id: int,
    by: User,
    url: str,
    title: str,
    stance: str,
    quote: str = "",
    publisher: str = "",
    is_primary: bool = False,
    retrieved_at: datetime | None = None,
) -> Evidence:
    """Put a source on record; the holder's time runs anew. The claim's version stays."""
    claim = queue.locked(claim_id)
    permissions.check_may_add_evidence(by, claim)
    if stance not in list(Stance):
        raise Incomplete(NO_STANCE, {"stance": NO_STANCE})
    evidence = Evidence.objects.create(
        claim=claim,
        url=_link(url),
        title=typed(title, "title", limit=300, missing=NO_TITLE),
        stance=stance,
        quote=typed(quote, "quote"),
        publisher=typed(publisher, "publisher", limit=200),
        is_primary=is_primary,
        retrieved_at=retrieved_at or timezone.now(),
        added_by=by,
    )
    _note(claim, "evidence_added", by, evidence)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence_id: int, by: User) -> Claim:
    """Take a source off again; the history keeps what it was. Raises Evidence.DoesNotExist."""
    evidence = Evidence.objects.get(pk=evidence_id)
    claim = evidence.claim = queue.locked(evidence.claim_id)
    permissions.check_may_remove_evidence(by, evidence)
    _note(claim, "evidence_removed", by, evidence)
    evidence.delete()
    return claim


def _link(url: str) -> str:
    link = typed(url, "url", limit=2000, missing=NO_LINK)
    try:
        a_web_address(link)
        urlsplit(link).port  # noqa: B018  (raises ValueError where there is no such port)
    except (ValidationError, ValueError):
        raise Incomplete(NO_LINK, {"url": NO_LINK}) from None
    scheme, rest = link.split(":", 1)
    return f"{scheme.lower()}:{rest}"


def _note(claim: Claim, action: str, by: User, evidence: Evidence) -> None:
    detail = {
        "evidence": evidence.pk,
        "url": evidence.url,
        "title": evidence.title,
        "stance": evidence.stance,
    }
    history.note(claim, action, by=by, was=claim.status, detail=detail)
    queue.extend_hold(claim)
