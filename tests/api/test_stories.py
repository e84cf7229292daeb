"""Handing in stories."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.actions import backlog
from claims.models import Article, Claim, Revision, Source, Token
from claims.statuses import ArticleState, Role
from tests.api.conftest import STORIES, Caller
from tests.factories import ArticleFactory, ClaimFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_post_takes_a_story_in_and_answers_at_once(wire: Caller, story: dict[str, Any]) -> None:
    response = wire.post(STORIES, story)
    article = Article.objects.get()
    assert (response.status_code, response.json()) == (202, {"id": article.pk, "status": "new", "version": 1})
    assert (article.source.name, article.guid, article.state) == ("wire", "sel-1", ArticleState.WAITING)
    assert article.current is not None
    assert article.current.headline == story["title"]
    assert bytes(article.current.raw) == json.dumps(story).encode()


def test_post_answers_200_where_there_is_nothing_to_do(wire: Caller, story: dict[str, Any]) -> None:
    wire.post(STORIES, story | {"version": 3})
    assert wire.post(STORIES, story | {"version": 3}).json()["status"] == "duplicate"
    stale = wire.post(STORIES, story | {"version": 2, "text": "At least 30 people died."})
    assert (stale.status_code, stale.json()["status"], stale.json()["version"]) == (200, "stale", 3)
    assert Article.objects.get().current.version == 3


def test_post_is_held_back_while_too_many_stories_wait(
    wire: Caller, story: dict[str, Any], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backlog, "FRESH_SECONDS", 0)
    settings.FACTCHECK_BACKLOG_LIMIT = 1
    ArticleFactory()
    held = wire.post(STORIES, story)
    assert (held.status_code, held.headers["Retry-After"]) == (429, "30")
    assert held.json()["error"]["code"] == "overloaded"
    Article.objects.update(state=ArticleState.READY)
    assert wire.post(STORIES, story).status_code == 202


def test_post_makes_a_revision_of_other_content(wire: Caller, story: dict[str, Any]) -> None:
    first = wire.post(STORIES, story).json()
    second = wire.post(STORIES, story | {"text": "At least 41 people died."})
    assert (second.status_code, second.json()) == (
        202,
        {"id": first["id"], "status": "revision", "version": 2},
    )


def test_post_takes_a_page(wire: Caller, story: dict[str, Any]) -> None:
    del story["text"]
    assert wire.post(STORIES, story | {"html": "<p>At least 37 people died.</p>"}).status_code == 202
    assert Revision.objects.get().body == "At least 37 people died."


def test_post_records_what_it_repaired(wire: Caller, story: dict[str, Any]) -> None:
    wire.post(STORIES, story | {"text": "37\0 \ud800 died."})
    revision = Revision.objects.get()
    assert revision.body == "37 \ufffd died."
    assert len(revision.repairs) == 2


def test_source_may_leave_its_name_out_but_not_take_another(
    wire: Caller, story: dict[str, Any], source: Source
) -> None:
    assert wire.post(STORIES, story | {"source": "WIRE"}).status_code == 202
    del story["source"]
    assert wire.post(STORIES, story | {"external_id": "sel-2"}).status_code == 202
    SourceFactory(name="Northmoor")
    assert wire.post(STORIES, story | {"source": "Northmoor"}).status_code == 403
    assert {article.source for article in Article.objects.all()} == {source}


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.VIEWER, 403), (Role.CHECKER, 403), (Role.REVIEWER, 403), (Role.EDITOR, 202), (Role.ADMIN, 202)],
)
def test_editors_hand_in_for_any_source(
    person: Callable[..., Caller], story: dict[str, Any], role: Role, status: int
) -> None:
    assert person(role).post(STORIES, story).status_code == status
    assert Article.objects.count() == (status == 202)


def test_person_must_name_the_source(person: Callable[..., Caller], story: dict[str, Any]) -> None:
    del story["source"]
    response = person(Role.EDITOR).post(STORIES, story)
    assert response.status_code == 422
    assert "source" in response.json()["error"]["fields"]


@pytest.mark.parametrize("key", [None, "", "unknown", "wire-key ", "\xff"])
def test_unknown_token_is_refused(wire: Caller, story: dict[str, Any], key: str | None) -> None:
    response = Caller(key).post(STORIES, story)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert not Article.objects.exists()


def test_token_ends_when_it_is_revoked_or_expires(wire: Caller, story: dict[str, Any]) -> None:
    past = timezone.now() - timedelta(seconds=1)
    for change in ({"revoked_at": past}, {"revoked_at": None, "expires_at": past}):
        Token.objects.update(**change)
        assert wire.post(STORIES, story).status_code == 401


def test_source_that_is_switched_off_hands_in_nothing(
    wire: Caller, story: dict[str, Any], source: Source
) -> None:
    Source.objects.update(is_active=False)
    assert wire.post(STORIES, story).status_code == 401


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json; charset=utf-8", 202),
        ("text/plain", 415),
        ("application/xml", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application/x-www-form-urlencoded", 415),
        ("", 415),
    ],
)
def test_post_takes_json_only(wire: Caller, story: dict[str, Any], content_type: str, status: int) -> None:
    assert wire.post(STORIES, story, content_type).status_code == status


def test_post_takes_no_compressed_body(wire: Caller, story: dict[str, Any]) -> None:
    response = wire.post(STORIES, story, **{"Content-Encoding": "gzip"})
    assert response.status_code == 415


def test_post_wants_to_know_the_length(wire: Caller, story: dict[str, Any]) -> None:
    assert wire.post(STORIES, story, **{"Transfer-Encoding": "chunked"}).status_code == 411


@pytest.mark.parametrize("size", [2 * 1024 * 1024 + 1, 10 * 1024 * 1024])
def test_post_refuses_a_body_that_is_too_large(wire: Caller, size: int) -> None:
    response = wire.post(STORIES, b'{"text": "' + b"a" * size + b'"}')
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("body", "status"),
    [(b" ", 400), (b"Nine", 400), (b"\xff", 400), (b"null", 400), (b"[]", 400), (b"{}", 422)],
)
def test_post_refuses_what_is_no_story(wire: Caller, body: bytes, status: int) -> None:
    assert wire.post(STORIES, body).status_code == status


def test_refusal_names_the_fields(wire: Caller, story: dict[str, Any]) -> None:
    response = wire.post(STORIES, story | {"text": 7, "urgency": "high"})
    assert response.status_code == 422
    assert response.json()["error"]["fields"] == {
        "text": "text must be a string.",
        "urgency": "urgency must be a whole number.",
    }


def test_empty_story_is_refused_with_a_reason(wire: Caller, story: dict[str, Any]) -> None:
    assert (
        wire.post(STORIES, story | {"text": " \n "}).json()["error"]["message"] == "There is no text in it."
    )
    assert not Article.objects.exists()


def test_get_tells_how_far_a_story_is(wire: Caller, story: dict[str, Any]) -> None:
    number = wire.post(STORIES, story).json()["id"]
    told = wire.get(f"{STORIES}/{number}").json()
    assert (told["external_id"], told["status"], told["version"]) == ("sel-1", "waiting", 1)
    assert (told["title"], told["text"], told["claims"]) == (story["title"], story["text"], [])


def test_get_lists_the_claims_of_the_newest_version(wire: Caller, source: Source) -> None:
    claim = ClaimFactory(revision=ArticleFactory(source=source, state="ready").current)
    told = wire.get(f"{STORIES}/{claim.article_id}").json()
    assert (told["status"], told["claims"]) == ("ready", [claim.pk])
    assert told["text"][claim.start : claim.end] == Claim.objects.get().sentence


def test_source_sees_no_story_but_its_own(wire: Caller, person: Callable[..., Caller]) -> None:
    other = ArticleFactory()
    assert wire.get(f"{STORIES}/{other.pk}").status_code == 404
    assert person(Role.VIEWER).get(f"{STORIES}/{other.pk}").status_code == 200


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 40, "9" * 5000, "-1", "x", "1/"])
def test_get_knows_no_story_by_a_strange_number(wire: Caller, number: str) -> None:
    assert wire.get(f"{STORIES}/{number}").status_code == 404
