"""Who is told, by which ways, and what somebody has read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from claims.actions import notifying, passing, queue
from claims.actions.notifying import tell
from claims.models import Claim, Delivery, Notification, Telling, User, Way, Wish
from claims.models.notification import MOST_UNREAD, people_with_unread
from claims.statuses import Role
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.spoken import OPENING, bracket

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor() -> User:
    return UserFactory(username="noor", email="noor@desk.example")


def told(person: User) -> list[str]:
    return [each.text for each in Notification.objects.filter(person=person)]


class TestTelling:
    def test_each_active_person_once_but_not_whoever_did_it(self, noor: User) -> None:
        by, gone = UserFactory(), UserFactory(is_active=False)
        tell(Telling.RETURNED, [noor, noor, by, gone], "Sent back.", claim=ClaimFactory(), by=by)
        assert [each.person for each in Notification.objects.all()] == [noor]

    @pytest.mark.parametrize("kind", list(Telling))
    @pytest.mark.parametrize("way", ["desk", *Way.values])
    def test_every_kind_is_switched_by_every_way(self, noor: User, kind: Telling, way: str) -> None:
        notifying.set_wishes(by=noor, wanted={kind: [way]})
        tell(kind, [noor], "Something happened.", claim=None, by=None)
        found = Notification.objects.get()
        assert [each.way for each in found.deliveries.all()] == ([way] if way != "desk" else [])
        assert (found.read_at is None) == (way == "desk")

    def test_nothing_at_all_where_all_is_switched_off(self, noor: User) -> None:
        notifying.set_wishes(by=noor, wanted={Telling.KILLED: []})
        tell(Telling.KILLED, [noor], "Killed.", claim=None, by=None)
        assert not Notification.objects.exists()

    def test_who_switched_nothing_gets_what_cannot_wait_by_mail(self, noor: User) -> None:
        tell(Telling.KILLED, [noor], "Killed.", claim=None, by=None)
        tell(Telling.ASSIGNED, [noor], "Assigned.", claim=None, by=None)
        assert told(noor) == ["Assigned.", "Killed."]
        assert [each.notification.about for each in Delivery.objects.all()] == ["killed"]

    def test_a_kind_that_the_form_did_not_name_keeps_its_own(self, noor: User) -> None:
        notifying.set_wishes(by=noor, wanted={Telling.KILLED: ["mail"]})
        notifying.set_wishes(by=noor, wanted={Telling.RETURNED: ["desk"]})
        assert Wish.objects.get(about=Telling.KILLED).mail


class TestReading:
    def test_marks_one_or_all_up_to_what_the_page_showed(self, noor: User) -> None:
        for number in range(4):
            tell(Telling.RETURNED, [noor], f"No. {number}", claim=None, by=None)
        first, second, third, fourth = Notification.objects.order_by("id")
        assert notifying.mark_read(by=noor, one=second.pk) == 1
        assert notifying.mark_read(by=noor, up_to=third.pk) == 2
        assert list(Notification.objects.unread()) == [fourth]
        assert first.read_at is None  # as it was fetched

    def test_of_ones_own_only(self, noor: User) -> None:
        tell(Telling.RETURNED, [noor], "Sent back.", claim=None, by=None)
        assert notifying.mark_read(by=UserFactory(), up_to=Notification.objects.get().pk) == 0

    def test_the_count_comes_with_the_person_and_ends_at_a_hundred(self, noor: User) -> None:
        lines = [Notification(person=noor, about="returned", text="x") for _ in range(MOST_UNREAD + 3)]
        Notification.objects.bulk_create(lines[:2])
        assert people_with_unread().get(pk=noor.pk).unread == 2
        Notification.objects.bulk_create(lines[2:])
        assert people_with_unread().get(pk=noor.pk).unread == MOST_UNREAD


def held_by(person: User, claim: Claim) -> Claim:
    return queue.take(claim_id=claim.pk, by=person)


class TestPage:
    def test_of_a_claim_that_is_out_of_sight_says_nothing_of_it(self, noor: User) -> None:
        User.objects.filter(pk=noor.pk).update(role="viewer")
        noor.refresh_from_db()
        article = ArticleFactory()
        type(article).objects.update(embargoed_until=timezone.now() + timedelta(hours=1))
        claim = ClaimFactory(revision=article.current)
        tell(Telling.MENTIONED, [noor], "Ask about the MARKER ferry.", claim=claim, by=UserFactory())
        [line] = Notification.objects.page(noor, before=None, size=50)
        assert not line.is_open
        assert "MARKER" not in line.says
        assert f"claim {claim.pk}" in line.says

    def test_says_in_the_readers_language_what_the_row_keeps_in_english(
        self, noor: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bracket(monkeypatch)
        claim, by = ClaimFactory(), UserFactory(first_name="Imani", last_name="Crossley", role=Role.EDITOR)
        with override("ar"):
            passing.break_lock(claim_id=held_by(noor, claim).pk, by=by, reason="It is urgent.")
            [line] = Notification.objects.page(noor, before=None, size=50)
        assert line.text == f"Imani Crossley ended your hold on claim {claim.pk}: “It is urgent.”"
        assert line.says.startswith(OPENING)
        assert "Imani Crossley" in line.says
        assert Notification.objects.page(noor, before=None, size=50)[0].says == line.text

    def test_a_line_of_before_is_shown_as_it_was_written(self, noor: User) -> None:
        Notification.objects.create(person=noor, about=Telling.RETURNED, text="100 % returned.")
        [line] = Notification.objects.page(noor, before=None, size=50)
        assert line.says == "100 % returned."

    def test_goes_on_from_where_it_ended(self, noor: User) -> None:
        for number in range(5):
            tell(Telling.RETURNED, [noor], f"No. {number}", claim=None, by=None)
        first = Notification.objects.page(noor, before=None, size=2)
        assert [each.text for each in first] == ["No. 4", "No. 3", "No. 2"]
        then = Notification.objects.page(noor, before=first[1].pk, size=2)
        assert [each.text for each in then] == ["No. 2", "No. 1", "No. 0"]
