"""What the extractor found becomes claims at the desk: written once, fenced by the worker's lease."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from claims.actions import history, leasing, queue
from claims.actions.crashpoints import crashpoint
from claims.actions.leasing import Lease, finish
from claims.actions.matching import match
from claims.actions.wording import room
from claims.extraction import types
from claims.models import Claim, ClaimEvent, ExtractionRun, Figure, Revision
from claims.priorities import Facts, priority
from claims.statuses import Status, transition

__all__ = ["finish", "record"]

READING_FIELDS = (
    "revision", "run", "model", "start", "end", "figure_start", "figure_end", "sentence", "worth",
    "check_worthiness", "claimant_via", "claimant_how", "place", "standalone", "priority", "reasons",
)  # fmt: skip
FIGURE_FIELDS = ("text", "converted")


@transaction.atomic
def record(*, lease: Lease, revision: Revision, extraction: types.Extraction, started_at: datetime) -> int:
    """Write the claims of one revision; return how many it has. Raises LeaseLost.

    Safe to run twice: a revision that is recorded stays as it is. Claims of earlier revisions that are
    said again move to this one with their state; those said no more leave the desk; the rest are new.
    """
    leasing.lock(lease)
    revision = Revision.objects.select_related("article").get(pk=revision.pk)
    if revision.extracted_at is not None:
        return revision.claims.count()
    said = list({_span(claim): claim for claim in extraction.claims}.values())
    run = _run(revision, extraction, len(said), started_at)
    _write_reading(revision, extraction)
    found = match(_known(revision), [_row(claim, run) for claim in said])
    for claim, again in found.pairs:
        _carry(claim, again)
    for claim in found.gone:
        _let_go(claim, revision)
    _add(found.fresh)
    crashpoint("recording", revision.article.guid)
    return len(said)


def _span(claim: types.Claim) -> tuple[Any, ...]:
    """What the database holds unique in a revision."""
    return claim.span, claim.figure and claim.figure.span, claim.type


def _run(revision: Revision, extraction: types.Extraction, found: int, started_at: datetime) -> ExtractionRun:
    return ExtractionRun.objects.create(
        revision=revision,
        model=extraction.model,
        started_at=started_at,
        sentences=extraction.sentences,
        found=found,
    )


def _write_reading(revision: Revision, extraction: types.Extraction) -> None:
    revision.chrome = [asdict(cut.span) | {"reason": cut.reason} for cut in extraction.chrome]
    revision.speeches = [
        asdict(speech.span) | {"speaker": speech.speaker, "how": speech.how} for speech in extraction.speeches
    ]
    revision.notes = [*revision.notes, *extraction.notes]
    revision.extracted_at = timezone.now()
    revision.save(update_fields=["chrome", "speeches", "notes", "extracted_at"])


def _known(revision: Revision) -> Sequence[Claim]:
    """The article's claims of all versions so far, locked: people may be at work on them."""
    claims = Claim.objects.filter(article=revision.article).with_context()
    return list(claims.select_for_update(of=("self",)).order_by("id"))


def _carry(claim: Claim, again: Claim) -> None:
    """The newer version says it, too: same claim, new place. Nobody's open form is disturbed."""
    detail = {"from": claim.revision.version, "to": again.revision.version}
    for field in READING_FIELDS:
        setattr(claim, field, getattr(again, field))
    claim.save(update_fields=READING_FIELDS)
    if hasattr(again, "figure"):
        read = {field: getattr(again.figure, field) for field in FIGURE_FIELDS}
        Figure.objects.filter(claim=claim).update(**read)
    if claim.status == Status.WITHDRAWN:
        queue.move(claim=claim, action=_reappearance(claim), by=None, detail=detail)
    else:
        history.note(claim, "carried", by=None, was=claim.status, detail=detail)


def _let_go(claim: Claim, revision: Revision) -> None:
    """The newer version says it no more. Claims that are closed, or public, keep their state."""
    if transition("vanish", Status(claim.status)):
        reason = f"Version {revision.version} no longer says it"
        queue.move(claim=claim, action="vanish", by=None, reason=reason)


def _reappearance(claim: Claim) -> str:
    """Back to where it stood; whoever held it lost it, so that such a claim is queued."""
    vanished = claim.events.filter(action="vanish").first()
    action = f"reappear_{vanished.from_status}" if vanished else ""
    return action if transition(action, Status.WITHDRAWN) else f"reappear_{Status.QUEUED}"


def _add(fresh: Sequence[Claim]) -> None:
    Claim.objects.bulk_create(fresh)
    Figure.objects.bulk_create(claim.figure for claim in fresh if hasattr(claim, "figure"))
    ClaimEvent.objects.bulk_create(history.draft(claim, "found", by=None, was="") for claim in fresh)


def _row(said: types.Claim, run: ExtractionRun) -> Claim:
    """The claim and its figure, unsaved."""
    revision = run.revision
    points, reasons = priority(_facts(said, revision))
    claim = Claim(
        article=revision.article,
        revision=revision,
        run=run,
        model=run.model,
        start=said.span.start,
        end=said.span.end,
        figure_start=said.figure.span.start if said.figure else None,
        figure_end=said.figure.span.end if said.figure else None,
        sentence=said.sentence,
        type=said.type,
        worth=said.worth,
        check_worthiness=said.score,
        claimant=_fit(Claim, "claimant", said.speaker),
        claimant_via=_fit(Claim, "claimant_via", said.via),
        claimant_how=_fit(Claim, "claimant_how", said.speaker_how),
        place=_fit(Claim, "place", said.place),
        standalone=said.standalone or "",
        priority=points,
        reasons=reasons,
    )
    if said.figure:
        claim.figure = _figure(claim, said.figure)
    return claim


def _facts(said: types.Claim, revision: Revision) -> Facts:
    size, unit = (said.figure.low, said.figure.unit) if said.figure else (None, "")
    return Facts(said.type, said.score, size, unit, revision.urgency)


def _figure(claim: Claim, figure: types.Figure) -> Figure:
    return Figure(
        claim=claim,
        text=_fit(Figure, "text", figure.text),
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        unit=_fit(Figure, "unit", figure.unit),
        of=_fit(Figure, "of", figure.of),
        per=figure.per or "",
        converted=_fit(Figure, "converted", figure.converted),
    )


def _fit(model: type[Model], field: str, text: str | None) -> str:
    """A reading may be longer than its column; the sentence itself is never cut."""
    return (text or "")[: room(model, field)]
