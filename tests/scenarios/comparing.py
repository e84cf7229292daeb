"""How a scenario is compared, as its README says: loosely in wording, strictly in figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

Line = dict[str, Any]

LISTED = {"casualties", "troops", "displacement", "spending"}  # types whose figures a scenario lists in full
CLOSE = 0.005  # of a number: 33.3 is a third
OURS = {"not_a_story": {"advisory"}, "accepted": {"new", "revision", "embargoed", "withheld"}}
UNITS = {"crown": {"crown", "crowns"}}

_WORD = re.compile(r"[^\W_]+")


def fits(outcome: Any, row: Line) -> bool:
    """Whether a file ended as its row says; nulls, and what plain text cannot tell, are left out."""
    if outcome.status not in OURS.get(row["outcome"], {row["outcome"]}):
        return False
    is_told = row["guid"] is not None and row["outcome"] != "not_a_story"
    return not is_told or (outcome.guid, outcome.version) == (row["guid"], row["version"])


def same_sentence(one: str, other: str) -> bool:
    """White space and a dateline apart."""
    short, long = sorted((" ".join(one.split()), " ".join(other.split())), key=len)
    return short in long and len(long) - len(short) < 60


def close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= CLOSE * max(abs(one), abs(other))


def same_figure(wanted: Line, line: Line) -> bool:
    """Value, bound and unit; `of` and the figure's exact words are free."""
    figure = line["figure"]
    if wanted["figure"] is None or figure is None:
        return wanted["figure"] is figure
    told = wanted["figure"]
    return close(told["low"], figure["low"]) and close(told["high"], figure["high"])


def same_reading(wanted: Line, line: Line) -> bool:
    """The figure in all its parts."""
    told, figure = wanted["figure"], line["figure"]
    if told is None:
        return True
    units = UNITS.get(told["unit"], {told["unit"]})
    return (
        told["qualifier"] == figure["qualifier"] and figure["unit"] in units and told["per"] == figure["per"]
    )


def same_speaker(wanted: str | None, told: str | None) -> bool:
    """Null is the story's own voice; of a name any of its words will do."""
    if not wanted or not told:
        return not wanted and not told
    return bool(set(_WORD.findall(wanted.lower())) & set(_WORD.findall(told.lower())) - {"the", "of"})


def told_in(wanted: Line, lines: Iterable[Line], copies: Collection[str]) -> Line | None:
    """The line that serves an expected claim: its story and version, its sentence, its figure; or None.

    A story that came as the copy of another is told by that one.
    """
    found = [
        line
        for line in lines
        if (
            wanted["guid"] in copies or (line["guid"], line["version"]) == (wanted["guid"], wanted["version"])
        )
        and same_sentence(wanted["sentence"], line["sentence"])
        and same_figure(wanted, line)
    ]
    return max(found, key=lambda line: same_reading(wanted, line), default=None)


def wanted_claims(expected: Line) -> list[Line]:
    """The claims of what is read: a version that came too late is not."""
    late = {(row["guid"], row["version"]) for row in expected["files"] if row["outcome"] == "stale"}
    return [claim for claim in expected["claims"] if (claim["guid"], claim["version"]) not in late]


def copied(expected: Line) -> set[str]:
    """Ids of stories that came as copies of others only."""
    files = expected["files"]
    own = {row["guid"] for row in files if row["outcome"] != "duplicate"}
    return {row["guid"] for row in files if row["guid"]} - own


def raised(lines: Iterable[Line]) -> list[Line]:
    """Every change between versions that asked for another look, with the line that tells it."""
    return [line | line["recheck"] for line in lines if line["recheck"] and line["recheck"]["to"] is not None]


def is_raised(row: Line, change: Line) -> bool:
    """Whether a change is the one that is expected."""
    where = all(row[name] == change[name] for name in ("guid", "from", "to"))
    numbers = isinstance(change["old"], float) and isinstance(change["new"], float)
    return where and numbers and close(row["old"], change["old"]) and close(row["new"], change["new"])


def disagreements(expected: Line, lines: Iterable[Line]) -> list[str]:
    """What was to be flagged and was not, and what was flagged and was not to be."""
    changes, rows = raised(lines), expected["recheck"]
    missed = [row for row in rows if not any(is_raised(row, change) for change in changes)]
    extra = [change for change in changes if not any(is_raised(row, change) for row in rows)]
    wrong = [change for change in extra if change["type"] in LISTED or is_unchanged(change, expected)]
    return [f"missed: {row}" for row in missed] + [f"extra: {shown(change)}" for change in wrong]


def is_unchanged(change: Line, expected: Line) -> bool:
    """Whether the scenario names the flagged claim among those that must not be."""
    figure = change["figure"]
    return figure is not None and any(
        (row["guid"], row["to"]) == (change["guid"], change["to"]) and close(row["figure"], figure["low"])
        for row in expected["unchanged"]
    )


def shown(change: Line) -> str:
    return f"{change['guid']}, {change['because']}: {change['sentence']}"
