"""Stories are compared by one matcher at a time, whatever is killed, and none of them blocks the others."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from claims import dispatch
from claims.actions import embargo, events, gathering, matcher
from claims.actions.awaiting import await_matching
from claims.matching.claims import counted, topics
from claims.matching.types import Story
from claims.models import Account, Article, Event
from tests.actions.crowd import at_once
from tests.factories import ArticleFactory, ClaimFactory

BODY = "Three people were killed in a fire in a hotel in Brelmar, the mayor said."


def read(body: str = BODY) -> Article:
    """A story that was read, and waits to be compared."""
    article: Article = ArticleFactory(state="ready", body=body, body__headline="Hotel fire in Brelmar")
    ClaimFactory(revision=article.current, sentence=body, figure_end=12)
    Article.objects.filter(pk=article.pk).update(to_match_since=timezone.now())
    return article


def broken_for(guid: str, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """The rules stop at one story, as a mistake of ours would make them."""
    told = events.stories_of

    def stops(articles: Collection[Article]) -> dict[int, Story]:
        if any(article.guid == guid for article in articles):
            raise error
        return told(articles)

    monkeypatch.setattr(events, "stories_of", stops)


@pytest.mark.django_db
class TestOneMatcher:
    def test_stories_of_one_event_are_compared_together(self) -> None:
        read(), read()
        assert gathering.gather() == 2
        assert Event.objects.standing().count() == 1
        assert not Article.objects.to_match().exists()

    def test_what_was_read_of_a_batch_is_not_kept(self) -> None:
        read(), read()
        assert gathering.gather() == 2
        kept = (topics.topic, topics._told, topics._headline, counted.counted)
        assert [each.cache_info().currsize for each in kept] == [0] * len(kept)

    def test_nothing_is_done_where_nothing_waits(self) -> None:
        ArticleFactory(state="ready")
        assert gathering.gather() == gathering.gather_waiting() == 0

    def test_a_batch_takes_the_oldest_change_first(self) -> None:
        articles = [read() for _ in range(3)]
        late = timezone.now() + timedelta(seconds=5)
        Article.objects.filter(pk=articles[0].pk).update(to_match_since=late)
        assert gathering.gather(most=2) == 2
        assert list(Article.objects.to_match()) == [articles[0]]

    def test_comparing_again_changes_nothing(self) -> None:
        article = read()
        gathering.gather()
        before = list(Account.objects.values()), list(Event.objects.values())
        await_matching(article.pk)
        gathering.gather()
        assert (list(Account.objects.values()), list(Event.objects.values())) == before

    def test_a_story_that_breaks_the_rules_is_set_aside_and_says_why(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bad, good = read(), read()
        broken_for(bad.guid, monkeypatch, ZeroDivisionError())
        gathering.gather_waiting()
        assert Account.objects.get().article == good
        bad.refresh_from_db()
        assert bad.match_failure == "This story could not be compared with others (ZeroDivisionError)."
        assert bad.match_attempts == gathering.ATTEMPTS
        assert gathering.gather() == 0

    def test_a_story_set_aside_is_tried_again_when_it_changes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        bad = read()
        with monkeypatch.context() as broken:
            broken_for(bad.guid, broken, ValueError())
            gathering.gather_waiting()
        await_matching(bad.pk)
        assert gathering.gather_waiting() == 1
        assert Account.objects.get().article == bad

    def test_a_database_that_is_away_costs_no_attempt(self, monkeypatch: pytest.MonkeyPatch) -> None:
        bad = read()
        broken_for(bad.guid, monkeypatch, OperationalError())
        with pytest.raises(OperationalError):
            gathering.gather()
        bad.refresh_from_db()
        assert (bad.match_attempts, bad.match_failure) == (0, "")

    def test_where_more_wait_after_its_turn_the_bell_is_rung(
        self, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
    ) -> None:
        rung: list[str] = []
        monkeypatch.setattr(dispatch, "ring", lambda task, *_: rung.append(task))
        monkeypatch.setattr(gathering, "TURN_SECONDS", -1)
        read()
        with django_capture_on_commit_callbacks(execute=True):
            assert gathering.gather_waiting() == 1
        assert rung == [dispatch.MATCH]

    def test_an_embargo_that_passed_asks_for_comparing(self) -> None:
        article = ArticleFactory(state="ready", embargoed_until=timezone.now() - timedelta(minutes=1))
        assert embargo.pass_embargoes() == 1
        assert list(Article.objects.to_match()) == [article]


@pytest.mark.django_db(transaction=True)
class TestManyMatchers:
    def test_several_at_once_leave_one_event(self) -> None:
        for _ in range(6):
            read()
        at_once([gathering.gather_waiting] * 3)
        gathering.gather_waiting()
        assert Event.objects.standing().count() == 1
        assert Event.objects.count() == 1
        assert Account.objects.count() == 6

    def test_a_second_matcher_does_not_wait(self) -> None:
        read()

        def held() -> int:
            with transaction.atomic():
                matcher.wait_for_turn()
                return at_once([gathering.gather])[0]  # type: ignore[no-any-return]

        assert held() == 0
        assert gathering.gather() == 1

    def test_a_story_that_somebody_holds_is_passed_over(self) -> None:
        held, free = read(), read()
        with transaction.atomic():
            Article.objects.select_for_update().get(pk=held.pk)
            assert at_once([gathering.gather]) == [1]
        assert list(Account.objects.values_list("article", flat=True)) == [free.pk]
        connection.close()
