"""What happened: the stories about it are its accounts, their figures its tolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from claims.models.article import Article

if TYPE_CHECKING:
    from claims.models.user import User


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, person: User) -> EventQuerySet:
        """Those that a story tells which this person may see."""
        seen = Article.objects.visible_to(person)
        return self.filter(models.Exists(seen.filter(accounts__event=models.OuterRef("pk"))))

    def standing(self) -> EventQuerySet:
        """Not merged into another, and told by a story."""
        return self.filter(merged_into=None, accounts__isnull=False).distinct()

    def latest_first(self) -> EventQuerySet:
        return self.order_by("-latest_at", "-id")


class Event(models.Model):
    """`place` and `kind` are what most accounts say; `name` the service's until a person gives another.

    `began_at` and `latest_at` are the times of its first and newest version. An event that was merged stays,
    so that its address leads on.
    """

    name = models.CharField(max_length=200)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    place = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    began_at = models.DateTimeField()
    latest_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    version = models.PositiveIntegerField(default=1, help_text="counts people's changes; forms carry it")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-latest_at", "-id"]
        indexes = [models.Index(fields=["-latest_at", "-id"], name="event_latest")]

    def __str__(self) -> str:
        return self.name
