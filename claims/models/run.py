"""What ran, when, with which version, and what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Value
from django.utils.translation import gettext_lazy as _

from claims.models.revision import Revision
from claims.statuses import Role

if TYPE_CHECKING:
    from claims.models.user import User


class Trigger(models.TextChoices):
    """What set a run off."""

    COMMAND = "command", _("command")
    FOLDER = "folder", _("watched folder")
    FEED = "feed", _("feed")


class IngestRunQuerySet(models.QuerySet["IngestRun"]):
    def visible_to(self, person: User) -> IngestRunQuerySet:
        """Those that brought something this person may know of, or nothing at all.

        `keeps_back`: it brought a story that they may not see, too; its files and sums would tell.
        """
        if person.may(Role.CHECKER):
            return self.annotate(keeps_back=Value(value=False))
        arrivals = apps.get_model("claims", "Arrival").objects.filter(run=OuterRef("pk"))
        seen = arrivals.visible_to(person)
        told = self.filter(Exists(seen) | ~Exists(arrivals))
        return told.annotate(keeps_back=Exists(arrivals.exclude(pk__in=seen.values("pk"))))


class IngestRun(models.Model):
    """One intake of many stories: `counts` by outcome, e.g. {"new": 3, "rejected": 1}.

    `paths` and `options` ({"source", "format"}) are what it was told, so that it can be run again.
    """

    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)
    trigger = models.CharField(
        max_length=8, choices=Trigger.choices, default=Trigger.COMMAND, db_default=Trigger.COMMAND.value
    )
    source = models.ForeignKey("claims.Source", models.SET_NULL, null=True, blank=True, related_name="runs")
    paths = models.JSONField(default=list)
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    objects = IngestRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"ingest {self.pk}"

    @property
    def took(self) -> timedelta | None:
        """From its start to its end; None while it is under way, or after it was killed."""
        return self.finished_at - self.started_at if self.finished_at else None


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
