"""Scenarios of our own, most of them written before the rules that pass them: tolls, conflicts and links.

Each is read at once, as in the morning after; run it with `-s` to see what is missing or too much, and why.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from claims.models.link import SAME, VARIANT
from tests.scenarios.comparing import copied
from tests.scenarios.conftest import Played
from tests.scenarios.telling import told, written
from tests.scenarios.test_links import Night, show
from tests.scenarios.test_tolls import check_not_points, check_rows, printed, say, told_of
from tests.scenarios.tolling import clashes, compare, same_latest
from workers.model.scorer import Scorer

pytestmark = pytest.mark.django_db


class Left(NamedTuple):
    """What is still wrong in a scenario, at most: points missing or too many, conflicts missed, what is told
    now, and pairs that are not linked."""

    points: int = 0
    conflicts: int = 0
    latest: int = 0
    links: int = 0


LEFT = {
    "airliner": Left(links=1),  # "the jet whose crash killed 33" is not offered
    "campaign": Left(latest=1),  # who repeats what they said is no speaker yet
    "carmaker": Left(points=3, conflicts=2, latest=1, links=1),  # a firm in two towns is not one
    "corps": Left(points=2, latest=1),  # the dead of two sides have one toll
    "festival": Left(points=1, links=1),  # a toll that is raised below is its part
    "hurricane": Left(points=1, latest=1),  # those in shelters are not followed
    "late": Left(links=1),
    "levee": Left(points=1),  # "a man drowned" beside a number is not claimed
    "quake": Left(links=1),
    "relief": Left(points=2, conflicts=1, latest=1, links=2),  # "Tessaly" is taken for no name
    "riot": Left(points=1, latest=1),  # some of so many, of whom a clause of their own tells
    "rivers": Left(links=1),
    "school": Left(points=1),  # a part of the dead is told as they are, where its whole is not
}  # only ever less


@pytest.fixture(params=told(), ids=lambda path: path.stem)
def played(request: pytest.FixtureRequest, released: Scorer, clock: Any, tmp_path: Path) -> Played:
    scenario = Played(written(request.param, tmp_path), released)
    clock(scenario.expected)
    scenario.arrive(read_each=False)
    return scenario


def test_what_the_stories_say_together_is_known(played: Played) -> None:
    name, expected, lines = played.folder.name, played.expected, printed("list_tolls")
    left = LEFT.get(name, Left())
    found = compare(expected, lines, copied(expected))
    missed, false = clashes(found, lines)
    say(name, [*told_of(found, expected), *(f"missed {each}" for each in missed)])
    say(name, [f"false {each}" for each in false])
    assert not false
    assert len(missed) <= left.conflicts
    assert sum(len(each.missing) + len(each.extra) for each in found) <= left.points
    assert sum(not same_latest(each.wanted["latest"], each.line["latest"]) for each in found) <= left.latest
    check_not_points(expected, lines)
    check_rows(lines)
    check_links(Night(expected), left.links)


def check_links(night: Night, most: int) -> None:
    """No variant is offered as the same; what is the same is offered, and a variant linked, but for a few."""
    same, variants = list(night.pairs("same_claim")), list(night.pairs("variants"))
    assert not [pair for pair in variants if night.are_linked(pair, SAME)]
    offered = [pair for pair in same if night.are_linked(pair, SAME)]
    linked = [pair for pair in variants if night.are_linked(pair, VARIANT)]
    show("not offered", same, offered)
    show("not linked", variants, linked)
    assert len(same) + len(variants) - len(offered) - len(linked) <= most
