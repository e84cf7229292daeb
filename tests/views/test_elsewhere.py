"""The claim page's panels: the same told elsewhere, variants, duplicates, sums, a speaker's other figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.models import Claim, ClaimLink, Occurrence, User
from claims.statuses import Role, Status
from claims.tolls.types import Note
from tests.event_factories import LinkFactory
from tests.event_rows import an_event, tell
from tests.factories import ClaimEventFactory, ClaimFactory, EvidenceFactory
from tests.views.conftest import HTMX


def two(**fields: object) -> tuple[Claim, Claim, ClaimLink]:
    """Two agencies that tell 19, and the offer to call it one claim."""
    event = an_event()
    one, other = tell(event, "Northline", 19), tell(event, "Meridian Press", 19, minutes=20)
    link = LinkFactory(**{"one": one, "other": other, "because": "both “19”; same event", **fields})
    return Claim.objects.get(pk=one.claim_id), Claim.objects.get(pk=other.claim_id), link


def page(client: Client, claim: Claim) -> str:
    answer = client.get(f"/claims/{claim.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def panel(client: Client, claim: Claim) -> str:
    return page(client, claim).partition('id="elsewhere"')[2].partition("</section>")[0]


def test_the_same_is_offered_with_its_because(desk: Client) -> None:
    claim, other, link = two()
    said = panel(desk, claim)
    for words in (
        "Told elsewhere",
        "1 the same",
        other.sentence,
        "Both “19”; same event.",
        "Meridian Press v1",
    ):
        assert words in said
    assert f'action="/claims/{claim.pk}/same/{other.pk}/"' in said
    assert f"/same/{link.pk}/refuse/" in said
    assert 'data-key="d"' in said


def test_a_variant_tells_the_difference_and_offers_nothing(desk: Client) -> None:
    claim, other, _ = two(kind="variant", because="same words", difference="“19” here, “15” there")
    assert "“19” here, “15” there." in panel(desk, claim)
    assert "“15” here, “19” there." in panel(desk, other)
    assert "Confirm" not in panel(desk, claim)


def test_nothing_is_shown_where_nothing_is_told_elsewhere(desk: Client) -> None:
    claim = ClaimFactory()
    assert ' id="elsewhere" aria-labelledby="else-h" hidden>' in page(desk, claim)


def test_a_confirmed_duplicate_shows_whose_verdict_it_shares(desk: Client) -> None:
    claim, other, _ = two()
    answer = desk.post(f"/claims/{claim.pk}/same/{other.pk}/", {"version": claim.version})
    assert answer.status_code == 302
    claim.refresh_from_db()
    assert (claim.status, claim.canonical_id) == (Status.DUPLICATE, other.pk)
    said = panel(desk, claim)
    assert f'shares the verdict of <a href="/claims/{other.pk}/">claim {other.pk}</a>' in said
    assert "which is new" in said
    assert "It shares the verdict of this claim." in panel(desk, other)


def test_to_htmx_the_panes_come_back(desk: Client) -> None:
    claim, other, _ = two()
    answer = desk.post(f"/claims/{claim.pk}/same/{other.pk}/", {"version": claim.version}, headers=HTMX)
    assert 'id="elsewhere" aria-labelledby="else-h" hx-swap-oob="true"' in answer.content.decode()


def test_who_saw_an_older_version_is_told_so(desk: Client) -> None:
    claim, other, _ = two()
    answer = desk.post(f"/claims/{claim.pk}/same/{other.pk}/", {"version": claim.version + 7})
    assert answer.status_code == 409
    assert Claim.objects.get(pk=claim.pk).status == Status.NEW


def test_not_the_same_is_offered_no_more(desk: Client, person: User) -> None:
    claim, _, link = two()
    desk.post(f"/claims/{claim.pk}/same/{link.pk}/refuse/", {"version": claim.version})
    link.refresh_from_db()
    assert link.refused_by == person
    assert "Confirm" not in panel(desk, claim)


def test_a_link_of_other_claims_cannot_be_refused_here(desk: Client) -> None:
    _, _, link = two()
    stranger = ClaimFactory()
    assert desk.post(f"/claims/{stranger.pk}/same/{link.pk}/refuse/").status_code == 404
    assert desk.post(f"/claims/{stranger.pk}/same/{10**30}/refuse/").status_code == 404


def test_splitting_needs_a_reason_and_keeps_what_was_typed(as_role: Callable[[Role], Client]) -> None:
    claim, other, _ = two()
    editor = as_role(Role.EDITOR)
    editor.post(f"/claims/{claim.pk}/same/{other.pk}/", {"version": claim.version})
    version = Claim.objects.get(pk=claim.pk).version
    address = f"/claims/{claim.pk}/split/"
    assert editor.post(address, {"version": version, "reason": ""}).status_code == 422
    stale = editor.post(address, {"version": version - 1, "reason": "Two fires, not one"})
    assert stale.status_code == 409
    assert "Two fires, not one</textarea>" in stale.content.decode()
    assert editor.post(address, {"version": version, "reason": "Two fires, not one"}).status_code == 302
    assert Claim.objects.get(pk=claim.pk).canonical is None


def test_who_may_not_sees_why_on_the_disabled_button(as_role: Callable[[Role], Client]) -> None:
    claim, _, _ = two()
    said = panel(as_role(Role.VIEWER), claim)
    assert "needs the role checker; yours is viewer." in said
    assert 'disabled aria-describedby="same-note"' in said


def test_viewers_learn_nothing_of_embargoed_stories(as_role: Callable[[Role], Client]) -> None:
    claim, other, _ = two()
    other.article.embargoed_until = timezone.now() + timedelta(hours=5)
    other.article.save()
    assert other.sentence not in page(as_role(Role.VIEWER), claim)
    assert other.sentence in page(as_role(Role.CHECKER), claim)


def test_a_link_with_an_older_figure_is_left_out(desk: Client) -> None:
    claim, other, _ = two()
    tell(other.event, "Meridian Press", 21, minutes=40)
    assert "Confirm" not in panel(desk, claim)


def test_sums_that_do_not_come_out_stand_on_the_claim(desk: Client) -> None:
    claim, _, _ = two()
    note = Note("parts_total", 43, 41, False, "the parts add up to 41, the text says 43")
    Occurrence.objects.filter(claim=claim).update(notes=[asdict(note)])
    assert "The parts add up to 41, the text says 43" in panel(desk, claim)


def test_the_claim_leads_to_its_event(desk: Client) -> None:
    claim, _, _ = two()
    assert f'event <a href="/events/{claim.event_id}/"' in page(desk, claim)


def test_cost_stays_bounded(
    desk: Client, person: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    claim, other, _ = two()
    variant = tell(other.event, "Halyard Wire", 15, minutes=30)
    LinkFactory(one=Occurrence.objects.get(claim=claim), other=variant, kind="variant", difference="19, 15")
    for number in range(6):
        ClaimFactory(revision=claim.revision, sentence=claim.sentence, model=f"m{number}")
        EvidenceFactory(claim=claim)
        ClaimEventFactory(claim=claim, actor=person)
    page(desk, claim)  # the number of events is asked for every 15 seconds
    with django_assert_max_num_queries(12):
        said = page(desk, claim)
    assert "1 variant" in said
