"""Claims for people's programs: listed by priority, read, and given a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.responses import codes_4xx

from claims.actions import submission
from claims.api.schemas import STATUSES, ClaimOut, ClaimPage, ClaimQuery, ErrorOut, VerdictIn, VerdictOut
from claims.api.tokens import BearerToken, TokenRequest, person
from claims.exceptions import Incomplete
from claims.extraction.types import TYPES
from claims.models import Check, Claim, ClaimQuerySet, Scope, User
from claims.models.linked import links_of
from claims.models.seeing import as_seen_by
from claims.templatetags.reader import review

router = Router(tags=["claims"], auth=BearerToken(Scope.READ))


@router.get("", response={200: ClaimPage, codes_4xx: ErrorOut})
def list_claims(request: TokenRequest, query: Query[ClaimQuery]) -> dict[str, Any]:
    """Claims of the newest versions, highest priority first; follow `next` for more."""
    claims = chosen(Claim.objects.visible_to(person(request)).current(), query)
    page = list(claims.with_context().by_priority()[: query.limit + 1])
    shown = as_told_to(person(request), page[: query.limit])
    following = f"{shown[-1].priority}_{shown[-1].pk}" if len(page) > query.limit else None
    linked = links_of(shown, person(request))
    return {"claims": [claim.record(linked[claim.pk]) for claim in shown], "next": following}


@router.get("/{int:claim_id}", response={200: ClaimOut, codes_4xx: ErrorOut})
def get_claim(request: TokenRequest, claim_id: int) -> dict[str, Any]:
    """One claim, of whichever version of its story."""
    viewer = person(request)
    found = get_object_or_404(Claim.objects.visible_to(viewer).with_context(), pk=claim_id)
    [claim] = as_told_to(viewer, [found])
    return claim.record(links_of([claim], viewer)[claim.pk])


@router.get("/{int:claim_id}/claimreview", response={200: dict[str, Any], codes_4xx: ErrorOut})
def get_claimreview(request: TokenRequest, claim_id: int) -> dict[str, Any]:
    """The claim's published check as schema.org's ClaimReview; 404 unless readers see it unreservedly."""
    person(request)
    check = Check.objects.clean().with_page().filter(pk=claim_id).first()
    if check is None:
        raise Http404
    return review(check, request.build_absolute_uri)


@router.post(
    "/{int:claim_id}/verdict",
    auth=BearerToken(Scope.VERDICT),
    response={200: VerdictOut, codes_4xx: ErrorOut},
)
def post_verdict(request: TokenRequest, claim_id: int, verdict: VerdictIn) -> dict[str, Any]:
    """Propose a verdict on the scale and under the policy of the claim's desk; others approve it there."""
    proposed = submission.submit(claim_id=claim_id, by=person(request), **verdict.model_dump())
    claim = Claim.objects.get(pk=claim_id)
    return {
        "id": proposed.pk,
        "claim": claim.pk,
        "claim_version": claim.version,
        "status": claim.status,
        "rating": proposed.rating,
        "scale": proposed.scale,
        "scale_version": proposed.scale_version,
        "policy": proposed.policy,
        "votes_needed": proposed.votes_needed,
        "explanation": proposed.explanation,
        "proposed_by": proposed.proposed_by.username,
        "proposed_at": proposed.proposed_at,
    }


def as_told_to(viewer: User, claims: list[Claim]) -> list[Claim]:
    """The claims, each event under the name that it has by the stories that this person may see."""
    as_seen_by([claim.event for claim in claims if claim.event], viewer)
    return claims


def chosen(claims: ClaimQuerySet, query: ClaimQuery) -> ClaimQuerySet:
    """The claims that match all that the query gives. Raises Incomplete for a word nobody knows."""
    _check_known("status", query.status, STATUSES)
    _check_known("type", query.type, TYPES)
    if query.status:
        claims = claims.open() if query.status == "open" else claims.filter(status=query.status)
    if query.type:
        claims = claims.filter(type=query.type)
    if query.source:
        claims = claims.filter(article__source__name__iexact=query.source)
    if query.q:
        claims = claims.filter(Q(sentence__icontains=query.q) | Q(claimant__icontains=query.q))
    return claims.filter(_after(query.cursor)) if query.cursor else claims


def _check_known(name: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        sentence = f"{name} must be one of {', '.join(known)}."
        raise Incomplete(sentence, {name: sentence})


def _after(cursor: str) -> Q:
    """Keyset paging: what comes after the last claim of the page before."""
    priority, claim_id = (int(part) for part in cursor.split("_"))
    return Q(priority__lt=priority) | Q(priority=priority, pk__lt=claim_id)
