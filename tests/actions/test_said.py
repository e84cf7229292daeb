"""Whoever does it in whatever language: nothing translated is stored, and what refuses is said in theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.utils.translation import override

from claims.actions import quarantine, queue
from claims.actions.intake import take_in
from claims.exceptions import DeskError, Incomplete, StoryRejected
from claims.models import Arrival, Source
from claims.statuses import ArrivalStatus, Role
from tests.actions.walk import Walk
from tests.factories import ClaimFactory, SourceFactory, StoryFactory, UserFactory
from tests.spoken import OPENING, bracket
from tests.wire_factories import QuarantineFactory

pytestmark = pytest.mark.django_db
STEPS = 800


@pytest.fixture
def in_arabic(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    bracket(monkeypatch)
    with override("ar"):
        yield


@pytest.fixture
def wire() -> Source:
    return SourceFactory(name="Selwick Wire")


def switched_off(wire: Source) -> Source:
    wire.is_active = False
    wire.save()
    return wire


def rows_with(mark: str) -> list[tuple[str, object]]:
    """Rows of the desk that hold this, in whatever column."""
    models = apps.get_app_config("claims").get_models()
    return [
        (model.__name__, row)
        for model in models
        for row in model._default_manager.values()
        if mark in str(row)
    ]


@pytest.mark.usefixtures("in_arabic")
def test_of_many_deeds_by_lot_no_translated_word_is_stored() -> None:
    walk, refusals = Walk(7, 6), set[str]()
    for _ in range(STEPS):
        try:
            walk.step()
        except DeskError as refusal:
            refusals.add(str(refusal))
    assert rows_with(OPENING) == []
    assert [sentence for sentence in refusals if OPENING not in sentence] == []


@pytest.mark.usefixtures("in_arabic")
class TestStories:
    def test_what_became_of_one_is_written_in_english_and_said_in_the_readers(self, wire: Source) -> None:
        receipt = take_in(story=StoryFactory(), source=wire)
        assert receipt.reason == "A new story."
        assert receipt.sentence.startswith(OPENING)
        assert rows_with(OPENING) == []

    def test_a_refusal_is_said_in_the_readers_and_written_in_english(self, wire: Source) -> None:
        with pytest.raises(StoryRejected, match=OPENING):
            take_in(story=StoryFactory(), source=switched_off(wire))
        written = Arrival.objects.get(status=ArrivalStatus.REJECTED)
        assert written.reason == "The source Selwick Wire is switched off."

    def test_a_trial_of_what_could_not_be_read_is_noted_in_english(self, wire: Source) -> None:
        held = QuarantineFactory(source=switched_off(wire), raw=b"The ferry sank off Selwick.", format="text")
        with pytest.raises(StoryRejected):
            quarantine.retry(quarantine_id=held.pk, by=UserFactory(role=Role.EDITOR))
        held.refresh_from_db()
        assert held.reason == "The source Selwick Wire is switched off."
        assert rows_with(OPENING) == []


@pytest.mark.usefixtures("in_arabic")
def test_a_field_that_lacks_something_is_told_in_the_same_words_beside_it() -> None:
    with pytest.raises(Incomplete) as refusal:
        queue.dismiss(claim_id=ClaimFactory().pk, by=UserFactory(), reason="odd")
    assert str(refusal.value).startswith(OPENING)
    assert refusal.value.fields == {"reason": str(refusal.value)}


def test_what_changed_meanwhile_is_one_sentence_in_english() -> None:
    claim, by = ClaimFactory(), UserFactory(first_name="Ada", last_name="Marlow")
    queue.take(claim_id=claim.pk, by=by)
    with pytest.raises(DeskError, match=r"^Ada Marlow took this claim at \d\d:\d\d, after you opened it\. "):
        queue.take(claim_id=claim.pk, by=UserFactory(), version=claim.version)
