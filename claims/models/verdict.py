"""Rating, explanation and who stands for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.scale import rating_of_verdict
from claims.ratings import Finding


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def standing(self) -> VerdictQuerySet:
        """Proposed or approved: neither withdrawn nor returned."""
        return self.filter(ended_at=None)

    def with_rating(self) -> VerdictQuerySet:
        """Each with `rated`, as its own scale has it: {"code", "label", "number", "glyph"}."""
        return self.annotate(rated=rating_of_verdict())


class Verdict(models.Model):
    """A proposal by one person, approved by another. `key` makes a repeated form harmless."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="verdicts")
    key = models.UUIDField()
    scale = models.CharField(max_length=40)
    scale_version = models.PositiveSmallIntegerField()
    rating = models.CharField(max_length=24)
    finding = models.CharField(max_length=16, blank=True, choices=[(f.value, _(f.label)) for f in Finding])
    explanation = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="verdicts")
    proposed_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="approvals"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    policy = models.CharField(max_length=40, blank=True, default="", db_default="")
    votes_needed = models.PositiveSmallIntegerField(default=1, db_default=1)
    voters = models.PositiveSmallIntegerField(default=1, db_default=1)
    no_contact = models.TextField(
        blank=True,
        default="",
        db_default="",
        help_text="why nobody was asked, where the policy wants to know",
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="withdrawn, returned or reopened")

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "key"], name="verdict_key_unique"),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(ended_at=None), name="verdict_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="verdict_approved_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")), name="verdict_two_people"
            ),
            models.CheckConstraint(condition=~Q(explanation=""), name="verdict_explained"),
        ]

    def __str__(self) -> str:
        return self.rating
