"""A claim that people find, one that they tell apart, and two that they merge."""

from __future__ import annotations

from typing import Any

import pytest

from claims.actions import adding, duplicates
from claims.actions.mending import Told
from claims.actions.pointing import Ambiguous
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.extraction.types import Span
from claims.models import Article, Claim, User
from claims.statuses import ArticleState, PubStatus, Role, Status
from tests.actions.tolls import AID, actions, again, arrives, first_version, tells
from tests.factories import ClaimFactory, UserFactory, claim_in, extraction_of, figure_in

pytestmark = pytest.mark.django_db
TWO = "Rescuers found 12 survivors and 30 life jackets below the pier, said Ines Vallory."
PIER = f"PORT SELWICK — It is calm.\n\n{TWO}\n\nThe pier is 80 metres long. The pier was built in stone."


@pytest.fixture
def article() -> Article:
    story = first_version()
    arrives(story, (PIER, extraction_of()))
    Article.objects.filter(pk=story.pk).update(to_match_since=None)
    story.refresh_from_db()
    return story


@pytest.fixture
def checker() -> User:
    return UserFactory()


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR)


def add(article: Article, by: User, words: str, **given: Any) -> Claim:
    made = adding.add(article_id=article.pk, by=by, words=words, **given)
    return Claim.objects.select_related("figure", "revision").get(pk=made.pk)


class TestAdding:
    def test_words_are_found_at_their_place(self, article: Article, checker: User) -> None:
        claim = add(article, checker, "The  pier is 80\nmetres long.")
        assert claim.sentence == "The pier is 80 metres long." == claim.revision.body[claim.start : claim.end]
        assert (claim.figure.text, claim.figure.low, claim.figure.unit) == ("80 metres", 80.0, "meter")

    def test_few_words_with_a_figure_stand_for_their_sentence(self, article: Article, checker: User) -> None:
        claim = add(article, checker, "30 life jackets")
        assert (claim.sentence, claim.figure.low, claim.claimant) == (TWO, 30.0, "Ines Vallory")

    def test_it_goes_the_way_of_every_claim(self, article: Article, checker: User) -> None:
        claim = add(article, checker, "The pier is 80 metres long.")
        assert (claim.status, claim.added_by, claim.model) == (Status.NEW, checker, "desk")
        assert (claim.check_worthiness, actions(claim)) == (1.0, ["added"])
        assert claim.priority == sum(reason["points"] for reason in claim.reasons) > 0
        telling = claim.occurrences.get()
        assert (telling.figure["low"], bool(telling.role)) == (80.0, True)
        article.refresh_from_db()
        assert article.to_match_since

    def test_without_a_figure_it_is_an_event(self, article: Article, checker: User) -> None:
        claim = add(article, checker, "The pier was built in stone.")
        assert (claim.type, hasattr(claim, "figure")) == ("event", False)

    def test_paragraph_and_figure_lead_to_the_sentence(self, article: Article, checker: User) -> None:
        start = PIER.index("The pier is")
        claim = add(article, checker, "", figure="80 metres", within=Span(start, len(PIER)))
        assert claim.sentence == "The pier is 80 metres long."

    def test_several_places_are_offered_and_one_is_chosen(self, article: Article, checker: User) -> None:
        with pytest.raises(Ambiguous) as asked:
            add(article, checker, "The pier")
        places = asked.value.places
        assert [around.count("The pier") for _, around in places] == [2, 2]
        claim = add(article, checker, "The pier", at=places[0][0], figure="")
        assert claim.sentence.startswith("The pier")

    def test_several_figures_are_offered(self, article: Article, checker: User) -> None:
        with pytest.raises(Ambiguous) as asked:
            add(article, checker, TWO)
        assert [text for _, text in asked.value.places] == ["12 survivors", "30 life jackets"]
        first = add(article, checker, TWO, figure="12 survivors", kind="casualties")
        assert (first.figure.low, first.type) == (12.0, "casualties")
        second = add(article, checker, TWO)
        assert (second.figure.low, second.type) == (30.0, "casualties")

    def test_same_place_twice_leads_to_the_one_there(self, article: Article, checker: User) -> None:
        first = add(article, checker, "The pier is 80 metres long.")
        with pytest.raises(Told) as refused:
            add(article, checker, "The pier is 80 metres long.", figure="80 metres")
        assert refused.value.claim_id == first.pk

    @pytest.mark.parametrize("words", ["", "   ", "Nobody said this."])
    def test_what_the_story_does_not_say_is_refused(
        self, article: Article, checker: User, words: str
    ) -> None:
        with pytest.raises(Incomplete):
            add(article, checker, words)

    def test_viewers_add_nothing(self, article: Article) -> None:
        with pytest.raises(NotAllowed):
            add(article, UserFactory(role=Role.VIEWER), "The pier is 80 metres long.")

    def test_killed_story_takes_nothing_new(self, article: Article, checker: User) -> None:
        at = article.received_at
        Article.objects.filter(pk=article.pk).update(pub_status=PubStatus.CANCELED, killed_at=at)
        with pytest.raises(Conflict, match="killed"):
            add(article, checker, "The pier is 80 metres long.")

    def test_story_that_is_being_read_waits(self, article: Article, checker: User) -> None:
        Article.objects.filter(pk=article.pk).update(state=ArticleState.WAITING)
        with pytest.raises(Conflict, match="being read"):
            add(article, checker, "The pier is 80 metres long.")


