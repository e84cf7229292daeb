"""How far a desk's open claims are weighed by the weights and speakers that it has now."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim, ClaimQuerySet
from claims.models.desk import Desk

MOST = 10_000  # claims that progress is counted to: no page waits for an exact number


class WeighingQuerySet(models.QuerySet["Weighing"]):
    def unfinished(self) -> WeighingQuerySet:
        """Claims are still to be weighed, as far as anybody knows."""
        return self.filter(after__isnull=False)


class Weighing(models.Model):
    """`after` is the number of the last claim that was weighed anew; none: all are, and new ones are born so.

    `aged_at` is the moment up to which the time that claims have waited was looked at.
    """

    desk = models.OneToOneField(Desk, models.CASCADE, related_name="weighing")
    after = models.BigIntegerField(null=True, blank=True, default=0, db_default=0)
    aged_at = models.DateTimeField(null=True, blank=True)

    objects = WeighingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"of {self.desk_id} after {self.after}"

    def claims(self) -> ClaimQuerySet:
        """The desk's open claims; those that name no desk are the default one's."""
        return of_desk(self.desk).open()

    def left(self) -> int:
        """How many are still to be weighed, counted no further than MOST."""
        if self.after is None:
            return 0
        return self.claims().filter(pk__gt=self.after).order_by()[:MOST].count()


def of_desk(desk: Desk) -> ClaimQuerySet:
    """The claims of a desk."""
    own = Q(desk=desk) | Q(desk=None) if desk.is_default else Q(desk=desk)
    return Claim.objects.filter(own)
