"""What lies behind a piece of evidence: an uploaded file, or the text of the page as it stood."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from claims.models.evidence import Evidence


class EvidenceFile(models.Model):
    """In the database, so that every web machine and each backup has it. Served as attachment only."""

    evidence = models.OneToOneField(Evidence, models.CASCADE, primary_key=True, related_name="file")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty")]

    def __str__(self) -> str:
        return self.name


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def waiting(self) -> SnapshotQuerySet:
        """Neither came nor failed yet."""
        return self.filter(fetched_at=None, failure="")


class Snapshot(models.Model):
    """The page's text when it was fetched, or why it could not be. `sha256` is of the bytes that came."""

    evidence = models.OneToOneField(Evidence, models.CASCADE, primary_key=True, related_name="snapshot")
    asked_at = models.DateTimeField(auto_now_add=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    address = models.URLField(max_length=2000, blank=True, help_text="where redirects led")
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="looks begun since it was asked for"
    )

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fetched_at=None) | ~Q(sha256="") | ~Q(failure=""), name="snapshot_came_or_failed"
            )
        ]

    @property
    def is_waiting(self) -> bool:
        return self.fetched_at is None and not self.failure

    def __str__(self) -> str:
        return f"snapshot of {self.evidence_id}"
