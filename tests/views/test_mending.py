"""The claim page's doors to what was read: mending, adding, splitting, merging, notes, versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.actions import mending as mending_actions
from claims.actions import retriage
from claims.models import Article, Claim, ClaimNote, Mending, Occurrence, User
from claims.statuses import Role, Status
from tests.actions.tolls import AID, TOLL, again, arrives, first_version, tells
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.views.conftest import HTMX, signed_in


@pytest.fixture
def toll(db: None) -> Claim:
    return Claim.objects.select_related("figure").get(article=first_version(), type="casualties")


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(role=Role.EDITOR, first_name="Noor", last_name="Adeyemi")


@pytest.fixture
def desk(editor: User) -> Client:
    return signed_in(editor)


def form_of(claim: Claim, **given: Any) -> dict[str, Any]:
    """The form as the page shows it, but for what is given."""
    figure = claim.figure
    shown = {
        "figure": figure.text,
        "low": "12",
        "high": "",
        "qualifier": figure.qualifier,
        "unit": figure.unit,
    }
    said = {"of": figure.of, "per": figure.per, "claimant": claim.claimant, "via": "", "place": claim.place}
    return shown | said | {"sentence": claim.sentence, "type": claim.type, "version": claim.version} | given


class TestMending:
    def test_page_shows_what_was_read_and_what_is_told(self, desk: Client, toll: Claim) -> None:
        form = form_of(toll, low="120", reason="The paper says 120.")
        desk.post(f"/claims/{toll.pk}/mend/", form)
        page = desk.get(f"/claims/{toll.pk}/").content.decode()
        assert "read by <bdi>desk-test-1</bdi>, mended" in page
        assert '<b><bdi>Noor Adeyemi</bdi></b> mended it <q dir="auto">The paper says 120.</q>' in page
        assert "exactly" in page
        assert '<del class="was" dir="auto">“12 people”: exact 12 people, killed</del>' in page
        assert '<ins class="now" dir="auto">“12 people”: exact 120 people, killed</ins>' in page
        assert ">Mended</span>" in page

    def test_new_words_alone_are_read_by_the_grammar(self, desk: Client, toll: Claim) -> None:
        desk.post(f"/claims/{toll.pk}/mend/", form_of(toll, figure="12"))
        assert (again(toll).figure.text, again(toll).figure.low) == ("12", 12.0)

    def test_new_words_are_read_anew_but_for_what_was_set_by_hand(self, desk: Client) -> None:
        claim = ClaimFactory(status=Status.QUEUED)
        form = form_of(claim, low="37", figure="37", of="drowned")
        desk.post(f"/claims/{claim.pk}/mend/", form)
        after = again(claim).figure
        assert (after.text, after.qualifier, after.of) == ("37", "exact", "drowned")
        desk.post(
            f"/claims/{claim.pk}/mend/",
            form_of(again(claim), low="37", figure="At least 37", qualifier="nearly"),
        )
        assert (again(claim).figure.text, again(claim).figure.qualifier) == ("At least 37", "nearly")

    def test_reading_the_words_says_what_saving_them_would(self, desk: Client) -> None:
        claim = ClaimFactory(status=Status.QUEUED)
        form = form_of(claim, low="37", figure="37", read="figure")
        page = desk.post(f"/claims/{claim.pk}/mend/", form).content.decode()
        assert '<option value="exact" selected>' in page

    def test_numbers_are_typed_as_people_write_them(self, desk: Client, toll: Claim) -> None:
        desk.post(f"/claims/{toll.pk}/mend/", form_of(toll, low="1.5 million", unit="crown"))
        assert again(toll).figure.low == 1_500_000.0

    def test_no_words_are_no_figure(self, desk: Client, toll: Claim) -> None:
        desk.post(f"/claims/{toll.pk}/mend/", form_of(toll, figure=""))
        assert (again(toll).type, hasattr(again(toll), "figure")) == ("event", False)

    def test_reading_the_words_again_saves_nothing(self, desk: Client, toll: Claim) -> None:
        form = form_of(toll, figure="12", low="99", read="figure")
        page = desk.post(f"/claims/{toll.pk}/mend/", form).content.decode()
        assert 'name="low" value="12"' in page
        assert '<details class="add" id="mend" open>' in page
        assert again(toll).figure.text == "12 people"

    def test_refusal_keeps_what_was_typed_at_its_field(self, desk: Client, toll: Claim) -> None:
        form = form_of(toll, figure="13 people", claimant="Oren Tassel")
        answer = desk.post(f"/claims/{toll.pk}/mend/", form)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'value="Oren Tassel"' in page
        assert 'id="mend-figure_error"' in page

    def test_stale_form_hears_who_was_first_and_keeps_its_text(self, desk: Client, toll: Claim) -> None:
        reading = mending_actions.as_it_stands(toll)
        other = UserFactory(role=Role.EDITOR)
        mending_actions.mend(
            claim_id=toll.pk, by=other, reading=reading.__class__(**fields(reading, place="Tarn"))
        )
        answer = desk.post(f"/claims/{toll.pk}/mend/", form_of(toll, claimant="Oren Tassel"))
        assert answer.status_code == 409
        assert "mended this claim" in answer.content.decode()
        assert 'value="Oren Tassel"' in answer.content.decode()

    def test_swap_brings_the_story_with_its_marks(self, desk: Client, toll: Claim) -> None:
        page = desk.post(f"/claims/{toll.pk}/mend/", form_of(toll, figure="12"), headers=HTMX)
        assert 'id="story"' in page.content.decode()
        assert 'id="record"' in page.content.decode()

    def test_checker_without_the_hold_reads_why_not(self, toll: Claim) -> None:
        page = signed_in(UserFactory()).get(f"/claims/{toll.pk}/").content.decode()
        assert "take the claim first" in page
        assert 'id="mend"' not in page


class TestAdding:
    def test_claim_is_added_and_its_record_is_open(self, desk: Client, toll: Claim) -> None:
        form = {"words": "Divers went down again.", "claim": toll.pk}
        answer = desk.post(f"/articles/{toll.article_id}/claims/", form, follow=True)
        claim = Claim.objects.get(sentence="Divers went down again.")
        assert answer.redirect_chain[-1][0] == f"/claims/{claim.pk}/?mend=open#record"
        page = answer.content.decode()
        assert '<details class="add" id="mend" open>' in page
        assert "added by hand" in page

    def test_paragraph_and_figure_are_enough(self, desk: Client, toll: Claim) -> None:
        Claim.objects.get(type="spending").events.all()
        Claim.objects.filter(type="spending").update(start=0, end=1, figure_start=0, figure_end=1)
        form = {"words": "", "paragraph": 3, "figure": "14,000 crowns"}
        desk.post(f"/articles/{toll.article_id}/claims/", form)
        assert Claim.objects.get(added_by__isnull=False).sentence == AID

    def test_same_place_leads_to_the_claim_that_is_there(self, desk: Client, toll: Claim) -> None:
        form = {"words": TOLL.format(12, "Ines Vallory"), "figure": "12 people"}
        answer = desk.post(f"/articles/{toll.article_id}/claims/", form)
        assert answer.status_code == 409
        assert f'<a href="/claims/{toll.pk}/">Open claim {toll.pk}</a>' in answer.content.decode()

    def test_places_are_offered_on_the_page_it_came_from(self, desk: Client, toll: Claim) -> None:
        for where in ({"claim": toll.pk}, {}):
            form = {"words": "the"} | where
            answer = desk.post(f"/articles/{toll.article_id}/claims/", form)
            page = answer.content.decode()
            assert answer.status_code == 422
            assert page.count('type="radio" required name="at"') == 2
            assert "\nthe</textarea>" in page

    @pytest.mark.parametrize("paragraph", ["99", "-1", "x"])
    def test_paragraph_that_is_not_there_is_refused(self, desk: Client, toll: Claim, paragraph: str) -> None:
        form = {"words": "", "paragraph": paragraph, "figure": "12"}
        assert desk.post(f"/articles/{toll.article_id}/claims/", form).status_code == 422

    def test_earlier_version_takes_none(self, desk: Client, toll: Claim) -> None:
        arrives(toll.article, tells(19))
        page = desk.get(f"/articles/{toll.article_id}/?version=1").content.decode()
        assert 'id="point"' not in page


class TestTwo:
    def test_split_in_two_leads_from_one_to_the_other(self, desk: Client, editor: User) -> None:
        claim = ClaimFactory(revision=two_figures().current, sentence=BOTH, status=Status.QUEUED)
        retold(claim)
        form = {"first": "12", "second": "30", "reason": "Two counts.", "version": again(claim).version}
        desk.post(f"/claims/{claim.pk}/apart/", form)
        part = Claim.objects.get(split_from=claim)
        assert (again(claim).figure.low, part.figure.low) == (12.0, 30.0)
        page = desk.get(f"/claims/{part.pk}/").content.decode()
        assert f'Split from <a href="/claims/{claim.pk}/">' in page

    def test_refusal_keeps_what_was_typed(self, desk: Client, toll: Claim) -> None:
        form = {"first": "12", "second": "Monday", "reason": "Two.", "version": toll.version}
        answer = desk.post(f"/claims/{toll.pk}/apart/", form)
        assert answer.status_code == 422
        assert 'value="Monday"' in answer.content.decode()

    def test_merge_offers_the_claims_of_the_story(self, desk: Client, toll: Claim) -> None:
        other = Claim.objects.get(type="spending")
        page = desk.get(f"/claims/{toll.pk}/").content.decode()
        assert f'<option value="{other.pk}" dir="auto">{other.pk}: {AID}</option>' in page
        form = {"into": other.pk, "reason": "One telling.", "version": toll.version}
        desk.post(f"/claims/{toll.pk}/merge/", form)
        assert again(toll).status == Status.DUPLICATE

    @pytest.mark.parametrize("into", ["", "x", "0", "999999"])
    def test_merge_with_nothing_is_refused(self, desk: Client, toll: Claim, into: str) -> None:
        answer = desk.post(f"/claims/{toll.pk}/merge/", {"into": into, "reason": "One.", "version": 1})
        assert answer.status_code == 422


class TestNotes:
    def test_note_is_escaped_and_its_links_are_dead(self, desk: Client, toll: Claim) -> None:
        text = "<script>x</script> https://a.example\nsecond line"
        desk.post(f"/claims/{toll.pk}/notes/", {"text": text})
        page = desk.get(f"/claims/{toll.pk}/").content.decode()
        assert "&lt;script&gt;x&lt;/script&gt; https://a.example<br>second line" in page
        assert 'href="https://a.example' not in page

    def test_unknown_name_keeps_the_text(self, desk: Client, toll: Claim) -> None:
        answer = desk.post(f"/claims/{toll.pk}/notes/", {"text": "@nobody look"}, headers=HTMX)
        assert answer.status_code == 422
        assert "@nobody look</textarea>" in answer.content.decode()
        assert not ClaimNote.objects.exists()

    def test_viewers_see_none(self, desk: Client, toll: Claim, as_role: Callable[[Role], Client]) -> None:
        desk.post(f"/claims/{toll.pk}/notes/", {"text": "Ask the harbour."})
        for role, is_seen in ((Role.VIEWER, False), (Role.CHECKER, True)):
            page = as_role(role).get(f"/claims/{toll.pk}/").content.decode()
            assert ("Ask the harbour." in page) is is_seen
            assert ("Leave the note" in page) is is_seen


class TestVersions:
    def test_any_two_stand_side_by_side_on_the_claim_page(self, desk: Client, toll: Claim) -> None:
        arrives(toll.article, tells(19))
        page = desk.get(f"/claims/{toll.pk}/").content.decode()
        assert 'id="versions"' in page
        page = desk.get(f"/claims/{toll.pk}/?version=2&against=1").content.decode()
        assert 'id="compare"' in page
        assert '<del class="was">12</del>' in page
        assert 'id="record"' in page

    @pytest.mark.parametrize(
        "asked", ["version=2", "version=x&against=1", "version=1&against=1", "version=9&against=1"]
    )
    def test_what_is_no_pair_shows_the_story(self, desk: Client, toll: Claim, asked: str) -> None:
        page = desk.get(f"/claims/{toll.pk}/?{asked}").content.decode()
        assert 'id="story"' in page
        assert 'id="compare"' not in page


BOTH = "12 men died and 30 were hurt at Tarn, said Ines Vallory."


def two_figures() -> Article:
    article: Article = ArticleFactory(body=f"PORT SELWICK — So it was.\n\n{BOTH}", state="ready")
    article.current.extracted_at = article.received_at  # type: ignore[union-attr]
    article.current.save()  # type: ignore[union-attr]
    return article


def retold(claim: Claim) -> None:
    """The claim as one that was recorded: with a telling, and with its figure in its sentence."""
    Occurrence.objects.bulk_create([retriage.occurrence(claim, claim.revision)])


def fields(reading: Any, **given: Any) -> dict[str, Any]:
    return {name: getattr(reading, name) for name in reading.__dataclass_fields__} | given


def test_nothing_is_mended_by_looking(desk: Client, toll: Claim) -> None:
    desk.get(f"/claims/{toll.pk}/?mend=open")
    assert not Mending.objects.exists()
    assert Article.objects.count() == 1
