"""The envelopes: an id in, one plain call, a small count out. Safe to deliver twice."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from celery.signals import task_prerun

from claims import dispatch
from claims.actions import leasing
from claims.actions.crashpoints import crashpoint
from workers import leaving, loading, stories

__all__ = ["extract", "leaving", "reconcile"]  # leaving: its signal has to be connected


@shared_task(name=dispatch.EXTRACT)
def extract(article_id: int) -> int:
    """Read one story, if it is still due; returns how many claims its newest revision has."""
    crashpoint("received")
    scorer = loading.scorer()
    lease = leasing.lease(article_id=article_id)
    return stories.read(lease, scorer) if lease else 0


@shared_task(name=dispatch.RECONCILE)
def reconcile() -> dict[str, int]:
    """Find the stories that nobody rang for, and the claims that nobody works on any more."""
    return leasing.reconcile()


@task_prerun.connect
def name_the_work(task_id: str, **_: Any) -> None:
    """History and log lines written by this task carry its id."""
    dispatch.current_request.set(task_id)
