"""How a scenario's tolls are compared with those that `list_tolls` prints, and why a point is not there.

Events and measures go by their points: an expected toll is compared with the line that has most of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.scenarios.comparing import close, same_reading, same_speaker, told_in

Line = dict[str, Any]


@dataclass
class Compared:
    """One expected toll and the printed line that has most of its points; what the two don't share."""

    wanted: Line
    line: Line
    found: list[Line] = field(default_factory=list)
    missing: list[Line] = field(default_factory=list)
    extra: list[Line] = field(default_factory=list)


def compare(expected: Line, lines: Sequence[Line], copies: Collection[str]) -> list[Compared]:
    """Each expected toll with a line of its own, those that share most points first."""
    pairs = [
        (len(shared(wanted, line, copies)), -n, -k)
        for n, wanted in enumerate(expected["tolls"])
        for k, line in enumerate(lines)
    ]
    chosen: dict[int, int] = {}
    for count, n, k in sorted(pairs, reverse=True):
        if count and -n not in chosen and -k not in chosen.values():
            chosen[-n] = -k
    none: Line = {"points": [], "conflicts": [], "latest": None, "event_id": None}
    return [
        compared(wanted, lines[chosen[n]] if n in chosen else none, copies)
        for n, wanted in enumerate(expected["tolls"])
    ]


def compared(wanted: Line, line: Line, copies: Collection[str]) -> Compared:
    """A repeat may be shown or left out."""
    found = shared(wanted, line, copies)
    missing = [point for point in wanted["points"] if point not in found and not point.get("repeat")]
    known = wanted["points"]
    extra = [
        point
        for point in line["points"]
        if not point["repeat"] and not any(same_point(each, point, copies) for each in known)
    ]
    return Compared(wanted, line, found, missing, extra)


def shared(wanted: Line, line: Line, copies: Collection[str]) -> list[Line]:
    """The expected points that the line has."""
    return [
        point for point in wanted["points"] if any(same_point(point, told, copies) for told in line["points"])
    ]


def same_point(wanted: Line, told: Line, copies: Collection[str]) -> bool:
    """The story and version that told it and when, value, bound and period, void or not, what it rests on."""
    place = wanted["guid"] in copies or (wanted["guid"], wanted["version"]) == (told["guid"], told["version"])
    place = place and (wanted["source"], wanted["at"]) == (told["source"], told["at"])
    value = close(wanted["low"], told["low"]) and close(wanted.get("high"), told["high"])
    reading = wanted["qualifier"] == told["qualifier"] and wanted.get("per") == told["per"]
    stands = wanted.get("void", False) == told["void"] and wanted.get("relays") in (None, told["relays"])
    return place and value and reading and stands


def same_latest(wanted: Line | None, told: Line | None) -> bool:
    """What is told now, if anything; the period where the scenario names it."""
    if wanted is None or told is None:
        return wanted is told
    value = close(wanted["low"], told["low"]) and close(wanted.get("high"), told["high"])
    named = all(wanted[name] == told[name] for name in ("per", "normalised", "qualifier") if name in wanted)
    return value and named and wanted["source"] == told["source"]


def same_conflict(wanted: Line, printed: Line, line: Line) -> bool:
    """By figures, speakers and whether it is settled; the figures are those that its claims told then."""
    if (wanted["resolved_by"] is None) != (printed["until"] is None):
        return False
    sides = [at_the_time(printed[side], printed["since"], line) for side in ("a", "b")]
    ours = sorted((side["low"], side["speaker"] or "") for side in sides if side)
    speakers = wanted.get("speakers", [None, None])
    theirs = sorted(
        (figure, speaker or "") for figure, speaker in zip(wanted["figures"], speakers, strict=True)
    )
    return all(
        close(one, other) and (not name or same_speaker(name, speaker))
        for (one, name), (other, speaker) in zip(theirs, ours, strict=True)
    )


def at_the_time(claim: int, since: str, line: Line) -> Line | None:
    """The newest point of a claim that was told by then."""
    told = [point for point in line["points"] if point["claim"] == claim and point["at"] <= since]
    return max(told, key=lambda point: (point["at"], point["version"]), default=None)


def clashes(all_compared: Iterable[Compared], lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Expected conflicts that are missing, and printed ones that nobody expects."""
    missed, known = [], []
    for each in all_compared:
        for wanted in each.wanted.get("conflict_detail", []):
            same = [told for told in each.line["conflicts"] if same_conflict(wanted, told, each.line)]
            known += same
            missed += [] if same else [wanted]
    printed = [told for line in lines for told in line["conflicts"]]
    return missed, [told for told in printed if told not in known]


def cause(point: Line, each: Compared, expected: Line, said: Sequence[Line], copies: Collection[str]) -> str:
    """Why an expected point is not on the line: extraction, rules or events, and the words for people.

    `said`: what `list_claims --all-versions` prints, each line with the `measure` and `role` of its telling.
    """
    told = [claim for claim in expected["claims"] if is_told_by(claim, point)]
    lines = [line for claim in told if (line := told_in(claim, said, copies))]
    if not lines:
        return "extraction: no claim with this figure"
    read = [line for line in lines if any(same_reading(claim, line) for claim in told)]
    if not read:
        figure = lines[0]["figure"]
        return f"extraction: wrong figure, {figure['qualifier']} {figure['low']:g} per {figure['per']}"
    line = read[0]
    if line["role"] not in ("point", "new") or not line["measure"]:
        return f"rules: read as {line['measure'] or 'nothing'}, {line['role']} ({line['why']})"
    if line["event_id"] is None or line["event_id"] != each.line["event_id"]:
        return f"events: event {line['event_id']} ({line['event']}), not {each.line['event_id']}"
    return f"rules: measure {line['measure']} {line['subject']}, period {line['period']!r}, per {line['per']}"


def is_told_by(claim: Line, point: Line) -> bool:
    place = (claim["guid"], claim["version"]) == (point["guid"], point["version"])
    return place and claim["figure"] is not None and close(claim["figure"]["low"], point["low"])
