"""Whatever order a story's versions arrive in, the article ends the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims.actions.intake import take_in
from claims.ingest.signals import Signal
from claims.ingest.types import WireStory
from claims.models import Article, Source
from claims.statuses import PubStatus
from tests.factories import SourceFactory, StoryFactory

NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)
UNTIL = datetime(2099, 1, 1, tzinfo=UTC)


def told(number: int, **fields: Any) -> WireStory:
    """Version `number` of one story, an hour after the one before; other words than every other one."""
    text = f"PORT SELWICK - {number} boats were lost in the storm, the harbour master said."
    sent_at = NINE + timedelta(hours=number)
    given_fields = {"guid": "urn:selwick:storm", "version": number, "text": text, "sent_at": sent_at}
    return StoryFactory(**(given_fields | fields))


def hold(number: int, **fields: Any) -> WireStory:
    words = f"Please hold this story, says note {number}."
    return told(number, text=words, pub_status="withheld", is_notice=True, signal=Signal.HOLD, **fields)


def kill(number: int, **fields: Any) -> WireStory:
    words = f"Kill this story, says note {number}."
    return told(number, text=words, pub_status="canceled", is_notice=True, signal=Signal.KILL, **fields)


def unnumbered(story: WireStory) -> WireStory:
    return replace(story, version=None)


def end(stories: Sequence[WireStory]) -> dict[str, Any]:
    """Take them in under a source of their own; what readers and the desk go by afterwards."""
    source: Source = SourceFactory()
    for story in stories:
        take_in(story=story, source=source)
    article = Article.objects.get(source=source)
    if article.killed_at:
        return {"guid": article.guid, "pub_status": article.pub_status, "killed_at": article.killed_at}
    return {
        "guid": article.guid,
        "text": article.body,
        "pub_status": article.pub_status,
        "embargoed_until": article.embargoed_until,
        "state": article.state,
    }


LIVES = {
    "three versions": [told(1), told(2), told(3)],
    "a late hold": [told(1), told(2), hold(3)],
    "held and released": [told(1), hold(2), told(3)],
    "killed": [told(1), told(2), kill(3)],
    "killed, and sent again": [told(1), kill(2), told(3)],
    "held, then killed": [told(1), hold(2), kill(3)],
    "an embargo moved": [told(1, embargoed_until=NINE), told(2, embargoed_until=UNTIL), hold(3)],
    "an embargo dropped": [told(1, embargoed_until=UNTIL), told(2)],
    "without numbers": [unnumbered(each) for each in (told(1), told(2), hold(3))],
    "held without numbers": [unnumbered(each) for each in (told(1), hold(2), told(3), told(4))],
    "a chain of documents": [
        told(1, guid="d1", doc_id="d1"),
        told(2, guid="d2", doc_id="d2", replaces="d1"),
        told(3, guid="d3", doc_id="d3", replaces="d2"),
    ],
    "a chain without numbers": [
        told(1, guid="d1", doc_id="d1", version=None, sent_at=None),
        told(2, guid="d2", doc_id="d2", replaces="d1", version=None, sent_at=None),
    ],
    "a chain that is killed": [
        told(1, guid="d1", doc_id="d1"),
        told(2, guid="d2", doc_id="d2", replaces="d1"),
        kill(3, guid="d3", doc_id="d3", replaces="d2"),
    ],
    "four in a chain": [
        told(1, guid="d1", doc_id="d1"),
        *(told(n, guid=f"d{n}", doc_id=f"d{n}", replaces=f"d{n - 1}") for n in (2, 3, 4)),
    ],
}


@pytest.mark.django_db
@pytest.mark.parametrize("life", LIVES)
def test_every_order_ends_the_same(life: str) -> None:
    ends = [end(order) for order in permutations(LIVES[life])]
    assert all(each == ends[0] for each in ends), ends


def random_chain(lot: Random) -> list[WireStory]:
    """Documents that mostly replace the one before; some are holds or kills, some tell no number."""
    chain = [told(1, guid="d1", doc_id="d1")]
    for number in range(2, lot.randint(4, 7)):
        replaced = max(1, number - lot.choice([1, 1, 1, 2]))
        ids = {"guid": f"d{number}", "doc_id": f"d{number}", "replaces": f"d{replaced}"}
        make = lot.choice([told, told, told, told, told, hold, kill])
        chain.append(make(number, **ids, **lot.choice([{}, {}, {"version": None}])))
    return chain


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_every_chain_ends_the_same_in_any_order_with_repeats(seed: int) -> None:
    lot = Random(seed)
    chain = random_chain(lot)
    ends = [end([*lot.sample(chain, len(chain)), *lot.choices(chain, k=2)]) for _ in range(5)]
    for each in ends:
        each.pop("killed_at", None)  # of several kills the first to come tells the time
    assert all(each == ends[0] for each in ends), ends


class AnyOrder(TestCase):
    """Orders with repeats, drawn by lot."""

    @settings(max_examples=15, deadline=None)
    @given(
        st.permutations([told(1), hold(2), told(3), told(4), hold(5), told(6)]),
        st.lists(st.integers(0, 5), max_size=5),
    )
    def test_sent_again_changes_nothing(self, order: list[WireStory], again: list[int]) -> None:
        ends = end([*order, *(order[at] for at in again)])
        assert ends["text"] == told(6).text
        assert ends["pub_status"] == PubStatus.USABLE
