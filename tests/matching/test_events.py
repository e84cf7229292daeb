"""Pairs of stories that a stranger would call one event, or two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.matching.events import accounts, same_event
from claims.matching.types import Account, Story

PAIRS = Path(__file__).with_name("events.txt")
MOST_MISSED = 2
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


def pairs() -> Iterator[Pair]:
    for block in PAIRS.read_text(encoding="utf-8").split("\n\n"):
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


def test_two_events_never_join() -> None:
    joined = [f"{pair.tries}: {pair.said}" for pair in pairs() if not pair.is_same and pair.said]
    assert not joined, "\n".join(joined)


def test_few_stories_of_one_event_are_missed() -> None:
    missed = [pair.tries for pair in pairs() if pair.is_same and not pair.said]
    assert len(missed) <= MOST_MISSED, "\n".join(missed)


def test_there_are_enough_pairs_of_both() -> None:
    found = list(pairs())
    assert len(found) >= 40
    assert sum(pair.is_same for pair in found) >= 15
