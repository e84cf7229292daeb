"""What a person mended of an extraction: append-only, so that the original is kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from claims.models.claim import Claim


class Mending(models.Model):
    """`was` and `now` hold the fields that changed, by the names of `Claim.record`.

    Written in the transaction of the change; a trigger refuses update and delete.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="mendings")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    was: Any = models.JSONField()
    now: Any = models.JSONField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{', '.join(self.now)} of {self.claim_id}"
