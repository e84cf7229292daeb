"""Vectors for past checks and for what a person told: each gets one or is noted as having none, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims import dispatch
from claims.actions import check_import, vectors
from claims.actions.candidates import nearest
from claims.extraction.types import FigureScore, Passage, PassageScores, SentenceScore
from claims.ingest.claimreview import Review
from claims.models import CheckVector, ClaimVector, PastCheck
from tests.actions.test_candidates import claim_pointing, pointing
from tests.factories import ClaimFactory
from workers import likening

pytestmark = pytest.mark.django_db


class Pointer:
    """A scorer whose every sentence points one way: the longer, the further aside."""

    version = "minilm+1"

    def __init__(self) -> None:
        self.asked = 0

    def score(self, passages: list[Passage]) -> list[PassageScores]:
        self.asked += len(passages)
        return [PassageScores(tuple(self._told(one) for one in each.sentences), ()) for each in passages]

    def _told(self, sentence: object) -> SentenceScore:
        return SentenceScore(0.5, 0.5, pointing(1, 0.1))


class FigurePointer(Pointer):
    """One whose figures point another way than their sentences."""

    def score(self, passages: list[Passage]) -> list[PassageScores]:
        own = FigureScore(0.5, 0.5, (), pointing(0, 1))
        told = super().score(passages)
        return [
            PassageScores(scores.sentences, (own,) * len(passage.figures))
            for scores, passage in zip(told, passages, strict=True)
        ]


def past(claim: str, url: str = "https://checks.example/1") -> None:
    check_import.take_in([Review(claim, url, "Valmora Checks")], origin="test")


def test_each_past_check_is_asked_about_once() -> None:
    past("Nineteen people died in the fire.")
    past("The mayor sold the harbour. He said so himself.", "https://checks.example/2")
    scorer = Pointer()
    assert likening.liken_waiting(scorer) == 2
    assert likening.liken_waiting(scorer) == 0
    assert scorer.asked == 2
    assert CheckVector.objects.count() == 2


def test_claims_find_past_checks_by_their_words() -> None:
    past("Nineteen people died in the fire.")
    likening.liken_waiting(Pointer())
    told = claim_pointing(1, 0)
    [(number, alike)] = nearest([told.claim_id], CheckVector, 5)[told.claim_id]
    assert number == PastCheck.objects.get().pk
    assert alike == pytest.approx(0.995, abs=0.01)


def test_text_without_a_sentence_is_noted_and_not_asked_about_again() -> None:
    past("?")
    scorer = Pointer()
    likening.liken_waiting(scorer)
    assert likening.liken_waiting(scorer) == 0


def test_changed_check_is_asked_about_again() -> None:
    past("Nineteen people died in the fire.")
    likening.liken_waiting(Pointer())
    changed = Review(
        "Nineteen people died in the fire.", "https://checks.example/1", "Valmora Checks", rating="x"
    )
    assert check_import.take_in([changed], origin="test") == ["changed"]
    assert likening.liken_waiting(Pointer()) == 1


def test_claim_that_a_person_told_has_the_vector_of_its_figure() -> None:
    told, other = ClaimFactory(), claim_pointing(0, 1)
    assert likening.liken_claim(told.pk, FigurePointer()) == 1
    found = dict(nearest([told.pk], ClaimVector, 5)[told.pk])
    assert found[other.claim_id] == pytest.approx(1, abs=0.01)
    assert likening.liken_claim(told.pk, FigurePointer()) == 0


def test_claim_without_a_figure_has_that_of_its_sentence() -> None:
    told, other = ClaimFactory(without_figure=True), claim_pointing(1, 0.1)
    assert likening.liken_claim(told.pk, FigurePointer()) == 1
    assert dict(nearest([told.pk], ClaimVector, 5)[told.pk])[other.claim_id] == pytest.approx(1, abs=0.01)


def test_claim_that_is_gone_is_no_trouble() -> None:
    assert likening.liken_claim(4_000_000, Pointer()) == 0


def test_bell_is_rung_while_some_wait(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(dispatch, "ring", lambda task, *_: rung.append(task))
    with django_capture_on_commit_callbacks(execute=True):
        check_import.ring_for_unread()
    assert rung == []
    with django_capture_on_commit_callbacks(execute=True):
        past("Nineteen people died in the fire.")
        check_import.ring_for_unread()
    assert rung == [dispatch.LIKEN, dispatch.LIKEN]


def test_vectors_of_claims_and_checks_are_kept_apart() -> None:
    past("Nineteen people died in the fire.")
    number = PastCheck.objects.get().pk
    vectors.write({number: pointing(1)}, kind=CheckVector, model="minilm+1")
    assert not ClaimVector.objects.exists()
