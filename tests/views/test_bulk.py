"""One decision on all selected claims: what is done, what is not and why, and all of it undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from django.test import Client

from claims.models import Claim, ClaimEvent, User
from claims.statuses import Role, Status
from tests.factories import ClaimFactory, UserFactory
from tests.views.conftest import HTMX

BULK, UNDO = "/queue/bulk/", "/queue/bulk/undo/"


def ticked(claims: Iterable[Claim]) -> list[str]:
    return [f"{claim.pk}.{claim.version}" for claim in claims]


def states(*claims: Claim) -> list[str]:
    return [Claim.objects.get(pk=claim.pk).status for claim in claims]


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"do": "triage"}, Status.QUEUED, "3 claims kept in the queue."),
        ({"do": "take"}, Status.IN_PROGRESS, "3 claims taken by you."),
        ({"do": "dismiss", "reason": "trivial"}, Status.DISMISSED, "3 claims dismissed."),
        ({"do": "set_aside", "until": "4h"}, Status.NEW, "3 claims set aside."),
    ],
)
def test_all_that_are_selected_are_decided(
    desk: Client, form: dict[str, str], status: Status, said: str
) -> None:
    claims = [ClaimFactory() for _ in range(3)]
    page = desk.post(BULK, {**form, "claim": ticked(claims)}, follow=True).content.decode()
    assert states(*claims) == [status] * 3
    assert said in page
    assert Claim.objects.filter(set_aside_until__isnull=False).count() == 3 * (form["do"] == "set_aside")


def test_each_claim_has_its_own_line_of_history(desk: Client, person: User) -> None:
    claims = [ClaimFactory() for _ in range(2)]
    desk.post(BULK, {"do": "dismiss", "reason": "opinion", "claim": ticked(claims)})
    lines = ClaimEvent.objects.filter(action="dismiss", actor=person, reason="opinion")
    assert {line.claim_id for line in lines} == {claim.pk for claim in claims}


def test_what_somebody_changed_meanwhile_is_left_and_counted(desk: Client) -> None:
    seen, changed = ClaimFactory(), ClaimFactory()
    chosen = ticked([seen, changed])
    client_of(UserFactory(first_name="Tomas", last_name="Reyl")).post(f"/claims/{changed.pk}/take/", {})
    page = desk.post(BULK, {"do": "triage", "claim": chosen}, follow=True).content.decode()
    assert states(seen, changed) == [Status.QUEUED, Status.IN_PROGRESS]
    assert "1 claim kept in the queue. 1 not done: Tomas Reyl took it meanwhile." in page


def test_each_reason_stands_once_with_its_number(desk: Client) -> None:
    new, *queued = [ClaimFactory(), ClaimFactory(status=Status.QUEUED), ClaimFactory(status=Status.QUEUED)]
    dismissed = ClaimFactory(status=Status.DISMISSED)
    chosen = ticked([new, *queued, dismissed])
    page = desk.post(BULK, {"do": "triage", "claim": chosen}, follow=True).content.decode()
    assert (
        "1 claim kept in the queue. 3 not done: It is in the queue already (2). "
        "This claim is dismissed, so it can’t be put in the queue (1)." in page
    )


def test_a_hold_is_told_without_its_hours(desk: Client) -> None:
    held = UserFactory(first_name="Tomas", last_name="Reyl")
    claims = [ClaimFactory(status=Status.IN_PROGRESS, holder=held) for _ in range(2)]
    page = desk.post(BULK, {"do": "take", "claim": ticked(claims)}, follow=True).content.decode()
    assert "2 not done: Tomas Reyl holds it." in page
    assert "0 claims" not in page


def test_a_hundred_and_one_are_too_many_and_nothing_is_done(desk: Client) -> None:
    claim = ClaimFactory()
    chosen = [*ticked([claim]), *(str(10_000 + n) for n in range(100))]
    page = desk.post(BULK, {"do": "triage", "claim": chosen}, follow=True).content.decode()
    assert states(claim) == [Status.NEW]
    assert "100 claims at once are the most" in page


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"do": "publish", "claim": "1.1"},
        {"do": "triage"},
        {"do": "assign", "claim": "1.1", "to": "nobody"},
        {"do": "triage", "claim": "x.y"},
    ],
)
def test_an_incomplete_form_says_what_is_missing(desk: Client, form: dict[str, str]) -> None:
    answer = desk.post(BULK, form, headers=HTMX)
    assert answer.status_code == 422
    assert 'id="said"' in answer.content.decode()


def test_an_unknown_reason_leaves_all_as_they_are(desk: Client) -> None:
    claim = ClaimFactory()
    page = desk.post(BULK, {"do": "dismiss", "claim": ticked([claim])}, follow=True).content.decode()
    assert "1 not done: Choose a reason from the list." in page
    assert states(claim) == [Status.NEW]


def test_an_editor_assigns_all_to_one(as_role: Callable[[Role], Client]) -> None:
    claims, to = [ClaimFactory() for _ in range(2)], UserFactory()
    as_role(Role.EDITOR).post(BULK, {"do": "assign", "to": to.pk, "claim": ticked(claims)})
    assert Claim.objects.filter(assignee=to).count() == 2


def test_assigning_all_is_taken_back_like_any_other_deed(as_role: Callable[[Role], Client]) -> None:
    editor, before, to = as_role(Role.EDITOR), UserFactory(), UserFactory()
    free, given = ClaimFactory(), ClaimFactory(assignee=before)
    form = {"do": "assign", "to": to.pk, "claim": ticked([free, given])}
    page = editor.post(BULK, form, follow=True).content.decode()
    assert "Undo all 2" in page
    page = editor.post(UNDO, {"claim": ticked([free, given])}, follow=True).content.decode()
    assert "2 claims as before." in page
    assert dict(Claim.objects.values_list("pk", "assignee")) == {free.pk: None, given.pk: before.pk}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_second_click_leaves_the_undo_of_the_first(
    as_role: Callable[[Role], Client], headers: dict[str, str]
) -> None:
    editor, to = as_role(Role.EDITOR), UserFactory()
    claims = [ClaimFactory() for _ in range(2)]
    form = {"do": "assign", "to": to.pk, "claim": ticked(claims)}
    editor.post(BULK, form, headers=headers)
    page = editor.post(BULK, form, headers=headers, follow=True).content.decode()
    assert f"2 not done: This claim is assigned to {to.name} already." in page
    assert "Undo all 2" in page


def test_htmx_gets_the_rows_in_their_places(desk: Client) -> None:
    kept, gone = ClaimFactory(), ClaimFactory(type="crime")
    form = {"do": "triage", "claim": ticked([kept, gone]), "query": "?type=casualties"}
    page = desk.post(BULK, form, headers=HTMX).content.decode()
    assert f'hx-swap-oob="outerHTML:#c{kept.pk}, #gone-{kept.pk}"' in page
    assert f'id="gone-{gone.pk}" hidden hx-swap-oob="outerHTML:#c{gone.pk}"' in page


@pytest.mark.parametrize(
    "form",
    [
        {"do": "triage"},
        {"do": "take"},
        {"do": "dismiss", "reason": "trivial"},
        {"do": "set_aside", "until": "1h"},
    ],
)
def test_one_undo_takes_the_whole_batch_back(desk: Client, form: dict[str, str]) -> None:
    claims = [ClaimFactory() for _ in range(3)]
    page = desk.post(BULK, {**form, "claim": ticked(claims)}, follow=True).content.decode()
    assert "Undo all 3" in page
    versions = dict(Claim.objects.values_list("pk", "version"))
    chosen = [f"{pk}.{version}" for pk, version in versions.items()]
    assert all(f'value="{claim}"' in page for claim in chosen)
    page = desk.post(UNDO, {"claim": chosen}, follow=True).content.decode()
    assert states(*claims) == [Status.NEW] * 3
    assert not Claim.objects.filter(set_aside_until__isnull=False).exists()
    assert "3 claims as before." in page


def test_the_undo_leaves_what_somebody_did_since(desk: Client) -> None:
    claims = [ClaimFactory() for _ in range(2)]
    desk.post(BULK, {"do": "triage", "claim": ticked(claims)})
    client_of(UserFactory()).post(f"/claims/{claims[1].pk}/take/", {})
    page = desk.post(UNDO, {"claim": [str(c.pk) for c in claims]}, follow=True).content.decode()
    assert states(*claims) == [Status.NEW, Status.IN_PROGRESS]
    assert "1 claim as before. 1 not done: Only" in page


def test_what_a_person_may_not_see_is_no_claim_of_theirs(desk: Client) -> None:
    page = desk.post(BULK, {"do": "triage", "claim": "987654.1"}, follow=True).content.decode()
    assert "There is no such claim." in page


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client
