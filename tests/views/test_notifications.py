"""What somebody is told in the desk: counted in the masthead, listed, opened, marked as read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.actions.notifying import set_wishes, tell
from claims.models import Article, Claim, Notification, Telling, User
from claims.statuses import Role
from factcheck.accounts import SEEN
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.views.conftest import HTMX, signed_in


def told(person: User, count: int = 1, claim: Claim | None = None) -> list[Notification]:
    by = UserFactory(first_name="Imani", last_name="Crossley")
    for number in range(count):
        text = f"Imani Crossley sent your verdict back, no. {number}."
        tell(Telling.RETURNED, [person], text, claim=claim, by=by)
    return list(Notification.objects.filter(person=person))


def page(desk: Client, address: str = "/notifications/") -> str:
    return desk.get(address).content.decode()


class TestList:
    def test_has_the_newest_first_with_a_way_to_the_claim(self, desk: Client, person: User) -> None:
        claim = ClaimFactory()
        newest, oldest = told(person, 2, claim)
        shown = page(desk)
        assert shown.index(newest.text) < shown.index(oldest.text)
        assert f'href="/notifications/{newest.pk}/"' in shown
        assert "Mark all as read" in shown

    def test_goes_on_below_the_last_line(self, desk: Client, person: User) -> None:
        lines = told(person, 52)
        first = page(desk)
        assert f'href="/notifications/?before={lines[49].pk}"' in first
        then = page(desk, f"/notifications/?before={lines[49].pk}")
        assert [line.text in then for line in lines[48:]] == [False, False, True, True]

    def test_says_why_it_is_empty(self, desk: Client) -> None:
        assert "Nobody told you anything yet" in page(desk)
        assert "That was the first" in page(desk, "/notifications/?before=1")

    def test_says_that_all_is_switched_off(self, desk: Client, person: User) -> None:
        set_wishes(by=person, wanted=dict.fromkeys(Telling.values, ()))
        shown = page(desk)
        assert "You have switched all notifications off" in shown
        assert "Nobody told you anything yet" not in shown
        assert shown.count('href="/account/notifications/"') >= 2
        set_wishes(by=person, wanted={Telling.KILLED: ["mail"]})
        assert "Nobody told you anything yet" in page(desk)

    def test_holds_nothing_of_others(self, desk: Client) -> None:
        told(UserFactory())
        assert "Imani Crossley" not in page(desk)

    def test_of_a_claim_under_embargo_a_viewer_reads_its_number_only(self, db: None) -> None:
        viewer = UserFactory(role=Role.VIEWER)
        article = ArticleFactory()
        claim = ClaimFactory(revision=article.current)
        tell(Telling.MENTIONED, [viewer], "Ask about the MARKER ferry.", claim=claim, by=None)
        browser = signed_in(viewer)
        assert "MARKER" in page(browser)
        Article.objects.update(embargoed_until=timezone.now() + timedelta(hours=1))
        shown = page(browser)
        assert "MARKER" not in shown
        assert f"claim {claim.pk}" in shown
        assert f"/claims/{claim.pk}/" not in shown

    def test_costs_the_same_however_much_there_is(
        self, desk: Client, person: User, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        told(person, 40, ClaimFactory())
        desk.get("/notifications/")
        with django_assert_max_num_queries(6):
            desk.get("/notifications/")


class TestReading:
    def test_opening_leads_to_the_claim_and_marks_it(self, desk: Client, person: User) -> None:
        claim = ClaimFactory()
        [line] = told(person, claim=claim)
        assert desk.get(f"/notifications/{line.pk}/").headers["Location"] == f"/claims/{claim.pk}/"
        line.refresh_from_db()
        assert line.read_at

    def test_one_is_marked_by_a_button(self, desk: Client, person: User) -> None:
        [line, other] = told(person, 2)
        desk.post(f"/notifications/{line.pk}/read/")
        assert list(Notification.objects.unread()) == [other]

    def test_all_that_the_page_showed_are_marked_and_no_more(self, desk: Client, person: User) -> None:
        [shown] = told(person)
        told(person)
        answer = desk.post("/notifications/read/", {"up_to": shown.pk}, follow=True)
        assert "Marked 1 as read." in answer.content.decode()
        assert Notification.objects.unread().count() == 1

    @pytest.mark.parametrize("up_to", ["", "-1", "1e9", "٣", "9" * 40])
    def test_a_mark_that_is_no_number_marks_nothing(self, desk: Client, person: User, up_to: str) -> None:
        told(person)
        assert desk.post("/notifications/read/", {"up_to": up_to}).status_code == 302
        assert Notification.objects.unread().exists()

    def test_anothers_is_as_if_there_were_none(self, desk: Client) -> None:
        [line] = told(UserFactory())
        assert desk.get(f"/notifications/{line.pk}/").status_code == 404
        assert desk.post(f"/notifications/{line.pk}/read/").status_code == 404
        assert Notification.objects.unread().exists()


class TestCount:
    def test_stands_in_the_masthead_of_every_page(self, desk: Client, person: User) -> None:
        assert '<data value="2">2</data><span class="vh"> unread' not in page(desk, "/account/")
        told(person, 2)
        assert '<data value="2">2</data><span class="vh"> unread' in page(desk, "/account/")

    def test_ends_at_a_hundred(self, desk: Client, person: User) -> None:
        Notification.objects.bulk_create(
            Notification(person=person, about="returned", text="x") for _ in range(140)
        )
        assert "99+" in page(desk, "/account/")

    def test_costs_no_query_of_its_own(
        self, desk: Client, person: User, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        told(person)
        with django_assert_num_queries(2):  # the session, and the person with the count
            desk.get("/notifications/unread/?seen=7", headers=HTMX)

    def test_is_sent_only_where_it_is_another(self, desk: Client, person: User) -> None:
        assert desk.get("/notifications/unread/?seen=0", headers=HTMX).status_code == 204
        told(person)
        answer = desk.get("/notifications/unread/?seen=0", headers=HTMX).content.decode()
        assert 'id="unread"' in answer
        assert "1 unread notification." in answer

    def test_asking_keeps_nobody_signed_in(self, desk: Client) -> None:
        session = desk.session
        session[SEEN] = long_ago = (timezone.now() - timedelta(minutes=50)).isoformat()
        session.save()
        desk.get("/notifications/unread/?seen=7", headers=HTMX)
        assert desk.session[SEEN] == long_ago

    @pytest.mark.django_db
    def test_nobody_asks_on_once_signed_out(self) -> None:
        answer = Client().get("/notifications/unread/?seen=0", headers=HTMX)
        assert (answer.status_code, answer.headers["HX-Reswap"]) == (286, "none")

    @pytest.mark.django_db
    def test_readers_pages_know_nothing_of_it(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        assert "unread" not in page(Client(), "/checks/")
