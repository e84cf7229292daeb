"""People put right what the extractor read: mend a claim, add one that it missed, split one that is two.

What was read is kept (`Mending`, and `Claim.read_as` for the versions to come), and the newest telling says
what the person says, so that lists, tolls, comparing and the priority follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import permissions
from claims.actions import (
    counting,
    duplicates,
    history,
    mended,
    pointing,
    queue,
    rechecks,
    retriage,
    vectors,
    weighing,
)
from claims.actions.awaiting import await_matching
from claims.actions.pointing import FigureTold
from claims.actions.wording import lacking, room, typed
from claims.exceptions import Conflict, Incomplete
from claims.extraction.types import TYPES, Span
from claims.models import Article, Claim, Figure, Mending, Occurrence, Revision, User
from claims.words import said

SAME = said("Nothing here differs from what stands already.")
TYPE_AND_FIGURE = said("A claim without a figure is of the type “No figure”, and one with a figure is not.")
CLAIMANT_ONLY = {"speaker", "via"}  # others may share its verdict all the same
NO_CHANGE = "As mended, it says what it said before"
BY_PERSON = said("told by a person at the desk")
AS_RECORDED = {"claimant": "speaker", "claimant_via": "via", "place": "place", "type": "type"}
MENDED = (
    "start", "end", "sentence", "figure_start", "figure_end", "type", "claimant", "claimant_via",
    "claimant_how", "place", "read_as", "mended_at", *rechecks.ASKED, "version",
)  # fmt: skip


class Told(Conflict):
    """A claim tells this already: `claim_id`."""

    def __init__(self, claim: Claim) -> None:
        super().__init__(_("Claim %(claim)s tells this already.") % {"claim": claim.pk})
        self.claim_id = claim.pk


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim as a person reads it; `figure` None has none. `claimant` "" is the story's own voice."""

    sentence: str
    type: str
    claimant: str = ""
    via: str = ""
    place: str = ""
    figure: FigureTold | None = None


@transaction.atomic
def mend(*, claim_id: int, by: User, reading: Reading, version: int | None = None, reason: str = "") -> Claim:
    """Tell the claim otherwise than it was read. Raises NotAllowed, Conflict, Incomplete, Ambiguous, Told."""
    claim = locked(claim_id, version)
    permissions.check_may_mend(by, claim)
    retell(claim, reading, by=by, reason=typed(reason, "reason"))
    return claim


def retell(claim: Claim, reading: Reading, *, by: User, reason: str) -> None:
    """The same of a claim that is locked with its story, by a person who may."""
    before, words = mended.reading(claim), told(claim)
    _take(claim, reading)
    if told(claim) == words:
        raise Incomplete(_(SAME))
    changes = _write(claim, before, words, by=by, reason=reason)
    _tell_on(claim)
    if changes.keys() & vectors.MADE_OF:
        vectors.ask_anew(claim)
    if changes.keys() - CLAIMANT_ONLY:
        duplicates.part_from([claim.pk], duplicates.CHANGED)


def as_it_stands(claim: Claim) -> Reading:
    """What the claim tells now."""
    figure = getattr(claim, "figure", None)
    values = (figure.low, figure.high, figure.qualifier, figure.unit, figure.of, figure.per) if figure else ()
    said = FigureTold(figure.text, *values) if figure else None
    return Reading(claim.sentence, claim.type, claim.claimant, claim.claimant_via, claim.place, said)


def told(claim: Claim) -> dict[str, Any]:
    """The fields that can be mended, by the names of `Claim.record`."""
    figure = getattr(claim, "figure", None)
    place = {"start": claim.figure_start, "end": claim.figure_end}
    record = {name: getattr(claim, field) for field, name in AS_RECORDED.items()}
    at = {"sentence": claim.sentence, "start": claim.start, "end": claim.end}
    return record | at | {"figure": figure.record() | place if figure else None}


def locked(claim_id: int, version: int | None) -> Claim:
    """The claim, its story locked before it: no version is written down meanwhile."""
    Article.objects.select_for_update().get(claims=claim_id)
    return queue.locked(claim_id, version)


def _take(claim: Claim, reading: Reading) -> None:
    """Give the claim what the person reads; of its rows, only a figure that goes is touched."""
    body = claim.revision.body
    span = pointing.near(claim.revision, reading.sentence, claim.start)
    if span is None:
        raise lacking("sentence", pointing.NOT_THERE)
    figure, at = _figure(claim, span, reading.figure)
    _check_type(reading.type, figure)
    claim.start, claim.end, claim.sentence = span.start, span.end, span.of(body)
    _set_figure(claim, figure, at)
    claim.type = reading.type
    claim.place = typed(reading.place, "place", limit=room(Claim, "place"))
    _set_claimant(claim, reading)
    check_is_free(claim)


