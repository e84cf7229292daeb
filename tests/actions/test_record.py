"""What the extractor found becomes claims: once, under the lease, carried from version to version."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.utils import timezone

from claims.actions import evidence, leasing, queue, vectors, verdicts
from claims.actions.candidates import nearest
from claims.actions.intake import take_in
from claims.actions.leasing import Lease
from claims.actions.record import record
from claims.exceptions import LeaseLost
from claims.extraction.types import Cut, Extraction, Span, Speech
from claims.models import Article, Claim, ClaimVector, ExtractionRun, Figure, Revision, User
from claims.statuses import Role, Status
from tests.actions.crowd import at_once
from tests.factories import (
    BODY,
    SENTENCE,
    ArticleFactory,
    StoryFactory,
    UserFactory,
    claim_in,
    extraction_of,
    ferry,
    figure_in,
)

pytestmark = pytest.mark.django_db


def read(article: Article, extraction: Extraction) -> Lease:
    """One worker reads the newest revision and records `extraction`."""
    lease = leasing.lease(article_id=article.pk)
    assert lease
    revision = Article.objects.get(pk=article.pk).current
    record(lease=lease, revision=revision, extraction=extraction, started_at=timezone.now())
    leasing.finish(lease=lease)
    return lease


def next_version(article: Article, text: str) -> Revision:
    story = StoryFactory(guid=article.guid, text=text)
    revision = take_in(story=story, source=article.source).revision
    assert revision
    return revision


class TestFirstVersion:
    def test_every_claim_stands_where_it_was_read(self) -> None:
        article = ArticleFactory()
        read(article, ferry())
        claim = Claim.objects.get()
        assert article.body[claim.start : claim.end] == claim.sentence == SENTENCE
        assert article.body[claim.figure_start : claim.figure_end] == claim.figure.text == "At least 37"
        assert (claim.figure.low, claim.figure.qualifier, claim.figure.per) == (37.0, "at_least", "")
        assert (claim.claimant, claim.status, claim.version) == ("Ines Vallory", Status.NEW, 1)
        assert claim.priority == sum(reason["points"] for reason in claim.reasons) > 0

    def test_the_history_begins_with_the_model_that_found_it(self) -> None:
        read(ArticleFactory(), ferry())
        line = Claim.objects.get().events.get()
        assert (line.action, line.to_status, line.actor) == ("found", "new", None)
        assert line.model == "desk-test-1"

    def test_the_run_says_what_was_read_with_which_model(self) -> None:
        read(ArticleFactory(), ferry())
        run = ExtractionRun.objects.get()
        assert (run.model, run.sentences, run.found) == ("desk-test-1", 3, 1)

    def test_chrome_speeches_and_notes_stay_with_the_revision(self) -> None:
        speech = Speech(Span(60, 90), "Ines Vallory", "said, after the words")
        extraction = replace(
            ferry(), chrome=(Cut(Span(0, 5), "navigation"),), speeches=(speech,), notes=("1 hidden mark",)
        )
        read(ArticleFactory(), extraction)
        revision = Revision.objects.get()
        assert revision.chrome == [{"start": 0, "end": 5, "reason": "navigation"}]
        assert revision.speeches == [
            {"start": 60, "end": 90, "speaker": "Ines Vallory", "how": "said, after the words"}
        ]
        assert revision.notes == ["1 hidden mark"]

    def test_the_newest_reading_leaves_a_vector(self) -> None:
        article = ArticleFactory()
        [claim] = ferry().claims
        for vector in (bytes(2 * vectors.SIZE), b"\0\x3c" * vectors.SIZE):
            read(article, extraction_of(replace(claim, vector=vector)))
            next_version(article, f"{BODY} More soon.")
        assert ClaimVector.objects.count() == 1
        near = nearest([Claim.objects.get().pk], ClaimVector, 1)
        assert [len(found) for found in near.values()] == [1]

    def test_an_event_has_no_figure(self) -> None:
        read(ArticleFactory(), extraction_of(claim_in(BODY, SENTENCE, type="event")))
        claim = Claim.objects.get()
        assert (claim.figure_start, claim.figure_end) == (None, None)
        assert not Figure.objects.exists()

    def test_a_claim_found_twice_is_kept_once(self) -> None:
        found = ferry().claims[0]
        read(ArticleFactory(), extraction_of(found, replace(found, score=0.6)))
        assert Claim.objects.count() == ExtractionRun.objects.get().found == 1

    def test_names_longer_than_their_column_are_cut(self) -> None:
        found = replace(ferry().claims[0], speaker="I" * 900, place="P" * 900, standalone="S" * 900)
        read(ArticleFactory(), extraction_of(found))
        claim = Claim.objects.get()
        assert (len(claim.claimant), len(claim.place), len(claim.standalone)) == (300, 200, 900)


class TestFence:
    def test_written_again_nothing_changes(self) -> None:
        article = ArticleFactory()
        lease = leasing.lease(article_id=article.pk)
        again = partial(
            record, lease=lease, revision=article.current, extraction=ferry(), started_at=timezone.now()
        )
        assert [again(), again(), again()] == [1, 1, 1]
        assert (Claim.objects.count(), ExtractionRun.objects.count()) == (1, 1)

    def test_a_worker_that_lost_its_lease_writes_nothing(self) -> None:
        article = ArticleFactory()
        zombie = leasing.lease(article_id=article.pk)
        Article.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert leasing.lease(article_id=article.pk)
        with pytest.raises(LeaseLost):
            record(lease=zombie, revision=article.current, extraction=ferry(), started_at=timezone.now())
        assert not Claim.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_lease_recorded_eight_times_at_once_makes_one_set_of_claims() -> None:
    article = ArticleFactory()
    lease = leasing.lease(article_id=article.pk)
    write = partial(
        record, lease=lease, revision=article.current, extraction=ferry(), started_at=timezone.now()
    )
    assert at_once([write] * 8) == [1] * 8
    assert (Claim.objects.count(), Figure.objects.count()) == (1, 1)


class TestNextVersion:
    """The second version says it again, says it otherwise, or says it no more."""

    @pytest.fixture
    def article(self) -> Article:
        article = ArticleFactory()
        read(article, ferry())
        return article

    @pytest.fixture
    def claim(self, article: Article) -> Claim:
        return Claim.objects.get()

    @pytest.fixture
    def ines(self) -> User:
        return UserFactory(first_name="Ines", last_name="Vallory")

    def test_said_again_the_claim_moves_with_its_state(
        self, article: Article, claim: Claim, ines: User
    ) -> None:
        held = queue.take(claim_id=claim.pk, by=ines)
        text = "UPDATE. The wind has dropped.\n\n" + BODY.replace("capsized, said", "capsized,\nsaid")
        sentence = SENTENCE.replace("capsized, said", "capsized,\nsaid")
        revision = next_version(article, text)
        figure = figure_in(text, "At least 37", 37.0, qualifier="at_least")
        read(article, extraction_of(claim_in(text, sentence, figure), model="desk-test-2"))
        after = Claim.objects.get()
        assert (after.pk, after.revision, after.holder) == (claim.pk, revision, ines)
        assert text[after.start : after.end] == after.sentence == sentence
        assert after.version == held.version
        assert after.model == "desk-test-2"
        assert after.events.first().detail == {"from": 1, "to": 2}

    def test_an_open_form_stays_good(self, article: Article, claim: Claim, ines: User) -> None:
        held = queue.take(claim_id=claim.pk, by=ines)
        text = "UPDATE.\n\n" + BODY
        next_version(article, text)
        read(article, ferry(text))
        assert queue.release(claim_id=claim.pk, by=ines, version=held.version).status == Status.QUEUED

    def test_said_no_more_it_leaves_the_desk(self, article: Article, claim: Claim, ines: User) -> None:
        queue.take(claim_id=claim.pk, by=ines)
        next_version(article, "PORT SELWICK. All are safe.")
        read(article, extraction_of())
        claim.refresh_from_db()
        assert (claim.status, claim.holder) == (Status.WITHDRAWN, None)
        line = claim.events.first()
        assert (line.action, line.reason) == ("vanish", "Version 2 no longer says it")

    def test_another_figure_is_the_same_claim_that_asks_for_another_look(
        self, article: Article, claim: Claim
    ) -> None:
        text = BODY.replace("37", "41")
        next_version(article, text)
        figure = figure_in(text, "At least 41", 41.0, qualifier="at_least")
        read(article, extraction_of(claim_in(text, SENTENCE.replace("37", "41"), figure)))
        after = Claim.objects.get()
        assert (after.pk, after.status, after.figure.low) == (claim.pk, Status.NEW, 41.0)
        assert (after.needs_recheck, after.recheck["old"], after.recheck["new"]) == (True, 37.0, 41.0)

    @pytest.mark.parametrize(
        ("change", "fields"),
        [
            ({"speaker": "Oren Tassel"}, {}),
            ({"type": "displacement"}, {}),
            ({}, {"qualifier": "exact"}),
            ({}, {"per": "year"}),
        ],
    )
    def test_words_that_stand_and_are_read_otherwise_ask_for_nothing(
        self, article: Article, claim: Claim, change: dict[str, str], fields: dict[str, str]
    ) -> None:
        text = "UPDATE. Oren Tassel came.\n\n" + BODY
        next_version(article, text)
        figure = figure_in(text, "At least 37", 37.0, **({"qualifier": "at_least"} | fields))
        read(
            article, extraction_of(claim_in(text, SENTENCE, figure, **({"speaker": "Ines Vallory"} | change)))
        )
        after = Claim.objects.get()
        assert (after.pk, after.status, after.version) == (claim.pk, Status.NEW, claim.version)

    def test_said_again_later_it_comes_back_to_where_it_stood(
        self, article: Article, claim: Claim, ines: User
    ) -> None:
        held = queue.take(claim_id=claim.pk, by=ines)
        evidence.add_evidence(
            claim_id=claim.pk, by=ines, url="https://harbour.example/", title="Log", stance="for"
        )
        verdict = verdicts.propose(
            claim_id=claim.pk,
            by=ines,
            version=held.version,
            key=uuid4(),
            rating="true",
            explanation="So.",
        )
        next_version(article, "PORT SELWICK. All are safe.")
        read(article, extraction_of())
        third = next_version(article, "CORRECTED.\n\n" + BODY)
        read(article, ferry(third.body))
        after = Claim.objects.get()
        assert (after.status, after.revision) == (Status.PROPOSED, third)
        verdicts.approve(claim_id=claim.pk, by=UserFactory(role=Role.REVIEWER))
        verdict.refresh_from_db()
        assert verdict.approved_at is not None

    def test_a_held_claim_comes_back_to_the_queue(self, article: Article, claim: Claim, ines: User) -> None:
        queue.take(claim_id=claim.pk, by=ines)
        next_version(article, "PORT SELWICK. All are safe.")
        read(article, extraction_of())
        third = next_version(article, "CORRECTED.\n\n" + BODY)
        read(article, ferry(third.body))
        assert Claim.objects.get().status == Status.QUEUED

    def test_a_dismissed_claim_is_dismissed_in_the_next_version_too(
        self, article: Article, claim: Claim, ines: User
    ) -> None:
        queue.dismiss(claim_id=claim.pk, by=ines, reason="trivial")
        next_version(article, "PORT SELWICK. All are safe.")
        read(article, extraction_of())
        third = next_version(article, "CORRECTED.\n\n" + BODY)
        read(article, ferry(third.body))
        after = Claim.objects.get()
        assert (after.status, after.revision) == (Status.DISMISSED, third)

    def test_the_same_sentence_twice_is_two_claims_in_order(self, article: Article, claim: Claim) -> None:
        text = f"{BODY}\n\n{SENTENCE}"
        next_version(article, text)
        first = ferry(text).claims[0]
        shift = text.rindex(SENTENCE) - first.span.start
        there = Span(first.figure.span.start + shift, first.figure.span.end + shift)
        further = Span(first.span.start + shift, first.span.end + shift)
        second = replace(first, span=further, figure=replace(first.figure, span=there))
        read(article, extraction_of(first, second))
        assert list(Claim.objects.order_by("start").values_list("pk", "status")) == [
            (claim.pk, "new"),
            (Claim.objects.exclude(pk=claim.pk).get().pk, "new"),
        ]

    def test_versions_are_read_in_order_under_one_lease(self) -> None:
        article = ArticleFactory()
        second = next_version(article, f"UPDATE.\n\n{BODY}")
        lease = leasing.lease(article_id=article.pk)
        for revision in leasing.unread(article.pk):
            found = ferry(revision.body)
            record(lease=lease, revision=revision, extraction=found, started_at=timezone.now())
        leasing.finish(lease=lease)
        claim = Claim.objects.get(article=article)
        assert (claim.revision, Article.objects.get(pk=article.pk).state) == (second, "ready")
        assert [line.action for line in claim.events.order_by("id")] == ["found", "carried"]
