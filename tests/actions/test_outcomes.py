"""What becomes of one more version of a story: refiles, languages, sources that number nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from claims.actions import leasing
from claims.actions.intake import take_in
from claims.models import Article, Source
from claims.statuses import ArticleState
from tests.factories import SourceFactory, StoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire() -> Source:
    return SourceFactory(name="Selwick Wire")


class TestLanguage:
    FRENCH = "Trois personnes ont été tuées lundi dans l’incendie d’un immeuble, ont annoncé les pompiers."

    def test_that_nobody_reads_is_kept_and_marked(self, wire: Source) -> None:
        receipt = take_in(story=StoryFactory(text=self.FRENCH, language="fr"), source=wire)
        assert receipt.status == "new"
        assert (receipt.revision.skipped, receipt.article.state) == ("unsupported language", "ready")
        assert receipt.revision.notes == ["Not examined: the story is in another language than English (fr)."]
        assert not leasing.unread(receipt.article.pk)

    def test_of_a_later_version_leaves_the_earlier_one_its_reading(self, wire: Source) -> None:
        story = StoryFactory(version=1)
        take_in(story=story, source=wire)
        later = replace(story, version=2, text=self.FRENCH, language="fr")
        article = take_in(story=later, source=wire).article
        assert article.state == ArticleState.WAITING
        assert [revision.version for revision in leasing.unread(article.pk)] == [1]

    def test_of_a_later_version_ends_a_failure(self, wire: Source) -> None:
        story = StoryFactory(version=1)
        take_in(story=story, source=wire)
        Article.objects.update(state="failed", failure="The worker was lost.", attempts=3)
        article = take_in(
            story=replace(story, version=2, text=self.FRENCH, language="fr"), source=wire
        ).article
        assert (article.state, article.failure) == ("ready", "")
        assert not leasing.unread(article.pk)


def test_a_version_overtaken_twice_is_a_duplicate_the_second_time(wire: Source) -> None:
    story = StoryFactory(version=3)
    take_in(story=story, source=wire)
    late = replace(story, version=2, text="Earlier words.")
    assert [take_in(story=late, source=wire).status for _ in range(3)] == ["stale", "duplicate", "duplicate"]


def test_other_words_under_one_number_and_time_are_kept_and_the_last_stand(wire: Source) -> None:
    story = StoryFactory(version=1, sent_at=datetime(2026, 11, 2, tzinfo=UTC))
    mended = replace(story, text="Mended words.")
    sent = [story, mended, story, mended]
    statuses = [take_in(story=each, source=wire).status for each in sent]
    assert statuses == ["new", "revision", "duplicate", "duplicate"]
    assert Article.objects.get().body == "Mended words."


class TestRefile:
    def test_of_the_same_figures_is_told_as_such(self, wire: Source) -> None:
        story = StoryFactory(version=1)
        take_in(story=story, source=wire)
        again = replace(story, version=2, signal="refile", text=story.text.replace("Ines", "Inés"))
        receipt = take_in(story=again, source=wire)
        assert (receipt.status, receipt.version) == ("refile", 2)
        assert Article.objects.get().current == receipt.revision

    def test_with_another_figure_is_a_revision_whatever_it_says(self, wire: Source) -> None:
        story = StoryFactory(version=1)
        take_in(story=story, source=wire)
        again = replace(story, version=2, signal="refile", text=story.text.replace("37", "38"))
        assert take_in(story=again, source=wire).status == "revision"

    def test_of_what_never_came_is_new(self, wire: Source) -> None:
        assert take_in(story=StoryFactory(signal="refile"), source=wire).status == "new"


class TestUnversioned:
    """A source that numbers nothing goes by its times, and without times by arrival."""

    A, B = "One died, the coast guard of Corvane said.", "Two died, the coast guard of Corvane said."

    def test_a_return_to_earlier_words_is_a_revision(self, wire: Source) -> None:
        story = StoryFactory(text=self.A)
        hours = [datetime(2026, 11, 2, hour, tzinfo=UTC) for hour in (9, 10, 11)]
        texts = [self.A, self.B, self.A]
        sent = [replace(story, text=text, sent_at=at) for text, at in zip(texts, hours, strict=True)]
        assert [take_in(story=each, source=wire).status for each in sent] == ["new", "revision", "revision"]

    def test_the_very_same_again_is_a_duplicate(self, wire: Source) -> None:
        story = StoryFactory(text=self.A, sent_at=None)
        sent = [story, replace(story, text=self.B), story]
        assert [take_in(story=each, source=wire).status for each in sent] == ["new", "revision", "duplicate"]

    def test_one_among_numbered_ones_lets_no_older_number_in(self, wire: Source) -> None:
        story = StoryFactory(text=self.A, version=5, sent_at=datetime(2026, 11, 2, tzinfo=UTC))
        between = replace(story, text=self.B, version=None)
        old = replace(story, text="None died, the coast guard of Corvane said.", version=2)
        sent = [story, between, old]
        assert [take_in(story=each, source=wire).status for each in sent] == ["new", "revision", "stale"]
        assert Article.objects.get().body == self.B

    def test_an_earlier_time_is_stale(self, wire: Source) -> None:
        story = StoryFactory(text=self.B)
        take_in(story=story, source=wire)
        late = replace(story, text=self.A, sent_at=datetime(2026, 11, 1, tzinfo=UTC))
        receipt = take_in(story=late, source=wire)
        assert receipt.status == "stale"
        assert receipt.reason == "It was sent before version 1, which stands."
