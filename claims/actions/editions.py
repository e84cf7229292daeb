"""What an edition pins: all that its page shows, so that no later change reaches readers by itself."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from claims.models import Check, Claim, Edition, Evidence, Kind, User, Verdict
from claims.ratings import SCALES, Scale

Payload = dict[str, Any]
OURS_ALONE = ("check-worthiness", "recheck")  # reasons of a priority that say nothing to readers


def write(*, check: Check, verdict: Verdict, payload: Payload, by: User, kind: Kind, **told: str) -> Edition:
    """The next edition of `check`, and its newest from now on; call it in the transaction of the change.

    `told`: was, now and note, of a correction.
    """
    edition = Edition.objects.create(
        check_page=check,
        number=check.current.number + 1 if check.current else 1,
        kind=kind,
        verdict=verdict,
        payload=payload,
        sha256=digest(payload),
        by=by,
        **told,
    )
    check.current = edition
    check.save(update_fields=["current"])
    return edition


def digest(payload: Payload) -> str:
    """sha256 of the payload's canonical JSON: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()


def snapshot(*, claim: Claim, verdict: Verdict, headline: str = "") -> Payload:
    """The claim and its standing verdict as readers shall see them."""
    return {
        "headline": headline or claim.standalone or claim.sentence,
        "claim": _claim(claim),
        "claimant": _claimant(claim),
        "story": _story(claim),
        **_rated(verdict),
        "finding": verdict.get_finding_display() if verdict.finding else "",
        "explanation": verdict.explanation,
        "evidence": [_source(piece) for piece in claim.evidence.all()],
        "chosen_for": [term["name"] for term in claim.reasons if not term["name"].startswith(OURS_ALONE)],
        "checked_by": verdict.proposed_by.name,
        "reviewed_by": verdict.approved_by.name if verdict.approved_by else "",
    }


def _claim(claim: Claim) -> Payload:
    figure = getattr(claim, "figure", None)
    return {
        "sentence": claim.sentence,
        "standalone": claim.standalone,
        "type": claim.type,
        "figure": figure.record() if figure else None,
        "place": claim.place,
        "language": claim.revision.language,
        "version": claim.version,
        "model": claim.model,
    }


def _claimant(claim: Claim) -> Payload:
    """Whose words: a person by name; a body where the words only describe it, or the outlet itself."""
    name = claim.claimant or claim.article.source.name
    is_named = bool(claim.claimant) and claim.claimant[0].isupper() and not claim.claimant.startswith("The ")
    return {
        "name": name,
        "kind": "Person" if is_named else "Organization",
        "via": claim.claimant_via,
        "is_outlet": not claim.claimant,
    }


def _story(claim: Claim) -> Payload:
    revision = claim.revision
    return {
        "source": claim.article.source.name,
        "headline": revision.headline,
        "url": revision.url,
        "guid": claim.article.guid,
        "version": revision.version,
        "said_at": (revision.sent_at or revision.received_at).isoformat(),
    }


def _rated(verdict: Verdict) -> Payload:
    scale = _scale(verdict)
    numbers = [rating.number for rating in scale.ratings if rating.number is not None]
    ratings = [{"code": r.code, "label": r.label, "number": r.number} for r in scale.ratings]
    return {
        "rating": next(rating for rating in ratings if rating["code"] == verdict.rating),
        "scale": {
            "name": scale.name,
            "version": scale.version,
            "worst": min(numbers, default=None),
            "best": max(numbers, default=None),
            "ratings": ratings,
        },
    }


def _scale(verdict: Verdict) -> Scale:
    """The scale in the version that the verdict was given on, whatever the desk uses now."""
    return SCALES[verdict.scale, verdict.scale_version]


def _source(piece: Evidence) -> Payload:
    return {
        "title": piece.title,
        "publisher": piece.publisher,
        "url": piece.url,
        "quote": piece.quote,
        "stance": piece.stance,
        "is_primary": piece.is_primary,
        "retrieved_at": piece.retrieved_at.isoformat(),
    }
