"""A desk worth looking at: one of our own wire stories, its claims in every state."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from claims.actions import queue, verdicts
from claims.extraction.types import Cut, Span
from claims.models import Article, Claim, Revision, User
from tests.factories import (
    ArticleFactory,
    ClaimEventFactory,
    ClaimFactory,
    EvidenceFactory,
    FigureFactory,
    SourceFactory,
    UserFactory,
)

STORY = Path(__file__).resolve().parents[2] / "factcheck/demo/stories/zelmar-withdrawal-halyard.json"
CHROME = "Skip to content\n\n"


@dataclass(frozen=True)
class Said:
    """A claim of the scene: words that open its sentence, its figure, and what the machine would read."""

    opening: str
    figure: str
    low: float
    qualifier: str
    unit: str
    type: str
    claimant: str
    points: tuple[int, ...]
    per: str = ""


SAID = (
    Said("Sixty-one", "Sixty-one", 61, "exact", "people", "casualties", "ministry figures", (28, 24, 20, 20)),
    Said(
        "The mission costs",
        "nearly 4.6 billion crowns",
        4.6e9,
        "nearly",
        "crown",
        "spending",
        "Desmond Okafor-Lisle",
        (28, 26, 18, 12),
        "year",
    ),
    Said("VALMORA", "3,400", 3400, "exact", "people", "troops", "Desmond Okafor-Lisle", (26, 24, 18, 11)),
    Said(
        "Ossaly’s intelligence",
        "fewer than 2,500",
        2500,
        "less_than",
        "people",
        "troops",
        "Ossaly’s intelligence service",
        (26, 22, 14, 9),
    ),
    Said(
        "The Zelmar Front",
        "five to six thousand men",
        5000,
        "range",
        "people",
        "troops",
        "General Oskan Tevri",
        (24, 20, 14, 9),
    ),
    Said(
        "As many as", "As many as 400", 400, "at_most", "people", "troops", "Paulo Hendrickx", (22, 18, 12, 9)
    ),
    Said("The nine-nation", "just under 10,000", 10000, "nearly", "people", "troops", "", (20, 18, 12, 8)),
    Said("Six helicopters", "36", 36, "exact", "vehicle", "troops", "Paulo Hendrickx", (18, 14, 12, 8)),
)
NAMES = ("toll of 10 or more", "check-worthiness 0.94", "named official speaking", "urgency 2")


def full_desk(checker: User, reviewer: User) -> None:
    """Claims new, held by both, proposed, approved and dismissed, with evidence and history."""
    revision = _story().current
    assert revision is not None
    claims = [_claim(revision, said) for said in SAID]
    Claim.objects.update(created_at=revision.received_at)
    _held(claims[1], checker)
    queue.take(claim_id=claims[3].pk, by=UserFactory(first_name="Kemi", last_name="Osei"))
    _proposed(claims[4], checker)
    _proposed(claims[6], checker)
    verdicts.approve(claim_id=claims[6].pk, by=reviewer)
    queue.dismiss(claim_id=claims[7].pk, by=checker, reason="trivial")
    Claim.objects.filter(pk=claims[2].pk).update(needs_recheck=True)


def _story() -> Article:
    told = json.loads(STORY.read_text())
    body = CHROME + told["text"]
    cut = Cut(Span(0, len(CHROME.strip())), "skip link")
    at = body.index("“Our soldiers")
    speech = {"start": at, "end": body.index("getting smaller.”") + 17}
    article: Article = ArticleFactory(
        source=SourceFactory(name=told["source"]),
        guid=told["external_id"],
        state="ready",
        body=body,
        body__headline=told["title"],
        body__byline=told["byline"],
        body__urgency=told["urgency"],
        body__chrome=[{"start": cut.span.start, "end": cut.span.end, "reason": cut.reason}],
        body__speeches=[speech | {"speaker": "Desmond Okafor-Lisle", "how": "to viewers, on Sunday"}],
        body__received_at=timezone.now() - timedelta(minutes=157),
    )
    return article


def _claim(revision: Revision, said: Said) -> Claim:
    body = revision.body
    at = body.index(said.opening)
    end = min(body.find(mark, at + 25) % len(body) for mark in (".\n", ". ", ".”")) + 1
    figure = body.index(said.figure, at)
    claim: Claim = ClaimFactory(
        revision=revision,
        sentence=body[at:end],
        start=at,
        end=end,
        figure_start=figure,
        figure_end=figure + len(said.figure),
        type=said.type,
        claimant=said.claimant,
        place="Zelmar",
        priority=sum(said.points),
        reasons=[{"name": n, "points": p} for n, p in zip(NAMES, said.points, strict=True)],
        figure=None,
    )
    high = 6000.0 if said.qualifier == "range" else None
    FigureFactory(
        claim=claim,
        text=said.figure,
        low=said.low,
        high=high,
        qualifier=said.qualifier,
        unit=said.unit,
        of="the mission in Zelmar" if said.per else "soldiers",
        per=said.per,
    )
    ClaimEventFactory(claim=claim)
    return claim


def _held(claim: Claim, by: User) -> None:
    queue.take(claim_id=claim.pk, by=by)
    EvidenceFactory(
        claim=claim,
        added_by=by,
        url="https://treasury.example/accounts",
        title="Treasury, Overseas Operations Statement",
        quote="3.1 billion crowns in the last financial year, table 4.2",
        publisher="Treasury of Ossaly",
        stance="against",
        is_primary=True,
    )
    EvidenceFactory(
        claim=claim,
        added_by=by,
        url="https://institute.example/zelmar",
        title="Aldcastle Institute, The full price of Zelmar",
        quote="4.58 billion crowns with pensions and care",
        stance="for",
    )


def _proposed(claim: Claim, by: User) -> None:
    queue.take(claim_id=claim.pk, by=by)
    EvidenceFactory(claim=claim, added_by=by)
    claim.refresh_from_db()
    verdicts.propose(
        claim_id=claim.pk,
        by=by,
        version=claim.version,
        key="6f0c2b58-52a3-4c0e-9d5c-2f4d3a6a7b81",
        rating="half",
        explanation="Two of three counts put the force a third lower; the third agrees.",
    )
