"""The queue: order, views, filters in the address, keyset paging, bounded cost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.models import SavedView, User
from claims.statuses import Role, Status
from claims.templatetags.tolls import remembered
from claims.views import queue
from tests.desk_factories import ContactFactory
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
    VerdictFactory,
)
from tests.views.conftest import signed_in

QUERIES = 12  # for an editor, with filters, saved views and the events of the masthead, every 15 s


def ids(client: Client, query: str = "") -> list[int]:
    page = client.get(reverse("queue") + query)
    assert page.status_code == 200
    return [int(pk) for pk in re.findall(r'<li class="row[^"]*" id="c(\d+)"', page.content.decode())]


def test_home_leads_to_the_queue(desk: Client) -> None:
    assert desk.get("/").headers["Location"] == "/queue/"


def test_queue_shows_open_claims_highest_priority_first(desk: Client) -> None:
    low, high = ClaimFactory(priority=10), ClaimFactory(priority=90)
    ClaimFactory(status=Status.APPROVED)
    ClaimFactory(status=Status.DISMISSED)
    assert ids(desk) == [high.pk, low.pk]


def test_row_tells_type_figure_claimant_source_age_holder_and_sum(desk: Client) -> None:
    article = ArticleFactory(source=SourceFactory(name="Northline"), state="ready")
    holder = UserFactory(first_name="Tomas", last_name="Reyl")
    ClaimFactory(
        revision=article.current,
        status=Status.IN_PROGRESS,
        holder=holder,
        reasons=[{"name": "toll of 10 or more", "points": 40}, {"name": "urgency 1", "points": 30}],
    )
    page = desk.get("/queue/").content.decode()
    for words in (
        '<span class="fig">At least 37</span>',
        "Ines Vallory",
        "Casualties",
        "Northline v1",
        "Tomas Reyl",
        "<dt>40</dt><dd>toll of 10 or more</dd>",
        "0 min",
    ):
        assert words in page


def test_a_claim_of_an_older_revision_is_not_on_the_desk(desk: Client) -> None:
    old = ClaimFactory()
    newer = RevisionFactory(article=old.article)
    old.article.current = newer
    old.article.save()
    assert ids(desk) == []


@pytest.mark.parametrize(
    ("view", "status"),
    [("review", Status.PROPOSED), ("approved", Status.APPROVED), ("dismissed", Status.DISMISSED)],
)
def test_each_view_shows_its_own(desk: Client, view: str, status: Status) -> None:
    ClaimFactory()
    wanted = ClaimFactory(status=status)
    assert ids(desk, f"?view={view}") == [wanted.pk]


def test_held_by_me_shows_mine_alone(desk: Client, person: User) -> None:
    mine = ClaimFactory(status=Status.IN_PROGRESS, holder=person)
    ClaimFactory(status=Status.IN_PROGRESS)
    assert ids(desk, "?view=mine") == [mine.pk]


def test_paging_shows_every_claim_once_and_equal_priorities_too(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "PAGE", 3)
    article = ArticleFactory(state="ready")
    made = [ClaimFactory(revision=article.current, priority=50, model=f"m{n}") for n in range(8)]
    seen, query = [], ""
    for _ in range(3):
        page = desk.get("/queue/" + query).content.decode()
        seen += [int(pk) for pk in re.findall(r'id="c(\d+)"', page)]
        found = re.search(r'href="/queue/(\?[^"]+)" rel="next"', page)
        query = found[1] if found else ""
    assert seen == sorted((claim.pk for claim in made), reverse=True)
    assert query == ""


def test_cost_does_not_grow_with_the_rows(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        status = Status.IN_PROGRESS if number % 3 == 0 else Status.PROPOSED if number % 3 == 1 else Status.NEW
        claim = ClaimFactory(status=status)
        if status == Status.PROPOSED:
            VerdictFactory(claim=claim)
    with django_assert_max_num_queries(QUERIES):
        desk.get("/queue/?type=casualties")


def test_holds_that_lapsed_cost_no_query_each(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    past = timezone.now() - timedelta(minutes=1)
    for _ in range(QUERIES):
        ClaimFactory(status=Status.IN_PROGRESS, lease_until=past)
    with django_assert_max_num_queries(QUERIES):
        page = desk.get("/queue/").content.decode()
    assert page.count('data-take=""') == QUERIES


def test_no_body_or_raw_bytes_are_read_for_the_list(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ClaimFactory()
    remembered.forget()
    with django_assert_max_num_queries(QUERIES) as seen:
        desk.get("/queue/")
    assert not any('"raw"' in query["sql"] for query in seen.captured_queries)


def test_an_empty_desk_says_why_and_what_next(desk: Client) -> None:
    page = desk.get("/queue/").content.decode()
    assert "Nothing is left to check" in page
    assert reverse("story_new") in page


def test_the_open_row_shows_the_paragraph_round_its_claim(desk: Client) -> None:
    body = "First line.\n\nBefore it. At least 37 people died. After it.\n\nLast line."
    article = ArticleFactory(state="ready", body=body)
    ClaimFactory(revision=article.current, sentence="At least 37 people died.")
    page = desk.get("/queue/").content.decode()
    assert "Before it. At least 37 people died. After it.</p>" in page
    assert "First line" not in page


def test_strangers_sign_in_first(db: None) -> None:
    assert Client().get("/queue/?view=mine").headers["Location"] == "/login/?next=/queue/%3Fview%3Dmine"


def test_the_list_asks_for_its_next_rows_alone(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE", 2)
    made = [ClaimFactory(priority=points) for points in (90, 80, 70)]
    after = f"{made[1].priority}.{made[1].pk}"
    page = desk.get(
        f"/queue/?after={after}", headers={"HX-Request": "true", "HX-Target": "queue"}
    ).content.decode()
    assert re.findall(r'<li class="row" id="c(\d+)"', page) == [str(made[2].pk)]
    assert "<html" not in page
    assert 'aria-current="true"' not in page


def test_an_editors_page_with_saved_views_and_filters_costs_a_dozen_queries(
    db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    editor = UserFactory(role=Role.EDITOR)
    for number in range(8):
        SavedView.objects.create(name=f"View {number}", query=f"type=crime&min={number + 1}", person=editor)
        ClaimFactory(type="crime", status=Status.IN_PROGRESS)
    client = signed_in(editor)
    client.get("/queue/?type=crime&q=ferry&hands=others")  # what the words look for is asked once
    remembered.forget()
    with django_assert_max_num_queries(QUERIES):
        page = client.get("/queue/?type=crime&q=ferry&hands=others")
    assert page.status_code == 200


def test_what_is_set_aside_leaves_the_queue_until_its_hour(desk: Client) -> None:
    aside = ClaimFactory(set_aside_until=timezone.now() + timedelta(minutes=5))
    back = ClaimFactory(set_aside_until=timezone.now() - timedelta(minutes=5))
    assert ids(desk) == [back.pk]
    assert ids(desk, "?view=aside") == [aside.pk]


def test_a_reply_that_did_not_come_makes_the_row_overdue(desk: Client) -> None:
    waiting = ClaimFactory(status=Status.WAITING)
    ContactFactory(claim=waiting, due_at=timezone.now() - timedelta(hours=1))
    page = desk.get("/queue/").content.decode()
    assert '<span class="late">Overdue</span>' in page
    assert "waiting for a reply" in page
