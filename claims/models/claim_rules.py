"""What the database itself keeps true of claims, and the ways in which it finds them quickly."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from claims.extraction.types import TYPES
from claims.statuses import OPEN, Status

CONSTRAINTS = [
    models.UniqueConstraint(
        fields=["revision", "start", "end", "figure_start", "figure_end", "type", "model"],
        nulls_distinct=False,
        name="claim_span_unique",
    ),
    models.CheckConstraint(condition=Q(start__lt=F("end")), name="claim_span_order"),
    models.CheckConstraint(
        condition=Q(figure_start=None, figure_end=None)
        | Q(
            figure_start__isnull=False,  # a check on NULL alone would pass
            figure_end__isnull=False,
            figure_start__gte=F("start"),
            figure_end__lte=F("end"),
            figure_start__lt=F("figure_end"),
        ),
        name="claim_figure_within_sentence",
    ),
    models.CheckConstraint(condition=Q(status__in=list(Status)), name="claim_status_known"),
    models.CheckConstraint(condition=Q(type__in=TYPES), name="claim_type_known"),
    models.CheckConstraint(condition=Q(worth__range=(0, 2)), name="claim_worth_0_to_2"),
    models.CheckConstraint(condition=Q(check_worthiness__range=(0, 1)), name="claim_check_worthiness_0_to_1"),
    models.CheckConstraint(
        condition=Q(
            status=Status.IN_PROGRESS,
            holder__isnull=False,
            taken_at__isnull=False,
            lease_until__isnull=False,
        )
        | (~Q(status=Status.IN_PROGRESS) & Q(holder=None, taken_at=None, lease_until=None)),
        name="claim_holder_while_in_progress",
    ),
    models.CheckConstraint(
        condition=(Q(status=Status.DISMISSED) & ~Q(dismiss_reason=""))
        | (~Q(status=Status.DISMISSED) & Q(dismiss_reason="")),
        name="claim_dismissed_with_reason",
    ),
    models.CheckConstraint(
        condition=(Q(status=Status.DUPLICATE) & Q(canonical__isnull=False))
        | (~Q(status=Status.DUPLICATE) & Q(canonical=None)),
        name="claim_canonical_while_duplicate",
    ),
    models.CheckConstraint(condition=~Q(canonical=F("id")), name="claim_not_its_own_duplicate"),
    models.CheckConstraint(
        condition=~Q(status=Status.WAITING) | Q(assignee__isnull=False),
        name="claim_assignee_while_waiting",
    ),
]
INDEXES = [
    models.Index(fields=["-priority", "-id"], condition=Q(status__in=OPEN), name="claim_open_by_priority"),
    models.Index(
        fields=["-priority", "-id"], condition=Q(needs_recheck=True), name="claim_recheck_by_priority"
    ),
    models.Index(
        fields=["-priority", "-id"],
        condition=Q(killed_at__isnull=False),
        name="claim_killed_by_priority",
    ),
    models.Index(fields=["status", "-priority", "-id"], name="claim_by_status_and_priority"),
    models.Index(fields=["article", "start"], name="claim_in_article"),
    models.Index(fields=["holder"], condition=Q(holder__isnull=False), name="claim_held"),
    models.Index(
        fields=["assignee", "-priority", "-id"],
        condition=Q(assignee__isnull=False),
        name="claim_assigned",
    ),
    models.Index(
        fields=["set_aside_until"],
        condition=Q(set_aside_until__isnull=False),
        name="claim_set_aside",
    ),
    models.Index(fields=["created_at"], name="claim_by_age"),
    models.Index(
        fields=["type", "-priority", "-id"], condition=Q(status__in=OPEN), name="claim_open_by_type"
    ),
    GinIndex(OpClass(Upper("claimant"), "gin_trgm_ops"), name="claim_parts_of_claimant"),
    GinIndex(OpClass(Upper("place"), "gin_trgm_ops"), name="claim_parts_of_place"),
]
