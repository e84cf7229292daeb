"""The figure of a claim, as it was read."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from claims.extraction.types import QUALIFIERS
from claims.models.claim import Claim


class Figure(models.Model):
    """Value, bound, unit, period and what is counted. `high` is set for ranges only."""

    claim = models.OneToOneField(Claim, models.CASCADE, related_name="figure")
    text = models.CharField(max_length=300)
    low = models.FloatField()
    high = models.FloatField(null=True, blank=True)
    qualifier = models.CharField(max_length=16, choices=[(q, q) for q in QUALIFIERS])
    unit = models.CharField(max_length=80)
    of = models.CharField(max_length=300, blank=True)
    per = models.CharField(max_length=16, blank=True)
    converted = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(qualifier__in=QUALIFIERS), name="figure_qualifier_known"),
            models.CheckConstraint(
                condition=Q(high=None) | Q(high__gte=F("low")), name="figure_high_above_low"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def record(self) -> dict[str, Any]:
        """The figure as commands and the API tell it."""
        return {
            "text": self.text,
            "low": self.low,
            "high": self.high,
            "qualifier": self.qualifier,
            "unit": self.unit,
            "of": self.of,
            "per": self.per or None,
            "converted": self.converted or None,
        }
