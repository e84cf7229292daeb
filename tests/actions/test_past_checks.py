"""What was checked before is offered with what agrees and what differs, and hands nothing over."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from claims.actions import check_import, past_checks, publishing, vectors
from claims.ingest.claimreview import Review
from claims.models import CheckVector, Claim, ClaimVector, Occurrence, PastCheck, Verdict
from claims.statuses import PubStatus, Role
from tests.actions.test_candidates import pointing
from tests.actions.tolls import first_version
from tests.factories import UserFactory, approved

pytestmark = pytest.mark.django_db


def past(claim: str, **given: Any) -> PastCheck:
    fields: dict[str, Any] = {
        "url": f"https://checks.example/{len(claim)}",
        "publisher": "Valmora Checks",
        "claimant": "Ines Vallory",
        "said_on": date.today(),  # noqa: DTZ011
        "rating": "False",
    }
    review = Review(claim, **(fields | given))
    check_import.take_in([review], origin="test")
    return PastCheck.objects.get(identity=review.identity)


@pytest.fixture
def toll() -> Claim:
    """Twelve people died when the ferry Corvane capsized off Port Selwick."""
    claim = Claim.objects.get(article=first_version(), type="casualties")
    Occurrence.objects.filter(claim=claim).update(measure="killed", role="point", low=12)
    return claim


def read_alike(toll: Claim, check: PastCheck, alike: float = 1.0) -> None:
    """Their vectors say how much alike the two are told."""
    vectors.write({toll.pk: pointing(1, 0)}, kind=ClaimVector, model="m")
    vectors.write({check.pk: pointing(alike, (1 - alike**2) ** 0.5)}, kind=CheckVector, model="m")


def test_check_of_the_same_figure_is_offered(toll: Claim) -> None:
    past("12 people died when the ferry Corvane capsized off Port Selwick.")
    [offer] = past_checks.offers(toll)
    assert offer.kind in {"same", "variant"}
    assert (offer.publisher, offer.rating, offer.claimant) == ("Valmora Checks", "False", "Ines Vallory")
    assert "12" in offer.because


def test_check_of_another_figure_says_the_difference(toll: Claim) -> None:
    read_alike(toll, past("19 people died when the ferry Corvane capsized off Port Selwick."))
    [offer] = past_checks.offers(toll)
    assert offer.kind == "variant"
    assert "12" in offer.difference
    assert "19" in offer.difference


def test_check_in_much_the_same_words_is_shown_for_them(toll: Claim) -> None:
    read_alike(toll, past("The council sold the harbour to a friend of the mayor."), 0.9)
    [offer] = past_checks.offers(toll)
    assert (offer.kind, offer.because) == ("near", "told in much the same words")
    assert offer.difference


def test_check_of_something_else_is_not_offered(toll: Claim) -> None:
    read_alike(toll, past("Exports of wheat rose to 4 million tonnes last year."), 0.2)
    assert past_checks.offers(toll) == []


def test_offer_changes_nothing_at_the_desk(toll: Claim) -> None:
    past("12 people died when the ferry Corvane capsized off Port Selwick.")
    before = Claim.objects.values().get(pk=toll.pk)
    past_checks.offers(toll)
    assert Claim.objects.values().get(pk=toll.pk) == before
    assert not Verdict.objects.exists()


def test_best_comes_first_and_no_more_than_asked_for(toll: Claim) -> None:
    for place in ("Port Selwick", "Eastmere", "Tarnmouth"):
        past(f"12 people died when the ferry Corvane capsized off {place}.")
    [offer] = past_checks.offers(toll, most=1)
    assert "Port Selwick" in offer.claimed


class TestOurs:
    @pytest.fixture
    def published(self, toll: Claim) -> Claim:
        """A check of ours of the same toll, told by another story."""
        claim: Claim = approved()
        publishing.publish(claim_id=claim.pk, by=UserFactory(role=Role.EDITOR))
        told = Occurrence(claim=claim, revision=claim.revision, start=claim.start, end=claim.end)
        told.figure_start, told.figure_end = claim.figure_start, claim.figure_end
        told.sentence, told.type, told.check_worthiness = claim.sentence, claim.type, 0.9
        told.figure, told.measure, told.role = claim.figure.record(), "killed", "point"
        told.low, told.place, told.claimant = claim.figure.low, claim.place, claim.claimant
        told.save()
        return claim

    @pytest.fixture
    def near_by(self, toll: Claim, published: Claim) -> None:
        made = {toll.pk: pointing(1, 0), published.pk: pointing(1, 0.1)}
        vectors.write(made, kind=ClaimVector, model="m")

    def test_published_claim_is_offered_with_its_difference(
        self, toll: Claim, published: Claim, near_by: None
    ) -> None:
        [offer] = past_checks.offers(toll)
        assert offer.claim == published.pk
        assert offer.url == f"/checks/{published.pk}/"
        assert offer.kind == "variant"
        assert "37" in offer.difference

    def test_check_that_readers_may_not_see_is_not_offered(
        self, toll: Claim, published: Claim, near_by: None
    ) -> None:
        article = published.article
        article.pub_status = PubStatus.WITHHELD
        article.save()
        assert past_checks.offers(toll) == []


def test_claim_without_a_telling_has_no_offers(toll: Claim) -> None:
    Occurrence.objects.all().delete()
    assert past_checks.offers(toll) == []
