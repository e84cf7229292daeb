"""JSON Feed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from claims.ingest.limits import FEED_ITEMS
from claims.ingest.parsers.jsonfeed import FORMAT, parse
from claims.ingest.sniff import sniff
from claims.ingest.types import BadStory, EmptyStory, Malformed, PartlyRead, TooBig
from tests.ingest import samples

ITEM = {"id": "1", "content_text": "Nine are safe."}


def feed(*items: Any) -> bytes:
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1", "title": "Selwick Wire", "items": items}
    ).encode()


def test_parse_reads_every_field_of_an_item() -> None:
    ferry, herring = parse(samples.JSONFEED)
    assert (ferry.guid, ferry.url, ferry.source) == ("sw-1", "https://selwick.example/a/1", "Selwick Wire")
    assert (ferry.headline, ferry.byline, ferry.language) == ("Ferry sinks", "Ines Vallory", "en")
    assert ferry.text == "Nine are safe.\n\nThe master was ashore."
    assert ferry.sent_at == datetime(2027, 3, 2, 9, tzinfo=UTC)
    assert (herring.guid, herring.text, herring.language) == ("2", "A barrel costs 40 crowns.", "en-GB")
    assert (ferry.format, json.loads(ferry.raw)["id"]) == (FORMAT, "sw-1")


@pytest.mark.parametrize("raw", [samples.JSONFEED, feed(ITEM), feed(ITEM).replace(b"/", b"\\/"), feed()])
def test_sniff_knows_it_by_its_version(raw: bytes) -> None:
    assert sniff(raw) == FORMAT


def test_author_of_the_first_version_is_read() -> None:
    assert parse(feed(ITEM | {"author": {"name": "Ola Grimm"}}))[0].byline == "Ola Grimm"


def test_item_without_an_id_goes_by_its_address_or_what_it_says() -> None:
    nameless = {"content_text": "Nine are safe.", "url": "https://selwick.example/1"}
    assert parse(feed(nameless))[0].guid == "https://selwick.example/1"
    [found] = parse(feed(nameless | {"url": "javascript:alert(1)"}))
    assert (found.guid[:7], found.url) == ("sha256:", "")


def test_items_of_one_id_come_in_the_order_of_their_times() -> None:
    found = parse(feed(*(ITEM | {"date_published": f"2027-03-0{day}T08:00:00Z"} for day in (3, 1, 2))))
    assert [each.sent_at.day for each in found if each.sent_at] == [1, 2, 3]


def test_item_that_cannot_be_read_costs_the_others_nothing() -> None:
    with pytest.raises(PartlyRead, match="no object") as partly:
        parse(feed(7, ITEM, {"id": "3"}))
    assert [story.guid for story in partly.value.stories] == ["1"]
    assert len(partly.value.errors) == 2


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (feed(ITEM)[:-9], Malformed),
        (feed(), EmptyStory),
        (feed(*([ITEM] * (FEED_ITEMS + 1))), TooBig),
        (feed(ITEM | {"id": "a\u202eb"}), Malformed),
    ],
)
def test_what_is_wrong_with_a_feed_is_told(raw: bytes, error: type[BadStory]) -> None:
    with pytest.raises(error):
        parse(raw)
