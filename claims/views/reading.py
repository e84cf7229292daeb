"""What the claim page and the article page show: rows read once, in the order of the page."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404

from claims import permissions
from claims.forms import EvidenceForm, QueueFilter, VerdictForm
from claims.forms.queue import LARGEST_ID, above, below
from claims.models import Article, Claim, Revision, User, Verdict
from claims.permissions import why_not
from claims.ratings import ACTIVE_SCALE
from claims.statuses import DismissReason, Status
from claims.templatetags.layout import layout, paragraph_of

CHECKS = {
    "take": permissions.check_may_take,
    "release": permissions.check_may_release,
    "dismiss": permissions.check_may_dismiss,
    "hold": permissions.check_may_hold,
    "propose": permissions.check_may_propose,
    "withdraw": permissions.check_may_withdraw,
    "review": permissions.check_may_start_review,
    "approve": permissions.check_may_approve,
    "send_back": permissions.check_may_send_back,
    "reopen": permissions.check_may_reopen,
}
PATH = (
    Status.NEW,
    Status.QUEUED,
    Status.IN_PROGRESS,
    Status.PROPOSED,
    Status.IN_REVIEW,
    Status.APPROVED,
)
HISTORY = 50  # lines


def claim_or_404(person: User, pk: int) -> Claim:
    """The claim with all that its page shows."""
    if pk > LARGEST_ID:
        raise Http404
    claims = Claim.objects.visible_to(person).with_context().defer(None).defer("revision__raw")
    return get_object_or_404(claims, pk=pk)


def claim_page(
    claim: Claim,
    person: User,
    wanted: QueueFilter,
    *,
    verdict: VerdictForm | None = None,
    evidence: EvidenceForm | None = None,
) -> dict[str, Any]:
    """All that the claim page shows, but for the story's text: see `story`."""
    evidence_list = list(claim.evidence.select_related("added_by"))
    return {
        "tab": "queue",
        "claim": claim,
        "filter": wanted,
        "may": {name: why_not(check, person, claim) for name, check in CHECKS.items()},
        "evidence": evidence_list,
        "evidence_form": evidence or EvidenceForm(),
        "verdict": _verdict(claim),
        "verdict_form": verdict or VerdictForm(initial={"version": claim.version}),
        "ratings": list(enumerate(ACTIVE_SCALE.ratings, start=1)),
        "reasons": list(enumerate(DismissReason, start=1)),
        "events": claim.events.select_related("actor")[:HISTORY],
        "steps": steps(claim),
        "paragraph": paragraph_of(layout(claim.revision.body, [claim], (), claim.revision.chrome), claim),
        **neighbours(claim, person, wanted),
    }


def story(article: Article, revision: Revision) -> dict[str, Any]:
    """A revision of the article laid out with its claims."""
    claims = claims_of(revision)
    return {
        "agency": article.source.name,
        "revision": revision,
        "grafs": layout(revision.body, claims, revision.speeches, revision.chrome),
        "story_claims": claims,
    }


def claims_of(revision: Revision) -> list[Claim]:
    """The revision's claims in the order of the text, numbered, each with its standing verdict."""
    standing = Prefetch("verdicts", Verdict.objects.standing(), to_attr="standing")
    claims = revision.claims.select_related("figure").prefetch_related(standing)
    found = list(claims.order_by("start", "figure_start", "pk"))
    for number, claim in enumerate(found, start=1):
        claim.number = number  # type: ignore[attr-defined]  # its place on this page
    return found


def steps(claim: Claim) -> list[tuple[str, str]]:
    """The way of a claim as a printed line: (label, past | current | to come)."""
    path = list(PATH) if claim.status in PATH else [Status.NEW, Status(claim.status)]
    at = path.index(Status(claim.status))
    return [
        (status.label, "past" if place < at else "current" if place == at else "")
        for place, status in enumerate(path)
    ]


def neighbours(claim: Claim, person: User, wanted: QueueFilter) -> dict[str, int | None]:
    """The claims before and after this one in the view that it was opened from."""
    claims, place = wanted.claims(person), (claim.priority, claim.pk)
    return {
        "previous_claim": above(claims, place).values_list("pk", flat=True).first(),
        "next_claim": below(claims, place).values_list("pk", flat=True).first(),
    }


def _verdict(claim: Claim) -> Verdict | None:
    """The verdict that stands, proposed or approved."""
    return claim.verdicts.standing().select_related("proposed_by", "approved_by").first()
