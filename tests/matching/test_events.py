"""Pairs of stories that a stranger would call one event, or two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.matching.events import accounts, same_event
from claims.matching.types import Account, Story

FILES = ["events.txt", "later_events.txt"]
MOST_MISSED = 2
CRASH = "Eight people were killed when a bus fell into the lake at Imber on Monday, the police said."
RAISED = "Divers raised a bus that had fallen into the lake at Imber, killing 11, the army said on Thursday."
_STORY = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d) (.+?) \| (.+)")


@dataclass(frozen=True)
class Pair:
    """Two stories, and whether they tell of one event."""

    is_same: bool
    tries: str
    one: Story
    other: Story

    @property
    def said(self) -> str:
        """The reason of the rule; "" for two events."""
        return said(accounts(self.one), accounts(self.other))


def said(ones: list[Account], others: list[Account]) -> str:
    reasons = [same_event(one, other) for one in ones for other in others]
    back = [same_event(other, one) for one in ones for other in others]
    assert reasons == back
    return next(filter(None, reasons), "")


def pairs(name: str) -> Iterator[Pair]:
    for block in Path(__file__).with_name(name).read_text(encoding="utf-8").split("\n\n"):
        first, *lines = block.strip().splitlines()
        if not first.startswith("#"):
            kind, tries = first.split(" · ")
            one, other = stories(lines)
            yield Pair(kind == "same", tries, one, other)


def stories(lines: list[str]) -> Iterator[Story]:
    heads = [place for place, line in enumerate(lines) if _STORY.fullmatch(line)]
    for at, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        hit = _STORY.fullmatch(lines[at])
        assert hit
        yield story(hit[1], hit[2], hit[3], "\n\n".join(lines[at + 1 : end]))


def story(at: str, source: str, headline: str, body: str) -> Story:
    return Story(1, source, datetime.fromisoformat(at).replace(tzinfo=UTC), headline, "", body)


@pytest.mark.parametrize("name", FILES)
def test_two_events_never_join(name: str) -> None:
    joined = [f"{pair.tries}: {pair.said}" for pair in pairs(name) if not pair.is_same and pair.said]
    assert not joined, "\n".join(joined)


@pytest.mark.parametrize("name", FILES)
def test_few_stories_of_one_event_are_missed(name: str) -> None:
    missed = [pair.tries for pair in pairs(name) if pair.is_same and not pair.said]
    assert len(missed) <= MOST_MISSED, "\n".join(missed)


def test_there_are_enough_pairs_of_both() -> None:
    found = list(pairs(FILES[0]))
    assert len(found) >= 40
    assert sum(pair.is_same for pair in found) >= 15


def test_a_round_up_of_two_bombings_gives_an_account_of_each() -> None:
    body = "Bombs killed nine people in Peshmar and four in Tollmark on Monday, police said."
    found = accounts(story("2031-06-02T18:00", "Coast Wire", "Bombs kill 13 in two cities", body))
    assert [account.places for account in found] == [("peshmar",), ("tollmark",)]
    assert [account.name for account in found] == ["Bombing in Peshmar", "Bombing in Tollmark"]


def test_what_a_story_tells_happened_before_its_first_version() -> None:
    """Its newest version may name the day on which something else was said of it."""
    one = story("2031-06-02T12:00", "Coast Wire", "Bus falls into lake at Imber", CRASH)
    new = story("2031-06-05T12:00", "Tarrant News", "Bus raised from lake at Imber", RAISED)
    [first], [later] = accounts(one), accounts(new)
    assert not same_event(first, later)
    [later] = accounts(replace(new, began=datetime(2031, 6, 2, 13, tzinfo=UTC)))
    assert same_event(first, later) == same_event(later, first) != ""
    assert later.span == (datetime(2031, 6, 2, 13, tzinfo=UTC), new.at)


def test_a_flood_of_two_towns_is_one() -> None:
    body = "Floods killed nine people in Belsar and four in Ilmen on Monday, police said."
    assert len(accounts(story("2031-06-02T18:00", "Coast Wire", "Floods kill 13 in two towns", body))) == 1


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("Hotel fire kills at least six in Brelmar", "Hotel fire in Brelmar"),
        ("At least 12 killed by bomb in Peshmar market", "Bomb in Peshmar market"),
        ("CORRECTED: Ferry fire off Oldray kills 17", "Ferry fire off Oldray"),
        ("Coach falls into gorge, 17 killed", "Coach falls into gorge"),
        ("Nine dead in blast at grain store - hospital official", "Blast at grain store"),
        ("Auditors count cost of aid", "Auditors count cost of aid"),
    ],
)
def test_an_event_is_called_by_its_headline_without_the_toll(headline: str, name: str) -> None:
    [account] = accounts(story("2031-06-02T18:00", "Coast Wire", headline, "It was so."))
    assert account.name == name


def test_a_story_of_no_words_has_an_account_that_joins_nothing() -> None:
    empty = story("2031-06-02T18:00", "Coast Wire", "", "")
    [account] = accounts(empty)
    assert not account.keys
    assert not same_event(account, account)
