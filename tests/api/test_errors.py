"""Whatever is asked, the answer is JSON, and never an error of ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.ingest.parsers.fields import StoryFields
from claims.statuses import Role
from tests.api.conftest import CLAIMS, STORIES, Caller
from tests.factories import ClaimFactory, TokenFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/api/v1/", "/api/v1/nowhere", "/api/v1/stories/", "/api/v1/a/b/c", "/api/v2/x"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_unknown_address_is_not_found_in_json(wire: Caller, method: str, path: str) -> None:
    assert wire.call(method, path).status_code == 404


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/openapi.json", "/api/v1/nowhere", STORIES])
def test_no_form_of_ours_is_asked_for_its_cookie(path: str) -> None:
    response = Client(enforce_csrf_checks=True).post(path)
    assert response.headers["Content-Type"].startswith("application/json")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", STORIES, "POST"),
        ("PUT", STORIES, "POST"),
        ("DELETE", f"{STORIES}/1", "GET"),
        ("POST", CLAIMS, "GET"),
        ("OPTIONS", CLAIMS, "GET"),
        ("GET", f"{CLAIMS}/1/verdict", "POST"),
    ],
)
def test_other_method_is_refused_in_json(wire: Caller, method: str, path: str, allowed: str) -> None:
    response = wire.call(method, path)
    assert (response.status_code, response["Allow"]) == (405, allowed)


def test_openapi_describes_every_door() -> None:
    described = Caller(None).get("/api/v1/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/v1/stories",
        "/api/v1/stories/{story_id}",
        "/api/v1/claims",
        "/api/v1/claims/{claim_id}",
        "/api/v1/claims/{claim_id}/claimreview",
        "/api/v1/claims/{claim_id}/verdict",
        "/api/v1/events",
        "/api/v1/events/{event_id}",
    }
    body = described["paths"]["/api/v1/stories"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"]["properties"].keys() == StoryFields.model_fields.keys()


def test_nul_is_refused_anywhere(wire: Caller) -> None:
    for path in ("/api/v1/a%00b", f"{CLAIMS}?q=%00", f"{CLAIMS}?%00=1"):
        assert wire.call("GET", path).status_code == 400


def test_database_that_is_away_is_not_the_callers_fault(wire: Caller, story: dict[str, Any]) -> None:
    def away(*_: Any) -> None:
        raise OperationalError("server closed the connection")

    with connection.execute_wrapper(away):
        response = wire.post(STORIES, story)
    assert (response.status_code, response["Retry-After"]) == (503, "5")


ODD = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | ODD
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ODD, inner, max_size=3)
)
STORY = {"source": "wire", "external_id": "fuzz", "title": "Ferry", "text": "Nine are safe."}
fuzzed = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@fuzzed
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(StoryFields.model_fields, VALUES)) | VALUES)
def test_no_story_breaks_the_door(wire: Caller, given: Any) -> None:
    body = STORY | given if isinstance(given, dict) else given
    assert wire.post(STORIES, json.dumps(body).encode()).status_code < 500


@fuzzed
@given(st.binary(max_size=200))
def test_no_bytes_break_the_door(wire: Caller, body: bytes) -> None:
    assert wire.post(STORIES, body).status_code < 500


@pytest.fixture
def reader(db: None) -> Caller:
    ClaimFactory()
    return Caller("r", TokenFactory(key="r", source=None, user=UserFactory(role=Role.VIEWER)))


@fuzzed
@given(
    st.dictionaries(
        st.sampled_from(["status", "type", "source", "q", "cursor", "limit", "other"]),
        st.text(max_size=30) | st.integers().map(str) | st.from_regex(r"\A-?\d{1,12}_\d{1,20}\Z"),
    )
)
def test_no_query_breaks_the_list(reader: Caller, query: dict[str, str]) -> None:
    assert reader.get(CLAIMS, **query).status_code < 500


@fuzzed
@given(
    st.dictionaries(
        st.sampled_from(["rating", "explanation", "version", "evidence", "idempotency_key"]), VALUES
    )
)
def test_no_verdict_breaks_the_door(reader: Caller, body: dict[str, Any]) -> None:
    assert reader.post(f"{CLAIMS}/1/verdict", json.dumps(body).encode()).status_code < 500
