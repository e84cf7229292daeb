"""Whoever has a part in a claim hears what the wire does to it, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import involved, life, publishing
from claims.models import Article, Claim, Desk, Notification, Telling, User
from claims.statuses import Role, Status
from tests.actions.tolls import arrives, first_version, tells
from tests.factories import ClaimFactory, UserFactory, VerdictFactory, approved

pytestmark = pytest.mark.django_db


def told(about: Telling) -> set[int]:
    return set(Notification.objects.filter(about=about).values_list("person", flat=True))


@pytest.fixture
def article() -> Article:
    return first_version()


@pytest.fixture
def toll(article: Article) -> Claim:
    return Claim.objects.get(type="casualties")


def people_of(claim: Claim) -> set[int]:
    """Somebody with each part that there is: one holds and is assigned, one proposed."""
    holder, assignee = UserFactory(), UserFactory()
    now = timezone.now()
    hold = {"holder": holder, "taken_at": now, "lease_until": now + timedelta(minutes=9)}
    Claim.objects.filter(pk=claim.pk).update(status=Status.IN_PROGRESS, assignee=assignee, **hold)
    proposer = VerdictFactory(claim=claim).proposed_by
    return {holder.pk, assignee.pk, proposer.pk}


def test_another_figure_is_told_to_all_who_have_a_part(article: Article, toll: Claim) -> None:
    parts = people_of(toll)
    UserFactory()
    arrives(article, tells(19))
    assert told(Telling.RECHECK) == parts
    line = Notification.objects.first()
    assert line
    assert (line.claim, line.text) == (toll, involved.CHANGED % {"claim": toll.pk})


def test_other_words_alone_are_no_news(article: Article, toll: Claim) -> None:
    people_of(toll)
    arrives(article, tells(12))
    assert told(Telling.RECHECK) == set()


def test_a_claim_that_is_gone_is_told_to_who_held_it(article: Article, toll: Claim) -> None:
    parts = people_of(toll)
    arrives(article, tells(None))
    toll.refresh_from_db()
    assert toll.status == Status.WITHDRAWN
    assert told(Telling.RECHECK) == parts


class TestKilled:
    def kill(self, claim: Claim) -> None:
        life.kill(article=claim.article, notice=claim.revision, at=None)

    @pytest.fixture
    def published(self) -> Claim:
        claim = approved()
        publishing.publish(claim_id=claim.pk, by=UserFactory(role=Role.EDITOR))
        claim.refresh_from_db()
        return claim

    def test_behind_a_published_verdict_is_told_to_who_stands_for_it_and_to_editors(
        self, published: Claim
    ) -> None:
        verdict = published.verdicts.get()
        editors = set(User.objects.filter(role=Role.EDITOR).values_list("pk", flat=True))
        standards, checker = UserFactory(role=Role.STANDARDS), UserFactory()
        self.kill(published)
        assert told(Telling.KILLED) == {
            verdict.proposed_by_id,
            verdict.approved_by_id,
            standards.pk,
            *editors,
        }
        assert checker.pk not in told(Telling.KILLED)
        assert told(Telling.RECHECK) == set()

    def test_editors_of_other_desks_are_left_alone(self, published: Claim) -> None:
        default = Desk.objects.default()
        other = Desk.objects.create(name="Sports", scale=default.scale, policy=default.policy)
        sports, ours = UserFactory(role=Role.EDITOR), UserFactory(role=Role.EDITOR)
        sports.desks.add(other)
        ours.desks.add(default, other)
        self.kill(published)
        assert sports.pk not in told(Telling.KILLED)
        assert ours.pk in told(Telling.KILLED)

    def test_behind_work_in_hand_is_told_to_who_has_it(self) -> None:
        claim = ClaimFactory(status=Status.IN_PROGRESS, holder=UserFactory())
        self.kill(claim)
        assert told(Telling.RECHECK) == {claim.holder_id}
        assert told(Telling.KILLED) == set()

    def test_a_second_kill_tells_nobody_again(self, published: Claim) -> None:
        self.kill(published)
        before = Notification.objects.count()
        self.kill(published)
        assert Notification.objects.count() == before
