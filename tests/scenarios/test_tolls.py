"""The tolls, conflicts and sums of the project's scenarios, from the bytes to `list_tolls`, by the model.

Run it with `-s` to see what is missing or extra, and why: extraction, rules or events.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from claims.extraction.types import Passage, PassageScores
from claims.models import Conflict, Event, Occurrence
from claims.models.timeline import moment, tolls_of
from tests.scenarios.comparing import close, copied, same_sentence
from tests.scenarios.conftest import Played, folders
from tests.scenarios.tolling import Compared, Line, cause, clashes, compare, same_latest
from workers.model.scorer import Scorer

pytestmark = pytest.mark.django_db

POINTS = 0.95  # of the expected points, at least; a point that nobody expects counts as a miss
ORDERS = 3  # by lot, of each scenario
WHOLE = {f"s{number:02d}" for number in range(1, 13)}  # scenarios of which every point is reached


OF_A_POINT = ("source", "version", "at", "low", "high", "qualifier", "per", "relays", "void", "repeat")


class Remembering:
    """A scorer that is asked about each passage once, so that many orders cost one reading."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._known: dict[Passage, PassageScores] = {}

    @property
    def version(self) -> str:
        return self._scorer.version

    def score(self, passages: Sequence[Passage]) -> list[PassageScores]:
        new = [passage for passage in dict.fromkeys(passages) if passage not in self._known]
        self._known.update(zip(new, self._scorer.score(new), strict=True))
        return [self._known[passage] for passage in passages]


@pytest.fixture(scope="session")
def scorer(released: Scorer) -> Any:
    return Remembering(released)


@pytest.fixture(params=folders() or [None], ids=lambda path: path.name if path else "none")
def folder(request: pytest.FixtureRequest, shared: Path) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def played(folder: Path, scorer: Any, clock: Any) -> Played:
    """Each file is read as it comes, and compared with what came before."""
    scenario = Played(folder, scorer)
    clock(scenario.expected)
    scenario.arrive(read_each=True)
    return scenario


def test_tolls_are_as_told(played: Played) -> None:
    expected, copies, lines = played.expected, copied(played.expected), printed("list_tolls")
    found = compare(expected, lines, copies)
    missed, false = clashes(found, lines)
    say(
        played.folder.name,
        [*told_of(found, expected), *(f"conflict missed {each} | rules" for each in missed)],
    )
    say(played.folder.name, [f"conflict false {each} | rules" for each in false])
    assert not missed
    assert not false
    wrong = sum(len(each.missing) + len(each.extra) for each in found)
    wanted = sum(not point.get("repeat") for toll in expected["tolls"] for point in toll["points"])
    assert wrong <= (0 if played.folder.name[:3] in WHOLE else (1 - POINTS) * wanted)
    assert all(same_latest(each.wanted["latest"], each.line["latest"]) for each in found)
    check_not_points(expected, lines)
    check_changes(expected)
    check_sums(expected)
    check_rows(lines)


def check_not_points(expected: Line, lines: Sequence[Line]) -> None:
    """What is recalled, a part, a sum or a notice is no point."""
    points = {(point["claim"], point["version"]) for line in lines for point in line["points"]}
    told = [line for line in said() if (line["id"], line["version"]) in points]
    for row in expected.get("not_points", []):
        place = (row["guid"], row["version"])
        of_it = [line for line in told if (line["guid"], line["version"]) == place]
        assert not [line for line in of_it if same_sentence(row["sentence"], line["sentence"])], row


def check_changes(expected: Line) -> None:
    """What a source revised is told as such."""
    tolls = [
        toll for found in tolls_of(Event.objects.values_list("pk", flat=True)).values() for toll in found
    ]
    steps = [
        (step.source, moment(step.at), step.kind, step.old.figure.low, step.new and step.new.figure.low)
        for toll in tolls
        for step in toll.steps
    ]
    for row in expected.get("toll_changes", []):
        assert tuple(row[name] for name in ("source", "at", "kind", "old", "new")) in steps, (row, steps)


