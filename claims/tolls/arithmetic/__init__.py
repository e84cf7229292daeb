"""Sums inside one story that do not come out: parts, shares, changes, rates and conversions.

A note is for people and never a verdict, and a false alarm costs more than a miss: figures are brought
together only where the words say that they belong together. Time is linear: every look around is bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from claims.extraction import pipeline
from claims.extraction.types import Span
from claims.tolls.arithmetic import changes, conversions, parts, rests, shares, sheet
from claims.tolls.arithmetic import rates as periods
from claims.tolls.arithmetic.finding import Finding
from claims.tolls.currency import Rates, Told
from claims.tolls.types import Note, Reading, Role, Said

__all__ = ["notes", "rates_told"]

VOID = frozenset({Role.OLDER, Role.RECALLED})
MOST = 200  # notes of one story


def notes(
    text: str, said: Sequence[Said], readings: Sequence[Reading], *, rates: Rates | None = None
) -> list[Note]:
    """Every sum of the story that could be done over, right or wrong, in the story's order.

    `said` are its claims and `readings` what their figures count, one for each; the `keys` of a note are the
    places in `said` of the claims that it concerns. `rates` brings money over where the story states no rate.
    """
    draft = pipeline.read(pipeline.Story(text))
    told = zip(said, readings, strict=True)
    past = {claim.figure.span for claim, reading in told if claim.figure and reading.role in VOID}
    laid = sheet.lay_out(draft, past)
    found = [*parts.find(laid), *rests.find(laid), *shares.find(laid), *changes.find(laid)]
    found += [*periods.find(laid), *conversions.find(laid, rates)]
    return [_note(draft, finding, said) for finding in sorted(_best(found), key=_place)][:MOST]


def rates_told(text: str, at: datetime) -> list[Told]:
    """The conversions of money that a story sent at `at` tells, and the rates that it states."""
    return list(conversions.told(sheet.lay_out(pipeline.read(pipeline.Story(text)), ()), at))


def _best(found: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for each figure and kind; a sum that comes out in one way is right."""
    best: dict[tuple[str, Span], Finding] = {}
    for finding in found:
        key = finding.kind, finding.about.figure.span
        if key not in best or (finding.ok and not best[key].ok):
            best[key] = finding
    return iter(best.values())


def _place(finding: Finding) -> tuple[int, int]:
    return max(term.line for term in finding.terms), finding.about.figure.span.start


def _note(draft: pipeline.Draft, finding: Finding, said: Sequence[Said]) -> Note:
    keys = _keys([draft.copy.to_source(term.figure.span) for term in finding.terms], said)
    return Note(finding.kind, finding.stated, finding.computed, finding.ok, finding.text, keys)


def _keys(spans: Sequence[Span], said: Sequence[Said]) -> tuple[int, ...]:
    """The claims of the figures; where none is one, those whose sentence holds a figure."""
    figures = {
        place
        for place, claim in enumerate(said)
        if claim.figure and any(_overlap(claim.figure.span, span) for span in spans)
    }
    return tuple(
        sorted(figures or {p for p, c in enumerate(said) if any(_overlap(c.span, s) for s in spans)})
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
