"""What the database refuses, whoever asks: each named constraint is tested by breaking it.

The stories' own are in test_constraints_of_life, which counts them all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.models import Claim, Verdict
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    EvidenceFactory,
    FigureFactory,
    RevisionFactory,
    SourceFactory,
    TokenFactory,
    UserFactory,
    VerdictFactory,
)

pytestmark = pytest.mark.django_db

Break = Callable[[], Any]


def put(make: Callable[[], Any], **fields: Any) -> Break:
    """Make a sound row and write `fields` past every rule but the database's."""

    def act() -> None:
        row = make()
        type(row).objects.filter(pk=row.pk).update(**fields)

    return act


def a_twin_claim() -> None:
    claim = ClaimFactory()
    ClaimFactory(revision=claim.revision)


def a_twin_event() -> None:
    claim = ClaimFactory(without_figure=True)
    ClaimFactory(revision=claim.revision, without_figure=True)


def a_twin_article() -> None:
    article = ArticleFactory()
    ArticleFactory(source=article.source, guid=article.guid)


def a_twin_source() -> None:
    SourceFactory(name="Selwick Wire")
    SourceFactory(name="SELWICK wire")


def a_twin_revision() -> None:
    RevisionFactory(article=RevisionFactory(number=7).article, number=7)


def a_twin_key() -> None:
    first = VerdictFactory(ended_at=timezone.now())
    VerdictFactory(claim=first.claim, key=first.key)


def two_standing_verdicts() -> None:
    VerdictFactory(claim=VerdictFactory().claim)


def approved_by_oneself() -> None:
    verdict = VerdictFactory()
    Verdict.objects.update(approved_by=verdict.proposed_by, approved_at=timezone.now())


def an_event() -> Claim:
    return ClaimFactory(without_figure=True)


def held() -> Claim:
    return ClaimFactory(status="in_progress")


BREAKS: list[tuple[str, Break]] = [
    ("article_guid_unique", a_twin_article),
    ("article_guid_given", put(ArticleFactory, guid="")),
    ("article_state_known", put(ArticleFactory, state="resting")),
    ("article_pub_status_known", put(ArticleFactory, pub_status="secret")),
    ("article_lease_while_extracting", put(ArticleFactory, state="extracting")),
    ("article_lease_while_extracting", put(ArticleFactory, lease=uuid4())),
    ("article_lease_while_extracting", put(ArticleFactory, lease_until=timezone.now())),
    ("article_failure_has_reason", put(ArticleFactory, state="failed")),
    ("claim_span_unique", a_twin_claim),
    ("claim_span_unique", a_twin_event),
    ("claim_span_order", put(an_event, start=900)),
    ("claim_figure_within_sentence", put(ClaimFactory, figure_start=0)),
    ("claim_figure_within_sentence", put(ClaimFactory, figure_end=900)),
    ("claim_figure_within_sentence", put(ClaimFactory, figure_end=None)),
    ("claim_status_known", put(ClaimFactory, status="lost")),
    ("claim_type_known", put(ClaimFactory, type="weather")),
    ("claim_worth_0_to_2", put(ClaimFactory, worth=3)),
    ("claim_check_worthiness_0_to_1", put(ClaimFactory, check_worthiness=1.01)),
    ("claim_holder_while_in_progress", put(ClaimFactory, status="in_progress")),
    ("claim_holder_while_in_progress", put(held, status="queued")),
    ("claim_holder_while_in_progress", put(held, holder=None)),
    ("claim_holder_while_in_progress", put(held, lease_until=None)),
    ("claim_holder_while_in_progress", put(ClaimFactory, taken_at=timezone.now())),
    ("claim_dismissed_with_reason", put(ClaimFactory, status="dismissed")),
    ("claim_dismissed_with_reason", put(ClaimFactory, dismiss_reason="trivial")),
    ("evidence_stance_known", put(EvidenceFactory, stance="maybe")),
    ("evidence_url_is_web", put(EvidenceFactory, url="javascript:alert(1)")),
    ("figure_qualifier_known", put(FigureFactory, qualifier="perhaps")),
    ("figure_high_above_low", put(FigureFactory, high=3.0)),
    ("revision_number_unique", a_twin_revision),
    ("revision_urgency_1_to_9", put(RevisionFactory, urgency=0)),
    ("revision_body_given", put(RevisionFactory, body="")),
    ("source_name_unique", a_twin_source),
    ("source_name_given", put(SourceFactory, name="")),
    ("token_has_one_owner", put(TokenFactory, source=None)),
    ("user_role_known", put(UserFactory, role="owner")),
    ("verdict_key_unique", a_twin_key),
    ("verdict_one_standing", two_standing_verdicts),
    ("verdict_approved_by_and_at", put(VerdictFactory, approved_at=timezone.now())),
    ("verdict_two_people", approved_by_oneself),
    ("verdict_explained", put(VerdictFactory, explanation="")),
]


@pytest.mark.parametrize(("name", "act"), BREAKS, ids=[f"{n}-{i}" for i, (n, _) in enumerate(BREAKS)])
def test_the_database_refuses(name: str, act: Break) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


def test_sound_rows_are_taken() -> None:
    """The other side of the constraints: what the rules allow, they allow."""
    ClaimFactory.create_batch(2)
    held()
    claim = ClaimFactory(status="dismissed")
    ClaimFactory(revision=claim.revision, without_figure=True)
    VerdictFactory(claim=VerdictFactory(ended_at=timezone.now()).claim)
    ArticleFactory(
        state="extracting", lease=uuid4(), lease_until=timezone.now() + timedelta(seconds=60), attempts=1
    )
    assert Claim.objects.count() == 6
