"""Printing claims."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from claims.models import Claim
from claims.statuses import Status
from tests.commands.conftest import Ran
from tests.factories import ArticleFactory, ClaimFactory, RevisionFactory
from tests.wire_factories import OccurrenceFactory

pytestmark = pytest.mark.django_db
Run = Callable[..., Ran]
CONTRACT = {
    "id", "guid", "version", "sentence", "start", "end", "type", "figure", "speaker", "place", "standalone",
    "check_worthiness", "status", "needs_recheck", "recheck", "same_as", "variants", "notes", "priority",
    "reasons", "event",
}  # fmt: skip


def numbers(ran: Ran) -> list[int]:
    return [line["id"] for line in ran.lines]


RAISED = {"old": 37.0, "new": 41.0, "from": 1, "to": 2, "because": "“37” in version 1, “41” in version 2"}


@pytest.fixture
def old() -> Claim:
    """A claim of a version that is no longer the newest, in which it changed once."""
    article = ArticleFactory(guid="urn:old", state="ready")
    claim: Claim = ClaimFactory(revision=article.current)
    OccurrenceFactory(claim=claim)
    second = RevisionFactory(article=article)
    OccurrenceFactory(claim=claim, revision=second, recheck=RAISED)
    article.current = RevisionFactory(article=article)
    article.save()
    return claim


def test_line_has_the_shape_of_the_contract(run: Run) -> None:
    claim = ClaimFactory()
    [line] = run("list_claims", "--json").lines
    assert line.keys() >= CONTRACT
    assert claim.revision.body[line["start"] : line["end"]] == line["sentence"]


def test_line_tells_that_somebody_mended_the_claim(run: Run) -> None:
    as_read, mended = ClaimFactory(), ClaimFactory(mended_at=datetime(2026, 11, 23, 7, 5, tzinfo=UTC))
    told = {line["id"]: line["mended_at"] for line in run("list_claims", "--json").lines}
    assert told == {as_read.pk: None, mended.pk: "2026-11-23T07:05:00+00:00"}


def test_claims_come_story_by_story_in_reading_order(run: Run) -> None:
    second_story = ClaimFactory()
    first = ArticleFactory(guid="urn:a").current
    later = ClaimFactory(revision=first, sentence="The search goes on.", without_figure=True)
    earlier = ClaimFactory(revision=first)
    assert [line["id"] for line in run("list_claims", "--json").lines] == [
        second_story.pk,
        earlier.pk,
        later.pk,
    ]


def test_every_version_is_told_on_request_with_what_it_changed(run: Run, old: Claim) -> None:
    assert run("list_claims", "--json").out == ""
    lines = run("list_claims", "--json", "--all-versions", "--guid", "urn:old").lines
    assert [(line["id"], line["version"], line["recheck"]) for line in lines] == [
        (old.pk, 1, None),
        (old.pk, 2, RAISED),
    ]
    assert [line["needs_recheck"] for line in lines] == [False, True]
    assert all(line.keys() >= CONTRACT for line in lines)


def test_recheck_is_told_as_long_as_it_is_open(run: Run) -> None:
    ClaimFactory(needs_recheck=True, recheck=RAISED)
    ClaimFactory(needs_recheck=False, recheck=RAISED)
    assert [line["recheck"] for line in run("list_claims", "--json").lines] == [RAISED, None]


def test_claims_are_chosen_by_story_and_status(run: Run) -> None:
    claim, dismissed = ClaimFactory(), ClaimFactory(status=Status.DISMISSED)
    assert [line["id"] for line in run("list_claims", "--json", "--guid", claim.article.guid).lines] == [
        claim.pk
    ]
    assert [line["id"] for line in run("list_claims", "--json", "--status", "dismissed").lines] == [
        dismissed.pk
    ]
    assert run("list_claims", "--json", "--guid", "urn:nowhere").out == ""
    assert run("list_claims", "--json", "--all-versions", "--status", "dismissed").out == ""


def test_people_read_a_table(run: Run) -> None:
    ClaimFactory()
    out = run("list_claims").out
    assert "At least 37" in out
    assert "Ines Vallory" in out
