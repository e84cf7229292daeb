"""What whoever watches the site is told."""

from __future__ import annotations

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from factcheck.services.ports import LOOPBACK, free_port


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
