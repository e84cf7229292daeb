"""What the database refuses of events, conflicts, links, past checks and seals."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from claims.models import Claim, Conflict, Regrouping, Seal
from tests.event_factories import AccountFactory, ConflictFactory, LinkFactory, RegroupingFactory, ToldFactory
from tests.factories import ClaimFactory, PastCheckFactory, UserFactory
from tests.models.test_constraints import Break, put

pytestmark = pytest.mark.django_db


def a_twin_account() -> None:
    AccountFactory(article=AccountFactory().article)


def a_conflict_with_itself() -> None:
    told = ToldFactory()
    ConflictFactory(one=told, other=told)


def a_twin_conflict() -> None:
    first: Conflict = ConflictFactory()
    ConflictFactory(one=first.one, other=first.other)


def a_twin_link() -> None:
    first = LinkFactory()
    LinkFactory(one=first.one, other=first.other)


def a_link_the_wrong_way_round() -> None:
    later, earlier = reversed([ToldFactory(), ToldFactory()])
    LinkFactory(one=later, other=earlier)


def its_own_duplicate() -> None:
    claim = ClaimFactory(status="duplicate")
    Claim.objects.filter(pk=claim.pk).update(canonical=claim)


def a_line_sealed_twice() -> None:
    for position in (1, 2):
        Seal.objects.create(position=position, log="claim", row=7, prev_hash="", row_hash="")


BREAKS: list[tuple[str, Break]] = [
    ("account_part_unique", a_twin_account),
    ("claim_canonical_while_duplicate", put(ClaimFactory, status="duplicate", canonical=None)),
    ("claim_not_its_own_duplicate", its_own_duplicate),
    ("conflict_of_two", a_conflict_with_itself),
    ("conflict_raised_once", a_twin_conflict),
    ("conflict_settled_by_something", put(ConflictFactory, until=timezone.now())),
    ("conflict_settled_by_something", put(ConflictFactory, settled="corrected")),
    ("link_kind_known", put(LinkFactory, kind="alike")),
    ("link_lower_number_first", a_link_the_wrong_way_round),
    ("link_once", a_twin_link),
    ("link_refused_by_and_at", put(LinkFactory, refused_at=timezone.now())),
    ("past_check_bounds_of_a_number", put(PastCheckFactory, rating_number=3, worst=1, best=None)),
    ("past_check_bounds_of_a_number", put(PastCheckFactory, rating_number=3, worst=1, best=1)),
    ("past_check_says_what_and_who", put(PastCheckFactory, claim="")),
    ("past_check_says_what_and_who", put(PastCheckFactory, publisher="")),
    ("seal_once_a_line", a_line_sealed_twice),
]


@pytest.mark.parametrize(("name", "act"), BREAKS, ids=[f"{n}-{i}" for i, (n, _) in enumerate(BREAKS)])
def test_the_database_refuses(name: str, act: Break) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


def test_sound_rows_are_taken() -> None:
    AccountFactory()
    ConflictFactory(until=timezone.now(), settled="corrected by Northern Wire")
    LinkFactory(refused_by=UserFactory(), refused_at=timezone.now())
    ClaimFactory(status="duplicate")


class TestHistory:
    def test_is_never_changed(self) -> None:
        RegroupingFactory()
        with pytest.raises(DatabaseError, match="append-only: UPDATE refused"), transaction.atomic():
            Regrouping.objects.update(reason="never")

    def test_is_never_removed(self) -> None:
        RegroupingFactory()
        with pytest.raises(DatabaseError, match="append-only: DELETE refused"), transaction.atomic():
            Regrouping.objects.all().delete()
