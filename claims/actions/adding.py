"""A claim that the extractor missed, found by a person; and one that is two, told apart.

It goes the way of every claim: a row in the story's newest version, its telling, its history, the queue. What
our own rules read of it (claimant, place, figure) is written down at once, and can be mended at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims import permissions
from claims.actions import history, mended, mending, pointing, record, retriage, vectors, weighing
from claims.actions.pointing import Ambiguous, FigureTold
from claims.actions.wording import lacking, typed
from claims.exceptions import Incomplete
from claims.extraction import FIGURE_TYPES, pointed, types
from claims.extraction.figures.currencies import is_money
from claims.extraction.passages import places
from claims.extraction.types import Span
from claims.models import Article, Claim, Figure, Occurrence, Revision, User
from claims.words import said

MODEL = "desk"  # what stands for the model's version where a person found the claim
NOTHING_TOLD = said("Give the sentence, or the paragraph and the words of the figure.")
SAME_FIGURE = said("Give two figures that don’t overlap: each becomes a claim.")
REASON_NEEDED = said("Say why, in a few words.")


@transaction.atomic
def add(
    *,
    article_id: int,
    by: User,
    words: str,
    figure: str = "",
    kind: str = "",
    at: int | None = None,
    within: Span | None = None,
) -> Claim:
    """A claim of the story's newest version, where `words` stand; `within` and `at` say where, if need be.

    Without `words`, the sentence that has the words of the figure. Without `figure`, the one that nobody
    claims yet. Raises NotAllowed, Conflict, Incomplete, Ambiguous, and Told where a claim tells it already.
    """
    article = Article.objects.select_for_update().get(pk=article_id)
    permissions.check_may_add_claim(by, article)
    revision = Revision.objects.defer("raw").get(article=article, pk=article.current_id or 0)
    revision.article = article
    given, shown = typed(words, "words"), typed(figure, "figure")
    if not given and not (shown and within):
        raise lacking("words", NOTHING_TOLD)
    span = pointing.sentence(revision, given or shown, at=at, within=within)
    said = _said(revision, span, shown, given)
    return _write(_row(said, revision, by=by, kind=kind), by=by)


@transaction.atomic
def take_apart(
    *, claim_id: int, by: User, first: str, second: str, reason: str, version: int | None = None
) -> Claim:
    """Two figures of a sentence that were read as one: the claim keeps the first, a new one tells the second.

    Returns the new claim. What was read is kept as in any mending; merging the two undoes it.
    """
    claim = mending.locked(claim_id, version)
    permissions.check_may_take_apart(by, claim)
    why = typed(reason, "reason", missing=REASON_NEEDED)
    span, revision = Span(claim.start, claim.end), claim.revision
    kept, other = (
        pointing.passage(revision, typed(text, name, missing=SAME_FIGURE), field=name, at=None, within=span)
        for name, text in (("first", first), ("second", second))
    )
    if kept.start < other.end and other.start < kept.end:
        raise lacking("second", SAME_FIGURE)
    _keep_first(claim, FigureTold(kept.of(revision.body)), by=by, reason=why)
    part = _row(_told_by(revision, span, other), revision, by=by, kind=claim.type, split_from=claim)
    for name in (*mended.CLAIMANT, "place"):
        setattr(part, name, getattr(claim, name))
    written = _write(part, by=by, reason=why)
    detail = {"part": written.pk}
    history.note(claim, "take_apart", by=by, was=claim.status, reason=why, detail=detail)
    return written


def _keep_first(claim: Claim, figure: FigureTold, *, by: User, reason: str) -> None:
    """The claim with the first of its figures alone; as it is where it tells that one."""
    kind = claim.type if claim.type in FIGURE_TYPES else "quantity"
    reading = replace(mending.as_it_stands(claim), figure=figure, type=kind)
    if not hasattr(claim, "figure") or claim.figure.text != figure.words:
        mending.retell(claim, reading, by=by, reason=reason)


def _said(revision: Revision, span: Span, figure: str, words: str) -> types.Claim:
    """What the rules read of the sentence: with the figure that is meant, or without any."""
    if figure:
        at = pointing.passage(revision, figure, field="figure", at=None, within=span)
        return _told_by(revision, span, at)
    aimed = places(revision.body, words, span) if words else []
    told = pointed(pointing.story(revision), span, aimed[0] if aimed else None)
    free = [claim for claim in told if claim.figure and not _is_claimed(revision, claim.figure.span)]
    if len(free) > 1:
        offered = (claim.figure for claim in free if claim.figure)
        raise Ambiguous("figure", [(each.span.start, each.text) for each in offered])
    return free[0] if free else replace(told[0], figure=None, type="event", standalone=None)


def _told_by(revision: Revision, span: Span, at: Span) -> types.Claim:
    """The sentence with the figure at `at`, its words as the person gave them."""
    found = next((each for each in pointed(pointing.story(revision), span, at) if each.figure), None)
    if found is None or found.figure is None:
        raise lacking("figure", pointing.NO_NUMBER, words=at.of(revision.body))
    return replace(found, figure=replace(found.figure, span=at, text=at.of(revision.body)))


def _is_claimed(revision: Revision, span: Span) -> bool:
    overlapping = {"figure_start__lt": span.end, "figure_end__gt": span.start}
    return Claim.objects.filter(revision=revision, **overlapping).exists()


def _row(said: types.Claim, revision: Revision, *, by: User, kind: str, **given: Any) -> Claim:
    """The claim as a person finds it, unsaved."""
    run = revision.runs.order_by("pk").last()
    if run is None:
        raise Incomplete(_("This story is still to be read."))
    run.revision = revision
    claim = record.row_of(said, run)
    claim.model, claim.added_by, claim.worth, claim.check_worthiness = MODEL, by, 2, 1.0
    claim.split_from = given.get("split_from")
    if said.figure is not None:
        claim.type = kind if kind in FIGURE_TYPES else _type_beside(claim)
    return claim


def _type_beside(claim: Claim) -> str:
    """The type of the sentence's other figures; else what its unit says."""
    beside = Claim.objects.filter(revision=claim.revision, start__lte=claim.start, end__gte=claim.end)
    found = beside.exclude(type="event").values_list("type", flat=True).first()
    return found or ("spending" if is_money(claim.figure.unit) else "quantity")


def _write(claim: Claim, *, by: User, reason: str = "") -> Claim:
    mending.check_is_free(claim)
    claim.read_as = mended.reading(claim)
    weighing.weigh([claim])
    claim.save()
    if hasattr(claim, "figure"):
        Figure.objects.bulk_create([claim.figure])
    detail = {"split_from": claim.split_from_id} if claim.split_from_id else None
    history.note(claim, "added", by=by, was="", reason=reason, detail=detail)
    Occurrence.objects.bulk_create([retriage.occurrence(claim, claim.revision)])
    mending.recount(claim.revision)
    vectors.ask_anew(claim)
    return claim
