"""The queue: order, views, filters in the address, keyset paging, bounded cost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.forms.counting import counted
from claims.models import Claim, Desk, SavedView, User
from claims.statuses import Role, Status
from claims.templatetags.tolls import remembered
from claims.views import queue
from tests.desk_factories import ContactFactory
from tests.event_factories import ConflictFactory, EventFactory
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


def test_filters_stand_in_the_address_and_narrow_together(desk: Client) -> None:
    money = ClaimFactory(type="spending")
    ClaimFactory(type="crime")
    source = money.article.source_id
    assert ids(desk, f"?type=spending&source={source}") == [money.pk]
    assert ids(desk, f"?type=crime&source={source}") == []
    assert ids(desk, "?type=spending&type=crime&type=nonsense") != []


@pytest.mark.parametrize(
    "words", ["capsized", "INES vallory", "Port Selwick", '"port selwick"', "ines -bombing"]
)
def test_search_finds_sentences_claimants_and_places(desk: Client, words: str) -> None:
    claim = ClaimFactory()
    assert ids(desk, f"?q={words}") == [claim.pk]


@pytest.mark.parametrize("words", ["100%25", "a_b", "\\"])
def test_search_takes_wildcards_as_they_are(desk: Client, words: str) -> None:
    ClaimFactory()
    assert ids(desk, f"?q={words}") == []


@pytest.mark.parametrize(
    "query",
    [
        "?view=nothing",
        "?after=x.y",
        "?after=9999999999.1",
        "?source=99999999999999999999",
        "?source=-1",
        "?after=5.x",
    ],
)
def test_what_the_address_does_not_know_is_left_out(desk: Client, query: str) -> None:
    claim = ClaimFactory()
    assert ids(desk, query) in ([claim.pk], [])


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


def test_no_body_or_raw_bytes_are_read_for_the_list(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ClaimFactory()
    remembered.forget()
    with django_assert_max_num_queries(QUERIES) as seen:
        desk.get("/queue/")
    assert not any('"raw"' in query["sql"] for query in seen.captured_queries)


def test_counts_end_at_a_bound(db: None) -> None:
    article = ArticleFactory(state="ready")
    for number in range(4):
        ClaimFactory(revision=article.current, model=f"m{number}")
    assert counted(Claim.objects.all(), 5) == "4"
    assert counted(Claim.objects.all(), 3) == "3+"


@pytest.mark.parametrize(
    ("there", "most", "words"),
    [(0, 5, "0 claims,"), (1, 5, "1 claim,"), (3, 5, "3 claims,"), (3, 2, "2+ claims,")],
)
def test_the_head_counts_in_words(
    desk: Client, monkeypatch: pytest.MonkeyPatch, there: int, most: int, words: str
) -> None:
    monkeypatch.setattr("claims.views.queue.MOST", most)
    for _ in range(there):
        ClaimFactory()
    assert words in desk.get("/queue/").content.decode()


def test_an_empty_desk_says_why_and_what_next(desk: Client) -> None:
    page = desk.get("/queue/").content.decode()
    assert "Nothing is left to check" in page
    assert reverse("story_new") in page


def test_filters_that_match_nothing_offer_the_one_to_drop(desk: Client) -> None:
    ClaimFactory(type="spending")
    page = desk.get("/queue/?type=spending&q=unicorn").content.decode()
    assert "No claim matches these filters" in page
    assert "Drop “unicorn” (1 claim)" in page


def test_the_open_row_shows_the_paragraph_round_its_claim(desk: Client) -> None:
    body = "First line.\n\nBefore it. At least 37 people died. After it.\n\nLast line."
    article = ArticleFactory(state="ready", body=body)
    ClaimFactory(revision=article.current, sentence="At least 37 people died.")
    page = desk.get("/queue/").content.decode()
    assert "Before it. At least 37 people died. After it.</p>" in page
    assert "First line" not in page


def test_strangers_sign_in_first(db: None) -> None:
    assert Client().get("/queue/?view=mine").headers["Location"] == "/login/?next=/queue/%3Fview%3Dmine"


def test_where_no_single_filter_helps_all_are_dropped(desk: Client) -> None:
    ClaimFactory(type="spending")
    page = desk.get("/queue/?type=crime&q=unicorn").content.decode()
    assert "Drop every filter (1 claim)" in page


def test_a_claim_in_conflict_carries_its_flag_and_can_be_filtered_for(desk: Client) -> None:
    event = EventFactory()
    disputed = ClaimFactory(event=event, reasons=[{"name": "conflict", "points": 10}])
    settled = ClaimFactory(reasons=[{"name": "casualties", "points": 10}])
    ConflictFactory(event=event)
    assert disputed.pk in ids(desk)
    assert settled.pk in ids(desk)
    page = desk.get("/queue/?conflict=1").content.decode()
    assert ids(desk, "?conflict=1") == [disputed.pk]
    assert '<span class="flag conflict">Agencies disagree</span>' in page
    assert 'name="conflict" value="1" checked> Agencies disagree <span class="count">1</span>' in page
    assert '<a class="chip" href="/queue/">Agencies disagree' in page


def test_a_search_for_a_number_finds_the_claim_that_goes_by_it(desk: Client) -> None:
    claim, other = ClaimFactory(), ClaimFactory()
    assert ids(desk, f"?q=C-{claim.pk}") == [claim.pk]
    assert ids(desk, f"?q={other.pk}") == [other.pk]


@pytest.mark.parametrize("field", ["q", "claimant"])
def test_a_name_of_stop_words_is_found_all_the_same(desk: Client, field: str) -> None:
    """PostgreSQL's English takes WHO for a word that nobody searches for."""
    agency = ClaimFactory(claimant="WHO")
    ClaimFactory()
    assert ids(desk, f"?{field}=WHO") == [agency.pk]