def check_sums(expected: Line) -> None:
    """A sum that does not come out stands on the claims of its sentences, one that does on none."""
    for row in expected.get("arithmetic", []):
        told = Occurrence.objects.filter(claim__article__guid=row["guid"], revision__version=row["version"])
        of_it = [each for each in told if any(same_sentence(one, each.sentence) for one in row["sentences"])]
        notes = [note for each in of_it for note in each.notes if note["kind"] == row["kind"]]
        same = [note for note in notes if close(note["stated"], row["stated"])]
        assert bool(same) != row["ok"], row
        assert row["ok"] or close(same[0]["computed"], row["computed"]), row


def check_rows(lines: Sequence[Line]) -> None:
    """The rows of conflicts say what the tolls say."""
    derived = {
        (told["a"], told["b"], told["since"], told["until"]) for line in lines for told in line["conflicts"]
    }
    rows = Conflict.objects.select_related("one", "other")
    assert derived == {
        (row.one.claim_id, row.other.claim_id, moment(row.since), moment(row.until) if row.until else None)
        for row in rows
    }


def test_any_order_of_arrival_ends_in_the_same_tolls(folder: Path, scorer: Any, clock: Any) -> None:
    as_sent = ended(folder, scorer, clock, None)
    for seed in range(ORDERS):
        assert ended(folder, scorer, clock, Random(f"{folder.name} {seed}")) == as_sent, seed


def ended(folder: Path, scorer: Any, clock: Any, lot: Random | None) -> list[Any]:
    """The tolls after all files of a scenario, in the order of their names or by lot; nothing is left of it.

    By lot, some files are read as they come and the rest in the morning.
    """
    scenario = Played(folder, scorer)
    clock(scenario.expected)
    if lot:
        lot.shuffle(scenario.expected["files"])
    with transaction.atomic():
        scenario.arrive(read_each=lot is None or lot.random() < 0.5)
        tolls = sorted((summed(line) for line in printed("list_tolls")), key=str)
        transaction.set_rollback(True)
    return tolls


def summed(line: Line) -> Line:
    """A toll without the numbers that this database gave, and the id, which of two copies goes by arrival."""
    points = [tuple(point[name] for name in OF_A_POINT) for point in line["points"]]
    conflicts = [(told["figures"], told["since"], told["until"]) for told in line["conflicts"]]
    return {"points": points, "conflicts": conflicts, "latest": line["latest"]}


def printed(command: str, *options: str) -> list[Line]:
    out = io.StringIO()
    call_command(command, "--json", *options, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def said() -> list[Line]:
    """Every claim of every version, with what the toll rules read of it."""
    rows = Occurrence.objects.select_related("revision")
    readings = {(told.claim_id, told.revision.version): told for told in rows}
    found = []
    for line in printed("list_claims", "--all-versions"):
        told = readings[line["id"], line["version"]]
        found.append(line | told.reading | {"measure": told.measure, "role": told.role})
    return found


def told_of(found: Sequence[Compared], expected: Line) -> Iterator[str]:
    """What each expected toll lacks or has too much of, with its cause."""
    claims, copies = said(), copied(expected)
    for each in found:
        title = f"{each.wanted['event']}, {each.wanted['measure']}"
        for point in each.missing:
            yield f"{title} | missing {shown(point)} | {cause(point, each, expected, claims, copies)}"
        for point in each.extra:
            yield f"{title} | extra {shown(point)} | rules: {sentence(point, claims)}"
        if not same_latest(each.wanted["latest"], each.line["latest"]):
            yield f"{title} | latest {each.line['latest']}, not {each.wanted['latest']} | rules"


def say(name: str, lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"\n{name} | {line}")


def shown(point: Line) -> str:
    high = f"-{point['high']:g}" if point.get("high") else ""
    per = f" per {point['per']}" if point.get("per") else ""
    return f"{point['guid']}@{point['version']} {point['qualifier']} {point['low']:g}{high}{per}"


def sentence(point: Line, claims: Sequence[Line]) -> str:
    told = next(
        line for line in claims if (line["id"], line["version"]) == (point["claim"], point["version"])
    )
    return f"{told['measure']}, {told['role']}: “{told['sentence']}”"
