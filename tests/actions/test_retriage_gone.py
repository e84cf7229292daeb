"""Claims that a new version tells no more, or that were missed in it; and what it costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.actions import corrections, leasing
from claims.actions.record import record
from claims.extraction.types import Claim as Found
from claims.extraction.types import Extraction
from claims.models import Article, Claim, Occurrence, User
from claims.statuses import Role, Status
from tests.actions.tolls import actions, again, arrives, first_version, shown, tells
from tests.factories import ArticleFactory, UserFactory, claim_in, extraction_of, figure_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return first_version()


@pytest.fixture
def toll(article: Article) -> Claim:
    return Claim.objects.get(type="casualties")


@pytest.fixture
def checker() -> User:
    return UserFactory()


class TestGone:
    def test_claim_leaves_the_desk_and_comes_back_changed(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(None))
        assert again(toll).status == Status.WITHDRAWN
        arrives(article, tells(19))
        after = again(toll)
        assert (after.status, shown(after.recheck)) == (Status.NEW, (12.0, 19.0, 1, 3))

    def test_open_recheck_waits_with_the_claim(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(19))
        arrives(article, tells(None))
        assert not again(toll).needs_recheck
        arrives(article, tells(19))
        after = again(toll)
        assert (after.needs_recheck, shown(after.recheck)) == (True, (12.0, 19.0, 1, 2))

    def test_published_claim_stays_and_asks_for_another_look(self, article: Article, toll: Claim) -> None:
        Claim.objects.filter(pk=toll.pk).update(status=Status.PUBLISHED)
        arrives(article, tells(None))
        after = again(toll)
        assert (after.status, after.needs_recheck) == (Status.PUBLISHED, True)
        assert shown(after.recheck) == (12.0, None, 1, 2)
        arrives(article, tells(12))
        assert not again(toll).needs_recheck

    def test_published_claim_is_flagged_once(self, article: Article, toll: Claim) -> None:
        Claim.objects.filter(pk=toll.pk).update(status=Status.PUBLISHED)
        arrives(article, tells(None))
        arrives(article, tells(None, aid=False))
        assert actions(toll) == ["found", "recheck"]

    def test_sentence_that_stands_keeps_its_claim_though_the_extractor_missed_it(
        self, article: Article, toll: Claim
    ) -> None:
        text, extraction = tells(12)
        missed = replace(extraction, claims=extraction.claims[1:])
        revision = arrives(article, (f"UPDATE\n\n{text}", _shifted(missed, len("UPDATE\n\n"))))
        after = again(toll)
        assert (after.status, after.revision) == (Status.NEW, revision)
        assert revision.body[after.start : after.end] == after.sentence
        assert after.figure_start is not None
        assert revision.body[after.figure_start : after.figure_end] == "12 people"

    def test_figure_that_the_model_doubts_is_the_claim_that_it_replaces(
        self, article: Article, toll: Claim
    ) -> None:
        text, extraction = tells(19)
        doubting = replace(extraction, claims=extraction.claims[1:], doubted=extraction.claims[:1])
        arrives(article, (text, doubting))
        assert shown(again(toll).recheck) == (12.0, 19.0, 1, 2)

    def test_figure_that_the_model_doubts_is_no_claim_by_itself(self, article: Article, toll: Claim) -> None:
        text, extraction = tells(12)
        lost = "Some 300 sheep are said to be lost."
        sheep = claim_in(
            f"{text}\n\n{lost}", lost, figure_in(f"{text}\n\n{lost}", "300 sheep", 300, unit="sheep")
        )
        arrives(article, (f"{text}\n\n{lost}", replace(extraction, doubted=(sheep,))))
        assert Claim.objects.count() == 2


def _shifted(extraction: Extraction, by: int) -> Extraction:
    def moved(span: Any) -> Any:
        return replace(span, start=span.start + by, end=span.end + by)

    claims = [
        replace(
            claim,
            span=moved(claim.span),
            figure=claim.figure and replace(claim.figure, span=moved(claim.figure.span)),
        )
        for claim in extraction.claims
    ]
    return replace(extraction, claims=tuple(claims))


class TestOccurrences:
    def test_each_version_has_its_own(self, article: Article, toll: Claim) -> None:
        revision = arrives(article, tells(19))
        told = Occurrence.objects.filter(claim=toll).order_by("revision__number")
        assert [each.figure["low"] for each in told] == [12.0, 19.0]
        last = told.last()
        assert last
        assert revision.body[last.start : last.end] == last.sentence

    def test_version_that_is_silent_has_none(self, article: Article, toll: Claim) -> None:
        arrives(article, tells(None))
        assert toll.occurrences.count() == 1


class TestCost:
    def test_queries_do_not_grow_with_the_claims(self, article: Article) -> None:
        def queries(sentences: int) -> int:
            lines = [
                f"Some {n} houses of quarter {n} were flooded on Monday." for n in range(100, 100 + sentences)
            ]
            first, second = "\n\n".join(lines), "UPDATE\n\n" + "\n\n".join(lines).replace("Monday", "Tuesday")
            story = ArticleFactory(body=first)
            lease = leasing.lease(article_id=story.pk)
            assert lease
            found = extraction_of(*(self._found(first, n, "Monday") for n in range(100, 100 + sentences)))
            record(lease=lease, revision=story.current, extraction=found, started_at=timezone.now())
            leasing.finish(lease=lease)
            again = extraction_of(*(self._found(second, n, "Tuesday") for n in range(100, 100 + sentences)))
            with CaptureQueriesContext(connection) as captured:
                arrives(story, (second, again))
            return len(captured)

        assert queries(40) <= queries(5)

    def _found(self, text: str, n: int, day: str) -> Found:
        sentence = f"Some {n} houses of quarter {n} were flooded on {day}."
        start = text.index(sentence)
        figure = figure_in(sentence, f"Some {n} houses", n, qualifier="about", unit="house")
        span = replace(figure.span, start=start, end=start + len(figure.text))
        return claim_in(text, sentence, replace(figure, span=span), type="quantity", speaker=None)


class TestRoles:
    def test_checker_may_not_acknowledge_what_is_public(
        self, article: Article, toll: Claim, checker: User
    ) -> None:
        Claim.objects.filter(pk=toll.pk).update(status=Status.PUBLISHED)
        arrives(article, tells(19))
        editor = UserFactory(role=Role.EDITOR)
        with pytest.raises(Exception, match="needs the role editor"):
            corrections.acknowledge(claim_id=toll.pk, by=checker, note="Seen.")
        assert not corrections.acknowledge(claim_id=toll.pk, by=editor, note="Seen.").needs_recheck