@pytest.mark.parametrize(
    "words", ["'", "%5C", "((", "%22", "or", "-", "-the", "%F0%9F%94%A5", "x" * 400, ":*", "%25"]
)
def test_whatever_is_searched_for_is_answered(desk: Client, words: str) -> None:
    assert desk.get(f"/queue/?q={words}&claimant={words}&place={words}").status_code == 200


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("recheck=1", {"needs_recheck": True}),
        ("min=80", {"priority": 80}),
        ("place=Ostrey", {"place": "Ostrey"}),
        ("claimant=tomas+reyl", {"claimant": "General Tomas Reyl"}),
        ("view=waiting", {"status": Status.WAITING}),
    ],
)
def test_each_filter_shows_what_passes_it_alone(desk: Client, query: str, fields: dict[str, object]) -> None:
    ClaimFactory()
    wanted = ClaimFactory(**fields)
    assert ids(desk, f"?{query}") == [wanted.pk]


def test_urgency_age_desk_and_hands_narrow(desk: Client, person: User) -> None:
    mine = ClaimFactory(status=Status.IN_PROGRESS, holder=person)
    urgent = ClaimFactory(revision=ArticleFactory(state="ready", body__urgency=1).current)
    old = ClaimFactory()
    Claim.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(hours=30))
    default = Desk.objects.get(is_default=True)
    away = ClaimFactory(desk=Desk.objects.create(name="Night", scale=default.scale, policy=default.policy))
    assert ids(desk, "?urgency=1&urgency=2") == [urgent.pk]
    assert ids(desk, "?age=older") == [old.pk]
    assert old.pk not in ids(desk, "?age=24h")
    assert ids(desk, f"?desk={away.desk_id}") == [away.pk]
    assert away.pk not in ids(desk, f"?desk={default.pk}")
    assert mine.pk in ids(desk, f"?desk={default.pk}")
    assert ids(desk, "?hands=me") == [mine.pk]
    assert mine.pk not in ids(desk, "?hands=nobody")
    assert ids(desk, "?hands=others") == []


def test_each_filter_that_is_on_is_a_chip_that_leads_to_the_list_without_it(desk: Client) -> None:
    ClaimFactory()
    page = desk.get("/queue/?type=crime&min=40&age=1h&hands=nobody&place=Ostrey").content.decode()
    for words in ("Crime", "Priority 40 or more", "Came in within 1 hour", "In nobody’s hands", "In Ostrey"):
        assert f"{words} <span aria-hidden" in page
    assert 'href="/queue/?type=crime&amp;age=1h&amp;hands=nobody&amp;place=Ostrey">Priority 40' in page


def test_the_numbers_beside_the_filters_count_the_view(desk: Client) -> None:
    ClaimFactory(type="crime", needs_recheck=True)
    ClaimFactory(type="crime")
    page = desk.get("/queue/").content.decode()
    assert 'value="crime"> Crime <span class="count">2</span>' in page
    assert 'name="recheck" value="1"> Changed by the wire <span class="count">1</span>' in page
    assert "count the first" not in page


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
