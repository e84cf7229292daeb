"""What ran, when, with which version, and what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.models.revision import Revision


class IngestRun(models.Model):
    """One `ingest_wire`: `counts` by outcome, e.g. {"new": 3, "rejected": 1}.

    `paths` and `options` ({"source", "format"}) are what it was told, so that it can be run again.
    """

    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)
    paths = models.JSONField(default=list)
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"ingest {self.pk}"


class ExtractionRun(models.Model):
    """One reading of one revision by one version of the model."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="runs")
    model = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(auto_now_add=True)
    sentences = models.PositiveIntegerField()
    found = models.PositiveIntegerField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"extraction {self.pk}"
