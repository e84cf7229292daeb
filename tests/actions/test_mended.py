"""What a person told of a claim outlives the versions that say what was read, and no longer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from claims.actions import mending
from claims.actions.pointing import FigureTold
from claims.extraction.types import Extraction
from claims.models import Article, Claim, User
from claims.statuses import Role, Status
from tests.actions.tolls import AID, TOLL, actions, again, arrives, first_version, shown, tells
from tests.factories import UserFactory, claim_in, extraction_of, figure_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return first_version()


@pytest.fixture
def toll(article: Article) -> Claim:
    return Claim.objects.select_related("figure").get(type="casualties")


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR)


def mend(claim: Claim, by: User, **given: Any) -> None:
    mending.mend(claim_id=claim.pk, by=by, reading=replace(mending.as_it_stands(again(claim)), **given))


def as_120(claim: Claim, by: User) -> None:
    """The figure is told to be 120, whatever its words read as."""
    mend(claim, by, figure=FigureTold("12 people", low=120.0, qualifier="exact", unit="people", of="killed"))


class TestFigure:
    def test_version_that_reads_the_same_undoes_nothing(
        self, article: Article, toll: Claim, editor: User
    ) -> None:
        as_120(toll, editor)
        before = again(toll)
        arrives(article, tells(12))
        after = again(toll)
        assert (after.figure.low, after.needs_recheck, after.version) == (120.0, False, before.version)
        assert after.mended_at
        assert after.occurrences.get(revision=after.revision).figure["low"] == 120.0

    def test_and_so_on_for_any_number_of_versions(self, article: Article, toll: Claim, editor: User) -> None:
        as_120(toll, editor)
        for _ in range(3):
            arrives(article, tells(12))
        assert again(toll).figure.low == 120.0
        assert actions(again(toll))[-3:] == ["carried"] * 3

    def test_changed_figure_asks_with_the_mended_value_as_the_old_one(
        self, article: Article, toll: Claim, editor: User
    ) -> None:
        as_120(toll, editor)
        arrives(article, tells(19))
        after = again(toll)
        assert shown(after.recheck) == (120.0, 19.0, 1, 2)
        assert (after.figure.low, after.mended_at) == (19.0, None)

    def test_version_that_comes_to_say_what_was_mended_asks_nothing(
        self, article: Article, toll: Claim, editor: User
    ) -> None:
        mend(toll, editor, figure=FigureTold("12 people", low=19.0, qualifier="exact", unit="people"))
        arrives(article, tells(19))
        after = again(toll)
        assert (after.figure.low, after.needs_recheck, after.mended_at) == (19.0, False, None)

    def test_figure_that_was_taken_away_stays_away(self, article: Article, toll: Claim, editor: User) -> None:
        mend(toll, editor, figure=None, type="event")
        arrives(article, tells(12))
        after = again(toll)
        assert not hasattr(after, "figure")
        assert (after.type, after.status, after.needs_recheck) == ("event", Status.NEW, False)
        assert Claim.objects.filter(type="casualties").count() == 0

    def test_words_beside_it_are_kept_and_do_not_come_back_as_a_claim(
        self, article: Article, editor: User
    ) -> None:
        """The extractor took one figure of the sentence, the editor means another, and then both are read."""
        sentence = "Divers found 12 boats and 30 nets below the pier."
        text = f"PORT SELWICK — It is calm.\n\n{sentence}\n\n"
        boats = claim_in(text, sentence, figure_in(text, "12 boats", 12.0, unit="boat"), type="quantity")
        nets = claim_in(text, sentence, figure_in(text, "30 nets", 30.0, unit="net"), type="quantity")
        arrives(article, (text, extraction_of(boats)))
        claim = Claim.objects.get(sentence=sentence)
        mend(claim, editor, figure=FigureTold("30 nets"))
        arrives(article, (text, extraction_of(boats)))
        assert again(claim).figure.text == "30 nets"
        arrives(article, (text, extraction_of(boats, nets)))
        assert again(claim).figure.text == "30 nets"
        assert Claim.objects.filter(sentence=sentence).exclude(status=Status.WITHDRAWN).count() == 1


class TestOtherFields:
    def test_claimant_place_and_type_stay(self, article: Article, toll: Claim, editor: User) -> None:
        mend(toll, editor, claimant="Oren Tassel", place="Tarn", type="health")
        arrives(article, tells(12))
        after = again(toll)
        assert (after.claimant, after.place, after.type) == ("Oren Tassel", "Tarn", "health")
        assert not after.needs_recheck

    def test_other_claimant_asks_with_the_mended_one_as_before(
        self, article: Article, toll: Claim, editor: User
    ) -> None:
        mend(toll, editor, claimant="Harbour office")
        arrives(article, tells(12, "Oren Tassel"))
        after = again(toll)
        assert after.claimant == "Oren Tassel"
        assert shown(after.recheck)[:2] == ("Harbour office", "Oren Tassel")

    def test_sentence_stands_where_its_words_stand_now(
        self, article: Article, toll: Claim, editor: User
    ) -> None:
        words = "12 people died when the ferry Corvane capsized"
        mend(toll, editor, sentence=words)
        text, found = tells(12)
        arrives(article, moved(text, found))
        after = again(toll)
        assert (after.sentence, after.needs_recheck) == (words, False)
        assert after.revision.body[after.start : after.end] == words

    def test_sentence_that_was_edited_is_told_by_its_edges(
        self, article: Article, toll: Claim, editor: User
    ) -> None:
        told = "12 people died when the ferry Corvane capsized off Port Selwick on Monday"
        mend(toll, editor, sentence=told)
        sentence = TOLL.format(12, "Ines Vallory").replace("Corvane", "boat Corvane")
        text = f"PORT SELWICK — Divers went down again.\n\n{sentence}\n\n{AID}"
        claim = claim_in(text, sentence, figure_in(text, "12 people", 12.0))
        arrives(article, (text, extraction_of(claim)))
        after = again(toll)
        assert after.sentence == sentence.partition(", said")[0]


class TestMendedAfterAChange:
    def test_mending_shows_that_nothing_changed(self, article: Article, toll: Claim, editor: User) -> None:
        arrives(article, tells(19))
        assert again(toll).needs_recheck
        told = FigureTold("19 people", low=12.0, qualifier="exact", unit="people")
        mend(toll, editor, figure=told)
        after = again(toll)
        assert (after.needs_recheck, after.recheck) == (False, None)
        assert "unflag" in actions(after)

    def test_what_is_new_is_what_was_mended(self, article: Article, toll: Claim, editor: User) -> None:
        arrives(article, tells(19))
        mend(toll, editor, figure=FigureTold("19 people", low=190.0, qualifier="exact", unit="people"))
        assert shown(again(toll).recheck) == (12.0, 190.0, 1, 2)


def moved(text: str, found: Extraction) -> tuple[str, Extraction]:
    """The same story with a paragraph before it."""
    shift = "It rained all night in the harbour.\n\n"

    def later(span: Any) -> Any:
        return replace(span, start=span.start + len(shift), end=span.end + len(shift))

    claims = [
        replace(
            each,
            span=later(each.span),
            figure=each.figure and replace(each.figure, span=later(each.figure.span)),
        )
        for each in found.claims
    ]
    return shift + text, extraction_of(*claims)
