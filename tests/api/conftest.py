"""Callers of the API: a source and people, each with a token."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.models import Source, Token
from claims.statuses import Role
from tests.factories import SourceFactory, TokenFactory, UserFactory

STORIES = "/api/v1/stories"
CLAIMS = "/api/v1/claims"


class Caller:
    """Calls the API with one token. Never with a cookie: a cookie jar that fills is a failure."""

    def __init__(self, key: str | None, token: Token | None = None) -> None:
        self.token = token
        self._client = Client(headers={"Authorization": f"Bearer {key}"} if key else {})

    def get(self, path: str, **query: Any) -> Any:
        return self._checked(self._client.get(path, query))

    def post(self, path: str, body: Any, content_type: str = "application/json", **headers: str) -> Any:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._checked(self._client.post(path, raw, content_type=content_type, headers=headers))

    def call(self, method: str, path: str) -> Any:
        return self._checked(self._client.generic(method, path))

    def _checked(self, response: Any) -> Any:
        assert not response.cookies
        assert response["Content-Type"].startswith("application/json")
        if response.status_code >= 400 and response.content:
            error = response.json()["error"]
            assert error["code"]
            assert error["message"].endswith(".")
            assert response.json().keys() == {"error"}
        return response


@pytest.fixture
def source(db: None) -> Source:
    return SourceFactory(name="wire")


@pytest.fixture
def wire(source: Source) -> Caller:
    """The source "wire"."""
    return Caller("wire-key", TokenFactory(key="wire-key", source=source))


@pytest.fixture
def person(db: None) -> Callable[..., Caller]:
    """A person of a role, by default a checker."""

    def make(role: Role = Role.CHECKER) -> Caller:
        return Caller(
            f"{role}-key", TokenFactory(key=f"{role}-key", source=None, user=UserFactory(role=role))
        )

    return make


@pytest.fixture
def story() -> dict[str, Any]:
    return {
        "source": "wire",
        "external_id": "sel-1",
        "title": "Ferry sinks off Port Selwick",
        "text": "At least 37 people died when the ferry sank, the harbour master said.",
        "published_at": "2026-11-02T09:30:00Z",
    }
