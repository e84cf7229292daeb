"""What a newer version does to the claims at the desk: only what changed asks for attention.

A claim that stands keeps its state, verdict, evidence and version, so that open forms stay good. One that
changed keeps its row and its state, too, and asks for another look. One that is gone leaves the desk, unless
readers have a verdict on it: then it asks for another look.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claims.actions import counting, duplicates, history, involved, mended, queue, rechecks, weighing
from claims.actions.matching import FIGURE_FIELDS, Again, Match
from claims.actions.rechecks import Recheck
from claims.extraction.alignment import fuller
from claims.models import Claim, ClaimEvent, Figure, Occurrence, Revision
from claims.statuses import PUBLIC, Status, transition

READING_FIELDS = (
    "revision", "run", "model", "start", "end", "figure_start", "figure_end", "sentence", "worth",
    "check_worthiness", "standalone",
)  # fmt: skip
CLAIMANT_FIELDS = ("claimant", "claimant_via", "claimant_how")
CARRIED_FIELDS = (
    *READING_FIELDS, *CLAIMANT_FIELDS, "type", "place", "read_as", "mended_at", *rechecks.ASKED, "version",
)  # fmt: skip
TOLD_FIELDS = (
    "start", "end", "figure_start", "figure_end", "sentence", "type", "claimant", "claimant_via",
    "claimant_how", "place", "standalone", "check_worthiness",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its new reading: what this version changed of it, and what was open to recheck before."""

    claim: Claim
    since: int
    step: Recheck | None
    before: Recheck | None

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to hear of it: flagged or not, it is as it was."""
        return self.before == (self.claim.recheck if self.claim.needs_recheck else None)

    @property
    def tells_otherwise(self) -> bool:
        """Whether a verdict that it shares, or that others share, may be of something else now."""
        return self.step is not None and not duplicates.WEIGHTY.isdisjoint(self.step["changed"])


def retriage(*, revision: Revision, found: Match) -> None:
    """Write what became of the article's claims; call it in the transaction that records `revision`."""
    told = carry(found.again, revision)
    for claim in found.gone:
        let_go(claim, revision)
    add(found.fresh)
    tellings = [
        *(occurrence(each.claim, revision, each.step) for each in told),
        *(occurrence(claim, revision) for claim in found.fresh),
    ]
    counting.count(tellings, revision)
    Occurrence.objects.bulk_create(tellings)


def carry(again: Sequence[Again], revision: Revision) -> list[Told]:
    """The newer version tells them, too: same claims, new place."""
    told = [_read(each, revision) for each in again]
    _save([each.claim for each in told])
    lines = [line for each in told for line in _lines(each, revision)]
    ClaimEvent.objects.bulk_create(lines)
    duplicates.part_changed(each.claim for each in told if each.tells_otherwise)
    involved.tell_of_change(each.claim for each in told if each.claim.needs_recheck and not each.is_settled)
    return told


def let_go(claim: Claim, revision: Revision) -> None:
    """The newer version says it no more. A closed claim keeps its state; what is to be rechecked is kept."""
    if claim.status in PUBLIC:
        involved.tell_of_change([claim], involved.GONE)
        _ask_again(claim, revision)
    elif transition("vanish", Status(claim.status)):
        involved.tell_of_change([claim], involved.GONE)
        if claim.needs_recheck and not claim.killed_at:
            Claim.objects.filter(pk=claim.pk).update(needs_recheck=False)
        queue.move(
            claim=claim, action="vanish", by=None, reason=f"Version {revision.version} no longer says it"
        )
        duplicates.part_from([claim.pk], duplicates.GONE)


def add(fresh: Sequence[Claim]) -> None:
    weighing.weigh(fresh)
    Claim.objects.bulk_create(fresh)
    Figure.objects.bulk_create(claim.figure for claim in fresh if hasattr(claim, "figure"))
    ClaimEvent.objects.bulk_create(history.draft(claim, "found", by=None, was="") for claim in fresh)


