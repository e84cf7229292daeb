"""Which claims of earlier versions a newer one tells again, and what it changes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.actions import mended
from claims.actions.rechecks import telling
from claims.extraction.alignment import Alignment, Change, Standing, Telling, align, changed, returned
from claims.ingest.signals import Signal
from claims.models import GONE, Claim, ExtractionRun, Figure, Revision

CALM = (Signal.REFILE, Signal.REPEAT)  # sent again for its form: names and places may be put right in it
FIGURE_FIELDS = ("text", "low", "high", "qualifier", "unit", "of", "per", "converted")
WEIGHTY = frozenset({"figure", "meaning"})


@dataclass(frozen=True, slots=True)
class Again:
    """A known claim and, unsaved, how the newer version tells it; `is_back`: the version before did not.

    `read` is what the extractor read there, where a person's word stands in `row` instead.
    """

    claim: Claim
    row: Claim
    change: Change | None
    is_back: bool = False
    read: Claim | None = None


@dataclass(slots=True)
class Match:
    """What became of the known claims, and the rows that are claims for the first time.

    `gone`: told by the version before, and no more by this one.
    """

    again: list[Again] = field(default_factory=list)
    gone: list[Claim] = field(default_factory=list)
    fresh: list[Claim] = field(default_factory=list)


def match(
    revision: Revision, run: ExtractionRun, rows: Sequence[Claim], doubted: Sequence[Claim] = ()
) -> Match:
    """Pair the article's claims, locked, with the just read, unsaved rows of `revision`.

    A claim that none of them tells may be told by one of the `doubted`, which are no claims by themselves.
    """
    known = _known(revision)
    if not known:
        return Match(fresh=list(rows))
    last = _read_before(revision)
    told = [claim for claim in known if last and claim.revision_id == last.pk]
    found = align(last.body if last else "", mended.tellings(told), revision.body, _tellings(rows))
    matched = Match(again=_pairs(found, told, rows, revision, last))
    for one in found.standing:
        matched.again.append(Again(told[one.old], _as_it_stood(told[one.old], one, run), None))
    _find_doubted([told[k] for k in found.gone], doubted, matched, revision, last)
    older = [claim for claim in known if claim not in told]
    _bring_back(older, [rows[k] for k in found.fresh], matched, revision)
    _keep_words(matched, revision, last)
    return matched


def _find_doubted(
    missed: list[Claim],
    doubted: Sequence[Claim],
    matched: Match,
    revision: Revision,
    last: Revision | None,
) -> None:
    """What the model would not call a claim is one where it is told in the place of one."""
    taken = {(each.row.start, each.row.figure_start) for each in matched.again}
    free = [row for row in doubted if (row.start, row.figure_start) not in taken]
    found = align(last.body if last else "", mended.tellings(missed), revision.body, _tellings(free))
    matched.again += _pairs(found, missed, free, revision, last)
    matched.gone += [missed[k] for k in found.gone]


def _bring_back(older: list[Claim], rows: list[Claim], matched: Match, revision: Revision) -> None:
    """Claims that the version before did not tell, in the same words but for their numbers."""
    found = returned(mended.tellings(older), _tellings(rows))
    matched.again += _pairs(found, older, rows, revision, None)
    matched.fresh += [rows[k] for k in found.fresh]


def _pairs(
    found: Alignment, old: Sequence[Claim], rows: Sequence[Claim], revision: Revision, last: Revision | None
) -> list[Again]:
    pairs, as_read = [], mended.tellings(old)
    for pair in found.pairs:
        claim, row = old[pair.old], rows[pair.new]
        before = last.body if last else revision.body
        change = changed(as_read[pair.old], telling(row), before, revision.body, pair.wording)
        pairs.append(Again(claim, row, _weighed(change, revision), is_back=last is None))
    return pairs


def _keep_words(matched: Match, revision: Revision, last: Revision | None) -> None:
    """Claims that people mended or found keep their words; what is read in their place is no other claim."""
    taken = {mended.place(each.row) for each in matched.again if each.claim.read_as is None}
    for number, each in enumerate(matched.again):
        if each.claim.read_as is None:
            continue
        row = mended.keep(each.claim, each.row, each.change.kinds if each.change else ())
        if row is None or mended.place(row) in taken:
            row = each.row
        taken.add(mended.place(row))
        matched.again[number] = _held(each, row, revision, last)
    matched.fresh = [row for row in matched.fresh if mended.place(row) not in taken]
    _end_without_figure(matched)


def _held(each: Again, row: Claim, revision: Revision, last: Revision | None) -> Again:
    """What the newer version changes of what a person told."""
    before = last.body if last and not each.is_back else revision.body
    means_otherwise = each.change is not None and "meaning" in each.change.kinds
    wording = "edited" if means_otherwise else "same"
    change = changed(telling(each.claim), telling(row), before, revision.body, wording)
    return Again(each.claim, row, _weighed(change, revision), each.is_back, read=each.row)


def _end_without_figure(matched: Match) -> None:
    """A figure that a person gave a claim, and that stands there no more, takes the claim with it."""
    ended = [each for each in matched.again if _has_figure(each.claim) and not _has_figure(each.row)]
    matched.again = [each for each in matched.again if each not in ended]
    matched.gone += [each.claim for each in ended if not each.is_back]
    matched.fresh += [each.row for each in ended]


def _has_figure(claim: Claim) -> bool:
    return hasattr(claim, "figure")


def _weighed(change: Change | None, revision: Revision) -> Change | None:
    """A refile puts right a name or a place without asking for another look; a figure it may not change."""
    if change and revision.signal in CALM and WEIGHTY.isdisjoint(change.kinds):
        return None
    return change


def _tellings(claims: Sequence[Claim]) -> list[Telling]:
    return [telling(claim) for claim in claims]


def _known(revision: Revision) -> list[Claim]:
    """The article's claims of all versions so far, locked: people may be at work on them.

    One whose words were removed with its story's text can't be known again.
    """
    claims = Claim.objects.filter(article=revision.article).exclude(sentence=GONE).with_context()
    return list(claims.select_for_update(of=("self",)).order_by("id"))


def _read_before(revision: Revision) -> Revision | None:
    """The newest version that was read before this one, with its text; one passed over was not read."""
    read = Revision.objects.filter(article=revision.article_id, runs__isnull=False, purged_at=None)
    read = read.exclude(pk=revision.pk)
    return read.only("version", "number", "body").order_by("-number").first()


def _as_it_stood(claim: Claim, standing: Standing, run: ExtractionRun) -> Claim:
    """The reading that a claim had, at the place where the newer text has its sentence.

    Where a person told it otherwise, that is what the extractor read.
    """
    fields = {field.attname: getattr(claim, field.attname) for field in Claim._meta.concrete_fields}
    row = Claim(**(fields | {"id": None, "run_id": run.pk, "revision_id": run.revision_id}))
    row.revision, row.sentence = run.revision, standing.span.of(run.revision.body)
    row.start, row.end = standing.span.start, standing.span.end
    if standing.figure:
        row.figure_start, row.figure_end = standing.figure.start, standing.figure.end
        row.figure = Figure(claim=row, **mended.figure_read(claim))
        row.figure.text = standing.figure.of(run.revision.body)
    else:
        row.figure_start = row.figure_end = None
    for name, value in mended.words_read(claim).items():
        setattr(row, name, value)
    return row
