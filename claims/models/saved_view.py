"""A queue with its filters, kept under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.desk import Desk


class SavedView(models.Model):
    """Belongs to one person or to one desk. `query` is what stands after the queue's path, without "?"."""

    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="saved_views"
    )
    desk = models.ForeignKey(Desk, models.CASCADE, null=True, blank=True, related_name="saved_views")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, desk__isnull=False) | Q(person__isnull=False, desk=None),
                name="view_has_one_owner",
            ),
            models.UniqueConstraint(
                fields=["person", "desk", "name"], nulls_distinct=False, name="view_name_unique"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="view_named"),
        ]

    def __str__(self) -> str:
        return self.name