def occurrence(claim: Claim, revision: Revision, recheck: Recheck | None = None) -> Occurrence:
    """The claim as this version tells it, unsaved."""
    figure = getattr(claim, "figure", None)
    fields: dict[str, Any] = {field: getattr(claim, field) for field in TOLD_FIELDS}
    record = figure.record() if figure else None
    return Occurrence(claim=claim, revision=revision, figure=record, recheck=recheck, **fields)


def _read(each: Again, revision: Revision) -> Told:
    """Give the claim its new reading, unsaved."""
    claim, change, since = each.claim, each.change, each.claim.revision.version
    was, now = rechecks.reading(claim), rechecks.telling(each.row)
    step = rechecks.told(change, was, now, since, revision.version) if change else None
    asked = rechecks.since_acknowledged(claim, step, now, text=revision.body, is_back=each.is_back)
    told = Told(claim, since, step, claim.recheck if claim.needs_recheck else None)
    _take_reading(claim, each.row, change.kinds if change else ())
    mended.note_read(claim, each.read)
    rechecks.ask(claim, asked)
    if not told.is_settled:
        claim.version += 1
    return told


def _lines(told: Told, revision: Revision) -> Iterator[ClaimEvent]:
    """The history of it: that it is back at the desk, and that another look is asked for or no more."""
    claim, detail = told.claim, {"from": told.since, "to": revision.version}
    if claim.status == Status.WITHDRAWN:
        queue.move(claim=claim, action=_reappearance(claim), by=None, detail=detail)
    elif told.is_settled:
        yield history.draft(claim, "carried", by=None, was=claim.status, detail=detail)
    if not told.is_settled:
        shown = told.step or claim.recheck or told.before or {}
        action = "recheck" if claim.needs_recheck else "unflag"
        why, detail = shown["because"], rechecks.for_history(shown)
        yield history.draft(claim, action, by=None, was=claim.status, reason=why, detail=detail)


def _take_reading(claim: Claim, row: Claim, changed: Collection[str]) -> None:
    """The newest reading; of a name that did not change, the form that says more, and of types the first.

    A model that wavers between two types must not move a claim about the desk.
    """
    for field in READING_FIELDS:
        setattr(claim, field, getattr(row, field))
    if "claimant" in changed or fuller(claim.claimant, row.claimant) == row.claimant:
        for field in CLAIMANT_FIELDS:
            setattr(claim, field, getattr(row, field))
    claim.place = row.place or claim.place
    claim.type = row.type if "meaning" in changed else claim.type
    if hasattr(claim, "figure") and hasattr(row, "figure"):
        for field in FIGURE_FIELDS:
            setattr(claim.figure, field, getattr(row.figure, field))
    weighing.weigh([claim])


def _save(claims: Sequence[Claim]) -> None:
    """Two statements, whatever the number; all rows are there already, so that each is updated.

    `bulk_update` would do the same in ten times the time.
    """
    figures = [claim.figure for claim in claims if hasattr(claim, "figure")]
    Claim.objects.bulk_create(
        claims, update_conflicts=True, unique_fields=["id"], update_fields=CARRIED_FIELDS
    )
    Figure.objects.bulk_create(
        figures, update_conflicts=True, unique_fields=["id"], update_fields=FIGURE_FIELDS
    )


def _ask_again(claim: Claim, revision: Revision) -> None:
    """Readers have a verdict on what the story says no more."""
    recheck = rechecks.gone(claim, revision.version)
    rechecks.ask(claim, recheck)
    claim.version += 1
    claim.save(update_fields=[*rechecks.ASKED, "version"])
    why, detail = recheck["because"], rechecks.for_history(recheck)
    history.note(claim, "recheck", by=None, was=claim.status, reason=why, detail=detail)


def _reappearance(claim: Claim) -> str:
    """Back to where it stood; whoever held it lost it, so that such a claim is queued."""
    vanished = claim.events.filter(action="vanish").first()
    action = f"reappear_{vanished.from_status}" if vanished else ""
    return action if transition(action, Status.WITHDRAWN) else f"reappear_{Status.QUEUED}"
