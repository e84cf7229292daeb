"""What a person tells otherwise than the extractor read: exact places, the original kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.actions import mending, queue
from claims.actions.mending import Reading, Told, mend
from claims.actions.pointing import FigureTold
from claims.exceptions import Conflict, DeskError, Incomplete, NotAllowed
from claims.extraction.types import QUALIFIERS, TYPES
from claims.models import Article, Claim, Mending, Revision, User
from claims.statuses import Role, Status
from tests.actions.tolls import again, first_version
from tests.factories import ClaimFactory, UserFactory

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


def as_read(claim: Claim, **given: Any) -> Reading:
    """The claim as it stands, but for what is given."""
    return replace(mending.as_it_stands(claim), **given)


def figure(words: str, **given: Any) -> FigureTold:
    return FigureTold(words, **given)


class TestFigure:
    def test_words_are_read_by_the_grammar(self, toll: Claim, editor: User) -> None:
        mend(claim_id=toll.pk, by=editor, reading=as_read(toll, figure=figure("12")))
        after = again(toll)
        assert (after.figure.text, after.figure.low, after.figure.unit) == ("12", 12.0, "people")
        assert after.revision.body[after.figure_start : after.figure_end] == "12"

    def test_word_that_is_left_out_hedges_no_longer(self, editor: User) -> None:
        claim = ClaimFactory(status=Status.QUEUED)
        assert (claim.figure.text, claim.figure.qualifier) == ("At least 37", "at_least")
        mend(claim_id=claim.pk, by=editor, reading=as_read(claim, figure=figure("37")))
        after = again(claim).figure
        assert (after.low, after.qualifier, after.unit) == (37.0, "exact", "people")
        mend(claim_id=claim.pk, by=editor, reading=as_read(again(claim), figure=figure("At least 37")))
        assert again(claim).figure.qualifier == "at_least"

    def test_words_that_cut_a_number_in_two_tell_it_whole(self, toll: Claim, editor: User) -> None:
        body = toll.revision.body.replace("12 people", "1.2 million people")
        Revision.objects.filter(pk=toll.revision_id).update(body=body)
        sentence = toll.sentence.replace("12 people", "1.2 million people")
        reading = as_read(toll, sentence=sentence, figure=figure("1.2"))
        mend(claim_id=toll.pk, by=editor, reading=reading)
        assert again(toll).figure.low == 1_200_000.0

    def test_one_end_of_a_range_is_one_value(self, toll: Claim, editor: User) -> None:
        body = toll.revision.body.replace("12 people", "12 to 15 people")
        Revision.objects.filter(pk=toll.revision_id).update(body=body)
        sentence = toll.sentence.replace("12 people", "12 to 15 people")
        for words, values in (("12 to 15", (12.0, 15.0, "range")), ("15", (15.0, None, "exact"))):
            mend(
                claim_id=toll.pk,
                by=editor,
                reading=as_read(again(toll), sentence=sentence, figure=figure(words)),
            )
            after = again(toll).figure
            assert (after.low, after.high, after.qualifier) == values

    def test_qualifier_alone_may_be_set_beside_the_words(self, toll: Claim, editor: User) -> None:
        told = figure("12", qualifier="nearly")
        mend(claim_id=toll.pk, by=editor, reading=as_read(toll, figure=told))
        after = again(toll).figure
        assert (after.low, after.qualifier, after.unit) == (12.0, "nearly", "people")

    def test_value_that_is_given_has_the_last_word(self, toll: Claim, editor: User) -> None:
        told = figure("12 people", low=120.0, qualifier="at_least", unit="people", of="drowned", per="day")
        mend(claim_id=toll.pk, by=editor, reading=as_read(toll, figure=told))
        after = again(toll).figure
        assert (after.low, after.qualifier, after.of, after.per) == (120.0, "at_least", "drowned", "day")

    def test_newest_telling_carries_it(self, toll: Claim, editor: User) -> None:
        told = figure("12 people", low=120.0, unit="people", of="killed")
        mend(claim_id=toll.pk, by=editor, reading=as_read(toll, figure=told))
        telling = toll.occurrences.get()
        assert telling.figure["low"] == telling.low == 120.0
        assert telling.measure

    def test_story_waits_to_be_compared_and_the_priority_follows(
        self, article: Article, toll: Claim, editor: User
    ) -> None:
        Article.objects.filter(pk=article.pk).update(to_match_since=None)
        told = figure("12 people", low=12_000.0, unit="people", of="killed")
        mend(claim_id=toll.pk, by=editor, reading=as_read(toll, figure=told))
        after = again(toll)
        assert after.priority > toll.priority
        assert after.priority == sum(reason["points"] for reason in after.reasons)
        article.refresh_from_db()
        assert article.to_match_since

    def test_it_can_be_taken_away(self, toll: Claim, editor: User) -> None:
        mend(claim_id=toll.pk, by=editor, reading=as_read(toll, figure=None, type="event"))
        after = again(toll)
        assert not hasattr(after, "figure")
        assert (after.figure_start, after.figure_end) == (None, None)

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            (figure("13 people"), "figure"),
            (figure("people"), "low"),
            (figure("12 people", low=float("nan"), unit="people"), "low"),
            (figure("12 people", low=12.0, high=3.0, qualifier="range", unit="people"), "high"),
            (figure("12 people", low=12.0, qualifier="range", unit="people"), "qualifier"),
            (figure("12 people", low=12.0, unit=" "), "unit"),
            (figure("12 people", low=12.0, unit="people", per="decade"), "per"),
        ],
    )
    def test_what_cannot_be_is_refused_by_its_field(
        self, toll: Claim, editor: User, told: FigureTold, field: str
    ) -> None:
        with pytest.raises(Incomplete) as refused:
            mend(claim_id=toll.pk, by=editor, reading=as_read(toll, figure=told))
        assert field in refused.value.fields


class TestWords:
    def test_sentence_may_be_narrower(self, toll: Claim, editor: User) -> None:
        words = "12 people died when the ferry Corvane capsized"
        mend(claim_id=toll.pk, by=editor, reading=as_read(toll, sentence=words))
        after = again(toll)
        assert after.sentence == words == after.revision.body[after.start : after.end]

    def test_sentence_may_be_typed_with_other_quotation_marks_and_breaks(self, editor: User) -> None:
        claim = ClaimFactory(status=Status.QUEUED)
        words = claim.sentence.replace(" ", "\n", 2)
        with pytest.raises(Incomplete, match="Nothing here differs"):
            mend(claim_id=claim.pk, by=editor, reading=as_read(claim, sentence=words))

    def test_words_that_the_story_does_not_say_are_refused(self, toll: Claim, editor: User) -> None:
        with pytest.raises(Incomplete, match="don’t stand in the story"):
            mend(claim_id=toll.pk, by=editor, reading=as_read(toll, sentence="Nobody died."))

    def test_claimant_type_and_place(self, toll: Claim, editor: User) -> None:
        reading = as_read(toll, claimant="Oren Tassel", via="Tarn Radio", type="health", place="Port Selwick")
        mend(claim_id=toll.pk, by=editor, reading=reading)
        after = again(toll)
        assert (after.claimant, after.claimant_via, after.type, after.place) == (
            "Oren Tassel", "Tarn Radio", "health", "Port Selwick"
        )  # fmt: skip
        assert after.claimant_how == mending.BY_PERSON

    def test_no_figure_is_of_the_type_that_says_so(self, toll: Claim, editor: User) -> None:
        with pytest.raises(Incomplete, match="without a figure"):
            mend(claim_id=toll.pk, by=editor, reading=as_read(toll, type="event"))

    def test_two_claims_never_tell_one_thing(self, toll: Claim, editor: User) -> None:
        other = ClaimFactory(
            revision=toll.revision, sentence=toll.sentence, without_figure=True, model="another"
        )
        with pytest.raises(Told) as refused:
            mend(claim_id=toll.pk, by=editor, reading=as_read(toll, figure=None, type="event"))
        assert refused.value.claim_id == other.pk


class TestKept:
    def test_original_and_new_stand_side_by_side(self, toll: Claim, editor: User) -> None:
        reading = as_read(toll, claimant="Oren Tassel")
        mend(claim_id=toll.pk, by=editor, reading=reading, reason="He is quoted.")
        kept = Mending.objects.get()
        assert (kept.was, kept.now) == ({"speaker": "Ines Vallory"}, {"speaker": "Oren Tassel"})
        assert (kept.by, kept.reason) == (editor, "He is quoted.")

    def test_history_says_so_and_open_forms_are_stale(self, toll: Claim, editor: User) -> None:
        mend(claim_id=toll.pk, by=editor, reading=as_read(toll, claimant="Oren Tassel"))
        line = toll.events.first()
        assert line
        assert (line.action, line.actor) == ("mend", editor)
        with pytest.raises(Conflict, match="mended this claim"):
            queue.take(claim_id=toll.pk, by=editor, version=toll.version)

    def test_nobody_changes_what_was_kept(self, toll: Claim, editor: User) -> None:
        mend(claim_id=toll.pk, by=editor, reading=as_read(toll, claimant="Oren Tassel"))
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Mending.objects.update(reason="other")

    def test_return_to_what_was_read_takes_the_mark_off(self, toll: Claim, editor: User) -> None:
        mend(claim_id=toll.pk, by=editor, reading=as_read(toll, place="Tarn"))
        assert again(toll).mended_at
        mend(claim_id=toll.pk, by=editor, reading=as_read(toll, place=""))
        after = again(toll)
        assert (after.mended_at, after.read_as) == (None, None)
        assert Mending.objects.count() == 2


class TestWhoMay:
    def test_checker_needs_the_hold(self, toll: Claim) -> None:
        checker = UserFactory()
        reading = as_read(toll, claimant="Oren Tassel")
        with pytest.raises(NotAllowed, match="take the claim first"):
            mend(claim_id=toll.pk, by=checker, reading=reading)
        queue.take(claim_id=toll.pk, by=checker)
        mend(claim_id=toll.pk, by=checker, reading=reading)
        assert again(toll).claimant == "Oren Tassel"

    def test_nobody_mends_under_a_holder(self, toll: Claim, editor: User) -> None:
        queue.take(claim_id=toll.pk, by=UserFactory())
        with pytest.raises(Conflict, match="holds this claim"):
            mend(claim_id=toll.pk, by=editor, reading=as_read(toll, place="Tarn"))

    @pytest.mark.parametrize(
        ("status", "sentence"),
        [
            (Status.PROPOSED, "can withdraw it first"),
            (Status.IN_REVIEW, "send it back first"),
            (Status.APPROVED, "reopen the claim first"),
            (Status.PUBLISHED, "correct the check instead"),
            (Status.RETRACTED, "was retracted"),
            (Status.DISMISSED, "reopen it first"),
            (Status.DUPLICATE, "split it off first"),
            (Status.WITHDRAWN, "no longer says this"),
        ],
    )
    def test_verdict_that_stands_keeps_what_was_read(
        self, editor: User, status: Status, sentence: str
    ) -> None:
        claim = ClaimFactory(status=status)
        with pytest.raises(Conflict, match=sentence):
            mend(claim_id=claim.pk, by=editor, reading=as_read(claim, place="Tarn"))


words = st.sampled_from(
    "12 people died when the ferry Corvane capsized off Port Selwick on Monday, said Ines Vallory.".split()
)
readings = st.builds(
    Reading,
    sentence=st.sampled_from(
        [
            "12 people died when the ferry Corvane capsized off Port Selwick on Monday, said Ines Vallory.",
            "people died when the ferry",
            "12 people died",
            "The council set aside 14,000 crowns for the families, it said.",
            "nothing of it",
        ]
    ),
    type=st.sampled_from(TYPES),
    claimant=st.sampled_from(["", "Oren Tassel", "Ines Vallory"]),
    place=st.sampled_from(["", "Tarn"]),
    figure=st.none()
    | st.builds(
        FigureTold,
        words=st.lists(words, min_size=1, max_size=3).map(" ".join) | st.just("14,000 crowns"),
        low=st.none() | st.floats(0, 1e6),
        qualifier=st.none() | st.sampled_from(QUALIFIERS),
        unit=st.sampled_from([None, "people", ""]),
    ),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(readings, min_size=1, max_size=5))
def test_offsets_hold_after_any_mending(told: list[Reading]) -> None:
    with transaction.atomic():
        claim = Claim.objects.get(type="casualties", article=first_version())
        editor = UserFactory(role=Role.EDITOR)
        for reading in told:
            with suppress(DeskError):
                mend(claim_id=claim.pk, by=editor, reading=reading)
            check_places(again(claim))
        transaction.set_rollback(True)


def check_places(claim: Claim) -> None:
    """What the database says of the claim is what its story has there, in its newest telling, too."""
    body, telling = claim.revision.body, claim.occurrences.get(revision=claim.revision)
    assert body[claim.start : claim.end] == claim.sentence == body[telling.start : telling.end]
    assert hasattr(claim, "figure") is (claim.figure_start is not None) is (telling.figure is not None)
    if hasattr(claim, "figure"):
        assert body[claim.figure_start : claim.figure_end] == claim.figure.text == telling.figure["text"]
