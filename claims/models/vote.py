"""One reviewer's say on a proposed verdict."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from claims.models.verdict import Verdict


class Vote(models.Model):
    """Each person votes once on a verdict; its proposer never does (see claims.permissions)."""

    verdict = models.ForeignKey(Verdict, models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="votes")
    agrees = models.BooleanField()
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["verdict", "person"], name="vote_once_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.verdict_id}"
