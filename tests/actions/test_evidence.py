"""Evidence: by the holder, with a link that can be followed, until a verdict is proposed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.actions import evidence, queue
from claims.exceptions import Conflict, Incomplete
from claims.models import Claim, Evidence, User
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> User:
    return UserFactory(first_name="Ines", last_name="Vallory")


@pytest.fixture
def claim(ines: User) -> Claim:
    return queue.take(claim_id=ClaimFactory().pk, by=ines)


def add(claim: Claim, by: User, **given: object) -> Evidence:
    fields = {"url": "https://harbour.example/log?day=2#top", "title": "Harbour log", "stance": "against"}
    return evidence.add_evidence(claim_id=claim.pk, by=by, **(fields | given))


def test_is_kept_with_who_and_when(claim: Claim, ines: User) -> None:
    kept = add(claim, ines, quote=" 37 names ", publisher="Harbour office", is_primary=True)
    assert (kept.quote, kept.publisher, kept.is_primary, kept.added_by) == (
        "37 names",
        "Harbour office",
        True,
        ines,
    )
    assert timezone.now() - kept.retrieved_at < timedelta(seconds=10)
    assert claim.events.first().detail["url"] == kept.url


def test_adding_renews_the_hold_and_leaves_the_open_form_good(claim: Claim, ines: User) -> None:
    Claim.objects.update(lease_until=timezone.now() + timedelta(seconds=5))
    add(claim, ines)
    after = Claim.objects.get()
    assert after.lease_until > timezone.now() + timedelta(minutes=14)
    assert after.version == claim.version


@pytest.mark.parametrize(
    "url",
    [
        "",
        "harbour.example",
        "javascript:alert(1)",
        "ftp://harbour.example/",
        "https://",
        "https://a b.example/",
        "https://harbour.example:99999/",
        "https://harbour.example/\x00",
        "https://harbour.example/" + "x" * 2000,
    ],
)
def test_a_link_that_cannot_be_followed_is_refused(claim: Claim, ines: User, url: str) -> None:
    with pytest.raises(Incomplete) as refusal:
        add(claim, ines, url=url)
    assert set(refusal.value.fields) == {"url"}
    assert not Evidence.objects.exists()


def test_a_link_may_shout_its_scheme(claim: Claim, ines: User) -> None:
    assert add(claim, ines, url="HTTPS://Harbour.example/Log").url == "https://Harbour.example/Log"


@pytest.mark.parametrize(("field", "value"), [("title", " "), ("title", "x" * 301), ("stance", "maybe")])
def test_a_wrong_field_is_named(claim: Claim, ines: User, field: str, value: str) -> None:
    with pytest.raises(Incomplete) as refusal:
        add(claim, ines, **{field: value})
    assert set(refusal.value.fields) == {field}


def test_only_by_the_holder(claim: Claim) -> None:
    with pytest.raises(Conflict, match="Ines Vallory holds this claim"):
        add(claim, UserFactory())


def test_removed_it_stays_in_the_history(claim: Claim, ines: User) -> None:
    kept = add(claim, ines)
    evidence.remove_evidence(evidence_id=kept.pk, by=ines)
    assert not Evidence.objects.exists()
    assert claim.events.first().detail["title"] == "Harbour log"


def test_once_proposed_it_is_fixed(ines: User) -> None:
    kept = EvidenceFactory(claim=ClaimFactory(status="proposed"), added_by=ines)
    with pytest.raises(Conflict, match="This claim is proposed"):
        evidence.remove_evidence(evidence_id=kept.pk, by=ines)
    with pytest.raises(Conflict, match="This claim is proposed"):
        add(kept.claim, ines)
