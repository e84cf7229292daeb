"""Rating scales, as the newsroom sets them: by name and version; one that a verdict pins never changes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class RatingScale(models.Model):
    """A verdict pins `name` and `version`; a changed scale is a new version. `is_offered` to new ones."""

    name = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(max_length=80, help_text="what people call it")
    is_offered = models.BooleanField(default=True)

    class Meta:
        ordering = ["name", "-version"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="scale_version_unique")]

    def __str__(self) -> str:
        return f"{self.label} ({self.name} {self.version})"


class ScaleRating(models.Model):
    """A value on a scale. `number` is None where it is not rated by number: unproven, not rated.

    `glyph` names the drawing that carries the meaning without colour; see the desk's stylesheet.
    """

    scale = models.ForeignKey(RatingScale, models.CASCADE, related_name="ratings")
    code = models.SlugField(max_length=24)
    label = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    glyph = models.SlugField(max_length=24)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["scale", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "code"], name="rating_code_unique"),
            models.UniqueConstraint(fields=["scale", "position"], name="rating_position_unique"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(label=""), name="rating_named"),
        ]

    def __str__(self) -> str:
        return self.label
