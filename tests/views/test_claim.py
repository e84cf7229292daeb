"""The claim page: the story with its marks, the record, what may be done and why not."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.models import User
from claims.statuses import Role, Status
from tests.factories import (
    BODY,
    ArticleFactory,
    ClaimEventFactory,
    ClaimFactory,
    EvidenceFactory,
    VerdictFactory,
)

TWO = "The blast killed 12 people and wounded 40."


def test_page_marks_the_claim_in_its_story(desk: Client) -> None:
    claim = ClaimFactory()
    page = desk.get(f"/claims/{claim.pk}/").content.decode()
    assert '<mark class="here"' in page
    assert "<b>At least 37</b><sup>1</sup> people died when the Corvane ferry capsized" in page
    assert "The search goes on." in page
    assert ", par. 2" in page


def test_other_claims_of_the_story_are_links(desk: Client) -> None:
    article = ArticleFactory(state="ready", body=TWO)
    dead, hurt = (
        ClaimFactory(
            revision=article.current, sentence=TWO, figure_start=TWO.index(n), figure_end=TWO.index(n) + 2
        )
        for n in ("12", "40")
    )
    page = desk.get(f"/claims/{dead.pk}/").content.decode()
    assert f'<a href="/claims/{hurt.pk}/"><b>40</b><sup>2</sup></a>' in page
    assert f'href="/claims/{dead.pk}/"><b>' not in page


def test_a_decided_claim_carries_its_rating(desk: Client) -> None:
    article = ArticleFactory(state="ready", body=f"{TWO}\n\n{BODY}")
    decided = ClaimFactory(
        revision=article.current, sentence=TWO, figure_start=17, figure_end=19, status=Status.APPROVED
    )
    VerdictFactory(claim=decided, rating="half")
    claim = ClaimFactory(revision=article.current)
    page = desk.get(f"/claims/{claim.pk}/").content.decode()
    assert '<mark class="checked">' in page
    assert 'aria-label="rated half true"' in page


def test_chrome_stays_in_grey_with_its_reason_and_speakers_stand_in_the_margin(desk: Client) -> None:
    claim = ClaimFactory()
    revision = claim.revision
    revision.chrome = [{"start": 0, "end": 53, "reason": "dateline photo caption"}]
    revision.speeches = [{"start": claim.start, "end": claim.end, "speaker": "Ines Vallory", "how": "said"}]
    revision.save()
    page = desk.get(f"/claims/{claim.pk}/").content.decode()
    assert '<b>Left out</b> <span lang="en" dir="ltr">dateline photo caption</span>' in page
    assert '<b><bdi>Ines Vallory</bdi></b> <span class="how" lang="en" dir="ltr">said</span>' in page
    assert "PORT SELWICK" in page


def test_hidden_characters_are_shown(desk: Client) -> None:
    body = "At least 37 people\u202e died\u200b here."
    article = ArticleFactory(state="ready", body=body)
    claim = ClaimFactory(revision=article.current, sentence=body)
    page = desk.get(f"/claims/{claim.pk}/").content.decode()
    assert "\u202e" not in page
    assert '<span class="unseen" title="right-to-left override, U+202E">RLO</span>' in page
    assert ">ZWSP</span>" in page


def test_the_figure_is_shown_as_the_fields_it_was_read_into(desk: Client) -> None:
    claim = ClaimFactory()
    page = desk.get(f"/claims/{claim.pk}/").content.decode()
    for words in ("≥ 37", "people", "at least", "killed", "Port Selwick", "named after the words"):
        assert words in page


def test_who_may_not_decide_reads_why(as_role: Callable[[Role], Client]) -> None:
    claim = ClaimFactory()
    page = as_role(Role.VIEWER).get(f"/claims/{claim.pk}/").content.decode()
    assert "Taking a claim needs the role checker; yours is viewer." in page
    assert "/take/" not in page


def test_a_claim_held_by_somebody_else_can_be_read(desk: Client) -> None:
    claim = ClaimFactory(status=Status.IN_PROGRESS)
    page = desk.get(f"/claims/{claim.pk}/").content.decode()
    assert f"Held by <bdi>{claim.holder.name}</bdi>" in page
    assert 'fieldset class="stack" disabled' in page


def test_the_holder_gets_the_forms(desk: Client, person: User) -> None:
    claim = ClaimFactory(status=Status.IN_PROGRESS, holder=person)
    page = desk.get(f"/claims/{claim.pk}/").content.decode()
    assert "You hold this claim" in page
    assert 'id="add-form"' in page
    assert page.count('type="radio" name="rating"') == 8


def test_next_and_previous_stay_in_the_view(desk: Client) -> None:
    first, _, second = (
        ClaimFactory(priority=priority, type=kind)
        for priority, kind in ((90, "crime"), (80, "health"), (70, "crime"))
    )
    page = desk.get(f"/claims/{first.pk}/?type=crime").content.decode()
    assert f'href="/claims/{second.pk}/?type=crime" data-key="j"' in page
    assert 'data-key="k"' not in page


def test_history_names_who_what_and_why(desk: Client, person: User) -> None:
    claim = ClaimFactory(status=Status.DISMISSED)
    ClaimEventFactory(
        claim=claim,
        actor=person,
        action="dismiss",
        from_status="new",
        to_status="dismissed",
        reason="trivial",
        model="",
    )
    page = desk.get(f"/claims/{claim.pk}/").content.decode()
    assert '<b><bdi>Noor Adeyemi</bdi></b> dismissed it <q dir="auto">Trivial</q>' in page
    assert "new to dismissed" in page


def test_cost_does_not_grow_with_claims_and_evidence(
    desk: Client, person: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    claim = ClaimFactory(status=Status.IN_PROGRESS, holder=person)
    for number in range(6):
        ClaimFactory(revision=claim.revision, model=f"m{number}")
        EvidenceFactory(claim=claim)
        ClaimEventFactory(claim=claim, actor=person)
    with django_assert_max_num_queries(11):
        desk.get(f"/claims/{claim.pk}/")


def test_an_unknown_claim_is_404(desk: Client) -> None:
    assert desk.get("/claims/1/").status_code == 404
    assert desk.get("/claims/99999999999999999999999/").status_code == 404
