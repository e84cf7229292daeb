"""A lease lives as long as its story is read, and no longer."""

from __future__ import annotations

import threading
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import OperationalError

from claims.actions import leasing
from claims.actions.leasing import Lease
from claims.models import Article
from tests.factories import ArticleFactory
from tests.workers.patience import until
from workers.heartbeat import kept_alive

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick(settings: object) -> None:
    settings.FACTCHECK_RENEW_SECONDS = 0.02


@pytest.fixture
def lease() -> Lease:
    lease = leasing.lease(article_id=ArticleFactory().pk)
    assert lease
    return lease


def lease_end() -> datetime:
    end = Article.objects.get().lease_until
    assert end
    return end


def test_is_renewed_again_and_again(lease: Lease) -> None:
    first = lease_end()
    with kept_alive(lease):
        until(lambda: lease_end() > first, "the lease is renewed")
        second = lease_end()
        until(lambda: lease_end() > second, "the lease is renewed again")


def test_ends_with_the_reading_whatever_ends_that(lease: Lease) -> None:
    with pytest.raises(ValueError, match="odd"), kept_alive(lease):
        raise ValueError("odd")
    assert "heartbeat" not in {thread.name for thread in threading.enumerate()}


def test_a_lost_lease_is_not_won_back(lease: Lease, caplog: pytest.LogCaptureFixture) -> None:
    other = uuid4()
    Article.objects.update(lease=other)
    with kept_alive(lease):
        until(lambda: "lease lost" in caplog.text, "the loss is noticed")
    assert Article.objects.get().lease == other


def test_a_database_that_is_away_for_a_moment_is_asked_again(
    lease: Lease, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    renew, calls = leasing.renew, []

    def away_at_first(*, lease: Lease) -> None:
        calls.append(lease)
        if len(calls) < 3:
            raise OperationalError("away")
        renew(lease=lease)

    monkeypatch.setattr(leasing, "renew", away_at_first)
    first = lease_end()
    with kept_alive(lease):
        until(lambda: lease_end() > first, "the lease is renewed in the end")
    assert caplog.text.count("lease not renewed") == 2
