"""Reads told.txt: cases of short stories, what is told in them as the extractor's own rules find it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from claims.extraction import Claim, extract
from claims.tolls import measures, read
from claims.tolls.types import Report, Said
from tests.extraction.scorers import RuleScorer

FILE = Path(__file__).with_name("told.txt")
TYPES = {
    "casualties": r"kill|wound|injur|dead|death|die|drown|missing|unaccounted|trapped|hostage|"
    r"victim|hurt|hospital|"
    r"bod(?:y|ies)|buried|alive|brought up",
    "troops": r"soldier|troop|fighter|peacekeeper|guards|army|gone home|send|tanks",
    "displacement": r"evacuat|fled|refugee|left their homes|homeless|out of the village",
    "crime": r"arrest|detain",
    "health": r"cases|cholera",
}
Figure = tuple[str, int, float, float | None, str]


@dataclass
class Version:
    """A version as it was sent; `killed_at` where its story was killed later."""

    source: str
    story: str
    number: int
    at: datetime
    killed_at: datetime | None = None
    lines: list[str] = field(default_factory=list)


@dataclass
class Case:
    """Some versions, and of each measure its points, conflicts (with whether they are settled), and "
    "latest."""

    name: str
    versions: list[Version] = field(default_factory=list)
    points: dict[str, set[Figure]] = field(default_factory=dict)
    conflicts: dict[str, set[tuple[frozenset[tuple[str, float]], bool]]] = field(default_factory=dict)
    latest: dict[str, tuple[float, float | None, str, str]] = field(default_factory=dict)


def cases() -> list[Case]:
    found: list[Case] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            found.append(Case(line[2:].strip()))
        elif line and not line.startswith("#"):
            _take(found[-1], line)
    return found


def reports(case: Case) -> list[Report]:
    """What the versions of a case tell, every figure of it a claim."""
    found: list[Report] = []
    names = sorted({version.story for version in case.versions})
    for version in case.versions:
        text = "\n".join(version.lines)
        claims = [claim for claim in extract(text, RuleScorer()).claims if claim.figure]
        said = [_said(claim) for claim in claims]
        readings = read(text, said, sent_at=version.at)
        found += [
            Report(
                key=len(found) + k,
                claim=0,
                article=names.index(version.story),
                guid=version.story,
                version=version.number,
                order=version.number,
                source=version.source,
                at=version.at,
                sentence=each.sentence,
                figure=each.figure,
                reading=reading,
                speaker=each.speaker,
                via=each.via,
                void_at=version.killed_at,
            )
            for k, (each, reading) in enumerate(zip(said, readings, strict=True))
            if each.figure
        ]
    return found


def _said(claim: Claim) -> Said:
    assert claim.figure
    kind = "spending" if measures.is_money(claim.figure.unit) else _type(claim.sentence)
    return Said(
        claim.span,
        claim.sentence,
        kind,
        claim.figure,
        claim.speaker or "",
        claim.via or "",
        claim.place or "",
    )


def _type(sentence: str) -> str:
    return next(
        (name for name, words in TYPES.items() if re.search(words, sentence, re.IGNORECASE)), "quantity"
    )


def _take(case: Case, line: str) -> None:
    mark, _, rest = line.partition(" ")
    if mark == "--":
        case.versions.append(_version(rest.split()))
    elif mark in (">", "!", "="):
        measure, _, told = rest.partition(": ")
        _expect(case, mark, measure, told)
    else:
        case.versions[-1].lines.append(line)


def _version(words: list[str]) -> Version:
    source, name, day, hour, *kill = words
    story, _, number = name.partition("@")
    return Version(source, story, int(number), _time(day, hour), _time(*kill[1:]) if kill else None)


def _time(day: str, hour: str) -> datetime:
    hours, minutes = hour.split(":")
    return datetime(2031, 3, int(day), int(hours), int(minutes), tzinfo=UTC)


def _expect(case: Case, mark: str, measure: str, told: str) -> None:
    if mark == ">":
        case.points[measure] = {_point(each.split()) for each in told.split("; ")}
    elif mark == "!":
        case.conflicts[measure] = {_conflict(each) for each in told.split("; ")}
    else:
        numbers, qualifier, source = told.split()
        case.latest[measure] = (*_numbers(numbers), qualifier, source)


def _point(words: list[str]) -> Figure:
    story, _, number = words[0].partition("@")
    return (story, int(number), *_numbers(words[1]), words[2] if len(words) > 2 else "exact")


def _conflict(told: str) -> tuple[frozenset[tuple[str, float]], bool]:
    sides = [side.split() for side in told.removesuffix(" settled").split(" / ")]
    return frozenset((name, float(low)) for name, low in sides), told.endswith("settled")


def _numbers(told: str) -> tuple[float, float | None]:
    low, _, high = told.partition("-")
    return float(low), float(high) if high else None
