"""The queue: order, views, filters in the address, keyset paging, bounded cost."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims.forms.queue import counted
from claims.models import Claim, User
from claims.statuses import Status
from claims.templatetags.tolls import remembered
from claims.views import queue
from tests.event_factories import ConflictFactory, EventFactory
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
    VerdictFactory,
)

QUERIES = 8  # session, person, views, sources, sample, rows, what narrows; the events, every 15 s


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


@pytest.mark.parametrize("words", ["capsized", "INES vallory", "ferry sinks"])
def test_search_finds_sentences_claimants_and_headlines(desk: Client, words: str) -> None:
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
        found = re.search(r'class="going-on"><a class="btn" href="/queue/(\?[^"]+)"', page)
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
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ClaimFactory()
    remembered.forget()
    with django_assert_num_queries(QUERIES - 1) as seen:
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
