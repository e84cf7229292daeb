"""Where stories come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from claims.models.user import User


class SourceQuerySet(models.QuerySet["Source"]):
    def with_stories(self, person: User) -> SourceQuerySet:
        """Active, and with a story that this person may see."""
        seen = apps.get_model("claims", "Article").objects.visible_to(person)
        stories = seen.filter(source=OuterRef("pk"))
        return self.filter(Exists(stories), is_active=True)

    def due(self) -> SourceQuerySet:
        """Folders and feeds whose time has come, by the database's clock."""
        ripe = Q(next_at=None) | Q(next_at__lte=Now())
        return self.filter(ripe, is_active=True, intake__in=[Intake.FOLDER, Intake.FEED])


class Intake(models.TextChoices):
    """How a source's stories come in."""

    PUSH = "push", _("handed in")
    FOLDER = "folder", _("watched folder")
    FEED = "feed", _("feed")


class Source(models.Model):
    """An agency, a site or a feed. Its name is what `source` means everywhere.

    A watched folder or a feed is looked at every `every_seconds` from `next_at` on; `failures` counts those
    in a row, `failure` says the last one. `etag` and `last_modified` are what the feed's server sent.
    """

    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    intake = models.CharField(
        max_length=8, choices=Intake.choices, default=Intake.PUSH, db_default=Intake.PUSH.value
    )
    address = models.CharField(
        max_length=2000,
        blank=True,
        default="",
        db_default="",
        help_text="the folder's path or the feed's address",
    )
    every_seconds = models.PositiveIntegerField(default=300, db_default=300)
    next_at = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0, db_default=0)
    failure = models.TextField(blank=True, default="", db_default="")
    etag = models.CharField(max_length=500, blank=True, default="", db_default="")
    last_modified = models.CharField(max_length=100, blank=True, default="", db_default="")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="source_name_unique"),
            models.CheckConstraint(condition=~Q(name=""), name="source_name_given"),
            models.CheckConstraint(
                condition=Q(intake=Intake.PUSH) | ~Q(address=""), name="source_watched_has_address"
            ),
            models.CheckConstraint(
                condition=Q(every_seconds__gte=10), name="source_every_10_seconds_at_most"
            ),
        ]

    def __str__(self) -> str:
        return self.name
