"""What the database refuses of desks, scales, policies, votes, contacts, files, notes and notifications."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils import timezone

from claims.actions import desks
from claims.models import (
    ClaimNote,
    Contact,
    Delivery,
    Desk,
    EvidenceFile,
    Mending,
    Notification,
    Policy,
    RatingScale,
    SavedView,
    ScaleRating,
    Snapshot,
    Vote,
    Weight,
    Wish,
)
from tests.factories import ClaimFactory, EvidenceFactory, UserFactory, VerdictFactory
from tests.models.test_constraints import Break, put

pytestmark = pytest.mark.django_db
Make = Callable[[], models.Model]


def a_contact() -> Contact:
    return Contact.objects.create(
        claim=ClaimFactory(), whom="Dr Ines Okafor", asked="expert", channel="mail", asked_by=UserFactory()
    )


def a_desk(**fields: Any) -> Desk:
    given = {"name": "Foreign", "scale": RatingScale.objects.all()[0], "policy": Policy.objects.all()[0]}
    return Desk.objects.create(**(given | fields))


def a_file() -> EvidenceFile:
    return EvidenceFile.objects.create(
        evidence=EvidenceFactory(), name="log.pdf", media_type="application/pdf", size=3, content=b"log"
    )


def a_note() -> ClaimNote:
    return ClaimNote.objects.create(claim=ClaimFactory(), by=UserFactory(), text="Ask the harbour office.")


def a_notification() -> Notification:
    return Notification.objects.create(person=UserFactory(), about="returned", text="Sent back")


def a_snapshot() -> Snapshot:
    return Snapshot.objects.create(evidence=EvidenceFactory())


def a_view(**fields: Any) -> SavedView:
    return SavedView.objects.create(**({"name": "Tolls", "person": UserFactory()} | fields))


def a_weight() -> Weight:
    return Weight.objects.create(desk=Desk.objects.default(), term="conflict", points=9)


def a_mending() -> Mending:
    return Mending.objects.create(
        claim=ClaimFactory(), by=UserFactory(), was={"place": ""}, now={"place": "Ostrey"}
    )


def a_rating(**fields: Any) -> ScaleRating:
    scale = RatingScale.objects.all()[0]
    given = {"code": "odd", "label": "Odd", "glyph": "half", "position": 99}
    return ScaleRating.objects.create(scale=scale, **(given | fields))


def twice(make: Make) -> Break:
    """A second row with the values of the first one."""

    def act() -> None:
        row: Any = make()
        row.pk, row._state.adding = None, True
        row.save(force_insert=True)

    return act


def a_vote() -> Vote:
    return Vote.objects.create(verdict=VerdictFactory(), person=UserFactory(), agrees=True)


def a_wish() -> Wish:
    return Wish.objects.create(person=UserFactory(), about="killed")


def a_delivery() -> Delivery:
    return Delivery.objects.create(notification=a_notification(), way="mail")


def a_pinned_scale() -> RatingScale:
    verdict = VerdictFactory()
    return RatingScale.objects.get(name=verdict.scale, version=verdict.scale_version)


def of_a_pinned_scale(**fields: Any) -> ScaleRating:
    given = {"code": "odd", "label": "Odd", "glyph": "half", "position": 99}
    return ScaleRating.objects.create(scale=a_pinned_scale(), **(given | fields))


def voted_by_its_proposer() -> None:
    verdict = VerdictFactory()
    Vote.objects.create(verdict=verdict, person=verdict.proposed_by, agrees=True)


def a_pinned_rating_less() -> None:
    a_pinned_scale().ratings.all()[0].delete()


BREAKS: list[tuple[str, Break]] = [
    ("claim_assignee_while_waiting", put(ClaimFactory, status="waiting", assignee=None)),
    ("contact_outcome_and_when", put(a_contact, outcome="replied")),
    ("contact_outcome_and_when", put(a_contact, ended_at=timezone.now())),
    ("contact_with_somebody", put(a_contact, whom="")),
    ("delivery_once_a_way", twice(a_delivery)),
    ("desk_named", put(a_desk, name="")),
    ("desk_one_default", lambda: a_desk(is_default=True)),
    ("file_not_empty", put(a_file, size=0)),
    ("note_says_something", put(a_note, text="")),
    ("notification_kind_known", put(a_notification, about="weather")),
    ("policy_evidence_needed", lambda: Policy.objects.update(evidence=0)),
    ("policy_votes_among_voters", lambda: Policy.objects.update(votes=4, voters=3)),
    ("rating_code_unique", lambda: a_rating(code="none")),
    ("rating_named", lambda: a_rating(label="")),
    ("rating_pinned", of_a_pinned_scale),
    ("rating_pinned", lambda: a_pinned_scale().ratings.update(label="Truish")),
    ("rating_pinned", a_pinned_rating_less),
    ("rating_position_unique", lambda: a_rating(position=1)),
    ("scale_pinned", put(a_pinned_scale, label="Another")),
    ("scale_pinned", put(a_pinned_scale, version=9)),
    ("scale_version_unique", twice(lambda: RatingScale.objects.all()[0])),
    ("snapshot_came_or_failed", put(a_snapshot, fetched_at=timezone.now())),
    ("view_has_one_owner", put(a_view, person=None)),
    ("view_name_unique", twice(a_view)),
    ("view_named", put(a_view, name="")),
    ("vote_not_by_proposer", voted_by_its_proposer),
    ("vote_once_a_person", twice(a_vote)),
    ("vote_stays", put(a_vote, agrees=False)),
    ("weight_0_to_100", put(a_weight, points=101)),
    ("weight_once_a_term", twice(a_weight)),
    ("wish_once_a_kind", twice(a_wish)),
]


@pytest.mark.parametrize(("name", "act"), BREAKS, ids=[f"{n}-{i}" for i, (n, _) in enumerate(BREAKS)])
def test_the_database_refuses(name: str, act: Break) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


def test_sound_rows_are_taken() -> None:
    a_view(person=None, desk=Desk.objects.default())
    a_view()
    a_view()


@pytest.mark.parametrize("change", ["update", "delete"])
def test_mending_stays_as_it_was_written(change: str) -> None:
    row = Mending.objects.filter(pk=a_mending().pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        row.update(reason="other") if change == "update" else row.delete()


class TestWhatIsShipped:
    def test_is_there_after_a_migration(self) -> None:
        assert sorted(RatingScale.objects.values_list("name", flat=True)) == [
            "eight-point",
            "no-scale",
            "six-point",
            "support",
        ]
        assert Desk.objects.default().policy.name == "light"

    def test_keeps_what_a_newsroom_made_of_it(self) -> None:
        desk = Desk.objects.default()
        desk.name, desk.policy = "Night desk", Policy.objects.get(name="two of three")
        desk.save()
        desks.ship()
        desk = Desk.objects.get()
        assert (desk.name, desk.policy.votes, desk.policy.voters) == ("Night desk", 2, 3)
