"""Proposing: once, with what it needs, never over a change; evidence before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import queue, verdicts
from claims.models import Claim, Evidence, User, Verdict
from claims.statuses import Role, Status
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory, VerdictFactory
from tests.views.conftest import HTMX

WHY = "The harbour log names 37 dead."
LINK = {"url": "https://harbour.example/log", "title": "Harbour log", "stance": "for"}


@pytest.fixture
def claim(person: User) -> Claim:
    made = ClaimFactory(status=Status.IN_PROGRESS, holder=person)
    EvidenceFactory(claim=made, added_by=person)
    return made


def form(claim: Claim, **given: Any) -> dict[str, Any]:
    return {
        "rating": "mostly-true",
        "explanation": WHY,
        "version": claim.version,
        "key": str(uuid4()),
    } | given


def propose(desk: Client, claim: Claim, given: dict[str, Any], **headers: Any) -> Any:
    return desk.post(reverse("propose", args=[claim.pk]), given, **headers)


def test_propose_opens_the_next_claim(desk: Client, claim: Claim) -> None:
    following = ClaimFactory(priority=claim.priority - 1)
    answer = propose(desk, claim, form(claim))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/claims/{following.pk}/")
    verdict = Verdict.objects.get()
    assert (verdict.rating, verdict.explanation) == ("mostly-true", WHY)


def test_after_the_last_claim_comes_the_queue(desk: Client, claim: Claim) -> None:
    assert propose(desk, claim, form(claim)).headers["Location"] == "/queue/"


def test_htmx_is_led_on_by_its_own_header(desk: Client, claim: Claim) -> None:
    answer = propose(desk, claim, form(claim), headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/queue/")


def test_the_same_form_sent_twice_makes_one_verdict(desk: Client, claim: Claim) -> None:
    given = form(claim)
    assert [propose(desk, claim, given).status_code for _ in range(2)] == [302, 302]
    assert Verdict.objects.count() == 1


def test_a_stale_form_is_409_and_keeps_the_text(desk: Client, claim: Claim) -> None:
    answer = propose(desk, claim, form(claim, version=claim.version - 1, finding="rounded"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert WHY in page
    assert 'value="mostly-true" data-key="2" aria-keyshortcuts="2" checked' in page
    assert '<option value="rounded" selected>' in page
    assert f'name="version" value="{claim.version}"' in page
    assert Verdict.objects.count() == 0


def test_a_stale_form_by_htmx_is_a_pane_that_keeps_the_text(desk: Client, claim: Claim) -> None:
    answer = propose(desk, claim, form(claim, version=claim.version - 1), headers=HTMX)
    assert answer.status_code == 409
    assert WHY in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_the_key_stays_when_a_form_comes_back(desk: Client, claim: Claim) -> None:
    given = form(claim, rating="")
    assert f'name="key" value="{given["key"]}"' in propose(desk, claim, given).content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"rating": ""}, "Choose a rating"),
        ({"rating": "splendid"}, "Choose a rating"),
        ({"explanation": "  "}, "Say why"),
        ({"finding": "odd"}, "odd"),
        ({"key": "no key"}, "lost its key"),
        ({"version": "x"}, "lost its version"),
    ],
)
def test_what_is_missing_or_wrong_is_422_and_named(
    desk: Client, claim: Claim, given: dict[str, str], words: str
) -> None:
    answer = propose(desk, claim, form(claim, **given))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Verdict.objects.count() == 0


def test_a_verdict_without_evidence_is_422(desk: Client, claim: Claim) -> None:
    claim.evidence.all().delete()
    answer = propose(desk, claim, form(claim))
    assert answer.status_code == 422
    assert "at least one piece of evidence" in answer.content.decode()


def test_a_claim_that_somebody_else_took_meanwhile_keeps_the_text_to_copy(desk: Client) -> None:
    taken = ClaimFactory(status=Status.IN_PROGRESS)
    answer = propose(desk, taken, form(taken))
    assert answer.status_code == 409
    assert WHY in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_where_a_verdict_stands_already_the_text_comes_back_with_who_gave_it(
    desk: Client, claim: Claim, headers: dict[str, str]
) -> None:
    given = form(claim)
    queue.release(claim_id=claim.pk, by=claim.holder)
    other = UserFactory(first_name="Tomas", last_name="Reyl")
    held = queue.take(claim_id=claim.pk, by=other)
    theirs = {"rating": "false", "explanation": "The log is another ship’s.", "key": uuid4()}
    verdicts.propose(claim_id=claim.pk, by=other, version=held.version, **theirs)
    answer = propose(desk, claim, given, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Tomas Reyl proposed a verdict on this claim at" in page
    assert f'<dd dir="auto">{WHY}</dd>' in page
    assert "still in its form" not in page


def test_a_note_on_a_vote_that_came_too_late_comes_back(as_role: Callable[[Role], Client]) -> None:
    verdict = VerdictFactory(claim__status=Status.IN_REVIEW)
    claim, words = verdict.claim, "The second log says otherwise."
    verdicts.approve(claim_id=claim.pk, by=UserFactory(role=Role.REVIEWER))
    form = {"reason": words, "version": claim.version}
    answer = as_role(Role.REVIEWER).post(reverse("send_back", args=[claim.pk]), form)
    assert answer.status_code == 409
    assert f'<dd dir="auto">{words}</dd>' in answer.content.decode()


def test_add_evidence_by_plain_form_and_by_htmx(desk: Client, claim: Claim) -> None:
    address = reverse("add_evidence", args=[claim.pk])
    answer = desk.post(address, LINK | {"is_primary": "on", "quote": "37 dead"})
    assert answer.headers["Location"] == f"/claims/{claim.pk}/#evidence"
    page = desk.post(address, LINK, headers=HTMX).content.decode()
    assert "Evidence: 3 for" in page
    assert Evidence.objects.filter(is_primary=True, quote="37 dead").count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {"url": "javascript:alert(1)"},
        {"url": "ftp://harbour.example/"},
        {"url": ""},
        {"title": ""},
        {"stance": "loud"},
        {"title": "x" * 301},
    ],
)
def test_wrong_evidence_is_422_and_kept_in_the_form(
    desk: Client, claim: Claim, given: dict[str, str]
) -> None:
    answer = desk.post(reverse("add_evidence", args=[claim.pk]), LINK | {"quote": "kept words"} | given)
    assert answer.status_code == 422
    assert "kept words" in answer.content.decode()
    assert claim.evidence.count() == 1


def test_a_text_that_is_too_long_is_kept_whole_and_its_field_named(desk: Client, claim: Claim) -> None:
    page = desk.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "maxlength" not in page[page.index('id="add-form"') :]  # the browser would cut a paste unseen
    answer = desk.post(reverse("add_evidence", args=[claim.pk]), LINK | {"quote": "word " * 3000})
    assert "What it says: this has 14999 characters; 10000 is the most." in answer.content.decode()
    assert "word " * 3000 in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_evidence_typed_while_somebody_else_took_the_claim_is_kept(
    desk: Client, headers: dict[str, str]
) -> None:
    claim = ClaimFactory(status=Status.IN_PROGRESS, holder=UserFactory())
    address = reverse("add_evidence", args=[claim.pk])
    page = desk.post(address, LINK | {"quote": "kept words"}, headers=headers).content.decode()
    assert "What you typed is still in its form" in page
    assert "kept words" in page


def test_remove_evidence(desk: Client, claim: Claim) -> None:
    piece = claim.evidence.get()
    desk.post(reverse("remove_evidence", args=[claim.pk, piece.pk]))
    assert claim.evidence.count() == 0


def test_evidence_of_another_claim_is_404(desk: Client, claim: Claim) -> None:
    other = EvidenceFactory()
    assert desk.post(reverse("remove_evidence", args=[claim.pk, other.pk])).status_code == 404
