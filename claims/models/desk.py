"""A desk of the newsroom: its people, its scale, its policy, what it weighs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from claims.models.policy import Policy
from claims.models.scale import RatingScale, ratings_of
from claims.ratings import Rules


class DeskQuerySet(models.QuerySet["Desk"]):
    def default(self) -> Desk:
        """The desk of claims that nobody has given to another one."""
        return self.select_related("scale", "policy").get(is_default=True)

    def rules(self, desk_id: int | None) -> Rules:
        """How this desk judges, or the default one where a claim names none; one query."""
        named = Q(is_default=True) if desk_id is None else Q(pk=desk_id)
        desk = self.select_related("scale", "policy").annotate(told=ratings_of("scale")).get(named)
        told = desk.told  # type: ignore[attr-defined]  # annotated above
        return Rules(desk.scale.plain(told), desk.policy.plain())


class Desk(models.Model):
    """`speakers` are names, one a line, whose claims come first; `webhook` takes messages as Slack's do."""

    name = models.CharField(max_length=80, unique=True)
    is_default = models.BooleanField(default=False)
    scale = models.ForeignKey(RatingScale, models.PROTECT, related_name="desks")
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="desks")
    speakers = models.TextField(blank=True)
    webhook = models.URLField(max_length=500, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="desk_one_default"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="desk_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Weight(models.Model):
    """How many points one reason adds to a priority at a desk: see claims.priorities for the terms."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="weights")
    term = models.CharField(max_length=40)
    points = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["desk", "term"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "term"], name="weight_once_a_term"),
            models.CheckConstraint(condition=Q(points__lte=100), name="weight_0_to_100"),
        ]

    def __str__(self) -> str:
        return f"{self.term} {self.points}"
