"""Two reports of one measure of one event that cannot both be true."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from claims.models.happening import Event
from claims.models.occurrence import Occurrence


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def open(self) -> ConflictQuerySet:
        return self.filter(until=None)


class Conflict(models.Model):
    """Raised once, for the first versions that told the two figures; `one` was told before `other`.

    `since` is when the second of them was told, `until` when one side was corrected or killed, by the wire's
    clock; `settled` says by what.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="conflicts")
    measure = models.CharField(max_length=80)
    one = models.ForeignKey(Occurrence, models.CASCADE, related_name="conflicts_first")
    other = models.ForeignKey(Occurrence, models.CASCADE, related_name="conflicts_second")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    settled = models.CharField(max_length=300, blank=True)
    raised_at = models.DateTimeField(auto_now_add=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="conflict_raised_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="conflict_of_two"),
            models.CheckConstraint(
                condition=(Q(until=None) & Q(settled="")) | (Q(until__isnull=False) & ~Q(settled="")),
                name="conflict_settled_by_something",
            ),
        ]
        indexes = [models.Index(fields=["event"], condition=Q(until=None), name="conflict_open")]

    def __str__(self) -> str:
        return f"{self.one_id} against {self.other_id}"
