"""Waiting for a worker without asking too often, and without waiting for nobody."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from claims.management.waiting import LONGEST_PAUSE, PATIENCE_SECONDS, Standing, standing_of, wait_for
from claims.models import Article
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@dataclass
class Watch:
    """A clock that goes on by what is slept, and does one piece of work at each pause."""

    work: Iterator[object] = field(default_factory=count)
    now: float = 0.0
    pauses: list[float] = field(default_factory=list)
    told: list[Standing] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)

    def pause(self, seconds: float) -> None:
        self.now += seconds
        self.pauses.append(seconds)
        next(self.work)

    def wait(self, *articles: int) -> Standing:
        waited_for = Article.objects.filter(pk__in=articles)
        return wait_for(
            waited_for,
            tell=self.told.append,
            warn=self.warned.append,
            pause=self.pause,
            clock=lambda: self.now,
        )


def test_wait_ends_when_all_are_settled() -> None:
    first, second = ArticleFactory(), ArticleFactory()

    def work() -> Iterator[object]:
        yield Article.objects.filter(pk=first.pk).update(state="ready")
        yield None
        yield Article.objects.filter(pk=second.pk).update(state="failed", failure="It broke.")

    watch = Watch(work())
    standing = watch.wait(first.pk, second.pk)
    assert (standing.ready, standing.failed, standing.unsettled) == (1, 1, 0)
    assert [told.ready for told in watch.told] == [0, 1, 1, 1]
    assert not watch.warned


def test_wait_has_nothing_to_wait_for() -> None:
    watch = Watch()
    assert watch.wait().unsettled == 0
    assert not watch.pauses


def test_wait_asks_ever_less_often_says_so_once_and_gives_up() -> None:
    watch = Watch()
    assert watch.wait(ArticleFactory().pk).unsettled == 1
    assert watch.pauses == sorted(watch.pauses)
    assert watch.pauses[-1] == LONGEST_PAUSE
    assert PATIENCE_SECONDS <= watch.now < PATIENCE_SECONDS + 2 * LONGEST_PAUSE
    assert watch.warned == ["No worker makes progress on 1 stories. Is one running? (make up)"]


def test_wait_is_patient_while_a_worker_reads_other_stories() -> None:
    awaited, *others = ArticleFactory.create_batch(3)
    until = timezone.now()

    def work() -> Iterator[object]:
        for minute in range(400):
            lease = {"lease": uuid.uuid4(), "lease_until": until + timedelta(minutes=minute)}
            Article.objects.filter(pk=others[minute % 2].pk).update(state="extracting", **lease)
            yield None
        yield Article.objects.filter(pk=awaited.pk).update(state="ready")
        yield from count()

    watch = Watch(work())
    assert watch.wait(awaited.pk).ready == 1
    assert not watch.warned


def test_sign_changes_with_every_attempt() -> None:
    ArticleFactory()
    before = standing_of(Article.objects.all()).sign
    Article.objects.update(attempts=1)
    assert standing_of(Article.objects.all()).sign != before


def test_a_story_is_ready_once_it_is_compared() -> None:
    article = ArticleFactory(state="ready", to_match_since=timezone.now())
    assert standing_of(Article.objects.all()).unsettled == 1
    earlier = standing_of(Article.objects.none()).sign
    Article.objects.filter(pk=article.pk).update(to_match_since=None)
    assert standing_of(Article.objects.all()).ready == 1
    assert standing_of(Article.objects.none()).sign != earlier


def test_nobody_waits_for_a_story_that_was_set_aside() -> None:
    ArticleFactory(state="ready", to_match_since=timezone.now(), match_failure="It could not be compared.")
    assert standing_of(Article.objects.all()).ready == 1