def _figure(claim: Claim, span: Span, said: FigureTold | None) -> tuple[Figure | None, Span | None]:
    """The figure, unsaved, and where it stands; the one that stands there already where its words do."""
    if said is None:
        return None, None
    stood = claim.figure_start
    at = pointing.near(claim.revision, said.words, stood, span) if stood is not None else None
    at = at or pointing.passage(claim.revision, said.words, field="figure", at=None, within=span)
    for name in ("unit", "of"):
        typed(getattr(said, name) or "", name, limit=room(Figure, name))
    typed(said.words, "figure", limit=room(Figure, "text"))
    found = pointing.figure(claim.revision, span, said, at)
    if stood is not None and found.record() | _converted(claim) == claim.figure.record():
        found.converted = claim.figure.converted
    return found, at


def _converted(claim: Claim) -> dict[str, Any]:
    """What the wire gave the figure as in another unit, which nobody mends."""
    return {"converted": claim.figure.converted or None}


def _check_type(kind: str, figure: Figure | None) -> None:
    if kind not in TYPES or (kind == "event") != (figure is None):
        raise lacking("type", TYPE_AND_FIGURE)


def _set_figure(claim: Claim, figure: Figure | None, at: Span | None) -> None:
    """In the place of the one that it has, whose row it takes; without one, that row goes."""
    stood = getattr(claim, "figure", None)
    claim.figure_start, claim.figure_end = (at.start, at.end) if at else (None, None)
    if figure is not None:
        figure.pk = stood.pk if stood else None
        claim.figure = figure
    elif stood is not None:
        stood.delete()
        Claim._meta.get_field("figure").delete_cached_value(claim)  # else it would still be found here


def _set_claimant(claim: Claim, reading: Reading) -> None:
    claimant = typed(reading.claimant, "claimant", limit=room(Claim, "claimant"))
    via = typed(reading.via, "via", limit=room(Claim, "claimant_via"))
    if (claimant, via) != (claim.claimant, claim.claimant_via):
        claim.claimant, claim.claimant_via, claim.claimant_how = claimant, via, BY_PERSON


def check_is_free(claim: Claim) -> None:
    """No two claims of a version tell one thing: figures that overlap, or one sentence without any."""
    others = Claim.objects.filter(revision=claim.revision_id, start__lt=claim.end, end__gt=claim.start)
    for other in others.exclude(pk=claim.pk).order_by("pk"):
        if _is_one(claim, other):
            raise Told(other)


def _is_one(claim: Claim, other: Claim) -> bool:
    if claim.figure_start is None or claim.figure_end is None:
        return (claim.start, claim.end, None) == (other.start, other.end, other.figure_start)
    if other.figure_start is None or other.figure_end is None:
        return False
    return other.figure_start < claim.figure_end and claim.figure_start < other.figure_end


def _write(
    claim: Claim, before: dict[str, Any], words: dict[str, Any], *, by: User, reason: str
) -> dict[str, Any]:
    """Save the claim, what it was and is, and a line of its history; what changed."""
    now = told(claim)
    changes = {name: value for name, value in now.items() if value != words[name]}
    was = {name: words[name] for name in changes}
    Mending.objects.create(claim=claim, by=by, reason=reason, was=was, now=changes)
    claim.read_as = claim.read_as or before
    claim.mended_at = timezone.now()
    if not mended.held(claim):  # back at what was read
        claim.read_as = claim.mended_at = None
    _ask_anew(claim)
    claim.version += 1
    claim.save(update_fields=MENDED)
    if hasattr(claim, "figure"):
        claim.figure.save()
    history.note(claim, "mend", by=by, was=claim.status, reason=reason, detail={"was": was, "now": changes})
    return changes


def _ask_anew(claim: Claim) -> None:
    """Its priority, and what is open to recheck, by what it tells now."""
    asked = rechecks.afresh(claim) if claim.needs_recheck else None
    is_over = claim.needs_recheck and asked is None
    weighing.weigh([claim])
    if claim.needs_recheck:
        rechecks.ask(claim, asked)
    if is_over:
        history.note(claim, "unflag", by=None, was=claim.status, reason=NO_CHANGE)


def _tell_on(claim: Claim) -> None:
    """The newest telling says what the claim says; what its story tells is counted and compared anew."""
    fresh = retriage.occurrence(claim, claim.revision)
    told = {name: getattr(fresh, name) for name in (*retriage.TOLD_FIELDS, "figure")}
    Occurrence.objects.update_or_create(claim=claim, revision=claim.revision, defaults=told)
    recount(claim.revision)


def recount(revision: Revision) -> None:
    """Read anew what the figures of a version count, and have its story compared."""
    counting.recount(revision)
    await_matching(revision.article_id)
