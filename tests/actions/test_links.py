"""Links between tellings: what brings two together, what keeps a link, and what it costs."""

from __future__ import annotations

from itertools import combinations, permutations
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions import gathering, links
from claims.extraction.types import Extraction
from claims.models import Article, Claim, ClaimLink, Event, Occurrence, User
from claims.models.linked import links_of, links_of_tellings
from tests.actions.tolls import arrives as comes
from tests.actions.tolls import first_version, tells
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

Shown = frozenset[tuple[str, str, frozenset[tuple[int, int]]]]


def arrives(article: Article, version: tuple[str, Extraction]) -> None:
    comes(article, version, sent_at=timezone.now())


def toll(article: Article) -> Claim:
    return Claim.objects.get(article=article, type="casualties")


def newest(article: Article) -> tuple[list[int], list[int]]:
    """The claims that say the same as the story's toll, and its variants."""
    claim = toll(article)
    linked = links_of([claim])[claim.pk]
    return linked.same_as, linked.variants


def written() -> Shown:
    """All links, by what is told at their ends; stories go by their order."""
    stories = {
        pk: number for number, pk in enumerate(Article.objects.order_by("id").values_list("pk", flat=True))
    }
    links = ClaimLink.objects.select_related("one__claim", "other__claim")
    return frozenset(
        (link.kind, link.because, frozenset(end(told, stories) for told in (link.one, link.other)))
        for link in links
    )


def end(told: Occurrence, stories: dict[int, int]) -> tuple[int, int]:
    return stories[told.claim.article_id], int(told.figure["low"]) if told.figure else 0


class TestOffered:
    def test_two_stories_of_one_toll(self) -> None:
        first, second = first_version(), first_version()
        gathering.gather()
        assert newest(first) == ([toll(second).pk], [])
        assert newest(second) == ([toll(first).pk], [])

    def test_one_text_in_two_papers_is_one_source(self) -> None:
        first, copy, other = (first_version() for _ in range(3))
        arrives(first, tells(19))
        arrives(copy, tells(19))
        arrives(other, tells(19, "Oren Tassel"))
        gathering.gather()
        linked = links_of([toll(first)])[toll(first).pk]
        assert set(linked.same_as) == {toll(copy).pk, toll(other).pk}
        assert linked.told_again == [toll(other).pk]

    def test_another_figure_is_a_variant(self) -> None:
        first, second = first_version(), first_version()
        arrives(second, tells(19))
        gathering.gather()
        assert newest(first) == ([], [toll(second).pk])
        seen = links_of([toll(second)])[toll(second).pk].seen
        assert [each.difference for each in seen] == ["“19 people” here, “12 people” there"]

    def test_follows_what_the_newest_versions_tell(self) -> None:
        first, second = first_version(), first_version()
        for article in (second, first):
            arrives(article, tells(19))
            gathering.gather()
        assert newest(first) == ([toll(second).pk], [])

    def test_each_version_has_its_own(self) -> None:
        """In a list of all versions a claim is its own variant, where another version told another figure."""
        first, second = first_version(), first_version()
        arrives(first, tells(19))
        gathering.gather()
        told = {each.figure["low"]: each for each in toll(first).occurrences.all() if each.figure}
        linked = links_of_tellings(list(told.values()))
        assert linked[told[12].pk].same_as == [toll(second).pk]
        assert linked[told[12].pk].variants == [toll(first).pk]
        assert linked[told[19].pk].same_as == []
        assert set(linked[told[19].pk].variants) == {toll(first).pk, toll(second).pk}

    def test_a_version_that_tells_the_same_changes_nothing(self) -> None:
        first, second = first_version(), first_version()
        gathering.gather()
        before = written()
        arrives(second, tells(12))
        gathering.gather()
        assert written() == before
        assert newest(first) == ([toll(second).pk], [])

    def test_what_is_no_longer_said_is_not_offered(self) -> None:
        first, second = first_version(), first_version()
        arrives(second, tells(None))
        gathering.gather()
        assert newest(first) == ([], [])

    def test_not_to_those_who_may_not_see_the_story(self) -> None:
        first, second = first_version(), first_version()
        gathering.gather()
        Article.objects.filter(pk=second.pk).update(pub_status="withheld")
        viewer: User = UserFactory(role="viewer")
        claim = toll(first)
        assert links_of([claim], viewer)[claim.pk].same_as == []
        assert links_of([claim], UserFactory(role="checker"))[claim.pk].same_as == [toll(second).pk]


class TestKept:
    def test_what_no_longer_holds_is_dropped(self) -> None:
        first, second = first_version(), first_version()
        gathering.gather()
        elsewhere = Event.objects.create(name="Elsewhere", began_at=timezone.now(), latest_at=timezone.now())
        Claim.objects.filter(article=second).update(event=elsewhere)
        links.link([second])
        assert newest(first) == ([], [toll(second).pk])
        Occurrence.objects.filter(claim=toll(second)).update(measure="", figure=None)
        links.link([second])
        assert newest(first) == ([], [])

    def test_what_somebody_refused_stays_refused(self) -> None:
        first, second = first_version(), first_version()
        gathering.gather()
        by = UserFactory()
        ClaimLink.objects.update(refused_by=by, refused_at=timezone.now())
        links.link([first, second])
        assert newest(first) == ([], [])
        assert set(ClaimLink.objects.values_list("refused_by", flat=True)) == {by.pk}

    def test_a_telling_keeps_its_best_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(links, "MOST", {"same": 2, "variant": 1})
        stories = [first_version() for _ in range(5)]
        while gathering.gather():
            pass
        links.link(stories[:1])
        assert len(newest(stories[0])[0]) <= 4  # two of its own, and what others keep

    def test_again_writes_nothing(self) -> None:
        stories = [first_version(), first_version()]
        gathering.gather()
        with CaptureQueriesContext(connection) as asked:
            links.link(stories)
        assert not [query for query in asked if query["sql"].startswith(("INSERT", "DELETE", "UPDATE"))]


def test_queries_do_not_grow_with_the_stories() -> None:
    few = [first_version() for _ in range(2)]
    gathering.gather()
    with CaptureQueriesContext(connection) as two:
        links.link(few)
    many = [*few, *(first_version() for _ in range(8))]
    gathering.gather()
    with CaptureQueriesContext(connection) as ten:
        links.link(many)
    assert len(ten) <= len(two)


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_any_order_of_comparing_ends_in_the_same_links(order: tuple[int, ...]) -> None:
    stories = [first_version() for _ in range(3)]
    for number, story in enumerate(stories):
        arrives(story, tells(12 + 7 * number))
    while gathering.gather():
        pass
    at_once = written()
    ClaimLink.objects.all().delete()
    for number in order:
        links.link([stories[number]])
    assert written() == at_once


@pytest.mark.parametrize("seed", range(4))
def test_any_moments_of_comparing_end_in_the_same_links(seed: int) -> None:
    """Whether the matcher runs between the versions or in the morning."""
    lot = Random(seed)
    stories = [first_version() for _ in range(2)]
    for figure in (15, 19):
        for story in lot.sample(stories, k=2):
            arrives(story, tells(figure))
            if lot.random() < 0.5:
                gathering.gather()
    while gathering.gather():
        pass
    tolls = {(kind, ends) for kind, because, ends in written() if "killed" in because}
    told = [(story, figure) for story in (0, 1) for figure in (12, 15, 19)]
    pairs = {frozenset(pair) for pair in combinations(told, 2)}
    assert {ends for _, ends in tolls} == pairs
    assert all((kind == "same") == (len({figure for _, figure in ends}) == 1) for kind, ends in tolls)
