"""What whoever watches the site is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from factcheck.services.ports import LOOPBACK, free_port
from tests.factories import UserFactory


def test_healthz_asks_nothing(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_readyz_is_ok_with_database_and_broker(client: Client) -> None:
    response = client.get("/readyz")
    assert response.json() == {"status": "ok", "database": "ok", "broker": "ok"}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_without_broker_is_degraded_and_still_200(client: Client, settings: Settings) -> None:
    settings.CELERY_BROKER_URL = f"redis://{LOOPBACK}:{free_port()}/0"
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")


@pytest.mark.django_db
def test_readyz_is_503_while_migrations_are_missing(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="claims").last().delete()
    response = client.get("/readyz")
    assert (response.status_code, response.json()["database"]) == (503, "unmigrated")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/metrics", "/queue/", "/admin/"])
def test_page_without_a_database_is_503_and_says_when_to_come_back(path: str) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(UserFactory())
    with connection.execute_wrapper(away):
        response = browser.get(path)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "The database can" in response.content.decode()


def away(*_: Any) -> None:
    raise OperationalError("server closed the connection unexpectedly")
