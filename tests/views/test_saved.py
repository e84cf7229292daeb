"""Saved views: kept from the list, shown in the rail, renamed, removed, and whose they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from claims.models import Desk, SavedView, User
from claims.statuses import Role
from tests.factories import ClaimFactory, UserFactory

SAVE = "/queue/views/"


def test_the_filters_are_kept_under_a_name_and_lead_back(desk: Client, person: User) -> None:
    ClaimFactory(type="spending", priority=80)
    page = desk.post(SAVE, {"name": " Big  money ", "query": "?type=spending&min=40&after=5.5"}, follow=True)
    view = SavedView.objects.get()
    assert (view.name, view.query, view.person) == ("Big money", "type=spending&min=40", person)
    html = page.content.decode()
    assert "<h1><bdi>Big money</bdi></h1>" in html
    assert (
        '/queue/?type=spending&amp;min=40" aria-current="page"><bdi>Big money</bdi> <data value="1">1</data>'
        in html
    )
    assert "Kept as “Big money”." in html


def test_a_name_used_twice_is_told_and_what_was_typed_stays(desk: Client, person: User) -> None:
    SavedView.objects.create(name="Big money", query="", person=person)
    answer = desk.post(SAVE, {"name": "big MONEY", "query": "?min=40"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "You have a view called “big MONEY” already; choose another name." in page
    assert 'name="name" value="big MONEY"' in page
    assert "Priority 40 or more" in page


@pytest.mark.parametrize(
    ("name", "words"), [("", "Give the view a name."), (" \t", "Give the view"), ("x" * 61, "60 characters")]
)
def test_a_name_that_is_none_is_refused(desk: Client, name: str, words: str) -> None:
    assert words in desk.post(SAVE, {"name": name}).content.decode()
    assert not SavedView.objects.exists()


def test_a_desks_view_is_made_by_editors_and_seen_by_all(
    as_role: Callable[[Role], Client], desk: Client
) -> None:
    form = {"name": "Night shift", "query": "?age=4h", "desk": Desk.objects.default().pk}
    assert desk.post(SAVE, form).status_code == 403
    as_role(Role.EDITOR).post(SAVE, form)
    assert "Night shift" in desk.get("/queue/").content.decode()


def test_a_view_of_another_desk_is_its_peoples(desk: Client, person: User) -> None:
    default = Desk.objects.default()
    other = Desk.objects.create(name="Sports", scale=default.scale, policy=default.policy)
    SavedView.objects.create(name="Match day", query="min=1", desk=other)
    assert "Match day" not in desk.get("/queue/").content.decode()
    person.desks.add(other)
    assert "Match day" in desk.get("/queue/").content.decode()


def test_a_view_is_renamed_and_removed_by_its_owner_alone(desk: Client, person: User) -> None:
    own = SavedView.objects.create(name="One", query="min=40", person=person)
    others = SavedView.objects.create(name="Two", query="min=50", person=UserFactory())
    assert "Rename…" in desk.get("/queue/?min=40").content.decode()
    desk.post(f"{SAVE}{own.pk}/rename/", {"name": "Ours", "query": "?min=40"})
    own.refresh_from_db()
    assert own.name == "Ours"
    assert desk.post(f"{SAVE}{others.pk}/remove/").status_code == 403
    assert "Removed the view: “Ours”." in desk.post(f"{SAVE}{own.pk}/remove/", follow=True).content.decode()
    assert [view.pk for view in SavedView.objects.all()] == [others.pk]


@pytest.mark.parametrize("address", [f"{SAVE}999/rename/", f"{SAVE}999/remove/", f"{SAVE}{2**70}/remove/"])
def test_a_view_that_is_gone_is_not_there(desk: Client, address: str) -> None:
    assert desk.post(address, {"name": "x"}).status_code == 404


def test_a_kept_query_that_means_nothing_any_more_opens_the_plain_queue(desk: Client, person: User) -> None:
    SavedView.objects.create(name="Old", query="view=gone&type=nothing&min=x", person=person)
    assert 'href="/queue/" aria-current="page"><bdi>Old</bdi>' in desk.get("/queue/").content.decode()
