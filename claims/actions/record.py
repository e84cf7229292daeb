"""What the extractor found becomes claims at the desk: written once, fenced by the worker's lease."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from claims.actions import leasing, life, overtaken, vectors, weighing
from claims.actions.awaiting import await_matching
from claims.actions.crashpoints import crashpoint
from claims.actions.leasing import Lease, finish
from claims.actions.matching import Match, match
from claims.actions.retriage import retriage
from claims.actions.wording import room
from claims.extraction import types
from claims.models import Claim, ClaimVector, ExtractionRun, Figure, Revision

__all__ = ["finish", "record"]


@transaction.atomic
def record(*, lease: Lease, revision: Revision, extraction: types.Extraction, started_at: datetime) -> int:
    """Write the claims of one revision; return how many it has. Raises LeaseLost.

    Safe to run twice: a revision that is recorded stays as it is. What becomes of the claims of earlier
    revisions is the matter of `retriage`.
    """
    life.begin_reading(leasing.lock(lease))
    revision = Revision.objects.select_related("article").defer("raw").get(pk=revision.pk)
    if revision.extracted_at is not None:
        return revision.claims.count()
    said = list({_span(claim): claim for claim in extraction.claims}.values())
    run = _run(revision, extraction, len(said), started_at)
    _write_reading(revision, extraction)
    with weighing.same_scales():
        told = _tell(revision, run, [row_of(claim, run) for claim in said], extraction)
    life.flag_read(revision)
    await_matching(revision.article_id)
    crashpoint("recording", revision.article.guid)
    return told


def _tell(revision: Revision, run: ExtractionRun, rows: list[Claim], extraction: types.Extraction) -> int:
    """Write the claims that the revision tells, and what becomes of those before; how many it tells."""
    if revision.skipped:
        return overtaken.tell(revision, rows)
    found = match(revision, run, rows, [row_of(claim, run) for claim in extraction.doubted])
    retriage(revision=revision, found=found)
    _write_vectors(found, extraction)
    return len(found.again) + len(found.fresh)


def _write_vectors(found: Match, extraction: types.Extraction) -> None:
    """How each claim is told now; one that the extractor missed keeps what it had."""
    read = (*extraction.claims, *extraction.doubted)
    made = {(claim.span.start, claim.figure and claim.figure.span.start): claim.vector for claim in read}
    rows = [*((each.claim.pk, each.row) for each in found.again), *((row.pk, row) for row in found.fresh)]
    told = {pk: made.get((row.start, row.figure_start)) for pk, row in rows}
    known = {pk: vector for pk, vector in told.items() if vector}
    vectors.write(known, kind=ClaimVector, model=extraction.model)


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


def row_of(said: types.Claim, run: ExtractionRun) -> Claim:
    """The claim and its figure, unsaved."""
    revision = run.revision
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
    )
    if said.figure:
        claim.figure = _figure(claim, said.figure)
    return claim


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
