"""Old texts go, and nothing else: what was decided on them stays, and a legal hold keeps all of it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.actions import auditing, history, intake, leasing, legal_hold, queue, retention, sealing, vectors
from claims.actions.record import record
from claims.exceptions import Conflict, Incomplete, NotAllowed
from claims.models import (
    GONE,
    Account,
    Article,
    Claim,
    ClaimVector,
    Event,
    Notification,
    Occurrence,
    Quarantine,
    Revision,
    StoryEvent,
)
from claims.statuses import Role
from tests.factories import (
    MODEL,
    ClaimFactory,
    SourceFactory,
    StoryFactory,
    UserFactory,
    VerdictFactory,
    ferry,
)

pytestmark = pytest.mark.django_db
DAYS = 90
LATER = timedelta(days=DAYS + 1)


def closed(**given: Any) -> Claim:
    claim: Claim = ClaimFactory(status="dismissed", **given)
    Occurrence.objects.create(
        claim=claim, revision=claim.revision, start=claim.start, end=claim.end, sentence=claim.sentence,
        type=claim.type, claimant=claim.claimant, check_worthiness=0.9,
    )  # fmt: skip
    vectors.write({claim.pk: bytes(512)}, kind=ClaimVector, model=MODEL)
    return claim


def run(after: timedelta = LATER, **given: Any) -> Counter[str]:
    """Purge when all that the test did was `after` ago."""
    with time_machine.travel(timezone.now() + after, tick=False):
        return sum(retention.purge(days=DAYS, **given), Counter[str]())


def test_text_of_an_old_story_goes_and_what_was_read_stays() -> None:
    claim = closed()
    hashes = Revision.objects.values_list("sha256", "content_sha256").get()
    assert run() == {"stories": 1, "versions": 1, "claims": 1, "tellings": 1, "vectors": 1}
    revision = Revision.objects.get()
    assert (revision.body, bytes(revision.raw), revision.headline) == (GONE, b"", "")
    assert (revision.sha256, revision.content_sha256) == hashes
    claim = Claim.objects.get()
    assert (claim.sentence, claim.claimant, claim.status) == (GONE, "", "dismissed")
    assert claim.figure.low == 37
    assert Occurrence.objects.get().sentence == GONE
    assert not ClaimVector.objects.exists()
    assert StoryEvent.objects.get().action == "purged"
    assert Article.objects.get().purged_at


def test_what_a_verdict_was_given_on_stays() -> None:
    claim = closed()
    VerdictFactory(claim=claim)
    sentence = claim.sentence
    run()
    claim.refresh_from_db()
    assert (claim.sentence, claim.revision.body) == (sentence, GONE)
    assert ClaimVector.objects.exists()


@pytest.mark.parametrize("status", ["new", "queued", "in_progress", "proposed", "in_review"])
def test_a_story_with_an_open_claim_keeps_its_text(status: str) -> None:
    ClaimFactory(status=status)
    assert not run()


def test_a_story_stays_while_something_asks_for_another_look() -> None:
    closed(needs_recheck=True, recheck={"because": "changed"})
    assert not run()


@pytest.mark.parametrize("lately", ["story", "version", "claim", "to match", "unread"])
def test_what_is_recent_or_unfinished_stays(lately: str) -> None:
    claim = closed()
    stories, now = Article.objects.all(), timezone.now() + LATER - timedelta(hours=1)
    match lately:
        case "story":
            stories.update(received_at=now)
        case "version":
            Revision.objects.update(received_at=now)
        case "claim":
            with time_machine.travel(now):
                history.note(claim, "take", by=None, was="dismissed")
        case "to match":
            stories.update(to_match_since=now)
        case "unread":
            stories.update(state="waiting")
    assert not run()


def test_a_dry_run_counts_what_the_run_does_and_changes_nothing() -> None:
    [closed() for _ in range(3)]
    before = list(Revision.objects.values("body", "headline", "purged_at"))
    counted = run(dry_run=True)
    assert list(Revision.objects.values("body", "headline", "purged_at")) == before
    assert run() == counted
    assert counted["stories"] == 3


def test_broken_off_it_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    for _ in range(3):
        closed()
    with time_machine.travel(timezone.now() + LATER):
        next(iter(retention.purge(days=DAYS)))  # and no further
    assert Article.objects.filter(purged_at=None).count() == 2
    assert run()["stories"] == 2
    assert not run()


def test_a_version_that_comes_later_is_read_and_goes_in_its_own_time() -> None:
    source, story = SourceFactory(), StoryFactory(version=1)
    article = intake.take_in(story=story, source=source).article
    assert article
    _read(article)
    for claim in Claim.objects.all():
        queue.dismiss(claim_id=claim.pk, by=UserFactory(role=Role.EDITOR), reason="trivial")
    Article.objects.update(to_match_since=None)
    assert run()["stories"] == 1
    intake.take_in(
        story=replace(story, version=2, text=f"{story.text}\n\nThe search goes on."), source=source
    )
    assert intake.take_in(story=story, source=source).status in ("duplicate", "stale")
    _read(article)
    told = Claim.objects.exclude(sentence=GONE)
    assert told
    for claim in told:
        assert claim.revision.body[claim.start : claim.end] == claim.sentence
        queue.dismiss(claim_id=claim.pk, by=UserFactory(role=Role.EDITOR), reason="trivial")
    Article.objects.update(to_match_since=None)
    assert run()["versions"] == 1


def _read(article: Article) -> None:
    lease = leasing.lease(article_id=article.pk)
    assert lease
    for revision in leasing.unread(article.pk):
        found = ferry(revision.body)
        record(lease=lease, revision=revision, extraction=found, started_at=timezone.now())
    leasing.finish(lease=lease)


def test_seals_hold_after_a_purge() -> None:
    closed()
    sealing.seal_new()
    head, found = auditing.verify()
    run()
    sealing.seal_new()
    assert auditing.verify([head])[1] == found == []


def test_an_event_named_after_a_headline_loses_its_name_with_its_last_story() -> None:
    one, two = closed(), closed()
    at = timezone.now()
    event = Event.objects.create(name="Ines Vallory’s ferry sinks", kind="wreck", began_at=at, latest_at=at)
    for claim in (one, two):
        told = {"name": claim.revision.headline, "names": ["ines vallory"], "places": ["port selwick"]}
        Account.objects.create(article=claim.article, event=event, at=at, keys=["vallory"], told=told)
    Article.objects.filter(pk=two.article_id).update(legal_hold="A court asks")
    assert run()["events"] == 0
    Article.objects.update(legal_hold="")
    assert run()["events"] == 1
    event.refresh_from_db()
    assert event.name.startswith("Wreck of ")
    assert {(row.told["name"], *row.keys, *row.told["names"]) for row in Account.objects.all()} == {("",)}


def test_bytes_that_nobody_could_read_go_once_they_are_settled() -> None:
    def refused(name: str, **given: Any) -> Quarantine:
        return Quarantine.objects.create(
            source=SourceFactory(), raw=b"<broken", sha256=name, reason="Broken.", **given
        )

    old, new = refused("a", settled_at=timezone.now(), settled_as="discarded"), refused("b")
    assert run()["quarantined"] == 1
    old.refresh_from_db()
    new.refresh_from_db()
    assert (bytes(old.raw), bytes(new.raw)) == (GONE.encode(), b"<broken")


def test_what_people_were_told_long_ago_goes() -> None:
    for at in (timezone.now(), timezone.now() + LATER):
        Notification.objects.create(person=UserFactory(), about="returned", text="Sent back", at=at)
    assert run()["notifications"] == 1
    assert Notification.objects.count() == 1


class TestLegalHold:
    def test_keeps_the_text_until_it_is_lifted(self) -> None:
        claim, lawyer = closed(), UserFactory(role=Role.STANDARDS)
        legal_hold.hold(article_id=claim.article_id, by=lawyer, reason="Vallory v. Courier")
        assert not run()
        legal_hold.lift(article_id=claim.article_id, by=lawyer, reason="Settled")
        told = StoryEvent.objects.order_by("pk").values_list("action", "reason", "actor")
        assert list(told) == [
            ("hold_set", "Vallory v. Courier", lawyer.pk),
            ("hold_lifted", "Settled", lawyer.pk),
        ]
        assert run()["stories"] == 1
        with pytest.raises(Conflict, match="removed already"):
            legal_hold.hold(article_id=claim.article_id, by=lawyer, reason="Too late")

    def test_needs_the_role_and_a_reason(self) -> None:
        claim = closed()
        with pytest.raises(NotAllowed, match="needs the role standards"):
            legal_hold.hold(article_id=claim.article_id, by=UserFactory(role=Role.EDITOR), reason="x")
        with pytest.raises(Incomplete, match="Say why"):
            legal_hold.hold(article_id=claim.article_id, by=UserFactory(role=Role.STANDARDS), reason=" ")
        with pytest.raises(Conflict, match="no legal hold"):
            legal_hold.lift(article_id=claim.article_id, by=UserFactory(role=Role.STANDARDS), reason="x")

    def test_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        claim, lawyer = closed(), UserFactory(role=Role.STANDARDS)
        given = ("--by", lawyer.username, "--reason", "A court asks", "--json")
        call_command("legal_hold", claim.article.guid, *given)
        assert json.loads(capsys.readouterr().out)["hold"] == "A court asks"
        with pytest.raises(CommandError, match="no story has it"):
            call_command("legal_hold", "urn:none", *given)


class TestCommand:
    def test_is_off_unless_somebody_says_for_how_long(self) -> None:
        with pytest.raises(CommandError, match="Set FACTCHECK_KEEP_DAYS") as refused:
            call_command("purge")
        assert refused.value.returncode == 2

    def test_prints_the_same_counts_dry_and_done(self, capsys: pytest.CaptureFixture[str]) -> None:
        closed()
        told = []
        for words in (["--dry-run"], []):
            with time_machine.travel(timezone.now() + LATER, tick=False):
                call_command("purge", "--older-than", str(DAYS), "--json", *words)
            told.append(json.loads(capsys.readouterr().out))
        dry, done = told
        assert dry | {"dry_run": False} == done
        assert done["stories"] == done["claims"] == 1
