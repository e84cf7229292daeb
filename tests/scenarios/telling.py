"""Scenarios of our own as texts, told as the files and the expectations that the harness reads.

A file of `own/` begins with what it tries. Then come its versions and what should be known after them:

    > nl-hotel@2 2027-01-12 22:05 correction        a version: id, number, when it was sent, and what it is
    A headline, and the paragraphs below it, each a line.

    = killed                                        a toll: points by version, conflicts, what is told now
    nl-hotel@1 at_least 5
    nl-hotel@2 exact 9 repeat
    conflict nl-hotel@2 9 police / mp-hotel@2 12 Ada Brandt, settled by mp-hotel@3
    latest exact 9 nl

    = same                                          also "variants": pairs of claims, " / " between them
    nl-hotel@2: Nine people were [Nine people] / mp-hotel@3: Nine guests died

    = not points
    nl-hotel@2: A sentence as a whole.

A version may be a correction, kill, stale, duplicate or "embargo DATE HOUR"; a point void, a repeat or "per
month"; "= as of DATE HOUR" sets the clock. The first letters of an id tell its agency.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Line = dict[str, Any]

OWN = Path(__file__).with_name("own")
AGENCIES = {"nl": "Northline", "mp": "Meridian Press", "cv": "Corvane News", "hw": "Halyard Wire"}
OUTCOMES = {"kill": "canceled", "stale": "stale", "duplicate": "duplicate"}
NOTES = {"correction": "Corrects figure", "kill": "Kill"}
_BLOCK = re.compile(r"^(?=[>=] )", re.MULTILINE)
_HEAD = re.compile(r"> (\S+)@(\d+) (\S+ \S+)(?: (\w+)(?: (\S+ \S+))?)?")


def told() -> list[Path]:
    return sorted(OWN.glob("*.txt"))


def written(text: Path, folder: Path) -> Path:
    """Write a scenario's files and its expected.json into a new folder of its name."""
    about, *blocks = _BLOCK.split(text.read_text(encoding="utf-8"))
    versions = [_version(block) for block in blocks if block.startswith(">")]
    made = folder / text.stem
    made.mkdir()
    for number, version in enumerate(versions, 1):
        version["file"] = f"{number:02}-{version['guid']}.json"
        (made / version["file"]).write_text(json.dumps(_ninjs(version)), encoding="utf-8")
    expected = _expected(about.strip(), versions, [block for block in blocks if block.startswith("=")])
    (made / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    return made


def _version(block: str) -> Line:
    first, headline, *paragraphs = block.strip().splitlines()
    head = _HEAD.fullmatch(first)
    assert head, first
    guid, number, sent, mark, until = head.groups()
    return {
        "guid": guid,
        "version": int(number),
        "source": AGENCIES[guid[:2]],
        "format": "ninjs",
        "sent": _moment(sent),
        "signal": mark,
        "until": _moment(until) if until else None,
        "outcome": OUTCOMES.get(mark or "", "accepted"),
        "headline": headline,
        "body": "\n\n".join(paragraphs),
    }


def _moment(words: str) -> str:
    return f"{words.replace(' ', 'T')}:00Z"


def _ninjs(version: Line) -> Line:
    """The version as its agency would send it."""
    sent, mark = version["sent"], version["signal"]
    item = {
        "standard": {"name": "ninjs", "version": "3.1"},
        "uri": version["guid"],
        "type": "text",
        "version": str(version["version"]),
        "firstCreated": sent,
        "versionCreated": sent,
        "pubStatus": "canceled" if mark == "kill" else "usable",
        "language": "en",
        "copyrightHolder": version["source"],
        "slugline": version["guid"],
        "edNote": NOTES.get(mark, ""),
        "headlines": [{"role": "main", "value": version["headline"]}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": version["body"]}],
    }
    return item | ({"embargoed": version["until"]} if version["until"] else {})


def _expected(about: str, versions: Sequence[Line], sections: Sequence[str]) -> Line:
    lists: Line = {"same": [], "variants": [], "not points": []}
    tolls, clock = [], {}
    for section in sections:
        first, *lines = [line for line in section.strip().splitlines() if line.strip()]
        name = first.removeprefix("= ").strip()
        if name.startswith("as of "):
            clock = {"as_of": _moment(name.removeprefix("as of "))}
        elif name in lists:
            lists[name] += lines
        else:
            tolls.append(_toll(name, lines, versions))
    return clock | {
        "about": about,
        "files": versions,
        "claims": [],
        "tolls": tolls,
        "same_claim": [line.split(" / ") for line in lists["same"]],
        "variants": [line.split(" / ") for line in lists["variants"]],
        "not_points": [_sentence(line) for line in lists["not points"]],
    }


def _toll(name: str, lines: Sequence[str], versions: Sequence[Line]) -> Line:
    *rest, latest = lines
    points = [_point(line, versions) for line in rest if not line.startswith("conflict ")]
    conflicts = [_conflict(line.removeprefix("conflict ")) for line in rest if line.startswith("conflict ")]
    return {
        "event": name,
        "measure": name,
        "points": sorted(points, key=lambda point: str(point["at"])),
        "conflict_detail": conflicts,
        "latest": _latest(latest.removeprefix("latest ")),
    }


def _point(line: str, versions: Sequence[Line]) -> Line:
    place, qualifier, number, *marks = line.split()
    guid, _, version = place.partition("@")
    told = next(each for each in versions if (each["guid"], each["version"]) == (guid, int(version)))
    point = {name: told[name] for name in ("guid", "version", "source")} | {"at": told["sent"]}
    rate = {"per": marks[marks.index("per") + 1]} if "per" in marks else {}
    return point | _number(number) | {"qualifier": qualifier, "repeat": "repeat" in marks} | (
        {"void": "void" in marks} | rate
    )  # fmt: skip


def _conflict(words: str) -> Line:
    """ "nl@2 9 police / mp@2 12, settled by mp@3"; who says it may be left out."""
    pair, _, end = words.partition(", settled by ")
    sides = [side.split(" ", 2) for side in pair.split(" / ")]
    return {
        "pair": [side[0] for side in sides],
        "figures": [float(side[1]) for side in sides],
        "speakers": [side[2] if len(side) > 2 else None for side in sides],
        "resolved_by": end or None,
    }


def _latest(words: str) -> Line | None:
    if words == "none":
        return None
    qualifier, number, agency = words.split()
    return _number(number) | {"qualifier": qualifier, "source": AGENCIES[agency]}


def _number(words: str) -> Line:
    low, _, high = words.partition("-")
    return {"low": float(low), "high": float(high) if high else None}


def _sentence(line: str) -> Line:
    place, _, sentence = line.partition(": ")
    guid, _, version = place.partition("@")
    return {"guid": guid, "version": int(version), "sentence": sentence}
