"""What an edition pins: all that its page shows, so that no later change reaches readers by itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils.translation import override

from claims.models import (
    Check,
    Claim,
    Contact,
    Edition,
    Evidence,
    EvidenceFile,
    Kind,
    RatingScale,
    User,
    Verdict,
)
from claims.priorities import AGE, NOVELTY, RECHECK, SPEAKER, WORTH, term_of

Payload = dict[str, Any]
OURS_ALONE = (WORTH, RECHECK, AGE, NOVELTY, SPEAKER)  # reasons of a priority that say nothing to readers


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
    """The claim and its standing verdict as readers shall see them: in the site's own language."""
    with override(settings.LANGUAGE_CODE):
        return _as_published(claim, verdict, headline)


def _as_published(claim: Claim, verdict: Verdict, headline: str) -> Payload:
    return {
        "headline": headline or claim.standalone or claim.sentence,
        "claim": _claim(claim),
        "claimant": _claimant(claim),
        "story": _story(claim),
        **_rated(verdict),
        "finding": verdict.get_finding_display() if verdict.finding else "",
        "explanation": verdict.explanation,
        "evidence": [
            _source(piece) for piece in claim.evidence.select_related("snapshot").defer("snapshot__text")
        ],
        "contacts": [_contact(each) for each in claim.contacts.all()],
        "no_contact": verdict.no_contact,
        "chosen_for": _chosen_for(claim),
        "checked_by": verdict.proposed_by.name,
        "review": _review(verdict),
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


def _chosen_for(claim: Claim) -> list[str]:
    """Why it was chosen: what its priority was the sum of when it was last taken."""
    taken = claim.events.filter(action="take", detail__has_key="reasons").first()
    reasons = taken.detail["reasons"] if taken else claim.reasons
    return [term["name"] for term in reasons if term_of(term) not in OURS_ALONE]


def _contact(contact: Contact) -> Payload:
    """That somebody was asked, and what came of it: neither who it was nor what they wrote."""
    return {
        "asked": contact.get_asked_display(),
        "channel": contact.get_channel_display(),
        "asked_at": contact.asked_at.isoformat(),
        "outcome": contact.get_outcome_display() if contact.outcome else "",
        "ended_at": contact.ended_at.isoformat() if contact.ended_at else None,
    }


def _review(verdict: Verdict) -> Payload:
    """Who looked at it, by role; by name only where the outlet says so (FACTCHECK_NAME_REVIEWERS).

    A verdict of before there were votes has its approver alone.
    """
    votes = list(verdict.votes.select_related("person"))
    approver = [verdict.approved_by] if verdict.approved_by and not votes else []
    people = [vote.person for vote in votes] + approver
    return {
        "policy": verdict.policy,
        "needed": verdict.votes_needed,
        "voters": verdict.voters,
        "agreed": sum(vote.agrees for vote in votes) or len(approver),
        "against": sum(not vote.agrees for vote in votes),
        "roles": [person.role for person in people],
        "names": [person.name for person in people] if settings.FACTCHECK_NAME_REVIEWERS else [],
    }


def _rated(verdict: Verdict) -> Payload:
    """The rating and the scale in the version that the verdict was given on, whatever the desk uses now."""
    scale = RatingScale.objects.pinned(verdict.scale, verdict.scale_version)
    worst, best = scale.bounds
    ratings = [asdict(rating) for rating in scale.ratings]
    return {
        "rating": next(rating for rating in ratings if rating["code"] == verdict.rating),
        "scale": {
            "name": scale.name,
            "version": scale.version,
            "label": scale.label,
            "worst": worst,
            "best": best,
            "ratings": ratings,
        },
    }


def _source(piece: Evidence) -> Payload:
    return {
        "title": piece.title,
        "publisher": piece.publisher,
        "url": piece.url,
        "archive_url": piece.archive_url,
        "kept": _kept(piece),
        "quote": piece.quote,
        "stance": piece.stance,
        "is_primary": piece.is_primary,
        "retrieved_at": piece.retrieved_at.isoformat(),
    }


def _kept(piece: Evidence) -> Payload | None:
    """What we hold of the source, by its sha256: a document that was sent to us, or the text of the page."""
    file = EvidenceFile.objects.filter(evidence=piece).values("sha256").first()
    if file:
        return {"what": "document", "sha256": file["sha256"], "at": piece.added_at.isoformat()}
    snapshot = getattr(piece, "snapshot", None)
    if snapshot is None or not snapshot.sha256 or not snapshot.fetched_at:
        return None
    return {"what": "text", "sha256": snapshot.sha256, "at": snapshot.fetched_at.isoformat()}
