"""Stories coming in: once, in order, and with nothing half-stored."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from claims.actions import intake, leasing
from claims.actions.intake import Receipt, take_in
from claims.exceptions import Conflict, NotAllowed, StoryRejected
from claims.ingest.types import Chrome
from claims.models import Arrival, Article, IngestRun, Revision, Source, StoryEvent, User
from claims.statuses import ArticleState, Role
from tests.actions.crowd import at_once
from tests.factories import ArticleFactory, RevisionFactory, SourceFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire() -> Source:
    return SourceFactory(name="Selwick Wire")


class TestTakeIn:
    def test_a_new_story_waits_for_a_worker(self, wire: Source) -> None:
        story = StoryFactory(urgency=2, byline="By Ada Marlow", repairs=("dropped 1 control character",))
        receipt = take_in(story=story, source=wire)
        assert (receipt.status, receipt.version) == ("new", 1)
        article = Article.objects.get(guid=story.guid)
        assert (article.state, article.attempts, article.body) == (ArticleState.WAITING, 0, story.text)
        assert (article.current.urgency, article.current.byline) == (2, "By Ada Marlow")
        assert article.current.repairs == ["dropped 1 control character"]
        assert bytes(article.current.raw) == story.raw

    def test_chrome_of_the_format_is_kept_with_its_reason(self, wire: Source) -> None:
        cut = Chrome(0, 12, "navigation")
        take_in(story=StoryFactory(chrome=(cut,)), source=wire)
        assert Revision.objects.get().chrome == [{"start": 0, "end": 12, "reason": "navigation"}]

    def test_the_same_content_again_is_a_duplicate(self, wire: Source) -> None:
        story = StoryFactory()
        first = take_in(story=story, source=wire)
        again = take_in(story=replace(story, raw=b"packed otherwise"), source=wire)
        assert (again.status, again.revision) == ("duplicate", first.revision)
        assert Revision.objects.count() == 1

    def test_other_content_is_a_new_revision(self, wire: Source) -> None:
        story = StoryFactory()
        take_in(story=story, source=wire)
        second = take_in(story=replace(story, text="PORT SELWICK - 38 died."), source=wire)
        assert (second.status, second.version, second.revision.number) == ("revision", 2, 2)
        assert Article.objects.get().current == second.revision

    def test_an_older_version_is_stale(self, wire: Source) -> None:
        story = StoryFactory(version=3)
        take_in(story=story, source=wire)
        late = take_in(story=replace(story, version=2, text="Earlier words."), source=wire)
        assert late.status == "stale"
        assert late.reason == "Version 2 is older than version 3, which stands."
        article = Article.objects.get()
        assert (article.body, late.revision) == (story.text, article.current)

    def test_a_newer_version_may_return_to_earlier_words(self, wire: Source) -> None:
        story = StoryFactory(version=1)
        for version, text in [(1, "One died."), (2, "Two died."), (3, "One died.")]:
            receipt = take_in(story=replace(story, version=version, text=text), source=wire)
        assert (receipt.status, receipt.version, receipt.revision.number) == ("revision", 3, 3)

    def test_a_whole_night_sent_twice_changes_nothing(self, wire: Source) -> None:
        story = StoryFactory()
        night = [replace(story, text=text) for text in ("One died.", "Two died.", "Three died.")]
        first = [take_in(story=sent, source=wire).status for sent in night]
        second = [take_in(story=sent, source=wire).status for sent in night]
        assert first == ["new", "revision", "revision"]
        assert second == ["duplicate"] * 3

    def test_two_sources_may_use_the_same_guid(self, wire: Source) -> None:
        story = StoryFactory()
        assert take_in(story=story, source=wire).status == "new"
        assert take_in(story=story, source=SourceFactory()).status == "new"

    def test_a_revision_gives_a_failed_story_new_attempts(self, wire: Source) -> None:
        story = StoryFactory()
        take_in(story=story, source=wire)
        Article.objects.update(state="failed", failure="The worker was lost.", attempts=3)
        receipt = take_in(story=replace(story, text="Shorter now."), source=wire)
        article = Article.objects.get()
        assert (article.state, article.attempts, article.failure) == (ArticleState.WAITING, 0, "")
        assert [revision.pk for revision in leasing.unread(article.pk)] == [receipt.revision.pk]
        assert Revision.objects.get(number=1).notes == ["Not examined: The worker was lost."]

    def test_a_revision_leaves_the_worker_its_lease(self, wire: Source) -> None:
        story = StoryFactory()
        article = take_in(story=story, source=wire).article
        lease = leasing.lease(article_id=article.pk)
        take_in(story=replace(story, text="More words."), source=wire)
        leasing.renew(lease=lease)
        assert Article.objects.get().state == ArticleState.EXTRACTING

    def test_says_who_or_what_brought_it(self, wire: Source) -> None:
        run = intake.start_run(paths=["night/"])
        take_in(
            story=StoryFactory(meta={"desk": "sea"}), source=wire, by=UserFactory(username="ines"), run=run
        )
        assert Revision.objects.get().meta == {"desk": "sea", "taken_in_by": "ines", "ingest_run": run.pk}

    def test_is_received_by_the_clock_that_tests_may_set(self, wire: Source, settings: object) -> None:
        settings.FACTCHECK_NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
        article = take_in(story=StoryFactory(), source=wire).article
        assert article.received_at == article.current.received_at == settings.FACTCHECK_NOW

    @pytest.mark.parametrize(
        ("field", "value"), [("text", " \n "), ("guid", ""), ("guid", "g" * 201), ("headline", "h" * 501)]
    )
    def test_what_cannot_be_kept_is_refused_by_name(self, wire: Source, field: str, value: str) -> None:
        with pytest.raises(StoryRejected) as refusal:
            take_in(story=replace(StoryFactory(), **{field: value}), source=wire)
        assert set(refusal.value.fields) == {field}
        assert not Article.objects.exists()

    def test_a_source_that_is_switched_off_hands_in_nothing(self) -> None:
        with pytest.raises(StoryRejected, match="Selwick Wire is switched off") as refusal:
            take_in(story=StoryFactory(), source=SourceFactory(name="Selwick Wire", is_active=False))
        assert refusal.value.status == 403


@pytest.mark.django_db(transaction=True)
def test_fifty_senders_at_once_make_one_story() -> None:
    story, wire = StoryFactory(), SourceFactory()
    ends = at_once([partial(take_in, story=story, source=wire) for _ in range(50)])
    assert sorted(end.status for end in ends) == ["duplicate"] * 49 + ["new"]
    assert (Article.objects.count(), Revision.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_many_versions_at_once_are_numbered_without_a_gap() -> None:
    story, wire = StoryFactory(), SourceFactory()
    texts = [f"{n} people died." for n in range(12)]
    ends = at_once([partial(take_in, story=replace(story, text=text), source=wire) for text in texts * 2])
    assert all(isinstance(end, Receipt) for end in ends)
    assert list(Revision.objects.values_list("number", flat=True)) == list(range(1, 13))
    assert Article.objects.get().current.number == 12


@pytest.mark.django_db(transaction=True)
def test_a_story_is_accepted_while_the_broker_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object) -> None:
        raise ConnectionError("refused")

    monkeypatch.setattr("claims.dispatch.ring", down)
    receipt = take_in(story=StoryFactory(), source=SourceFactory())
    assert Article.objects.due().get() == receipt.article


class TestSourceNamed:
    def test_is_one_source_in_any_case(self) -> None:
        assert intake.source_named(" Selwick Wire ") == intake.source_named("SELWICK wire")

    @pytest.mark.parametrize("name", ["", "  ", "x" * 121, "a\x00b", "a\nb", "\ud800"])
    def test_refuses_what_is_no_name(self, name: str) -> None:
        with pytest.raises(StoryRejected) as refusal:
            intake.source_named(name)
        assert set(refusal.value.fields) == {"source"}


@pytest.mark.django_db(transaction=True)
def test_a_source_first_heard_of_twenty_times_at_once_is_one() -> None:
    ends = at_once([partial(intake.source_named, "Selwick Wire") for _ in range(20)])
    assert set(ends) == {Source.objects.get()}


def test_a_run_is_opened_and_closed() -> None:
    run = intake.start_run(paths=["a.txt", "b/"], by=UserFactory())
    assert run.finished_at is None
    intake.finish_run(run=run, counts={"new": 2, "rejected": 1}, error="b/c.txt: no text")
    kept = IngestRun.objects.get()
    assert (kept.counts, kept.error) == ({"new": 2, "rejected": 1}, "b/c.txt: no text")
    assert kept.finished_at is not None


class TestRetry:
    def test_gives_a_failed_story_all_its_attempts(self) -> None:
        article = ArticleFactory(state="failed", failure="The worker was lost.", attempts=3)
        after = intake.retry(article_id=article.pk, by=UserFactory())
        assert (after.state, after.attempts, after.failure) == (ArticleState.WAITING, 0, "")

    def test_is_for_failed_stories_only(self) -> None:
        with pytest.raises(Conflict, match="This story is ready; only a failed one can be tried again"):
            intake.retry(article_id=ArticleFactory(state="ready").pk, by=UserFactory())

    def test_needs_a_checker(self) -> None:
        viewer: User = UserFactory(role=Role.VIEWER)
        article = ArticleFactory(state="failed", failure="The worker was lost.")
        with pytest.raises(NotAllowed, match="Retrying a story needs the role checker; yours is viewer"):
            intake.retry(article_id=article.pk, by=viewer)


def test_unread_revisions_come_in_their_order() -> None:
    article = ArticleFactory()
    later = [RevisionFactory(article=article) for _ in range(3)]
    assert leasing.unread(article.pk) == [article.current, *later]


class TestArrival:
    def test_is_written_down_for_every_outcome(self, wire: Source) -> None:
        run = intake.start_run(paths=["night/"])
        story = StoryFactory(version=2, signal="update")
        for sent in (story, story, replace(story, version=1, text="Before."), replace(story, guid="")):
            with suppress(StoryRejected):
                take_in(story=sent, source=wire, run=run, file="night/a.jsonl", line=4)
        rows = Arrival.objects.order_by("id")
        assert [row.status for row in rows] == ["new", "duplicate", "stale", "rejected"]
        assert {(row.run, row.file, row.line, row.source) for row in rows} == {
            (run, "night/a.jsonl", 4, wire)
        }
        assert [row.version for row in rows] == [2, 2, 1, 2]
        assert [bool(row.article) for row in rows] == [True, True, True, False]

    def test_of_an_event_stands_in_the_storys_history(self, wire: Source) -> None:
        story, by = StoryFactory(version=1), UserFactory()
        take_in(story=story, source=wire, by=by)
        take_in(story=replace(story, version=2, text="No.", signal="correction"), source=wire)
        history = StoryEvent.objects.order_by("id").values_list("action", "actor")
        assert list(history) == [("received", by.pk), ("corrected", None)]


def test_a_story_costs_few_queries(wire: Source, django_assert_max_num_queries: Any) -> None:
    story = StoryFactory(version=1)
    with django_assert_max_num_queries(12):  # two of them open and release a savepoint of the test's own
        take_in(story=story, source=wire)
    with django_assert_max_num_queries(9):
        take_in(story=replace(story, version=2, text="Other words."), source=wire)
    with django_assert_max_num_queries(6):
        take_in(story=story, source=wire)
