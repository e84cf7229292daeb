"""What the wire takes back: holds, releases, kills, and what comes after a kill."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from claims.actions import intake, leasing, life, queue, verdicts
from claims.actions.intake import take_in
from claims.actions.record import record
from claims.exceptions import Conflict
from claims.ingest.signals import Signal
from claims.ingest.types import WireStory
from claims.models import Article, Claim, Revision, Source, StoryEvent
from claims.statuses import ArticleState, PubStatus, Role, Status
from tests.actions.crowd import at_once
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    SourceFactory,
    StoryFactory,
    UserFactory,
    VerdictFactory,
    extraction_of,
    ferry,
)

pytestmark = pytest.mark.django_db

KILLED_AT = datetime(2026, 11, 2, 11, tzinfo=UTC)


@pytest.fixture
def wire() -> Source:
    return SourceFactory(name="Selwick Wire")


@pytest.fixture
def story() -> WireStory:
    return StoryFactory(version=1)


def hold(story: WireStory, version: int) -> WireStory:
    notice = {"text": "Please hold the ferry story.", "pub_status": "withheld", "signal": Signal.HOLD}
    return replace(story, version=version, is_notice=True, **notice)


def kill(story: WireStory, version: int, **fields: Any) -> WireStory:
    notice = {"text": "Kill the ferry story.", "pub_status": "canceled", "signal": Signal.KILL}
    return replace(story, version=version, is_notice=True, sent_at=KILLED_AT, **(notice | fields))


def read(article: Article) -> list[Claim]:
    """Let a worker read every version that waits; its claims as they stand then."""
    lease = leasing.lease(article_id=article.pk)
    assert lease
    for revision in leasing.unread(article.pk):
        found = ferry(revision.body) if "At least 37" in revision.body else extraction_of()
        record(lease=lease, revision=revision, extraction=found, started_at=timezone.now())
    leasing.finish(lease=lease)
    return list(Claim.objects.filter(article=article))


def actions(article: Article) -> list[str]:
    return list(StoryEvent.objects.filter(article=article).order_by("id").values_list("action", flat=True))


class TestHold:
    def test_withholds_the_story_and_leaves_its_text(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=story, source=wire).article
        read(article)
        receipt = take_in(story=hold(story, 2), source=wire)
        article.refresh_from_db()
        assert (receipt.status, article.pub_status, article.body) == ("withheld", "withheld", story.text)
        assert (receipt.revision.is_notice, receipt.revision.skipped) == (True, "notice")
        assert article.state == ArticleState.READY
        assert actions(article) == ["received", "held"]

    def test_its_claims_stay_in_the_queue(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=story, source=wire).article
        [claim] = read(article)
        take_in(story=hold(story, 2), source=wire)
        assert list(Claim.objects.open()) == [claim]
        assert not Claim.objects.filter(needs_recheck=True).exists()

    def test_a_later_version_releases_it(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=story, source=wire).article
        take_in(story=hold(story, 2), source=wire)
        receipt = take_in(story=replace(story, version=3, text="All is well now at sea."), source=wire)
        article.refresh_from_db()
        assert (receipt.status, article.pub_status) == ("revision", "usable")
        assert actions(article) == ["received", "held", "revised", "released"]

    def test_a_text_that_comes_after_its_hold_is_kept_behind_it(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=hold(story, 2), source=wire).article
        receipt = take_in(story=story, source=wire)
        article.refresh_from_db()
        assert receipt.status == "stale"
        assert (article.pub_status, article.body) == ("withheld", story.text)
        assert article.state == ArticleState.WAITING

    def test_a_hold_that_was_overtaken_holds_nothing(self, wire: Source, story: WireStory) -> None:
        take_in(story=replace(story, version=3), source=wire)
        receipt = take_in(story=hold(story, 2), source=wire)
        assert receipt.status == "stale"
        assert Article.objects.get().pub_status == PubStatus.USABLE

    def test_a_hold_of_what_nobody_has_read_yet_leaves_nothing_to_wait_for(
        self, wire: Source, story: WireStory
    ) -> None:
        article = take_in(story=story, source=wire).article
        take_in(story=hold(story, 2), source=wire)
        read(article)
        article.refresh_from_db()
        assert (article.state, article.pub_status) == (ArticleState.READY, "withheld")

    def test_a_version_that_is_held_with_its_text_is_read(self, wire: Source, story: WireStory) -> None:
        receipt = take_in(story=replace(story, pub_status="withheld"), source=wire)
        assert (receipt.status, receipt.article.state) == ("withheld", ArticleState.WAITING)


class TestKill:
    def test_cancels_the_story_at_the_wires_own_time(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=story, source=wire).article
        receipt = take_in(story=kill(story, 2), source=wire)
        article.refresh_from_db()
        assert (receipt.status, article.pub_status, article.killed_at) == ("canceled", "canceled", KILLED_AT)
        assert article.body == story.text
        assert actions(article) == ["received", "killed"]

    def test_flags_the_claims_which_keep_their_state(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=story, source=wire).article
        [claim] = read(article)
        queue.triage(claim_id=claim.pk, by=UserFactory())
        take_in(story=kill(story, 2), source=wire)
        claim.refresh_from_db()
        assert (claim.status, claim.killed_at, claim.needs_recheck) == (Status.QUEUED, KILLED_AT, True)
        assert (claim.recheck["because"], claim.recheck["old"]) == ("own item killed", None)
        assert claim.occurrences.get().recheck["because"] == "own item killed"
        assert claim.events.first().action == "killed"
        assert not Claim.objects.open().exists()
        assert list(Claim.objects.killed()) == [claim]

    def test_flags_claims_that_are_read_only_later(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=story, source=wire).article
        take_in(story=kill(story, 2), source=wire)
        [claim] = read(article)
        assert (claim.killed_at, claim.needs_recheck) == (KILLED_AT, True)
        assert not Claim.objects.open().exists()

    def test_holds_for_a_story_that_comes_later(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=kill(story, 2), source=wire).article
        assert (article.state, article.current) == (ArticleState.READY, None)
        assert take_in(story=story, source=wire).status == "stale"
        article.refresh_from_db()
        assert (article.pub_status, article.current.skipped) == ("canceled", "killed")
        assert {claim.killed_at for claim in read(article)} == {KILLED_AT}
        assert not Claim.objects.open().exists()

    def test_holds_for_a_later_version_too(self, wire: Source, story: WireStory) -> None:
        take_in(story=story, source=wire)
        take_in(story=kill(story, 2), source=wire)
        receipt = take_in(story=replace(story, version=3, text="It lives."), source=wire)
        assert receipt.status == "canceled"
        assert "killed this story" in receipt.reason
        assert (receipt.revision.skipped, receipt.article.pub_status) == ("killed", "canceled")
        assert receipt.article.body == story.text

    def test_holds_though_a_later_version_came_before_it(self, wire: Source, story: WireStory) -> None:
        take_in(story=replace(story, version=3), source=wire)
        assert take_in(story=kill(story, 2), source=wire).status == "canceled"
        assert Article.objects.get().killed_at == KILLED_AT

    def test_of_a_story_that_never_came_says_so(self, wire: Source, story: WireStory) -> None:
        receipt = take_in(story=kill(story, 2), source=wire)
        assert receipt.status == "canceled"
        assert receipt.reason == "No version of it has come: nothing was killed, and none will go live."

    def test_of_a_story_that_nobody_has_read_says_so(self, wire: Source, story: WireStory) -> None:
        take_in(story=story, source=wire)
        receipt = take_in(story=kill(story, 2), source=wire)
        assert receipt.reason == "Killed; its claims will be flagged when it is read."

    def test_of_a_story_without_claims_flags_none(self, wire: Source, story: WireStory) -> None:
        read(take_in(story=replace(story, text="All is well at sea."), source=wire).article)
        assert take_in(story=kill(story, 2), source=wire).reason == "Killed; 0 claims flagged."

    def test_twice_is_once(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=story, source=wire).article
        [claim] = read(article)
        take_in(story=kill(story, 2), source=wire)
        assert take_in(story=kill(story, 2), source=wire).status == "duplicate"
        later = kill(story, 3, text="Kill it, again.")
        assert take_in(story=later, source=wire).reason == "It was killed before."
        assert claim.events.filter(action="killed").count() == 1

    def test_without_words_is_a_kill_all_the_same(self, wire: Source, story: WireStory) -> None:
        receipt = take_in(story=kill(story, 2, text=" ", ed_note="", headline=""), source=wire)
        assert receipt.revision.body == "The wire sent no words with it."

    def test_with_its_text_leaves_nothing_to_read(self, wire: Source, story: WireStory) -> None:
        receipt = take_in(story=replace(story, pub_status="canceled"), source=wire)
        assert (receipt.revision.is_notice, receipt.article.current) == (True, None)
        assert not leasing.unread(receipt.article.pk)

    def test_leaves_other_stories_alone(self, wire: Source, story: WireStory) -> None:
        take_in(story=kill(story, 2), source=wire)
        receipt = take_in(story=replace(story, guid="urn:selwick:other", signal="substitute"), source=wire)
        assert receipt.status == "new"
        assert actions(receipt.article) == ["substitute"]

    def test_is_told_which_story_took_its_place(self, wire: Source, story: WireStory) -> None:
        killed = take_in(story=kill(replace(story, slug="Ferry"), 2), source=wire).article
        other = replace(story, guid="urn:selwick:other", slug="Ferry, SUBSTITUTE", signal="substitute")
        substitute = take_in(story=replace(other, sent_at=KILLED_AT), source=wire).article
        take_in(story=replace(other, guid="urn:selwick:third", slug="Fog", sent_at=KILLED_AT), source=wire)
        event = killed.events.get(action="replaced")
        assert event.detail == {"guid": "urn:selwick:other", "article": substitute.pk}

    def test_lists_published_verdicts_that_rest_on_it(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=story, source=wire).article
        claim = ClaimFactory(revision=article.current, status=Status.PUBLISHED)
        receipt = take_in(story=kill(story, 2), source=wire)
        assert list(Claim.objects.resting_on_killed()) == [claim]
        assert receipt.reason == "Killed; 1 claim flagged, 1 published verdict among them."

    def test_keeps_what_an_earlier_recheck_said(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=story, source=wire).article
        earlier = {"old": 12, "new": 19, "from": 1, "to": 2, "because": "the figure changed"}
        claim = ClaimFactory(revision=article.current, needs_recheck=True, recheck=earlier)
        take_in(story=kill(story, 2), source=wire)
        claim.refresh_from_db()
        assert claim.recheck == earlier | {"because": "own item killed", "earlier": "the figure changed"}


class TestVerdictsAfterAKill:
    def test_none_is_proposed(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=story, source=wire).article
        claim = ClaimFactory(revision=article.current, status=Status.IN_PROGRESS)
        EvidenceFactory(claim=claim)
        take_in(story=kill(story, 2), source=wire)
        with pytest.raises(Conflict, match="killed this story"):
            verdicts.propose(
                claim_id=claim.pk,
                by=claim.holder,
                version=None,
                key="5f0c2a4e-7b1d-4f4c-9a55-0d4b6a1f3c77",
                rating="true",
                explanation="The log names them.",
            )

    def test_none_is_approved(self, wire: Source, story: WireStory) -> None:
        article = take_in(story=story, source=wire).article
        claim = ClaimFactory(revision=article.current, status=Status.IN_REVIEW)
        VerdictFactory(claim=claim)
        take_in(story=kill(story, 2), source=wire)
        with pytest.raises(Conflict, match="killed this story"):
            verdicts.approve(claim_id=claim.pk, by=UserFactory(role=Role.REVIEWER))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(10))
def test_a_kill_and_a_reading_at_once_leave_no_live_claim(round_: int) -> None:
    wire, story = SourceFactory(), StoryFactory(version=1)
    article = take_in(story=story, source=wire).article
    lease = leasing.lease(article_id=article.pk)
    reading = partial(
        record,
        lease=lease,
        revision=article.current,
        extraction=ferry(story.text),
        started_at=timezone.now(),
    )
    ends = at_once([reading, partial(take_in, story=kill(story, 2), source=wire)])
    assert ends[0] == 1
    assert ends[1].status == "canceled"
    assert not Claim.objects.open().exists()
    assert Claim.objects.get().killed_at == KILLED_AT


def test_flagging_again_changes_nothing(wire: Source, story: WireStory) -> None:
    article = take_in(story=story, source=wire).article
    read(article)
    take_in(story=kill(story, 2), source=wire)
    before = Claim.objects.values().get()
    article.refresh_from_db()
    assert life.flag_killed(article) == 0
    assert Claim.objects.values().get() == before
    assert Revision.objects.count() == 2
    assert intake.clock() >= article.received_at
