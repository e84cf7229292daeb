"""`python -m workers.model errors`: what the extraction still gets wrong on a reference set, counted by kind.

Claims are paired by the set's own measure (score.py), so the counts add up to what `evaluate` prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from claims.extraction.pipeline import Story, read
from claims.extraction.types import Scorer
from workers.model.config import ModelError
from workers.model.data import stories
from workers.model.evaluate import extracted, measure_of

KINDS = {
    "unknown": "Figures that the grammar does not propose",
    "missed": "Figures that the model leaves out",
    "extra": "Figures listed that the set does not have",
    "type": "Types wrong",
    "qualifier": "Qualifiers wrong",
    "unit": "Units wrong",
    "empty": "Speakers left empty",
    "other": "Speakers that are somebody else",
    "voice": "Speakers given to the story's own words",
    "event missed": "Events left out",
    "event extra": "Sentences listed as an event that hold no claim",
}
MOST = 5  # details told of each kind
BEGIN, END = "<!-- errors: begin -->", "<!-- errors: end -->"

Claim = dict[str, Any]
Slip = tuple[str, str]  # kind, detail


def errors(gold: Path, scorer: Scorer) -> str:
    """The errors of all stories as a Markdown section."""
    reference = list(stories(gold))
    measure = measure_of(gold)
    said = extracted(reference, scorer)
    slips = [
        slip
        for story, line in zip(reference, said, strict=True)
        for slip in _of_story(story, line["claims"], measure)
    ]
    return _section(slips, gold.name, scorer.version)


def renew(page: Path, section: str) -> None:
    """Put the section between the two marks of a page; ModelError where they are missing."""
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    before, begun, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise ModelError(f"{page} has no lines {BEGIN} and {END} to put the errors between.")
    page.write_text(f"{before}{BEGIN}\n{section}\n{END}{after}", encoding="utf-8")


def _section(slips: Sequence[Slip], name: str, version: str) -> str:
    rows = [_row(kind, Counter(detail for one, detail in slips if one == kind)) for kind in KINDS]
    head = f"`python -m workers.model errors` on {name}, {version}:\n\n| what | count | most often |"
    return "\n".join([head, "|---|---|---|", *rows])


def _row(kind: str, details: Counter[str]) -> str:
    often = ", ".join(f"{detail} {count}" for detail, count in details.most_common(MOST))
    return f"| {KINDS[kind]} | {details.total()} | {often} |"


def _of_story(story: dict[str, Any], said: list[Claim], measure: ModuleType) -> Iterator[Slip]:
    true = [claim for claim in story["claims"] if claim["figure"]]
    listed = [claim for claim in said if claim["figure"]]
    pairs = measure.match(true, listed, lambda one, other: _same(one["figure"], other["figure"], measure))
    known = list(_candidates(story["text"]))
    found = {at for at, _ in pairs}
    for at, claim in enumerate(true):
        if at not in found and claim["worth"]:
            proposed = any(_same(claim["figure"], figure, measure) for figure in known)
            yield "missed" if proposed else "unknown", claim["type"]
    for at in set(range(len(listed))) - {at for _, at in pairs}:
        yield "extra", listed[at]["type"]
    for one, other in pairs:
        if true[one]["worth"]:
            yield from _of_pair(true[one], listed[other], measure)
    yield from _of_events(story["claims"], said, measure)


def _candidates(text: str) -> Iterator[dict[str, Any]]:
    for figure in read(Story(text=text)).figures:
        yield {"low": figure.low, "high": figure.high}


def _same(one: dict[str, Any], other: dict[str, Any], measure: ModuleType) -> bool:
    """Whether two figures have the same value."""
    return all(measure.close(one.get(end), other.get(end)) for end in ("low", "high"))


def _of_pair(true: Claim, said: Claim, measure: ModuleType) -> Iterator[Slip]:
    """What is wrong with a figure that was found."""
    one, other = true["figure"], said["figure"]
    if true["type"] != said["type"]:
        yield "type", f"{true['type']} as {said['type']}"
    if one["qualifier"] != other["qualifier"]:
        yield "qualifier", f"{one['qualifier']} as {other['qualifier']}"
    if measure.unit(one["unit"]) != measure.unit(other["unit"]):
        yield "unit", f"{_class(one['unit'])} as {_class(other['unit'])}"
    if not measure.speaker_same(true["speaker"], said["speaker"]):
        yield _speaker_slip(true, said), true["type"]


def _class(unit: str) -> str:
    """The class of a unit: nouns are too many to tell apart."""
    return unit if unit in {"people", "%", "pp"} else "money" if unit.isupper() else "a noun"


def _speaker_slip(true: Claim, said: Claim) -> str:
    if not true["speaker"]:
        return "voice"
    return "other" if said["speaker"] else "empty"


def _of_events(true: list[Claim], said: list[Claim], measure: ModuleType) -> Iterator[Slip]:
    """Sentences that only one side lists, among those that the other side lists for no figure either."""
    wanted, listed = _by_sentence(true), _by_sentence(said)
    pairs = measure.match(wanted, listed, lambda one, other: True)
    for at in set(range(len(wanted))) - {at for at, _ in pairs}:
        if not wanted[at]["figure"] and wanted[at]["worth"]:
            yield "event missed", f"worth {wanted[at]['worth']}"
    for at in set(range(len(listed))) - {at for _, at in pairs}:
        if not listed[at]["figure"]:
            yield "event extra", "worth " + str(listed[at]["worth"])


def _by_sentence(claims: list[Claim]) -> list[Claim]:
    """One claim a sentence: that of a figure where there is one, since it would be listed anyway."""
    kept: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda one: (one["figure"] is not None, one["worth"])):
        kept[claim["sentence"]] = claim
    return list(kept.values())
