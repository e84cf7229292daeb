"""A claim as one version of its story told it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.models.revision import Revision


class Occurrence(models.Model):
    """Where and how a revision tells a claim: `revision.body[start:end] == sentence`.

    The claim's own fields are those of its newest occurrence. `figure` is `Figure.record()` of that
    version, or None. `recheck` is what this version changed against the one before it, as `Claim.recheck`.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="occurrences")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="occurrences")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    figure_start = models.PositiveIntegerField(null=True, blank=True)
    figure_end = models.PositiveIntegerField(null=True, blank=True)
    sentence = models.TextField()
    type = models.CharField(max_length=16)
    figure: Any = models.JSONField(null=True, blank=True)
    claimant = models.CharField(max_length=300, blank=True)
    claimant_via = models.CharField(max_length=300, blank=True)
    claimant_how = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    standalone = models.TextField(blank=True)
    check_worthiness = models.FloatField()
    recheck: Any = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["revision", "start", "figure_start"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "revision"], name="occurrence_once_a_revision"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="occurrence_span_order"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} in {self.revision_id}"
