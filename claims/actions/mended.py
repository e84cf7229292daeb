"""What a person told of a claim stays when a newer version tells it again, as long as its words stand there.

`Claim.read_as` is what the extractor read in the version that the claim stands in, where a person told it
otherwise or found it: the fields FIELDS, and the figure's record. Versions are compared by it, reading with
reading, so that a version which reads as the one before undoes nothing and flags nothing. What it shows to be
changed is its own: the flag then has the person's word as what was before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from claims.actions.rechecks import telling
from claims.extraction import types
from claims.extraction.alignment import Telling
from claims.extraction.passages import moved, nearest, places
from claims.extraction.types import Span
from claims.models import Claim, Figure

FIELDS = (
    "start", "end", "sentence", "figure_start", "figure_end", "type", "claimant", "claimant_via",
    "claimant_how", "place",
)  # fmt: skip
CLAIMANT = ("claimant", "claimant_via", "claimant_how")
FIGURE_FIELDS = ("text", "low", "high", "qualifier", "unit", "of", "per", "converted")
REACH = 600  # characters from the sentence as it was read, within which a mended one is looked for
SPAN, FIGURE, SOURCE, PLACE, TYPE = "sentence", "figure", "claimant", "place", "type"
WHOLE = frozenset({SPAN, FIGURE, SOURCE, PLACE, TYPE})
Place = tuple[int, int, int | None, int | None]


def reading(claim: Claim) -> dict[str, Any]:
    """What is told of a claim, to be kept in `read_as`."""
    figure = getattr(claim, "figure", None)
    return {field: getattr(claim, field) for field in FIELDS} | {"figure": figure and figure.record()}


def held(claim: Claim) -> frozenset[str]:
    """What of the claim is a person's word: what differs from the reading, all of it where nobody read it."""
    if claim.read_as is None:
        return frozenset()
    if claim.added_by_id:
        return WHOLE
    was, now = claim.read_as, reading(claim)
    parts = {
        SPAN: ("start", "end"),
        FIGURE: ("figure", "figure_start", "figure_end"),
        SOURCE: CLAIMANT,
        PLACE: ("place",),
        TYPE: ("type",),
    }
    return frozenset(part for part, names in parts.items() if any(was[name] != now[name] for name in names))


def tellings(claims: Sequence[Claim]) -> list[Telling]:
    """The claims as they were read, for comparing versions; one that was read where another stands, as told.

    So two claims never compare as one.
    """
    told = Counter(place(claim) for claim in claims)
    return [telling(claim) if _is_crowded(claim, told) else as_read(claim) for claim in claims]


def _is_crowded(claim: Claim, told: Counter[Place]) -> bool:
    """Whether another claim stands where this one was read."""
    read = claim.read_as or reading(claim)
    there = read["start"], read["end"], read["figure_start"], read["figure_end"]
    return told[there] > (there == place(claim))


def as_read(claim: Claim) -> Telling:
    """The claim as the extractor read it; as it is told where nobody told it otherwise."""
    read = claim.read_as or reading(claim)
    span = Span(read["figure_start"], read["figure_end"]) if read["figure"] else None
    figure = types.Figure(span=span, **read["figure"]) if span else None
    return Telling(read["sentence"], read["start"], read["type"], figure, read["claimant"], read["place"])


def place(claim: Claim) -> Place:
    """Where a claim stands in its version: no two stand in one place."""
    return claim.start, claim.end, claim.figure_start, claim.figure_end


def note_read(claim: Claim, row: Claim | None) -> None:
    """Keep what the extractor read of a claim that has its newer reading, while a person’s word holds."""
    claim.read_as = reading(row) if row else None
    if not held(claim):
        claim.read_as = claim.mended_at = None


def keep(claim: Claim, row: Claim, changed: Collection[str]) -> Claim | None:
    """The newer reading `row`, unsaved, with the person's word where the story did not change it.

    `changed` are the kinds of change between the two readings. None: the person's figure stands there no
    more, and nobody read another, so that the claim is told no more.
    """
    mine = held(claim)
    kept = _placed(claim, row, mine)
    if kept is None:
        return None
    if SOURCE in mine and "claimant" not in changed:
        _take(kept, claim, CLAIMANT)
    if PLACE in mine and "place" not in changed:
        kept.place = claim.place
    if TYPE in mine and "meaning" not in changed:
        kept.type = claim.type
    if claim.added_by_id:  # a person found it worth checking
        _take(kept, claim, ("worth", "check_worthiness"))
    return kept


def figure_read(claim: Claim) -> dict[str, Any]:
    """The columns of the figure that the extractor read; the claim's own where nobody told it otherwise."""
    read: dict[str, Any] = (claim.read_as or reading(claim))["figure"]
    return read | {name: read[name] or "" for name in ("per", "converted")}


def words_read(claim: Claim) -> dict[str, Any]:
    """Type, place and claimant as the extractor read them."""
    read = claim.read_as or reading(claim)
    return {name: read[name] for name in ("type", "place", *CLAIMANT)}


def _placed(claim: Claim, row: Claim, mine: Collection[str]) -> Claim | None:
    """The reading with the person's sentence and figure, as far as their words stand in its text."""
    told = Span(row.start, row.end)
    chosen = _sentence(claim, row) if SPAN in mine else None
    for sentence in (chosen, told):
        if sentence is None:
            continue
        if FIGURE not in mine:
            if _has_inside(sentence, row):
                return _copy(row, sentence, getattr(row, "figure", None), _span(row))
        elif not hasattr(claim, "figure"):
            return _copy(row, sentence, None, None)
        elif span := _figure(claim, row, sentence):
            return _copy(row, sentence, claim.figure, span)
    return _copy(row, told, row.figure, _span(row)) if hasattr(row, "figure") else None


def _sentence(claim: Claim, row: Claim) -> Span | None:
    """The passage that the person chose, where it stands now."""
    shift = claim.start - (claim.read_as or {"start": claim.start})["start"]
    start = max(0, row.start + shift)
    around = Span(start, start + claim.end - claim.start)
    return moved(row.revision.body, claim.sentence, around, REACH)


def _figure(claim: Claim, row: Claim, sentence: Span) -> Span | None:
    """The words of the person's figure in the sentence; of several, those that stand where they stood."""
    inside = (claim.figure_start or claim.start) - claim.start
    found = places(row.revision.body, claim.figure.text, sentence)
    return nearest(found, sentence.start + inside)


def _has_inside(sentence: Span, row: Claim) -> bool:
    span = _span(row)
    return span is None or (sentence.start <= span.start and span.end <= sentence.end)


def _span(row: Claim) -> Span | None:
    if row.figure_start is None or row.figure_end is None:
        return None
    return Span(row.figure_start, row.figure_end)


def _copy(row: Claim, sentence: Span, figure: Figure | None, span: Span | None) -> Claim:
    """The reading at another place, with this figure; unsaved."""
    body = row.revision.body
    copied = Claim(**{field.attname: getattr(row, field.attname) for field in Claim._meta.concrete_fields})
    copied.revision = row.revision
    copied.start, copied.end, copied.sentence = sentence.start, sentence.end, sentence.of(body)
    copied.figure_start, copied.figure_end = (span.start, span.end) if span else (None, None)
    if figure and span:
        record = {name: getattr(figure, name) for name in FIGURE_FIELDS}
        copied.figure = Figure(claim=copied, **record | {"text": span.of(body)})
    return copied


def _take(kept: Claim, claim: Claim, names: Iterable[str]) -> None:
    for name in names:
        setattr(kept, name, getattr(claim, name))
