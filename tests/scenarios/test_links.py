"""The scenarios' claims that say the same, and their variants, from the bytes to the links, by the model.

A pair of the scenario counts where both of its claims were found; run it with `-s` to see what is not linked.
A story that came as a copy of another is told by that one, so that its claims are the same of themselves.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.db import transaction

from claims.models import Claim, ClaimLink, Occurrence
from claims.models.link import SAME, VARIANT
from claims.models.linked import Linked, Tellings, links_of, links_of_tellings
from tests.scenarios.comparing import copied
from tests.scenarios.conftest import Played, folders
from workers.model.scorer import Scorer

pytestmark = pytest.mark.django_db

# Pairs that are offered as the same, and that are linked as variants.
FLOORS = {
    "s01-ferry-fire": (4, 5),
    "s02-army-withdrawal": (3, 4),
    "s03-aid-budget": (0, 4),
    "s04-kill": (4, 3),
    "s05-embargoed-report": (3, 3),
    "s06-refile-advisory": (0, 3),
    "s07-flood-displacement": (1, 4),
    "s08-two-bombings": (3, 5),
    "s09-shifting-figure": (1, 5),
    "s10-arithmetic": (0, 3),
    "s11-scraped-page": (8, 1),
    "s12-night-batch": (2, 0),  # of 2 and 1
}


class Named(NamedTuple):
    """A claim as a scenario names it: "guid@version: sentence start [figure]"."""

    guid: str
    version: int
    sentence: str
    figure: str


class Night:
    """All that was told in a scenario, with its links."""

    def __init__(self, expected: dict[str, Any]) -> None:
        self.expected, self._copies = expected, copied(expected)
        self.told = list(Occurrence.objects.with_context().in_reading_order())
        self._linked = links_of_tellings(self.told)
        self._first = Tellings({each.claim_id for each in self.told}).first

    def pairs(self, name: str) -> Iterator[tuple[Occurrence, Occurrence]]:
        """The pairs of a list of the scenario, as far as their claims were found."""
        for words in self.expected[name]:
            one, other = (self._telling(named(each)) for each in words)
            if one and other:
                yield one, other

    def are_linked(self, pair: tuple[Occurrence, Occurrence], kind: str) -> bool:
        one, other = (self._first[each.pk] for each in pair)
        if one == other:
            return kind == SAME
        return other in ends(self._linked[pair[0].pk], kind)

    def _telling(self, wanted: Named) -> Occurrence | None:
        return next((each for each in self.told if self._is(each, wanted)), None)

    def _is(self, told: Occurrence, wanted: Named) -> bool:
        where = told.claim.article.guid, told.revision.version
        is_there = where == (wanted.guid, wanted.version) or wanted.guid in self._copies
        figure = told.figure["text"] if told.figure else ""
        is_figure = not wanted.figure or (figure and (figure in wanted.figure or wanted.figure in figure))
        return is_there and wanted.sentence in " ".join(told.sentence.split()) and bool(is_figure)


def offered() -> set[frozenset[tuple[str, str]]]:
    """All links of what is the same, by the stories and sentences at their ends."""
    links = ClaimLink.objects.filter(kind=SAME).select_related("one__claim__article", "other__claim__article")
    return {
        frozenset((told.claim.article.guid, told.sentence) for told in (link.one, link.other))
        for link in links
    }


def named(words: str) -> Named:
    head, _, rest = words.partition(": ")
    guid, _, version = head.rpartition("@")
    sentence, _, figure = rest.partition(" [")
    return Named(guid, int(version), sentence, figure.rstrip("]"))


def ends(linked: Linked, kind: str) -> set[int]:
    return {
        end for seen in linked.seen if seen.kind == kind for end in (seen.link.one_id, seen.link.other_id)
    }


@pytest.fixture(params=folders() or [None], ids=lambda path: path.name if path else "none")
def folder(request: pytest.FixtureRequest, shared: Path) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def played(folder: Path, released: Scorer, clock: Any) -> Played:
    """Each file is read and compared as it comes."""
    scenario = Played(folder, released)
    clock(scenario.expected)
    scenario.arrive(read_each=True)
    return scenario


def test_what_is_the_same_is_offered_and_a_variant_never(played: Played) -> None:
    night = Night(played.expected)
    same, variants = list(night.pairs("same_claim")), list(night.pairs("variants"))
    assert not [pair for pair in variants if night.are_linked(pair, SAME)]
    offered = [pair for pair in same if night.are_linked(pair, SAME)]
    linked = [pair for pair in variants if night.are_linked(pair, VARIANT)]
    show("not offered", same, offered)
    show("not linked", variants, linked)
    least = FLOORS.get(played.folder.name, (0, 0))
    assert (len(offered), len(linked)) >= least
    assert len(linked) >= least[1]


def test_when_stories_are_compared_does_not_matter(folder: Path, released: Scorer, clock: Any) -> None:
    """As each file comes, or all in the morning: what is offered as the same is the same."""
    ends = []
    for read_each in (True, False):
        with transaction.atomic():
            scenario = Played(folder, released)
            clock(scenario.expected)
            scenario.arrive(read_each=read_each)
            ends.append(offered())
            transaction.set_rollback(True)
    assert ends[0] == ends[1]


def test_lines_name_the_claims_of_the_newest_versions(played: Played) -> None:
    """A line of the newest version has links with the newest versions alone, and never with itself."""
    newest = set(Claim.objects.current().values_list("pk", flat=True))
    for line in played.listed():
        assert {*line["same_as"], *line["variants"]} <= newest - {line["id"]}, json.dumps(line)
        assert not {*line["same_as"]} & {*line["variants"]}


def test_the_same_claims_tell_one_figure(played: Played) -> None:
    """Zero verdicts can be shared over another figure: what is offered has one number, rounded at most."""
    claims = {each.pk: each for each in Claim.objects.current().select_related("figure")}
    for pk, linked in links_of(claims.values()).items():
        for other in linked.same_as:
            one, two = getattr(claims[pk], "figure", None), getattr(claims[other], "figure", None)
            assert (one is None) == (two is None)
            assert one is None or two is None or abs(one.low - two.low) <= 0.1 * max(one.low, two.low)


def show(what: str, pairs: Sequence[tuple[Occurrence, Occurrence]], found: Sequence[object]) -> None:
    for one, other in pairs:
        if (one, other) not in found:
            sys.stdout.write(f"{what}: {one.sentence[:90]} // {other.sentence[:90]}\n")
