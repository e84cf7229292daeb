"""The desk's side of publishing: buttons with their reasons, notices, forms that keep what was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.actions import publishing
from claims.models import Article, Check, Claim, Edition, User
from claims.statuses import PubStatus, Role, Status
from tests.factories import (
    ClaimFactory,
    UserFactory,
    approved,
)
from tests.views.conftest import HTMX, signed_in

pytestmark = pytest.mark.django_db

RECHECK = {
    "old": 37.0,
    "new": 39.0,
    "from": 1,
    "to": 1,
    "because": "“At least 37” in version 1, “at least 39” in version 2",
    "changed": ["figure"],
    "old_text": "At least 37",
    "new_text": "At least 39",
    "old_sentence": "At least 37 people died.",
    "new_sentence": "At least 39 people died.",
}


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(role=Role.EDITOR)


@pytest.fixture
def client(editor: User) -> Client:
    return signed_in(editor)


@pytest.fixture
def published(editor: User) -> Claim:
    claim = approved()
    publishing.publish(claim_id=claim.pk, by=editor)
    claim.refresh_from_db()
    return claim


def kill(claim: Claim, because: str = "own item killed") -> None:
    now = timezone.now()
    Article.objects.filter(pk=claim.article_id).update(pub_status=PubStatus.CANCELED, killed_at=now)
    asked = {"old": None, "new": None, "from": None, "to": None, "because": because}
    Claim.objects.filter(pk=claim.pk).update(killed_at=now, needs_recheck=True, recheck=asked)


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_an_editor_publishes_from_the_claims_page(client: Client) -> None:
    claim = approved()
    assert "Publish</button>" in text(client, f"/claims/{claim.pk}/")
    answer = client.post(f"/claims/{claim.pk}/publish/", {"version": 1, "headline": "The dead, counted"})
    assert answer.status_code == 302
    page = text(client, f"/claims/{claim.pk}/")
    assert f'<a href="/checks/{claim.pk}/" dir="ltr">/checks/{claim.pk}/</a>' in page
    assert Check.objects.get().current.payload["headline"] == "The dead, counted"


def test_others_see_why_they_may_not(as_role: Callable[[Role], Client]) -> None:
    claim = approved()
    reviewer = as_role(Role.REVIEWER)
    assert "Publishing a verdict needs the role editor; yours is reviewer." in text(
        reviewer, f"/claims/{claim.pk}/"
    )
    assert reviewer.post(f"/claims/{claim.pk}/publish/").status_code == 403


def embargo(claim: Claim) -> None:
    Article.objects.filter(pk=claim.article_id).update(embargoed_until=timezone.now() + timedelta(hours=1))


def withhold(claim: Claim) -> None:
    Article.objects.filter(pk=claim.article_id).update(pub_status=PubStatus.WITHHELD)


@pytest.mark.parametrize(
    ("happened", "notice", "reason"),
    [
        (embargo, 'id="embargo"', "it can’t be published before"),
        (withhold, 'id="withheld"', "nothing of it can be published"),
        (kill, "withdrew this story", "The wire killed this story at"),
    ],
)
def test_the_button_is_off_with_the_reason_and_a_notice_stands_above(
    client: Client, happened: Callable[[Claim], None], notice: str, reason: str
) -> None:
    claim = approved()
    happened(claim)
    page = text(client, f"/claims/{claim.pk}/")
    assert notice in page
    assert reason in page
    assert 'disabled aria-describedby="publish-note"' in page
    assert client.post(f"/claims/{claim.pk}/publish/").status_code == 409


def test_a_recheck_shows_old_and_new_side_by_side(client: Client) -> None:
    claim = approved(needs_recheck=True, recheck=RECHECK)
    page = text(client, f"/claims/{claim.pk}/")
    assert (
        '<del class="was" dir="auto">At least 37</del> <ins class="now" dir="auto">At least 39</ins>' in page
    )
    assert 'At least <del class="was">37</del> people died.' in page
    assert 'At least <ins class="now">39</ins> people died.' in page
    assert "data-changed" in page
    assert "Acknowledge…" in page


def test_acknowledging_takes_the_notice_away(client: Client) -> None:
    claim = approved(needs_recheck=True, recheck=RECHECK)
    path = f"/claims/{claim.pk}/acknowledge/"
    refused = client.post(path, {"version": 1, "note": ""}, headers=HTMX)
    assert refused.status_code == 422
    client.post(path, {"version": 1, "note": "The log names 39, too.", "outcome": "stands"})
    claim.refresh_from_db()
    assert (claim.needs_recheck, claim.status) == (False, Status.APPROVED)
    page = text(client, f"/claims/{claim.pk}/")
    assert 'id="recheck"' not in page
    assert "The log names 39, too." in page


def test_starting_again_reopens_it(client: Client, published: Claim) -> None:
    Claim.objects.filter(pk=published.pk).update(needs_recheck=True, recheck=RECHECK)
    path = f"/claims/{published.pk}/acknowledge/"
    client.post(path, {"version": published.version, "note": "Count again.", "outcome": "reopen"})
    published.refresh_from_db()
    assert (published.status, published.needs_recheck) == (Status.QUEUED, False)


def test_a_correction_keeps_what_was_typed_when_it_is_refused(client: Client, published: Claim) -> None:
    path = f"/claims/{published.pk}/correct/"
    given = {"was": "37", "now": "", "explanation": "It names 38.", "version": published.version}
    page = client.post(path, given)
    assert page.status_code == 422
    assert "Say what it says now." in page.content.decode()
    assert "It names 38." in page.content.decode()
    client.post(path, given | {"now": "38"})
    assert Edition.objects.latest("number").payload["explanation"] == "It names 38."


def test_a_plain_editor_reads_why_retracting_is_not_theirs(client: Client, published: Claim) -> None:
    page = text(client, f"/claims/{published.pk}/")
    assert "Retract…" not in page
    assert '<p class="src" id="retract-note">' in page
    assert "standards" in page.split('id="retract-note">')[1].partition("</p>")[0]


def test_two_people_of_the_standards_retract(as_role: Callable[[Role], Client], published: Claim) -> None:
    asker, other = as_role(Role.STANDARDS), as_role(Role.STANDARDS)
    path = f"/claims/{published.pk}/"
    asker.post(f"{path}retract/", {"version": published.version, "reason": "The wrong log."})
    page = text(asker, path)
    assert "asks to retract this check" in page
    assert "You asked for this retraction; somebody else confirms it." in page
    assert asker.post(f"{path}retract/confirm/").status_code == 403
    assert "Retract it</button>" in text(other, path)
    other.post(f"{path}retract/confirm/", {"version": published.version})
    published.refresh_from_db()
    assert published.status == Status.RETRACTED
    assert "Readers find its tombstone at" in text(other, path)


def test_a_request_can_be_dropped(as_role: Callable[[Role], Client], published: Claim) -> None:
    asker, path = as_role(Role.STANDARDS), f"/claims/{published.pk}/"
    asker.post(f"{path}retract/", {"version": published.version, "reason": "The wrong log."})
    asker.post(f"{path}retract/drop/", {"version": published.version})
    assert "asks to retract" not in text(asker, path)
    assert "dropped the request to retract it" in text(asker, path)


def listed(client: Client, view: str) -> list[str]:
    page = text(client, f"/queue/?view={view}")
    return [
        part.partition('"')[0]
        for part in page.split('<li class="row')[1:]
        for part in [part.split('id="c')[1]]
    ]


def test_each_claim_stands_in_its_views(client: Client, published: Claim) -> None:
    fresh = ClaimFactory()
    dead = ClaimFactory()
    kill(dead)
    changed = ClaimFactory(needs_recheck=True, recheck=RECHECK)
    early = ClaimFactory()
    embargo(early)
    kill(published)
    assert listed(client, "open") == [str(claim.pk) for claim in (early, changed, fresh)]
    assert listed(client, "recheck") == [str(changed.pk)]
    assert listed(client, "killed") == [str(dead.pk), str(published.pk)]
    assert listed(client, "resting") == [str(published.pk)]
    assert listed(client, "published") == [str(published.pk)]
    assert listed(client, "embargoed") == [str(early.pk)]
    page = text(client, "/queue/?view=open")
    assert '<span class="flag embargo">Embargoed to ' in page
    assert '<span class="flag recheck">Changed by the wire</span>' in page


def test_a_claim_that_another_report_contradicts_is_not_told_as_changed(client: Client) -> None:
    because = "conflicts with “15” (Corvane News, version 1)"
    claim = ClaimFactory(needs_recheck=True, recheck={"because": because, "from": None, "to": None})
    for page in (text(client, "/queue/?view=recheck"), text(client, f"/claims/{claim.pk}/")):
        assert '<span class="flag recheck">To look at again</span>' in page
        assert "Changed by the wire" not in page


def test_a_view_that_holds_nothing_is_left_out_of_the_rail(client: Client) -> None:
    ClaimFactory()
    page = text(client, "/queue/")
    assert "Killed by the wire" not in page
    assert "Published" in page
    assert "The wire has killed no story." in text(client, "/queue/?view=killed")


def test_a_verdict_that_rests_on_another_killed_story_is_listed(client: Client, published: Claim) -> None:
    because = "rests on urn:wire:7@2, which was killed at 2026-11-23T05:48:00Z"
    Claim.objects.filter(pk=published.pk).update(needs_recheck=True, recheck={"because": because})
    assert listed(client, "resting") == [str(published.pk)]
    page = text(client, f"/claims/{published.pk}/")
    assert because in page
    assert "Rests on a killed story" in page


def test_a_killed_claim_leads_to_what_was_published_on_it(client: Client, published: Claim) -> None:
    kill(published)
    assert "?view=resting" in text(client, f"/claims/{published.pk}/")
    page = text(client, f"/articles/{published.article_id}/")
    assert "1 published verdict rests on it" in page


def test_a_page_with_everything_on_it_costs_no_more(
    published: Claim, as_role: Callable[[Role], Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Claim.objects.filter(pk=published.pk).update(needs_recheck=True, recheck=RECHECK)
    standards = as_role(Role.STANDARDS)
    standards.post(f"/claims/{published.pk}/retract/", {"reason": "The wrong log."})
    with django_assert_max_num_queries(12):
        standards.get(f"/claims/{published.pk}/")


@pytest.mark.parametrize("method", ["publish", "correct", "retract", "retract/confirm", "retract/drop"])
def test_nobody_publishes_by_a_link_or_without_signing_in(method: str) -> None:
    claim = approved()
    assert Client().get(f"/claims/{claim.pk}/{method}/").status_code == 405
    assert Client().post(f"/claims/{claim.pk}/{method}/").status_code == 302
    assert Claim.objects.get(pk=claim.pk).status == Status.APPROVED
