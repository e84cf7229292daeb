"""What querysets answer: due, lapsed, open, current, held, live."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from claims.models import Article, Claim, Token
from claims.statuses import OPEN, Role, Status
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    RevisionFactory,
    SourceFactory,
    TokenFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SOON, PAST = timedelta(seconds=30), timedelta(seconds=-1)


def extracting(left: timedelta) -> Article:
    return ArticleFactory(state="extracting", lease=uuid4(), lease_until=timezone.now() + left)


def test_due_are_waiting_ripe_and_abandoned_stories() -> None:
    due = {ArticleFactory(), ArticleFactory(next_attempt_at=timezone.now() + PAST), extracting(PAST)}
    ArticleFactory(next_attempt_at=timezone.now() + SOON)
    ArticleFactory(state="ready")
    ArticleFactory(state="failed", failure="Too big.")
    extracting(SOON)
    assert set(Article.objects.due()) == due


def test_unsettled_are_stories_that_are_neither_ready_nor_failed() -> None:
    unsettled = {ArticleFactory(), extracting(SOON)}
    ArticleFactory(state="ready")
    assert set(Article.objects.unsettled()) == unsettled


def test_open_are_the_claims_that_still_want_something() -> None:
    claims = {status: ClaimFactory(status=status) for status in Status}
    assert set(Claim.objects.open()) == {claims[status] for status in OPEN}


def test_current_are_the_claims_of_the_newest_revision() -> None:
    old, new = ClaimFactory(), ClaimFactory()
    Article.objects.filter(pk=old.article_id).update(current=RevisionFactory(article=old.article))
    assert Claim.objects.current().get() == new


def test_held_and_lapsed_go_by_the_lease() -> None:
    person, now = UserFactory(), timezone.now()
    held = ClaimFactory(status="in_progress", holder=person)
    silent = ClaimFactory(status="in_progress", holder=person, lease_until=now + PAST)
    ClaimFactory(status="in_progress")
    assert Claim.objects.held_by(person).get() == held
    assert Claim.objects.lapsed().get() == silent


def test_by_priority_the_newer_of_equals_comes_first() -> None:
    first, second, third = (ClaimFactory(priority=points) for points in (50, 70, 50))
    assert list(Claim.objects.by_priority()) == [second, third, first]


@pytest.mark.parametrize("kind", [Claim, Article])
def test_nobody_sees_anything_without_signing_in(kind: type[Claim] | type[Article]) -> None:
    ClaimFactory()
    assert kind.objects.visible_to(UserFactory(role=Role.VIEWER)).count() == 1
    assert not kind.objects.visible_to(AnonymousUser()).exists()
    assert not kind.objects.visible_to(UserFactory(is_active=False)).exists()


@pytest.mark.parametrize(
    "spoilt",
    [
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() + PAST},
        {"source__is_active": False},
    ],
)
def test_a_key_opens_while_its_token_lives(spoilt: dict[str, object]) -> None:
    live = TokenFactory(key="good-key")
    TokenFactory(key="bad-key", **spoilt)
    assert Token.objects.matching("good-key") == live
    assert Token.objects.matching("bad-key") is None
    assert Token.objects.matching("\ud800") is None


def test_a_person_who_left_takes_the_keys_along() -> None:
    TokenFactory(key="old-key", source=None, user=UserFactory(is_active=False))
    assert Token.objects.matching("old-key") is None


@pytest.mark.parametrize(
    ("username", "names", "initials"), [("ada", ("Ada", "Marlow"), "AM"), ("ada.marlow", ("", ""), "AM")]
)
def test_people_have_a_name_and_initials(username: str, names: tuple[str, str], initials: str) -> None:
    person = UserFactory(username=username, first_name=names[0], last_name=names[1])
    assert person.initials == initials
    assert person.name == (" ".join(names).strip() or username)


def test_rows_name_themselves() -> None:
    claim = ClaimFactory()
    assert str(claim) == claim.sentence[:80]
    assert str(claim.revision) == f"{claim.article_id} v1"
    assert str(SourceFactory(name="Selwick Wire")) == "Selwick Wire"
