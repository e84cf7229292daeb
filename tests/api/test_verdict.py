"""Proposing a verdict in one request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from claims.models import Claim, Evidence, Verdict
from claims.statuses import Role, Status
from tests.api.conftest import CLAIMS, Caller
from tests.factories import ClaimFactory
from tests.judged import judged_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory()


@pytest.fixture
def verdict(claim: Claim) -> dict[str, Any]:
    return {
        "rating": "mostly-true",
        "explanation": "The harbour log names 37 dead.",
        "version": claim.version,
        "idempotency_key": str(uuid4()),
        "evidence": [{"url": "https://harbour.example/log", "title": "Harbour log", "stance": "for"}],
    }


def send(caller: Caller, claim: Claim, body: Any) -> Any:
    return caller.post(f"{CLAIMS}/{claim.pk}/verdict", body)


def test_verdict_takes_the_claim_and_brings_its_evidence(
    person: Callable[..., Caller], claim: Claim, verdict: dict[str, Any]
) -> None:
    response = send(person(), claim, verdict)
    claim.refresh_from_db()
    assert (response.status_code, response.json()["status"]) == (200, "proposed")
    assert (claim.status, response.json()["claim_version"]) == (Status.PROPOSED, claim.version)
    assert Evidence.objects.get().title == "Harbour log"
    assert list(claim.events.values_list("action", flat=True))[::-1][-1] == "propose"


def test_verdict_sent_twice_stands_once(
    person: Callable[..., Caller], claim: Claim, verdict: dict[str, Any]
) -> None:
    checker = person()
    first, again = send(checker, claim, verdict), send(checker, claim, verdict)
    assert first.json() == again.json()
    assert (Verdict.objects.count(), Evidence.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"evidence": []}, "evidence"),
        ({"explanation": " "}, "explanation"),
        ({"explanation": "a\0b"}, "explanation"),
        ({"explanation": "\ud800"}, "explanation"),
        ({"rating": "verified"}, "rating"),
        ({"rating": 1}, "rating"),
        ({"finding": "nonsense"}, "finding"),
        ({"version": "1"}, "version"),
        ({"version": 2**40}, "version"),
        ({"version": None}, "version"),
        ({"idempotency_key": "again"}, "key"),
        ({"evidence": [{"url": "javascript:alert(1)", "title": "x", "stance": "for"}]}, "url"),
        ({"evidence": [{"url": 1, "title": "x", "stance": "for"}]}, "evidence.0.url"),
        ({"evidence": [{"url": "https://a.example", "title": "x", "stance": "loud"}]}, "stance"),
    ],
)
def test_verdict_that_is_not_whole_changes_nothing(
    person: Callable[..., Caller], claim: Claim, verdict: dict[str, Any], change: Any, field: str
) -> None:
    response = send(person(), claim, verdict | change)
    assert response.status_code == 422
    assert field in response.json()["error"]["fields"]
    claim.refresh_from_db()
    assert (claim.status, claim.version, Evidence.objects.count()) == (Status.NEW, 1, 0)


def test_verdict_on_an_older_version_is_a_conflict(
    person: Callable[..., Caller], claim: Claim, verdict: dict[str, Any]
) -> None:
    Claim.objects.update(version=5)
    response = send(person(), claim, verdict)
    assert (response.status_code, response.json()["error"]["code"]) == (409, "conflict")


def test_verdict_on_a_claim_of_somebody_else_is_a_conflict(
    person: Callable[..., Caller], verdict: dict[str, Any]
) -> None:
    held = ClaimFactory(status=Status.IN_PROGRESS)
    assert send(person(), held, verdict | {"version": held.version}).status_code == 409


def test_verdict_needs_a_checker(
    person: Callable[..., Caller], wire: Caller, claim: Claim, verdict: dict[str, Any]
) -> None:
    assert send(person(Role.VIEWER), claim, verdict).status_code == 403
    assert send(wire, claim, verdict).status_code == 403
    assert send(Caller(None), claim, verdict).status_code == 401


def test_verdict_on_no_claim_is_not_found(person: Callable[..., Caller], verdict: dict[str, Any]) -> None:
    assert person().post(f"{CLAIMS}/{'9' * 26}/verdict", verdict).status_code == 404


@pytest.mark.parametrize(
    ("body", "status"), [(b"", 422), (b"[1", 400), (b"null", 422), (b"x" * 2_200_000, 413)]
)
def test_verdict_that_is_no_object_is_refused(
    person: Callable[..., Caller], claim: Claim, body: bytes, status: int
) -> None:
    assert send(person(), claim, body).status_code == status


QUOTED = {"quote": "37 dead on board.", "publisher": "Harbour office"}


def test_verdict_says_the_scale_and_the_policy_that_it_pins(
    person: Callable[..., Caller], claim: Claim, verdict: dict[str, Any]
) -> None:
    told = send(person(), claim, verdict).json()
    assert (told["scale"], told["scale_version"]) == ("six-point", 1)
    assert (told["policy"], told["votes_needed"]) == ("light", 1)


def test_verdict_is_on_the_scale_of_the_claims_desk(
    person: Callable[..., Caller], claim: Claim, verdict: dict[str, Any]
) -> None:
    judged_by(scale="support")
    checker = person()
    assert send(checker, claim, verdict).json()["error"]["fields"].keys() == {"rating"}
    told = send(checker, claim, verdict | {"rating": "conflicting"}).json()
    assert (told["rating"], told["scale"]) == ("conflicting", "support")


def test_verdict_under_a_full_policy_names_all_that_is_missing(
    person: Callable[..., Caller], claim: Claim, verdict: dict[str, Any]
) -> None:
    judged_by("two of three")
    checker = person()
    answer = send(checker, claim, verdict)
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"].keys() == {"evidence_fields", "sources", "no_contact"}
    assert Evidence.objects.count() == 0
    [piece] = verdict["evidence"]
    whole = [piece | QUOTED | {"is_primary": True}]
    told = send(checker, claim, verdict | {"evidence": whole, "no_contact": "She died in March."}).json()
    assert (told["status"], told["policy"], told["votes_needed"]) == ("proposed", "two of three", 2)
    assert Verdict.objects.get().no_contact == "She died in March."
