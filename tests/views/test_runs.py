"""The night report and the pages of its runs."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.actions.intake import take_in
from claims.models.night import Night
from tests.factories import ArticleFactory, ClaimEventFactory, ClaimFactory, SourceFactory, StoryFactory
from tests.wire_factories import ArrivalFactory, IngestRunFactory, QuarantineFactory

RUNS = reverse("runs")


def text_of(page: str) -> str:
    """Words that a language of another direction keeps apart stand in a <bdi>."""
    return " ".join(re.sub("</?bdi[^>]*>", "", page).split())


def test_the_report_sums_the_night_up(desk: Client) -> None:
    ArrivalFactory.create_batch(3)
    ArrivalFactory(status="duplicate")
    QuarantineFactory(file="cut-off.xml", reason="It ends in the middle of a tag.", line=9)
    page = text_of(desk.get(RUNS).content.decode())
    assert "4 wire stories arrived and 0 claims came out of them. 1 thing needs a person." in page
    assert "1 delivered twice" in page
    assert "Line 9: It ends in the middle of a tag." in page
    assert '<tr><th scope="row">New stories</th><td class="num">3</td></tr>' in page


def test_a_changed_claim_stands_with_its_old_and_new_figure(desk: Client) -> None:
    ArrivalFactory(status="revision", signal="correction")
    recheck = {"old": 19, "new": 17, "old_text": "Nineteen people", "new_text": "Seventeen people"}
    claim = ClaimFactory(needs_recheck=True, recheck=recheck)
    ClaimEventFactory(claim=claim, action="recheck")
    page = desk.get(RUNS).content.decode()
    assert '<del class="was">Nineteen people</del> <ins class="now">Seventeen people</ins>' in page


def test_a_kill_says_what_it_holds(desk: Client) -> None:
    killed = ArticleFactory(pub_status="canceled", killed_at=timezone.now())
    ClaimFactory(revision=killed.current, status="published")
    ArrivalFactory(status="canceled", article=killed)
    page = text_of(desk.get(RUNS).content.decode())
    assert "1 claim held. 1 of them decided already: an editor must look." in page


def test_a_kill_of_a_story_that_never_came_says_so(desk: Client) -> None:
    notice = StoryFactory(guid="urn:selwick:storm", pub_status="canceled", slug="STORM")
    take_in(story=notice, source=SourceFactory(name="Selwick Wire"))
    page = text_of(desk.get(RUNS).content.decode())
    assert "Selwick Wire, urn:selwick:storm</a>" in page
    assert "No version of it had come: nothing was killed, and none will go live." in page
    assert "0 claims held" not in page


def test_a_source_that_cannot_be_read_is_shown(desk: Client) -> None:
    SourceFactory(
        name="Halyard", intake="feed", address="https://halyard.example/rss", failures=3, failure="410 Gone."
    )
    assert "410 Gone." in desk.get(RUNS).content.decode()


def test_a_desk_to_which_nothing_came_says_what_to_do(desk: Client) -> None:
    page = desk.get(RUNS).content.decode()
    assert "Nothing arrived that night." in page
    assert "ingest_wire" in page


def test_an_earlier_night_has_its_own_address(desk: Client) -> None:
    ArrivalFactory(at=timezone.now() - timedelta(days=3))
    evening = Night.latest().evening
    page = desk.get(RUNS, {"night": evening.isoformat()}).content.decode()
    assert f"?night={Night.latest().before.evening}" in page
    assert "1 wire story arrived" in text_of(page)


@pytest.mark.parametrize(
    "night", ["yesterday", "2026-13-01", "1999-01-01", "9999-12-31", "\x00", "20261122x"]
)
def test_a_night_that_cannot_be_is_not_found(desk: Client, night: str) -> None:
    assert desk.get(RUNS, {"night": night}).status_code in (400, 404)


def test_the_report_asks_little_of_the_database(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ArrivalFactory.create_batch(20, run=IngestRunFactory())
    QuarantineFactory.create_batch(12)
    with django_assert_max_num_queries(32):
        desk.get(RUNS)


def test_a_run_lists_what_became_of_each_story(desk: Client) -> None:
    run = IngestRunFactory(paths=["/wire/night"], error="OSError")
    ArrivalFactory(run=run, file="a.xml", reason="A new story.")
    ArrivalFactory(run=run, file="b.csv", line=7, status="rejected", reason="The title is missing.")
    address = reverse("run", args=[run.pk])
    page = text_of(desk.get(address).content.decode())
    assert "a.xml" in page
    assert "b.csv, line 7" in page
    assert f"ingest_wire --resume {run.pk}" in page
    narrowed = desk.get(address, {"status": "rejected"}).content.decode()
    assert "a.xml" not in narrowed
    assert "The title is missing." in narrowed


@pytest.mark.parametrize("asked", ["2", "0", "-1", "x", "99999999999999999999"])
def test_a_page_that_is_not_there_shows_the_nearest(desk: Client, asked: str) -> None:
    run = IngestRunFactory()
    ArrivalFactory(run=run)
    assert desk.get(reverse("run", args=[run.pk]), {"page": asked}).status_code == 200


@pytest.mark.parametrize("pk", [0, 10**12, 10**25])
def test_a_run_that_never_was_is_not_found(desk: Client, pk: int) -> None:
    assert desk.get(f"/runs/{pk}/").status_code == 404


def test_strangers_sign_in_first(client: Client) -> None:
    for address in (RUNS, reverse("run", args=[1])):
        assert client.get(address).status_code == 302
