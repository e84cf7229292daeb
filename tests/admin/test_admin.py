"""The admin: quick lists, rows that only actions change, stories through intake, keys shown once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from claims.admin.reading import BoundedPaginator
from claims.models import (
    Article,
    Claim,
    Evidence,
    PersonEvent,
    Revision,
    Source,
    Token,
    User,
    Verdict,
)
from claims.statuses import Role, Status
from tests.factories import (
    BODY,
    ArticleFactory,
    ClaimFactory,
    EvidenceFactory,
    SourceFactory,
    TokenFactory,
    UserFactory,
    VerdictFactory,
)

KEPT = (Article, Revision, Claim, Verdict, Evidence)


@pytest.fixture
def desk(db: None) -> Client:
    client = Client()
    client.force_login(UserFactory(username="root", role=Role.ADMIN, is_staff=True, is_superuser=True))
    return client


def lists() -> list[Any]:
    return sorted(admin.site._registry, key=lambda model: model._meta.model_name)


def run(client: Client, action: str, *rows: Any) -> str:
    address = reverse(f"admin:claims_{rows[0]._meta.model_name}_changelist")
    given = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address, given, follow=True).content.decode()


@pytest.mark.parametrize("model", lists(), ids=lambda model: model.__name__)
def test_no_list_counts_all_rows(model: Any) -> None:
    room = admin.site._registry[model]
    assert room.show_full_result_count is False
    assert room.paginator is BoundedPaginator


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_stories_and_verdicts_are_never_deleted_or_edited_here(desk: Client, model: Any) -> None:
    claim = ClaimFactory()
    VerdictFactory(claim=claim)
    EvidenceFactory(claim=claim)
    row = model.objects.first()
    name = f"admin:claims_{model._meta.model_name}"
    assert desk.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert desk.post(reverse(f"{name}_change", args=[row.pk]), {"status": "approved"}).status_code == 403


def test_claims_move_through_the_desks_own_actions(desk: Client) -> None:
    first, held = ClaimFactory(), ClaimFactory(status=Status.IN_PROGRESS)
    page = run(desk, "take", first, held)
    assert "Claims taken: 1." in page
    assert f"{held.holder.name} took this claim" in page
    first.refresh_from_db()
    assert first.status == Status.IN_PROGRESS
    assert first.events.filter(action="take", actor__username="root").exists()


def test_claims_are_dismissed_with_a_reason(desk: Client) -> None:
    claim = ClaimFactory()
    run(desk, "dismiss_opinion", claim)
    claim.refresh_from_db()
    assert (claim.status, claim.dismiss_reason) == (Status.DISMISSED, "opinion")


def test_a_failed_story_is_tried_again(desk: Client) -> None:
    article = ArticleFactory(state="failed", failure="No memory.")
    assert "Stories wait to be read once more: 1." in run(desk, "retry", article)
    article.refresh_from_db()
    assert article.state == "waiting"


def test_a_story_is_added_through_intake(desk: Client) -> None:
    address = reverse("admin:claims_article_add")
    assert desk.get(address).status_code == 200
    desk.post(address, {"source": "Northline", "title": "Ferry", "text": BODY})
    article = Article.objects.get()
    assert article.current is not None
    assert (article.state, article.current.body, article.current.meta["taken_in_by"]) == (
        "waiting",
        BODY,
        "root",
    )


def test_a_bad_story_is_refused_with_its_reason(desk: Client) -> None:
    answer = desk.post(reverse("admin:claims_article_add"), {"source": "Northline", "text": " "})
    assert answer.status_code == 422
    assert "Paste the story, choose a file, or give the address of its page." in answer.content.decode()
    assert Article.objects.count() == 0


def test_a_token_is_shown_once_and_stored_as_its_hash(desk: Client) -> None:
    source = SourceFactory()
    given = {"label": "wire room", "source": source.pk, "user": "", "scopes": ["ingest"]}
    page = desk.post(reverse("admin:claims_token_add"), given).content.decode()
    shown = re.search(r'id="key">([^<]+)</code>', page)
    assert shown
    token = Token.objects.get()
    assert token.key_hash == Token.digest(shown[1])
    assert token.key_hash not in page
    again = desk.get(reverse("admin:claims_token_change", args=[token.pk])).content.decode()
    assert shown[1] not in again


def test_a_token_of_nobody_is_refused(desk: Client) -> None:
    given = {"label": "x", "source": "", "user": "", "scopes": ["ingest"]}
    answer = desk.post(reverse("admin:claims_token_add"), given)
    assert answer.status_code == 200
    assert Token.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"label": "a\x01b"}, "This text holds a control character"),
        ({"source": ""}, "A token belongs to a source or to a person"),
        ({"expires_at_0": "2001-01-01", "expires_at_1": "00:00"}, "Choose a time within the next 366 days."),
        ({"label": ""}, "This field is required."),
        ({"scopes": []}, "Choose what the token is for."),
        ({"scopes": ["read"]}, "A source’s token hands in stories"),
    ],
)
def test_a_token_that_opens_nothing_is_refused_in_words(
    desk: Client, given: dict[str, Any], words: str
) -> None:
    form = {"label": "x", "source": SourceFactory().pk, "user": "", "scopes": ["ingest"]}
    page = desk.post(reverse("admin:claims_token_add"), form | given).content.decode()
    assert words in page
    assert "Constraint" not in page
    assert Token.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [("NORTHLINE", "There is a source of this name."), ("a\x01b", "printable"), ("", "required")],
)
def test_a_source_is_held_to_the_rule_of_intake(desk: Client, name: str, words: str) -> None:
    SourceFactory(name="Northline")
    page = desk.post(reverse("admin:claims_source_add"), {"name": name, "is_active": "on"}).content.decode()
    assert words in page
    assert Source.objects.count() == 1


def test_a_choice_that_names_no_row_does_nothing(desk: Client) -> None:
    given = {"action": "take", "_selected_action": ["abc"]}
    page = desk.post(reverse("admin:claims_claim_changelist"), given, follow=True).content.decode()
    assert "Nothing was done: choose rows of this list." in page


def test_a_token_is_revoked(desk: Client) -> None:
    token = TokenFactory()
    run(desk, "revoke", token)
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_people_get_their_role_here(desk: Client) -> None:
    given = {
        "username": "imani",
        "password1": "lantern-pier-41",
        "password2": "lantern-pier-41",
        "usable_password": "true",
        "role": "reviewer",
    }
    desk.post(reverse("admin:claims_user_add"), given)
    imani = User.objects.get(username="imani")
    assert (imani.role, imani.is_staff) == (Role.REVIEWER, False)
    run(desk, "role_admin", imani)
    imani.refresh_from_db()
    assert (imani.role, imani.is_staff, imani.groups.get().name) == (Role.ADMIN, True, "admin")
    lines = PersonEvent.objects.order_by("id").values_list("actor__username", "before", "after")
    assert list(lines) == [("root", "viewer", "reviewer"), ("root", "reviewer", "admin")]


def test_nobody_gives_themselves_a_role_or_leaves_by_a_form(desk: Client) -> None:
    root = User.objects.get(username="root")
    assert "Nobody changes their own role" in run(desk, "role_editor", root)
    assert "Nobody switches off their own account" in run(desk, "switch_off", root)
    form = {"username": "root", "role": "viewer", "is_superuser": "", "is_active": ""}
    desk.post(reverse("admin:claims_user_change", args=[root.pk]), form)
    root.refresh_from_db()
    assert (root.role, root.is_superuser, root.is_active) == (Role.ADMIN, True, True)


def test_somebody_who_leaves_is_switched_off_and_on_here(desk: Client) -> None:
    noor = UserFactory(username="noor")
    run(desk, "switch_off", noor)
    noor.refresh_from_db()
    assert not noor.is_active
    run(desk, "switch_on", noor)
    noor.refresh_from_db()
    assert noor.is_active


def test_lookups_that_reach_across_rows_are_refused(desk: Client) -> None:
    answer = desk.get("/admin/claims/claim/?holder__password__startswith=pbkdf2")
    assert answer.status_code == 400


def test_others_stay_outside(db: None) -> None:
    client = Client()
    client.force_login(UserFactory(role=Role.EDITOR))
    assert client.get("/admin/").status_code == 302


def test_a_lost_phone_is_taken_off_and_its_secret_never_shown(desk: Client) -> None:
    key = TOTP.activate(UserFactory(username="tomas"), secret := generate_totp_secret()).instance
    address = reverse("admin:mfa_authenticator_change", args=[key.pk])
    assert secret not in desk.get(address).content.decode()
    assert secret not in str(key.data)
    desk.post(reverse("admin:mfa_authenticator_delete", args=[key.pk]), {"post": "yes"})
    assert not type(key).objects.exists()
