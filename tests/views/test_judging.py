"""The verdict's part of the claim page: the desk's scale, what is needed, votes, and verdicts before."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.actions import publishing, verdicts
from claims.models import Claim, RatingScale, ScaleRating, User
from claims.ratings import SHIPPED, Finding, Scale
from claims.statuses import Role, Status
from tests.factories import UserFactory, approved
from tests.judged import WHOLE, ask, held, judged_by, propose, proposed, reviewers
from tests.views.conftest import HTMX, signed_in

pytestmark = pytest.mark.django_db
NEED = re.compile(r'<li( class="todo")? data-need="(\w+)"')


def page(client: Client, claim: Claim) -> str:
    return client.get(f"/claims/{claim.pk}/").content.decode()


def needs(text: str) -> dict[str, bool]:
    """Each need of the page, and whether it is met."""
    return {name: not todo for todo, name in NEED.findall(text)}


def form(claim: Claim, **given: Any) -> dict[str, Any]:
    fields = {"rating": "mostly-true", "explanation": "The log names 37.", "key": str(uuid4())}
    return fields | {"version": claim.version} | given


class TestRuler:
    @pytest.mark.parametrize("scale", SHIPPED, ids=lambda scale: scale.name)
    def test_draws_the_desks_scale_with_word_glyph_and_digit(
        self, desk: Client, person: User, scale: Scale
    ) -> None:
        judged_by(scale=scale.name)
        text = page(desk, held(person))
        for number, rating in enumerate(scale.ratings, start=1):
            drawn = f'<span class="ball v-{rating.glyph}" aria-hidden="true"></span> {rating.label} '
            assert f'value="{rating.code}" data-key="{number}"' in text
            assert f'{drawn}<kbd aria-hidden="true">{number}</kbd>' in text
        assert text.count('type="radio" name="rating"') == len(scale.ratings)

    def test_the_tenth_rating_is_the_digit_0(self, desk: Client, person: User) -> None:
        scale = RatingScale.objects.create(name="ten", label="Ten steps")
        for place in range(1, 11):
            label, glyph = f"Step {place}", SHIPPED[0].ratings[place % 8].glyph
            ScaleRating.objects.create(
                scale=scale, code=f"s{place}", label=label, number=place, glyph=glyph, position=place
            )
        judged_by(scale="ten")
        assert '</span> Step 10 <kbd aria-hidden="true">0</kbd>' in page(desk, held(person))

    def test_a_rating_of_another_scale_is_refused(self, desk: Client, person: User) -> None:
        judged_by(scale="support")
        claim = held(person, *WHOLE)
        answer = desk.post(f"/claims/{claim.pk}/verdict/", form(claim))
        assert answer.status_code == 422
        assert '<p class="wrong" id="rating-error">Choose a rating' in answer.content.decode()


class TestNeeds:
    def test_light_asks_for_three_things(self, desk: Client, person: User) -> None:
        assert needs(page(desk, held(person))) == {"rating": False, "explanation": False, "evidence": False}
        assert needs(page(desk, held(person, *WHOLE)))["evidence"]

    def test_full_asks_for_all_and_says_what_is_there(self, desk: Client, person: User) -> None:
        judged_by("full")
        claim = held(person, WHOLE[0])
        assert needs(page(desk, claim)) == {
            "rating": False,
            "explanation": False,
            "evidence": True,
            "evidence_fields": True,
            "sources": False,
            "no_contact": False,
        }

    def test_the_page_that_comes_back_is_right_without_a_script(self, desk: Client, person: User) -> None:
        judged_by("full")
        claim = held(person, *WHOLE)
        given = form(claim, rating="", no_contact="She died in March.")
        answer = desk.post(f"/claims/{claim.pk}/verdict/", given)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert [name for name, is_met in needs(text).items() if not is_met] == ["rating"]
        assert "She died in March." in text

    def test_every_missing_field_is_named(self, desk: Client, person: User) -> None:
        judged_by("two of three")
        claim = held(person)
        answer = desk.post(f"/claims/{claim.pk}/verdict/", form(claim, rating="", explanation=""))
        text = answer.content.decode()
        for words in (
            "Choose a rating from the desk’s scale.",
            "Say why, in words a reader can follow.",
            "at least one piece of evidence",
            "two sources of different publishers",
            "Put on record how you asked the speaker",
        ):
            assert words in text
        assert text.count('class="wrong"') == 3  # beside rating, reason and why nobody was asked

    def test_an_attempt_on_record_takes_the_field_away(self, desk: Client, person: User) -> None:
        judged_by("full")
        claim = held(person, *WHOLE)
        assert 'name="no_contact"' in page(desk, claim)
        ask(claim, person)
        text = page(desk, claim)
        assert 'name="no_contact"' not in text
        assert needs(text)["no_contact"]

    def test_how_many_votes_decide_is_said_before(self, desk: Client, person: User) -> None:
        judged_by("two of three")
        assert "2 of 3 votes decide" in page(desk, held(person))


class TestVotes:
    def test_a_vote_is_shown_with_who_what_and_note(self, as_role: Callable[[Role], Client]) -> None:
        verdict = proposed(UserFactory())
        one, other = reviewers(2)
        verdicts.approve(claim_id=verdict.claim_id, by=one)
        verdicts.send_back(claim_id=verdict.claim_id, by=other, reason="Which log?")
        text = page(as_role(Role.REVIEWER), verdict.claim)
        votes = text[text.index('id="votes"') : text.index('id="review"')]
        assert re.search(f"Agrees</span> <b><bdi>{one.name}</bdi></b>", votes)
        assert re.search(f"Does not agree</span> <b><bdi>{other.name}</bdi></b>.*Which log\\?", votes)
        assert 'did not agree to the verdict on it: mostly true <q dir="auto">Which log?</q>' in text

    def test_two_votes_by_plain_forms_approve(self, as_role: Callable[[Role], Client]) -> None:
        verdict = proposed(UserFactory())
        said = []
        for _ in range(2):
            version = Claim.objects.get(pk=verdict.claim_id).version
            address = f"/claims/{verdict.claim_id}/approve/"
            answer = as_role(Role.REVIEWER).post(address, {"version": version}, follow=True)
            said.append(str(next(iter(answer.context["messages"]))))
        assert said[0].startswith("You agreed to the verdict on: “")
        assert said[1].startswith("Approved: “")
        assert Claim.objects.get(pk=verdict.claim_id).status == Status.APPROVED

    def test_who_has_voted_reads_so_on_the_button(self) -> None:
        verdict = proposed(UserFactory())
        voter = reviewers(1)[0]
        verdicts.approve(claim_id=verdict.claim_id, by=voter)
        text = page(signed_in(voter), verdict.claim)
        assert "You have voted on this verdict; the others decide it now." in text
        assert "Vote against it" not in text

    def test_the_note_of_a_late_vote_is_kept(self) -> None:
        verdict = proposed(UserFactory())
        first, late = reviewers(2)
        version = verdict.claim.version
        verdicts.approve(claim_id=verdict.claim_id, by=first)
        given = {"version": version, "note": "kept words"}
        answer = signed_in(late).post(f"/claims/{verdict.claim_id}/approve/", given, headers=HTMX)
        assert answer.status_code == 409
        assert "kept words" in answer.content.decode()

    def test_one_vote_has_the_words_and_the_key_of_always(self, as_role: Callable[[Role], Client]) -> None:
        verdict = proposed(UserFactory(), "light")
        text = page(as_role(Role.REVIEWER), verdict.claim)
        assert 'data-key="y"' in text
        assert "Approve</button>" in text
        assert "Return it…" in text
        assert 'id="votes"' not in text


def test_verdicts_before_stand_below_with_their_votes(desk: Client, person: User) -> None:
    verdict = proposed(person)
    for reviewer in reviewers(2):
        verdicts.send_back(claim_id=verdict.claim_id, by=reviewer, reason="Which log?")
    text = page(desk, verdict.claim)
    before = text[text.index('id="before"') :]
    assert "1 verdict before" in before
    assert before.index("Mostly true") < before.index("Which log?")
    propose(verdict.claim, person, rating="true")
    assert "1 verdict before" in page(desk, verdict.claim)


def test_the_form_of_a_correction_has_the_finding_and_says_the_rating(
    as_role: Callable[[Role], Client],
) -> None:
    claim = approved()
    claim.verdicts.update(finding="rounded")
    publishing.publish(claim_id=claim.pk, by=UserFactory(role=Role.EDITOR))
    editor = as_role(Role.EDITOR)
    text = page(editor, claim)
    assert '<option value="rounded" selected>rounded fairly</option>' in text
    assert "Rated <b>Mostly true</b> on its own scale, <bdi>six-point</bdi> version 1." in text
    version = Claim.objects.get(pk=claim.pk).version
    given = {"version": version, "was": "rounded fairly", "now": "wrong", "finding": "wrong"}
    answer = editor.post(f"/claims/{claim.pk}/correct/", given)
    assert answer.status_code == 302
    assert "The figure is wrong." in Client().get(f"/checks/{claim.pk}/").content.decode()


def test_the_form_of_a_correction_offers_every_finding(as_role: Callable[[Role], Client]) -> None:
    claim = approved()
    publishing.publish(claim_id=claim.pk, by=UserFactory(role=Role.EDITOR))
    text = page(as_role(Role.EDITOR), claim)
    assert all(f'<option value="{each.value}">{each.label}</option>' in text for each in Finding)


def test_a_page_with_votes_and_verdicts_before_costs_no_more_queries(
    desk: Client, person: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    verdict = proposed(person)
    for reviewer in reviewers(2):
        verdicts.send_back(claim_id=verdict.claim_id, by=reviewer, reason="Which log?")
    again = propose(verdict.claim, person)
    for reviewer in reviewers(2):
        verdicts.approve(claim_id=again.claim_id, by=reviewer)
    page(desk, verdict.claim)
    with django_assert_max_num_queries(10):
        page(desk, verdict.claim)