class TestLaterVersions:
    def test_claim_is_carried_while_its_sentence_stands(self, article: Article, checker: User) -> None:
        claim = add(article, checker, "The pier is 80 metres long.")
        arrives(article, (f"It rained.\n\n{PIER}", extraction_of()))
        after = again(claim)
        assert (after.status, after.model, after.check_worthiness) == (Status.NEW, "desk", 1.0)
        assert after.revision.body[after.start : after.end] == claim.sentence
        assert after.revision.number == 3

    def test_else_it_leaves_the_desk(self, article: Article, checker: User) -> None:
        claim = add(article, checker, "The pier is 80 metres long.")
        arrives(article, tells(12))
        assert again(claim).status == Status.WITHDRAWN

    def test_extractor_that_finds_it_later_changes_nothing(self, article: Article, checker: User) -> None:
        claim = add(article, checker, "The pier is 80 metres long.", kind="quantity")
        figure = figure_in(PIER, "80 metres", 8.0, unit="metre")
        found = claim_in(PIER, claim.sentence, figure, type="economy", score=0.2, worth=1)
        arrives(article, (PIER, extraction_of(found)))
        after = again(claim)
        assert (after.figure.low, after.type, after.check_worthiness) == (80.0, "quantity", 1.0)
        assert Claim.objects.filter(revision=after.revision).count() == 1


class TestTakingApart:
    @pytest.fixture
    def both(self, article: Article) -> Claim:
        """Two figures that were read as one range."""
        text = PIER + "\n\nIt is late."
        figure = figure_in(text, "12 survivors and 30 life jackets", 12.0, high=30.0, qualifier="range")
        arrives(article, (text, extraction_of(claim_in(text, TWO, figure))))
        return Claim.objects.get(sentence=TWO)

    def test_claim_keeps_the_first_and_a_new_one_tells_the_second(self, both: Claim, editor: User) -> None:
        part = adding.take_apart(
            claim_id=both.pk, by=editor, first="12 survivors", second="30 life jackets", reason="Two counts."
        )
        kept, other = again(both), again(part)
        assert (kept.figure.low, kept.figure.high, other.figure.low) == (12.0, None, 30.0)
        assert (other.split_from, other.claimant, other.type) == (both, both.claimant, both.type)
        assert actions(kept)[-2:] == ["mend", "take_apart"]
        assert other.events.get(action="added").reason == "Two counts."

    def test_it_outlives_versions_and_merging_undoes_it(
        self, article: Article, both: Claim, editor: User
    ) -> None:
        part = adding.take_apart(
            claim_id=both.pk, by=editor, first="12 survivors", second="30 life jackets", reason="Two counts."
        )
        text = PIER + "\n\nIt is later."
        figure = figure_in(text, "12 survivors and 30 life jackets", 12.0, high=30.0, qualifier="range")
        arrives(article, (text, extraction_of(claim_in(text, TWO, figure))))
        assert [again(each).figure.low for each in (both, part)] == [12.0, 30.0]
        assert [again(each).needs_recheck for each in (both, part)] == [False, False]
        duplicates.merge(claim_id=part.pk, canonical_id=both.pk, by=editor, reason="One after all.")
        assert again(part).canonical == both

    @pytest.mark.parametrize("second", ["12 survivors", "survivors", "", "80 metres"])
    def test_each_part_needs_a_figure_of_its_own(self, both: Claim, editor: User, second: str) -> None:
        with pytest.raises(Incomplete):
            adding.take_apart(
                claim_id=both.pk, by=editor, first="12 survivors", second=second, reason="Two counts."
            )
        assert again(both).figure.high == 30.0

    def test_checkers_ask_an_editor(self, both: Claim, checker: User) -> None:
        with pytest.raises(NotAllowed):
            adding.take_apart(claim_id=both.pk, by=checker, first="12", second="30", reason="Two counts.")


class TestMerging:
    def test_one_becomes_the_duplicate_of_the_other_and_can_be_split_off(
        self, article: Article, editor: User
    ) -> None:
        one, other = Claim.objects.filter(article=first_version()).order_by("pk")
        duplicates.merge(claim_id=one.pk, canonical_id=other.pk, by=editor, reason="One telling.")
        merged = again(one)
        assert (merged.status, merged.canonical) == (Status.DUPLICATE, other)
        assert actions(again(other))[-1] == "duplicate_gained"
        duplicates.split(claim_id=one.pk, by=editor, reason="Two after all.")
        assert again(one).status == Status.QUEUED
        assert actions(again(other))[-1] == "duplicate_lost"

    def test_only_within_a_story(self, editor: User) -> None:
        with pytest.raises(Conflict, match="of one story"):
            duplicates.merge(
                claim_id=ClaimFactory().pk, canonical_id=ClaimFactory().pk, by=editor, reason="Same."
            )

    def test_only_by_editors_and_with_a_reason(self, checker: User, editor: User) -> None:
        one, other = Claim.objects.filter(article=first_version()).order_by("pk")
        with pytest.raises(NotAllowed):
            duplicates.merge(claim_id=one.pk, canonical_id=other.pk, by=checker, reason="Same.")
        with pytest.raises(Incomplete):
            duplicates.merge(claim_id=one.pk, canonical_id=other.pk, by=editor, reason=" ")
        assert other.sentence == AID
