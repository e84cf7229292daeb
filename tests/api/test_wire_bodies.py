"""Stories handed in as they come off the wire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims.models import Arrival, Article, Quarantine, Revision, Source
from claims.statuses import Role
from tests import wires
from tests.api.conftest import STORIES, Caller

pytestmark = pytest.mark.django_db

G2 = "application/vnd.iptc.g2.newsitem+xml"
MESSAGE = "application/vnd.iptc.g2.newsmessage+xml"


@pytest.mark.parametrize(
    ("content_type", "body", "told"),
    [
        (G2, wires.g2(), ("urn:newsml:selwick.example:20261102:ferry", "newsml-g2")),
        (MESSAGE, wires.message(wires.g2()), ("urn:newsml:selwick.example:20261102:ferry", "newsml-g2")),
        ("application/nitf+xml; charset=utf-8", wires.nitf(), ("slw-1", "nitf")),
        ("text/vnd.IPTC.NITF", wires.nitf(), ("slw-1", "nitf")),
        ("application/xml", wires.nitf(), ("slw-1", "nitf")),
        ("text/xml", wires.g2(), ("urn:newsml:selwick.example:20261102:ferry", "newsml-g2")),
        ("application/json", wires.ninjs(), ("https://selwick.example/items/ferry", "ninjs")),
        ("application/vnd.iptc.ninjs+json", wires.ninjs(), ("https://selwick.example/items/ferry", "ninjs")),
    ],
)
def test_post_takes_each_wire_format(
    wire: Caller, source: Source, content_type: str, body: Any, told: tuple[str, str]
) -> None:
    raw = body.encode() if isinstance(body, str) else wires.as_json(body)
    response = wire.post(STORIES, raw, content_type)
    article = Article.objects.get()
    assert (response.status_code, response.json()) == (202, {"id": article.pk, "status": "new", "version": 1})
    revision = Revision.objects.get()
    assert (article.guid, revision.raw_format) == told
    assert (article.source, revision.headline) == (source, "Ferry sinks off Port Selwick")
    assert revision.body == "\n\n".join(wires.PARAGRAPHS)
    assert bytes(revision.raw) == raw


def test_person_hands_in_for_the_provider_that_a_story_names(person: Callable[..., Caller]) -> None:
    assert person(Role.EDITOR).post(STORIES, wires.g2().encode(), G2).status_code == 202
    assert Article.objects.get().source.name == "Selwick Press"
    assert person(Role.CHECKER).post(STORIES, wires.nitf().encode(), "text/xml").status_code == 403


def test_story_without_an_id_goes_by_what_it_says(wire: Caller) -> None:
    body = wires.nitf(docdata='<date.issue norm="20261102T093000Z"/>').encode()
    assert wire.post(STORIES, body, "application/nitf+xml").status_code == 202
    assert wire.post(STORIES, body, "application/nitf+xml").json()["status"] == "duplicate"
    assert Article.objects.get().guid.startswith("file:")


def test_kill_is_answered_with_its_status(wire: Caller) -> None:
    wire.post(STORIES, wires.g2().encode(), G2)
    kill = wires.g2(version="2", meta='<pubStatus qcode="stat:canceled"/>', content="")
    response = wire.post(STORIES, kill.encode(), G2)
    assert (response.status_code, response.json()["status"]) == (200, "canceled")


def test_what_is_no_story_is_told_and_written_down(wire: Caller) -> None:
    picture = wires.g2(item_class='<itemClass qcode="ninat:picture"/>')
    response = wire.post(STORIES, picture.encode(), G2)
    assert response.status_code == 200
    assert (response.json()["id"], response.json()["status"]) == (None, "advisory")
    assert response.json()["reason"] == "It is a picture, not a story."
    assert not Article.objects.exists()
    assert Arrival.objects.get().status == "advisory"


def test_message_with_several_stories_has_an_outcome_for_each(wire: Caller) -> None:
    items = [wires.g2(guid=f"urn:newsml:selwick.example:20261102:{name}") for name in ("ferry", "fire")]
    picture = wires.g2(guid="urn:p", item_class='<itemClass qcode="ninat:picture"/>')
    response = wire.post(STORIES, wires.message(*items, picture).encode(), MESSAGE)
    told = response.json()
    assert response.status_code == 202
    assert [(each["guid"], each["status"]) for each in told["stories"]] == [
        ("urn:newsml:selwick.example:20261102:ferry", "new"),
        ("urn:newsml:selwick.example:20261102:fire", "duplicate"),
        ("urn:p", "advisory"),
    ]
    assert {name: told[name] for name in ("id", "status", "version")} == {
        "id": Article.objects.get().pk,
        "status": "new",
        "version": 1,
    }


def test_person_hands_in_messages_as_far_as_the_role_goes(person: Callable[..., Caller]) -> None:
    nameless = '<newsItem guid="urn:n" version="1"><itemMeta/></newsItem>'
    body = wires.message(wires.g2(), nameless).encode()
    assert person(Role.VIEWER).post(STORIES, body, MESSAGE).status_code == 403
    told = person(Role.EDITOR).post(STORIES, body, MESSAGE).json()
    assert [each["status"] for each in told["stories"]] == ["new", "rejected"]
    assert told["stories"][1]["reason"] == "There is no text in it."


def test_array_of_items_is_taken_like_a_message(wire: Caller) -> None:
    other = wires.ninjs(uri="https://selwick.example/items/fire", bodies=[{"value": "Two sheds burned."}])
    response = wire.post(STORIES, wires.as_json([wires.ninjs(), other]))
    assert [each["status"] for each in response.json()["stories"]] == ["new", "new"]
    assert Article.objects.count() == 2


def test_item_of_an_array_without_an_id_is_told_by_the_one_it_gets(wire: Caller) -> None:
    nameless = {"headline": "Fire", "body_text": "Two sheds burned."}
    told = wire.post(STORIES, wires.as_json([nameless, wires.ninjs()])).json()
    guids = [each["guid"] for each in told["stories"]]
    assert sorted(guids) == sorted(Article.objects.values_list("guid", flat=True))
    assert guids[0].startswith("file:")


def test_entry_of_an_array_that_is_no_item_has_an_error_in_its_place(wire: Caller) -> None:
    told = wire.post(STORIES, wires.as_json([7, wires.ninjs(), "Ferry", {"a": 1}])).json()
    assert [each["status"] for each in told["stories"]] == ["rejected", "new", "rejected", "rejected"]
    assert [each["reason"][:7] for each in told["stories"]] == ["Entry 1", "", "Entry 3", "Entry 4"]
    assert (told["id"], told["status"]) == (Article.objects.get().pk, "new")


@pytest.mark.parametrize(
    ("content_type", "body", "status", "said"),
    [
        (G2, wires.g2()[:-40].encode(), 422, "line 10"),
        ("application/nitf+xml", b"<nitf><body>", 422, "line 1"),
        ("application/json", wires.as_json(wires.ninjs())[:-30], 422, "line 1"),
        (G2, wires.g2(content="").encode(), 422, "no text"),
        (G2, b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + wires.g2().encode(), 400, "DTD"),
        ("text/xml", b"<results></results>", 400, "results"),
        ("text/xml", wires.as_json(wires.ninjs()), 415, "ninjs"),
        ("text/xml", b"<rss version='2.0'></rss>", 415, "feed"),
        ("application/vnd.iptc.ninjs+json", b'{"title": "t"}', 400, "without a news item"),
        ("application/atom+xml", b"<feed/>", 415, "atom"),
    ],
)
def test_post_refuses_what_is_broken_with_its_place(
    wire: Caller, content_type: str, body: bytes, status: int, said: str
) -> None:
    response = wire.post(STORIES, body, content_type)
    assert response.status_code == status
    assert said in response.json()["error"]["message"]
    assert not Article.objects.exists()
    assert not Quarantine.objects.exists()
