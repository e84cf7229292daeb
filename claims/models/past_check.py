"""A check that somebody published before: imported, searched by matching, changed by nobody here."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q


class PastCheck(models.Model):
    """A ClaimReview as its publisher gave it. Another import of the same `identity` renews it.

    `told` are the figures of its claim: [{"figure", "reading"}], as the grammar and `claims.tolls` read them;
    `keys` are measures with their values, to be found by.
    """

    identity = models.CharField(max_length=64, unique=True, help_text="hash of its address and its claim")
    url = models.CharField(max_length=2000)
    claim = models.TextField()
    claimant = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=300)
    language = models.CharField(max_length=16, blank=True)
    said_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    rating = models.CharField(max_length=300, blank=True)
    rating_number = models.FloatField(null=True, blank=True)
    worst = models.FloatField(null=True, blank=True)
    best = models.FloatField(null=True, blank=True)
    told: Any = models.JSONField(default=list, blank=True)
    keys = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    origin = models.CharField(max_length=300, blank=True, help_text="the file it came in last")
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(claim="") & ~Q(publisher=""), name="past_check_says_what_and_who"
            ),
            models.CheckConstraint(
                condition=Q(rating_number=None, worst=None, best=None)
                | Q(rating_number__isnull=False, worst=None, best=None)
                | Q(rating_number__isnull=False, worst__isnull=False, best__isnull=False)
                & ~Q(worst=F("best")),
                name="past_check_bounds_of_a_number",
            ),
        ]
        indexes = [GinIndex(fields=["keys"], name="past_check_keys")]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.claim[:80]}"
