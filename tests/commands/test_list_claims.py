"""Printing claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.models import Claim
from claims.statuses import Status
from tests.commands.conftest import Ran
from tests.factories import ArticleFactory, ClaimFactory, RevisionFactory

pytestmark = pytest.mark.django_db
Run = Callable[..., Ran]
CONTRACT = {
    "id", "guid", "version", "sentence", "start", "end", "type", "figure", "speaker", "place", "standalone",
    "check_worthiness", "status", "needs_recheck", "recheck", "same_as", "variants", "notes", "priority",
    "reasons", "event",
}  # fmt: skip


def numbers(ran: Ran) -> list[int]:
    return [line["id"] for line in ran.lines]


@pytest.fixture
def old() -> Claim:
    """A claim of a version that is no longer the newest."""
    article = ArticleFactory(guid="urn:old", state="ready")
    claim: Claim = ClaimFactory(revision=article.current, needs_recheck=True, recheck={"old": 37, "new": 41})
    article.current = RevisionFactory(article=article)
    article.save()
    return claim


def test_line_has_the_shape_of_the_contract(run: Run) -> None:
    claim = ClaimFactory()
    [line] = run("list_claims", "--json").lines
    assert line.keys() >= CONTRACT
    assert claim.revision.body[line["start"] : line["end"]] == line["sentence"]


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


def test_older_versions_are_told_on_request(run: Run, old: Claim) -> None:
    assert run("list_claims", "--json").out == ""
    [line] = run("list_claims", "--json", "--all-versions").lines
    assert (line["id"], line["version"], line["recheck"]) == (old.pk, 1, {"old": 37, "new": 41})


def test_claims_are_chosen_by_story_and_status(run: Run) -> None:
    claim, dismissed = ClaimFactory(), ClaimFactory(status=Status.DISMISSED)
    assert [line["id"] for line in run("list_claims", "--json", "--guid", claim.article.guid).lines] == [
        claim.pk
    ]
    assert [line["id"] for line in run("list_claims", "--json", "--status", "dismissed").lines] == [
        dismissed.pk
    ]
    assert run("list_claims", "--json", "--guid", "urn:nowhere").out == ""


def test_people_read_a_table(run: Run) -> None:
    ClaimFactory()
    out = run("list_claims").out
    assert "At least 37" in out
    assert "Ines Vallory" in out
