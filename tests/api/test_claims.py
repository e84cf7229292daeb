"""Reading claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions import mending
from claims.models import Claim
from claims.statuses import Role, Status
from tests.api.conftest import CLAIMS, Caller
from tests.factories import ArticleFactory, ClaimFactory, RevisionFactory, UserFactory

pytestmark = pytest.mark.django_db

CONTRACT = {
    "id", "guid", "version", "sentence", "start", "end", "type", "figure", "speaker", "place", "standalone",
    "check_worthiness", "status", "needs_recheck", "recheck", "same_as", "variants", "notes", "priority",
    "reasons", "event",
}  # fmt: skip


@pytest.fixture
def viewer(person: Callable[..., Caller]) -> Caller:
    return person(Role.VIEWER)


def numbers(response: Any) -> list[int]:
    assert response.status_code == 200
    return [claim["id"] for claim in response.json()["claims"]]


def test_claim_has_the_shape_of_the_contract(viewer: Caller) -> None:
    claim = ClaimFactory()
    told = viewer.get(f"{CLAIMS}/{claim.pk}").json()
    assert told.keys() >= CONTRACT
    assert told["figure"] == {
        "text": "At least 37", "low": 37.0, "high": None, "qualifier": "at_least", "unit": "people",
        "of": "killed", "per": None, "converted": None,
    }  # fmt: skip
    assert claim.revision.body[told["start"] : told["end"]] == told["sentence"]


def test_mended_claim_tells_when_and_never_by_whom(viewer: Caller) -> None:
    editor, claim = UserFactory(role=Role.EDITOR, first_name="Ottoline"), ClaimFactory(status=Status.QUEUED)
    assert viewer.get(f"{CLAIMS}/{claim.pk}").json()["mended_at"] is None
    reading = replace(mending.as_it_stands(claim), claimant="Tomas Reyl")
    mended = mending.mend(claim_id=claim.pk, by=editor, reading=reading)
    answer = viewer.get(f"{CLAIMS}/{claim.pk}")
    assert abs(datetime.fromisoformat(answer.json()["mended_at"]) - mended.mended_at) < timedelta(seconds=1)
    assert "Ottoline" not in answer.content.decode()


def test_event_has_no_figure_and_the_story_no_speaker(viewer: Caller) -> None:
    told = viewer.get(f"{CLAIMS}/{ClaimFactory(without_figure=True, claimant='').pk}").json()
    assert (told["figure"], told["speaker"]) == (None, None)


def test_list_goes_by_priority_and_page_by_page(viewer: Caller) -> None:
    claims = [ClaimFactory(priority=priority) for priority in (30, 70, 50, 70, 50)]
    expected = [claims[n].pk for n in (3, 1, 4, 2, 0)]
    assert numbers(viewer.get(CLAIMS)) == expected
    seen, cursor = [], None
    for _ in range(3):
        page = viewer.get(CLAIMS, limit=2, **({"cursor": cursor} if cursor else {}))
        seen += numbers(page)
        cursor = page.json()["next"]
    assert (seen, cursor) == (expected, None)


def test_list_holds_the_newest_version_only(viewer: Caller) -> None:
    article = ArticleFactory(state="ready")
    old = ClaimFactory(revision=article.current)
    article.current = RevisionFactory(article=article)
    article.save()
    assert numbers(viewer.get(CLAIMS)) == []
    assert viewer.get(f"{CLAIMS}/{old.pk}").status_code == 200


def test_list_filters_by_all_that_is_given(viewer: Caller) -> None:
    claim = ClaimFactory(claimant="Ines Vallory")
    closed = ClaimFactory(status=Status.DISMISSED)
    event = ClaimFactory(without_figure=True)
    name = claim.article.source.name
    assert numbers(viewer.get(CLAIMS, status="open", type="casualties")) == [claim.pk]
    assert numbers(viewer.get(CLAIMS, status="dismissed")) == [closed.pk]
    assert numbers(viewer.get(CLAIMS, type="event")) == [event.pk]
    assert numbers(viewer.get(CLAIMS, source=name.upper(), q="VALLORY")) == [claim.pk]
    assert numbers(viewer.get(CLAIMS, q="100% of _ them")) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "bogus"),
        ("type", "rumour"),
        ("limit", "0"),
        ("limit", "9" * 30),
        ("limit", "x"),
        ("cursor", "x"),
        ("cursor", "1_"),
        ("cursor", "9" * 30 + "_1"),
        ("q", "x" * 201),
    ],
)
def test_list_names_the_parameter_that_is_wrong(viewer: Caller, name: str, value: str) -> None:
    response = viewer.get(CLAIMS, **{name: value})
    assert response.status_code == 422
    assert list(response.json()["error"]["fields"]) == [name]


def test_list_takes_any_words_to_search_for(viewer: Caller) -> None:
    ClaimFactory()
    for words in ("%" * 200, "\\", "'; --", "\ufffd", "é\u0301", "_" * 100):
        assert numbers(viewer.get(CLAIMS, q=words)) == []
    assert viewer.get(CLAIMS, q="a\0b").status_code == 400


def test_list_asks_the_database_no_more_for_more_claims(viewer: Caller) -> None:
    counts = []
    viewer.get(CLAIMS)  # its first use in a minute is written down
    for _ in range(2):
        ClaimFactory.create_batch(3)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            viewer.get(CLAIMS)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4


def test_source_reads_no_claims(wire: Caller) -> None:
    claim = ClaimFactory()
    for path in (CLAIMS, f"{CLAIMS}/{claim.pk}"):
        assert wire.get(path).status_code == 403


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 26, "9" * 5000, "x"])
def test_get_knows_no_claim_by_a_strange_number(viewer: Caller, number: str) -> None:
    assert viewer.get(f"{CLAIMS}/{number}").status_code == 404
    assert not Claim.objects.exists()
