"""ClaimReview over the API: what readers see unreservedly, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.actions import publishing
from claims.models import Claim
from claims.statuses import Role
from tests.api.conftest import CLAIMS, Caller
from tests.factories import SENTENCE, UserFactory, approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(person: Callable[..., Caller]) -> Caller:
    return person(Role.VIEWER)


@pytest.fixture
def claim(db: None) -> Claim:
    found = approved()
    publishing.publish(claim_id=found.pk, by=UserFactory(role=Role.EDITOR))
    return found


def test_a_published_claim_has_one(viewer: Caller, claim: Claim) -> None:
    told = viewer.get(f"{CLAIMS}/{claim.pk}/claimreview").json()
    assert told["@type"] == "ClaimReview"
    assert told["claimReviewed"] == SENTENCE
    assert told["url"].endswith(f"/checks/{claim.pk}/")


def test_what_readers_do_not_see_unreservedly_has_none(viewer: Caller, claim: Claim) -> None:
    path = f"{CLAIMS}/{claim.pk}/claimreview"
    Claim.objects.filter(pk=claim.pk).update(needs_recheck=True)
    assert viewer.get(path).status_code == 404
    assert viewer.get(f"{CLAIMS}/{approved().pk}/claimreview").status_code == 404


def test_it_needs_a_persons_token(wire: Caller, claim: Claim) -> None:
    assert wire.get(f"{CLAIMS}/{claim.pk}/claimreview").status_code == 403
    assert Caller(None).get(f"{CLAIMS}/{claim.pk}/claimreview").status_code == 401
