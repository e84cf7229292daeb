"""What whoever watches the site is told."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, current_thread
from time import monotonic
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from factcheck import health
from factcheck.services.ports import LOOPBACK, free_port
from tests.factories import UserFactory
from tests.faults.proxy import Proxy


def test_healthz_asks_nothing(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db(transaction=True)
def test_readyz_is_ok_with_database_and_broker(client: Client) -> None:
    response = client.get("/readyz")
    assert response.json() == {"status": "ok", "database": "ok", "broker": "ok"}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_readyz_without_broker_is_degraded_and_still_200(client: Client, settings: Settings) -> None:
    settings.CELERY_BROKER_URL = f"redis://{LOOPBACK}:{free_port()}/0"
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")


@pytest.mark.django_db(transaction=True)
def test_readyz_is_503_while_migrations_are_missing(client: Client) -> None:
    """Asked over a connection of its own, so that the row has to be gone for all."""
    last = MigrationRecorder.Migration.objects.filter(app="claims").last()
    MigrationRecorder.Migration.objects.filter(pk=last.pk).delete()
    try:
        response = client.get("/readyz")
    finally:
        last.save(force_insert=True)
    assert (response.status_code, response.json()["database"]) == (503, "unmigrated")


@pytest.fixture
def frozen(transactional_db: None) -> Iterator[None]:
    """PostgreSQL takes connections, and from then on never says a word."""
    ours = connection.settings_dict
    kept = ours["HOST"], ours["PORT"]
    proxy = Proxy(int(ours["PORT"] or 5432))
    proxy.is_deaf = True
    connection.close()
    ours["HOST"], ours["PORT"] = LOOPBACK, proxy.port
    try:
        yield
    finally:
        connection.close()
        ours["HOST"], ours["PORT"] = kept
        proxy.close()


def test_readyz_says_soon_that_a_frozen_database_does_not_answer(client: Client, frozen: None) -> None:
    began = monotonic()
    response = client.get("/readyz")
    assert monotonic() - began < 2
    told = {"status": "unready", "database": "down", "broker": "ok"}
    assert (response.status_code, response.json()) == (503, told)
    assert client.get("/healthz").status_code == 200
    assert monotonic() - began < 2


def test_readyz_waits_for_no_database_that_freezes_in_the_middle(
    client: Client, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It let us in, and then said no more."""
    thawed = Event()

    def hangs() -> str:
        thawed.wait()
        return "ok"

    monkeypatch.setattr(health, "database_state", hangs)
    began = monotonic()
    assert client.get("/readyz").status_code == 503
    assert monotonic() - began < 2
    thawed.set()


@pytest.mark.django_db(transaction=True)
def test_reading_the_migrations_from_the_disk_is_no_wait_for_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Just after a start, with a busy machine: the modules are read in the request's own thread, and once."""
    read = list[str]()

    class Watched(MigrationLoader):
        def load_disk(self) -> None:
            read.append(current_thread().name)
            super().load_disk()

    monkeypatch.setattr(health, "MigrationLoader", Watched)
    health.migrations.cache_clear()
    for _ in range(2):
        assert client.get("/readyz").status_code == 200
    assert read == [current_thread().name]


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
