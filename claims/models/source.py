"""Where stories come from."""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower


class SourceQuerySet(models.QuerySet["Source"]):
    def with_stories(self) -> SourceQuerySet:
        """Active, and heard of at least once."""
        stories = apps.get_model("claims", "Article").objects.filter(source=OuterRef("pk"))
        return self.filter(Exists(stories), is_active=True)


class Source(models.Model):
    """An agency, a site or a feed. Its name is what `source` means everywhere."""

    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="source_name_unique"),
            models.CheckConstraint(condition=~Q(name=""), name="source_name_given"),
        ]

    def __str__(self) -> str:
        return self.name
