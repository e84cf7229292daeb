"""The rest of what the database refuses: arrivals, quarantine, kills, occurrences and what readers see."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from claims.models import Article, Check, Edition, Occurrence, Retraction, StoryEvent
from tests.factories import ArticleFactory, ClaimFactory, SourceFactory, UserFactory, VerdictFactory
from tests.models.test_constraints import BREAKS as OF_THE_DESK
from tests.models.test_constraints import Break, put
from tests.models.test_constraints_of_desks import BREAKS as OF_DESKS
from tests.models.test_constraints_of_events import BREAKS as OF_EVENTS
from tests.models.test_constraints_of_people import BREAKS as OF_PEOPLE
from tests.wire_factories import ArrivalFactory, QuarantineFactory

pytestmark = pytest.mark.django_db


def an_occurrence(**fields: Any) -> Occurrence:
    claim = ClaimFactory()
    told = {"sentence": claim.sentence, "start": 0, "end": 9, "type": claim.type, "check_worthiness": 0.5}
    return Occurrence.objects.create(claim=claim, revision=claim.revision, **(told | fields))


def a_twin_occurrence() -> None:
    first = an_occurrence()
    first.pk = None
    first.save(force_insert=True)


def a_twin_quarantine() -> None:
    held = QuarantineFactory()
    QuarantineFactory(source=held.source, sha256=held.sha256)


def a_check() -> Check:
    return Check.objects.create(claim=VerdictFactory(claim__status="approved").claim)


def an_edition(**fields: Any) -> Break:
    """The second of a check; editions are append-only, so a broken one has to be born so."""

    def act() -> None:
        check = a_check()
        verdict = check.claim.verdicts.get()
        told = {"number": 2, "kind": "renewed", "payload": {}, "sha256": "", "by": UserFactory()}
        Edition.objects.create(check_page=check, verdict=verdict, **(told | fields))

    return act


def a_twin_edition() -> None:
    check = a_check()
    verdict = check.claim.verdicts.get()
    for _ in range(2):
        Edition.objects.create(
            check_page=check, verdict=verdict, number=1, kind="first", payload={}, by=UserFactory()
        )


def a_retraction() -> Retraction:
    return Retraction.objects.create(check_page=a_check(), asked_by=UserFactory(), reason="It is void.")


def a_twin_retraction() -> None:
    first = a_retraction()
    Retraction.objects.create(check_page=first.check_page, asked_by=first.asked_by, reason="Twice.")


def confirmed_by_oneself() -> None:
    asked = a_retraction()
    Retraction.objects.update(confirmed_by=asked.asked_by, confirmed_at=timezone.now())


def dropped_and_confirmed() -> None:
    a_retraction()
    by, at = UserFactory(), timezone.now()
    Retraction.objects.update(confirmed_by=by, confirmed_at=at, dropped_by=by, dropped_at=at)


BREAKS: list[tuple[str, Break]] = [
    ("arrival_status_known", put(ArrivalFactory, status="lost")),
    ("article_canceled_when_killed", put(ArticleFactory, pub_status="canceled")),
    ("article_canceled_when_killed", put(ArticleFactory, killed_at=timezone.now())),
    ("edition_correction_says_what", an_edition(kind="corrected", was="37", now="")),
    ("edition_first_is_number_1", an_edition(kind="first")),
    ("edition_first_is_number_1", an_edition(number=1)),
    ("edition_kind_known", an_edition(kind="secret")),
    ("edition_number_unique", a_twin_edition),
    ("occurrence_once_a_revision", a_twin_occurrence),
    ("occurrence_span_order", put(an_occurrence, start=9)),
    ("quarantine_bytes_once", a_twin_quarantine),
    ("quarantine_has_reason", put(QuarantineFactory, reason="")),
    ("quarantine_settled_at_and_as", put(QuarantineFactory, settled_as="discarded")),
    ("quarantine_settled_at_and_as", put(QuarantineFactory, settled_at=timezone.now())),
    ("retraction_confirmed_by_and_at", put(a_retraction, confirmed_at=timezone.now())),
    ("retraction_dropped_by_and_at", put(a_retraction, dropped_at=timezone.now())),
    ("retraction_dropped_or_confirmed", dropped_and_confirmed),
    ("retraction_has_reason", put(a_retraction, reason="")),
    ("retraction_one_a_check", a_twin_retraction),
    ("retraction_two_people", confirmed_by_oneself),
    ("source_every_10_seconds_at_most", put(SourceFactory, every_seconds=9)),
    ("source_watched_has_address", put(SourceFactory, intake="feed")),
]


@pytest.mark.parametrize(("name", "act"), BREAKS, ids=[f"{n}-{i}" for i, (n, _) in enumerate(BREAKS)])
def test_the_database_refuses(name: str, act: Break) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


def test_every_named_constraint_is_broken_once() -> None:
    models = apps.get_app_config("claims").get_models()
    named = {constraint.name for model in models for constraint in model._meta.constraints}
    broken = {name for name, _ in [*OF_THE_DESK, *OF_EVENTS, *OF_DESKS, *OF_PEOPLE, *BREAKS]}
    assert named <= broken


def test_sound_rows_are_taken() -> None:
    """The other side: what the rules allow, they allow."""
    an_occurrence()
    an_edition()()
    a_retraction()
    ArticleFactory(pub_status="canceled", killed_at=timezone.now())
    QuarantineFactory(settled_at=timezone.now(), settled_as="taken_in")
    SourceFactory(intake="feed", address="https://selwick.example/feed", every_seconds=10)


class TestStoryHistory:
    """Append-only, but for the story that it belongs to: two may turn out to be one."""

    @pytest.fixture
    def line(self) -> StoryEvent:
        return StoryEvent.objects.create(article=ArticleFactory(), action="received")

    def test_moves_with_its_story(self, line: StoryEvent) -> None:
        other: Article = ArticleFactory()
        StoryEvent.objects.update(article=other)
        line.refresh_from_db()
        assert line.article == other

    @pytest.mark.parametrize("change", [{"action": "revised"}, {"reason": "x"}, {"at": timezone.now()}])
    def test_is_never_changed(self, line: StoryEvent, change: dict[str, Any]) -> None:
        with pytest.raises(DatabaseError, match="append-only: UPDATE refused"), transaction.atomic():
            StoryEvent.objects.update(article=ArticleFactory(), **change)

    def test_is_never_removed(self, line: StoryEvent) -> None:
        with pytest.raises(DatabaseError, match="append-only: DELETE refused"), transaction.atomic():
            StoryEvent.objects.all().delete()
