"""Vectors of claims whose words a person changed: asked for anew, never of words that stand no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from claims import dispatch
from claims.actions import adding, mending, vectors
from claims.models import Article, Claim, ClaimVector, User
from claims.statuses import Role
from tests.actions.test_candidates import MODEL, pointing
from tests.actions.tolls import first_version
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
Bells = list[tuple[Any, ...]]


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR)


@pytest.fixture
def toll() -> Claim:
    """A claim with its vector."""
    first_version()
    found = Claim.objects.select_related("figure", "revision").get(type="casualties")
    vectors.write({found.pk: pointing(1)}, kind=ClaimVector, model=MODEL)
    return found


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> Callable[..., Bells]:
    """What is rung for while something is done."""

    def during(act: Callable[[], object]) -> Bells:
        bells: Bells = []
        monkeypatch.setattr(dispatch, "ring", lambda *told: bells.append(told))
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return [told for told in bells if told[0] == dispatch.LIKEN_CLAIM]

    return during


def mend(claim: Claim, by: User, **given: Any) -> None:
    mending.mend(claim_id=claim.pk, by=by, reading=replace(mending.as_it_stands(claim), **given))


def shorter(claim: Claim) -> str:
    return claim.sentence.rpartition(" ")[0]


def test_mended_sentence_loses_its_vector_and_asks_for_one(toll: Claim, editor: User, rung: Any) -> None:
    assert rung(lambda: mend(toll, editor, sentence=shorter(toll))) == [(dispatch.LIKEN_CLAIM, toll.pk)]
    assert not ClaimVector.objects.exists()


def test_another_claimant_is_told_by_the_same_words(toll: Claim, editor: User, rung: Any) -> None:
    assert rung(lambda: mend(toll, editor, claimant="Tomas Reyl")) == []
    assert ClaimVector.objects.filter(pk=toll.pk).exists()


def test_claim_that_a_person_found_asks_for_one(toll: Claim, editor: User, rung: Any) -> None:
    words = next(line for line in toll.revision.body.splitlines() if line and toll.sentence not in line)
    article = toll.article_id
    [bell] = rung(lambda: adding.add(article_id=article, by=editor, words=words, kind="event"))
    assert bell == (dispatch.LIKEN_CLAIM, Claim.objects.get(added_by=editor).pk)


def test_lost_bell_is_rung_again(toll: Claim, editor: User, rung: Any) -> None:
    mend(toll, editor, sentence=shorter(toll))
    assert rung(vectors.ring_for_missing) == []
    with time_machine.travel(timezone.now() + 2 * vectors.FORGOTTEN):
        assert rung(vectors.ring_for_missing) == [(dispatch.LIKEN_CLAIM, toll.pk)]
        vectors.write({toll.pk: pointing(1)}, kind=ClaimVector, model=MODEL)
        assert rung(vectors.ring_for_missing) == []


def test_vector_of_words_that_changed_meanwhile_is_dropped(toll: Claim, editor: User) -> None:
    mend(toll, editor, sentence=shorter(toll))
    assert vectors.write_anew(toll, pointing(1), model=MODEL) == 0
    assert not ClaimVector.objects.exists()


def test_story_is_compared_by_the_new_vector(toll: Claim) -> None:
    ClaimVector.objects.all().delete()
    Article.objects.update(to_match_since=None)
    assert vectors.write_anew(toll, pointing(1), model=MODEL) == 1
    assert Article.objects.exclude(to_match_since=None).get().pk == toll.article_id
