"""Rating scales, as the newsroom sets them: by name and version; one that a verdict pins never changes."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from claims.ratings import Rating, Scale


class RatingScaleQuerySet(models.QuerySet["RatingScale"]):
    def pinned(self, name: str, version: int) -> Scale:
        """The scale in this very version, as a plain value. Raises RatingScale.DoesNotExist."""
        row = self.annotate(told=ratings_of("pk")).get(name=name, version=version)
        return row.plain(row.told)  # type: ignore[attr-defined]  # annotated above


class RatingScale(models.Model):
    """A verdict pins `name` and `version`; a changed scale is a new version. `is_offered` to new ones."""

    name = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(max_length=80, help_text="what people call it")
    is_offered = models.BooleanField(default=True)

    objects = RatingScaleQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-version"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="scale_version_unique")]

    def __str__(self) -> str:
        return f"{self.label} ({self.name} {self.version})"

    def plain(self, told: list[dict[str, Any]]) -> Scale:
        """As a plain value; `told` as `ratings_of` reads them."""
        return Scale(self.name, self.version, self.label, tuple(Rating(**each) for each in told))


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


_TOLD = JSONObject(code="code", label="label", number="number", glyph="glyph")


def ratings_of(scale: str) -> ArraySubquery:
    """The ratings of the scale that the outer query's column `scale` names, in their order."""
    return ArraySubquery(
        ScaleRating.objects.filter(scale=OuterRef(scale)).order_by("position").values(told=_TOLD)
    )


def rating_of_verdict() -> Subquery:
    """The rating that the verdict of the outer query pins: {"code", "label", "number", "glyph"}."""
    pinned = ScaleRating.objects.filter(
        scale__name=OuterRef("scale"), scale__version=OuterRef("scale_version"), code=OuterRef("rating")
    )
    return Subquery(pinned.values(told=_TOLD))
