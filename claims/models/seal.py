"""The seals of the history: a chain of hashes beside the lines that it holds."""

from __future__ import annotations

from django.db import models

from claims.audit import EMPTY, Head


class SealQuerySet(models.QuerySet["Seal"]):
    def head(self) -> Head:
        """The end of the chain; before its first seal the beginning."""
        last = self.order_by("-position").first()
        return Head(last.position, last.row_hash) if last else EMPTY


class Seal(models.Model):
    """One sealed line: row `row` of `log`. Positions count from 1 without gaps.

    `prev_hash` is the seal before it. Written by `actions.sealing` alone; a trigger refuses any change.
    """

    position = models.BigIntegerField(primary_key=True)
    log = models.CharField(max_length=8)
    row = models.BigIntegerField()
    prev_hash = models.CharField(max_length=64)
    row_hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)

    objects = SealQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["log", "row"], name="seal_once_a_line")]

    def __str__(self) -> str:
        return f"{self.position}: {self.log} {self.row}"
