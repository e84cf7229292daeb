"""What a parser could not read, kept with its bytes until somebody settles it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article
from claims.models.run import IngestRun
from claims.models.source import Source


class QuarantineQuerySet(models.QuerySet["Quarantine"]):
    def open(self) -> QuarantineQuerySet:
        """Neither taken in since nor discarded."""
        return self.filter(settled_at=None)


class Settled(models.TextChoices):
    """How a quarantined input ended."""

    TAKEN_IN = "taken_in", _("taken in")
    DISCARDED = "discarded", _("discarded")


class Quarantine(models.Model):
    """Bytes that claim to be a story and could not be parsed: which, why, and where the fault is.

    The same bytes of the same source stand here once. `line` counts from 1.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="quarantined")
    run = models.ForeignKey(IngestRun, models.SET_NULL, null=True, blank=True, related_name="quarantined")
    file = models.CharField(max_length=500, blank=True)
    format = models.CharField(max_length=24, blank=True)
    raw = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    reason = models.TextField()
    line = models.PositiveIntegerField(null=True, blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    tried = models.PositiveIntegerField(default=1, help_text="how often it was read in vain")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_as = models.CharField(max_length=12, blank=True, choices=Settled.choices)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = QuarantineQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "sha256"], name="quarantine_bytes_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="quarantine_has_reason"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_as="")
                | (Q(settled_at__isnull=False) & ~Q(settled_as="")),
                name="quarantine_settled_at_and_as",
            ),
        ]
        indexes = [models.Index(fields=["-id"], condition=Q(settled_at=None), name="quarantine_open")]

    def __str__(self) -> str:
        return self.file or self.sha256[:12]
