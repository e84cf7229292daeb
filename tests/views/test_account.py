"""A person's own pages: the look, what they are told of, their tokens, what they did."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.actions import queue, tokens
from claims.models import Article, ClaimEvent, Telling, Token, User, Wish
from claims.statuses import Role, Status
from tests.factories import ArticleFactory, ClaimEventFactory, ClaimFactory, UserFactory
from tests.views.conftest import signed_in


def page(desk: Client, address: str) -> str:
    return desk.get(address).content.decode()


class TestLook:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_the_theme_stands_on_every_page_without_script(self, desk: Client, theme: str) -> None:
        desk.post("/account/", {"theme": theme, "language": ""})
        for address in ("/account/", "/events/", "/account/2fa/"):
            assert f'<html lang="en-gb" dir="ltr" data-theme="{theme}">' in page(desk, address)

    def test_the_system_decides_unless_somebody_did(self, desk: Client) -> None:
        assert "data-theme" not in page(desk, "/account/")

    def test_the_language_is_the_persons_choice(
        self, desk: Client, person: User, settings: LazySettings
    ) -> None:
        settings.LANGUAGES = [("en-gb", "English"), ("ar", "العربية")]
        assert desk.get("/account/", headers={"Accept-Language": "ar"}).headers["Content-Language"] == "ar"
        desk.post("/account/", {"theme": "", "language": "ar"})
        answer = desk.get("/account/")
        assert answer.headers["Content-Language"] == "ar"
        assert '<html lang="ar" dir="rtl">' in answer.content.decode()

    @pytest.mark.parametrize("language", ["en-gb", ""], ids=["chosen", "asked for by the browser"])
    def test_what_was_saved_is_said_in_the_language_of_now(
        self, desk: Client, person: User, language: str
    ) -> None:
        User.objects.filter(pk=person.pk).update(language="ar")
        english = {"Accept-Language": "en-GB"}
        given = {"theme": "", "language": language}
        answer = desk.post("/account/", given, headers=english, follow=True)
        assert '<p id="said" role="status">Saved.</p>' in answer.content.decode()

    @pytest.mark.parametrize("given", [{"theme": "pink"}, {"language": "tlh"}])
    def test_what_there_is_not_is_refused_in_words(self, desk: Client, given: dict[str, str]) -> None:
        answer = desk.post("/account/", {"theme": "dark", "language": ""} | given, follow=True)
        assert "Choose" in answer.content.decode()
        assert not User.objects.filter(theme="dark").exists()


class TestWishes:
    def test_every_kind_has_a_switch_for_every_way(self, desk: Client) -> None:
        shown = page(desk, "/account/notifications/")
        assert len(re.findall(r'value="(?:desk|mail|webhook)"', shown)) == len(Telling) * 3

    def test_are_kept_as_they_were_ticked(self, desk: Client, person: User) -> None:
        desk.post("/account/notifications/", {"returned": ["mail"], "killed": ["desk", "webhook"]})
        kept = {wish.about: (wish.desk, wish.mail, wish.webhook) for wish in Wish.objects.all()}
        assert kept["returned"] == (False, True, False)
        assert kept["killed"] == (True, False, True)
        assert kept["overdue"] == (False, False, False)
        assert 'value="webhook" checked' in page(desk, "/account/notifications/")

    def test_say_what_will_not_come(self, desk: Client) -> None:
        shown = page(desk, "/account/notifications/")
        assert "You have no e-mail address here." in shown
        assert "No desk has a channel." in shown


class TestTokens:
    def make(self, desk: Client, **given: object) -> str:
        form = {"label": "laptop", "scopes": ["read"], "days": "30"} | given
        return desk.post("/account/tokens/", form).content.decode()

    def test_the_key_is_shown_once_and_opens(self, desk: Client, person: User) -> None:
        shown = re.search(r'id="key">([^<]+)<', self.make(desk))
        assert shown
        assert Token.objects.matching(shown[1])
        assert shown[1] not in page(desk, "/account/tokens/")
        token = person.tokens.get()
        assert token.expires_at
        assert timedelta(days=29) < token.expires_at - timezone.now() <= timedelta(days=30)

    def test_does_what_it_was_made_for_and_no_more(self, desk: Client) -> None:
        [key] = re.findall(r'id="key">([^<]+)<', self.make(desk))
        program = Client(headers={"Authorization": f"Bearer {key}"})
        assert program.get("/api/v1/claims").status_code == 200
        refused = program.post(
            f"/api/v1/claims/{ClaimFactory().pk}/verdict", {}, content_type="application/json"
        )
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not_allowed")
        assert "made for: read" in refused.json()["error"]["message"]

    @pytest.mark.parametrize(
        ("scope", "method", "address"),
        [
            ("ingest", "get", "/api/v1/claims"),
            ("verdict", "get", "/api/v1/events"),
            ("read", "post", "/api/v1/stories"),
            ("verdict", "get", "/api/v1/stories/1"),
        ],
    )
    def test_every_door_of_the_api_asks_for_a_scope(
        self, person: User, scope: str, method: str, address: str
    ) -> None:
        ArticleFactory()
        _, key = tokens.make_token(label="x", user=person, scopes=[scope])
        program = Client(headers={"Authorization": f"Bearer {key}"})
        assert getattr(program, method)(address, content_type="application/json").status_code == 403

    def test_the_persons_role_bounds_it(self, db: None) -> None:
        [key] = re.findall(
            r'id="key">([^<]+)<', self.make(signed_in(UserFactory(role=Role.VIEWER)), scopes=["ingest"])
        )
        program = Client(headers={"Authorization": f"Bearer {key}"})
        story = {"source": "x", "external_id": "1", "title": "T", "text": "Words."}
        refused = program.post("/api/v1/stories", story, content_type="application/json")
        assert "needs the role editor" in refused.json()["error"]["message"]

    def test_a_form_with_a_fault_says_so_and_makes_nothing(self, desk: Client) -> None:
        assert "Give the token a label" in self.make(desk, label=" ")
        assert "Choose what the token is for." in self.make(desk, scopes=[])
        assert not Token.objects.exists()

    def test_is_revoked_by_its_owner(self, desk: Client, person: User) -> None:
        token, key = tokens.make_token(label="laptop", user=person)
        desk.post(f"/account/tokens/{token.pk}/revoke/")
        assert Token.objects.matching(key) is None
        assert "Revoked" in page(desk, "/account/tokens/")

    def test_anothers_is_as_if_there_were_none(self, desk: Client) -> None:
        token, key = tokens.make_token(label="laptop", user=UserFactory())
        assert desk.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
        assert Token.objects.matching(key)

    def test_its_last_use_is_shown(self, desk: Client, person: User) -> None:
        _, key = tokens.make_token(label="laptop", user=person)
        assert "never" in page(desk, "/account/tokens/")
        Client(headers={"Authorization": f"Bearer {key}"}).get("/api/v1/claims")
        assert "never" not in page(desk, "/account/tokens/")


class TestActivity:
    def test_has_what_somebody_did_and_nothing_of_others(self, desk: Client, person: User) -> None:
        mine, other = ClaimFactory(status=Status.QUEUED), ClaimFactory(status=Status.QUEUED)
        queue.take(claim_id=mine.pk, by=person)
        queue.take(claim_id=other.pk, by=UserFactory())
        shown = page(desk, "/account/activity/")
        assert f"claim {mine.pk}</a>" in shown
        assert f"claim {other.pk}</a>" not in shown
        assert "You hold it for" in shown

    def test_lists_what_was_assigned(self, desk: Client, person: User) -> None:
        claim = ClaimFactory(status=Status.QUEUED, assignee=person, assigned_at=timezone.now())
        assert f'href="/claims/{claim.pk}/"' in page(desk, "/account/activity/")

    def test_of_a_claim_out_of_sight_gives_the_number_only(self, db: None) -> None:
        viewer = UserFactory(role=Role.VIEWER)  # who was a checker once
        claim = ClaimFactory()
        ClaimEventFactory(claim=claim, actor=viewer, action="take")
        assert claim.sentence[-20:] in page(signed_in(viewer), "/account/activity/")
        Article.objects.update(embargoed_until=timezone.now() + timedelta(hours=1))
        shown = page(signed_in(viewer), "/account/activity/")
        assert claim.sentence[-20:] not in shown
        assert f"claim {claim.pk}</a>" in shown

    def test_goes_on_below_and_costs_the_same(
        self, desk: Client, person: User, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        claim = ClaimFactory()
        ClaimEvent.objects.bulk_create(
            ClaimEvent(claim=claim, actor=person, action="triage", claim_version=1) for _ in range(101)
        )
        with django_assert_max_num_queries(7):
            shown = page(desk, "/account/activity/")
        assert "?before=" in shown

    def test_says_why_it_is_empty(self, desk: Client) -> None:
        shown = page(desk, "/account/activity/")
        assert "You did nothing yet" in shown
        assert "You hold no claim" in shown
