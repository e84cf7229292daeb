"""Duplicates: confirmed by a person, and parted as soon as two claims tell two figures."""

from __future__ import annotations

import pytest
from django.utils import timezone

from claims.actions import duplicates, gathering, life, queue
from claims.exceptions import Conflict, NotAllowed
from claims.extraction.types import Extraction
from claims.models import Article, Claim, ClaimLink, User
from claims.models.linked import links_of
from claims.statuses import Status
from tests.actions.tolls import actions, again, first_version, tells
from tests.actions.tolls import arrives as comes
from tests.factories import RevisionFactory, UserFactory

pytestmark = pytest.mark.django_db


def arrives(article: Article, version: tuple[str, Extraction]) -> None:
    """Minutes after the first: what is told of one event."""
    comes(article, version, sent_at=timezone.now())


def toll(article: Article) -> Claim:
    return Claim.objects.get(article=article, type="casualties")


@pytest.fixture
def first() -> Article:
    return first_version()


@pytest.fixture
def second(first: Article) -> Article:
    """Another agency's story of the same toll, compared with the first."""
    story = first_version()
    gathering.gather()
    return story


@pytest.fixture
def checker() -> User:
    return UserFactory(role="checker")


@pytest.fixture
def duplicate(first: Article, second: Article, checker: User) -> Claim:
    """The claim of the second story, a duplicate of the first one's."""
    return duplicates.confirm(claim_id=toll(second).pk, canonical_id=toll(first).pk, by=checker)


def link_between(one: Article, other: Article) -> ClaimLink:
    return ClaimLink.objects.get(one__claim=toll(one), other__claim=toll(other))


class TestConfirm:
    def test_shares_the_verdict_of_the_other_claim(
        self, first: Article, duplicate: Claim, checker: User
    ) -> None:
        claim = again(duplicate)
        assert (claim.status, claim.canonical) == (Status.DUPLICATE, toll(first))
        assert actions(claim) == ["found", "mark_duplicate"]
        assert actions(toll(first)) == ["found", "duplicate_gained"]
        assert claim.record()["canonical"] == toll(first).pk

    def test_leaves_the_queue(self, duplicate: Claim) -> None:
        assert duplicate not in Claim.objects.open()

    def test_not_without_a_link(self, first: Article, checker: User) -> None:
        other = first_version()
        with pytest.raises(Conflict, match="Nothing shows"):
            duplicates.confirm(claim_id=toll(other).pk, canonical_id=toll(first).pk, by=checker)

    def test_a_variant_never(self, first: Article, checker: User) -> None:
        other = first_version()
        arrives(other, tells(19))
        gathering.gather()
        assert links_of([toll(first)])[toll(first).pk].variants == [toll(other).pk]
        with pytest.raises(Conflict, match="“12 people” here, “19 people” there"):
            duplicates.confirm(claim_id=toll(other).pk, canonical_id=toll(first).pk, by=checker)
        assert toll(other).status == Status.NEW

    def test_not_where_the_newest_version_was_not_compared_yet(
        self, first: Article, second: Article, checker: User
    ) -> None:
        arrives(second, tells(19))
        with pytest.raises(Conflict, match="Nothing shows"):
            duplicates.confirm(claim_id=toll(second).pk, canonical_id=toll(first).pk, by=checker)

    def test_not_by_viewers(self, first: Article, second: Article) -> None:
        viewer = UserFactory(role="viewer")
        with pytest.raises(NotAllowed, match="needs the role checker"):
            duplicates.confirm(claim_id=toll(second).pk, canonical_id=toll(first).pk, by=viewer)

    def test_no_chains(self, first: Article, duplicate: Claim, checker: User) -> None:
        third = first_version()
        gathering.gather()
        with pytest.raises(Conflict, match="is duplicate, so it has no verdict"):
            duplicates.confirm(claim_id=toll(third).pk, canonical_id=duplicate.pk, by=checker)
        with pytest.raises(Conflict, match="share the verdict of this one"):
            duplicates.confirm(claim_id=toll(first).pk, canonical_id=toll(third).pk, by=checker)

    def test_no_claim_of_itself(self, first: Article, checker: User) -> None:
        with pytest.raises(Conflict, match="no duplicate of itself"):
            duplicates.confirm(claim_id=toll(first).pk, canonical_id=toll(first).pk, by=checker)

    def test_a_stale_page_hears_of_it(self, first: Article, second: Article, checker: User) -> None:
        seen = toll(second).version
        queue.triage(claim_id=toll(second).pk, by=checker)
        with pytest.raises(Conflict, match="queued this claim"):
            duplicates.confirm(
                claim_id=toll(second).pk, canonical_id=toll(first).pk, by=checker, version=seen
            )


class TestRefuse:
    def test_is_not_offered_again(self, first: Article, second: Article, checker: User) -> None:
        duplicates.refuse(link_id=link_between(first, second).pk, by=checker)
        arrives(second, tells(12))
        gathering.gather()
        assert links_of([toll(second)])[toll(second).pk].same_as == []
        assert "not_same" in actions(toll(first))
        assert "not_same" in actions(toll(second))
        with pytest.raises(Conflict, match="these two are not the same"):
            duplicates.confirm(claim_id=toll(second).pk, canonical_id=toll(first).pk, by=checker)

    def test_other_figures_are_another_matter(self, first: Article, second: Article, checker: User) -> None:
        duplicates.refuse(link_id=link_between(first, second).pk, by=checker)
        for story in (first, second):
            arrives(story, tells(19))
        gathering.gather()
        assert links_of([toll(second)])[toll(second).pk].same_as == [toll(first).pk]

    def test_only_once(self, first: Article, second: Article, checker: User) -> None:
        link = link_between(first, second)
        assert duplicates.refuse(link_id=link.pk, by=checker).refused_by == checker
        with pytest.raises(Conflict, match="said already"):
            duplicates.refuse(link_id=link.pk, by=checker)

    def test_not_what_somebody_has_confirmed(
        self, first: Article, second: Article, duplicate: Claim, checker: User
    ) -> None:
        link = link_between(first, second)
        with pytest.raises(Conflict, match="share a verdict; an editor can split them"):
            duplicates.refuse(link_id=link.pk, by=checker)
        link.refresh_from_db()
        assert (toll(second).status, link.refused_by) == (Status.DUPLICATE, None)


class TestSplit:
    def test_gives_it_a_verdict_of_its_own(self, first: Article, duplicate: Claim) -> None:
        editor = UserFactory(role="editor")
        duplicates.split(claim_id=duplicate.pk, by=editor, reason="Another ferry")
        claim = again(duplicate)
        assert (claim.status, claim.canonical) == (Status.QUEUED, None)
        assert actions(claim)[-1] == "split"
        assert actions(toll(first))[-1] == "duplicate_lost"
        assert links_of([claim])[claim.pk].same_as == []

    def test_is_the_editors(self, duplicate: Claim, checker: User) -> None:
        with pytest.raises(NotAllowed, match="needs the role editor"):
            duplicates.split(claim_id=duplicate.pk, by=checker, reason="No")


class TestPart:
    def test_another_figure_in_its_own_story(self, first: Article, duplicate: Claim) -> None:
        arrives(duplicate.article, tells(19))
        claim = again(duplicate)
        assert (claim.status, claim.canonical, claim.needs_recheck) == (Status.QUEUED, None, True)
        assert claim.recheck
        assert (claim.recheck["old"], claim.recheck["new"]) == (12.0, 19.0)
        assert actions(claim)[-2:] == ["recheck", "part"]

    def test_another_figure_in_the_story_of_the_canonical(self, first: Article, duplicate: Claim) -> None:
        arrives(first, tells(19))
        claim = again(duplicate)
        assert (claim.status, claim.needs_recheck) == (Status.QUEUED, False)
        line = claim.events.first()
        assert line
        assert line.reason.endswith("tells something else now")

    def test_other_words_and_other_claimants_change_nothing(self, first: Article, duplicate: Claim) -> None:
        arrives(duplicate.article, tells(12, "Oren Tassel"))
        arrives(first, tells(12))
        assert again(duplicate).status == Status.DUPLICATE

    def test_the_canonical_is_no_longer_said(self, first: Article, duplicate: Claim) -> None:
        arrives(first, tells(None))
        assert toll(first).status == Status.WITHDRAWN
        assert again(duplicate).status == Status.QUEUED

    def test_the_story_of_the_canonical_is_killed(self, first: Article, duplicate: Claim) -> None:
        life.kill(article=first, notice=RevisionFactory(article=first, is_notice=True), at=None)
        assert again(duplicate).status == Status.QUEUED

    def test_its_own_story_is_killed(self, duplicate: Claim) -> None:
        story = duplicate.article
        life.kill(article=story, notice=RevisionFactory(article=story, is_notice=True), at=None)
        claim = again(duplicate)
        assert (claim.status, claim.needs_recheck) == (Status.DUPLICATE, True)

    def test_no_verdict_is_inherited_over_a_changed_figure(self, first: Article, duplicate: Claim) -> None:
        """Whichever changes, in whatever order: two figures never share a verdict."""
        for story in (first, duplicate.article, first):
            arrives(story, tells(12 + story.revisions.count()))
            gathering.gather()
            shared = Claim.objects.filter(status=Status.DUPLICATE).select_related(
                "figure", "canonical__figure"
            )
            assert all(each.figure.low == each.canonical.figure.low for each in shared if each.canonical)
