"""What readers were told of a claim, each time that it was published, corrected or published again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.check import Check
from claims.models.verdict import Verdict


class Kind(models.TextChoices):
    """Why there is this edition."""

    FIRST = "first", _("published")
    CORRECTED = "corrected", _("corrected")
    RENEWED = "renewed", _("checked again")


class Edition(models.Model):
    """Append-only: a trigger refuses update and delete. `payload` is all that the page shows.

    It pins the claim, the rating and the scale with its version, the explanation and the evidence as they
    were; `sha256` is of its canonical JSON. `was` and `now` say what a correction put right, `note` how it
    came about.
    """

    check_page = models.ForeignKey(Check, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="editions")
    payload: Any = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    was = models.TextField(blank=True)
    now = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="editions")

    class Meta:
        ordering = ["check_page", "number"]
        constraints = [
            models.UniqueConstraint(fields=["check_page", "number"], name="edition_number_unique"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="edition_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.FIRST, number=1) | (~Q(kind=Kind.FIRST) & Q(number__gt=1)),
                name="edition_first_is_number_1",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.CORRECTED) | (~Q(was="") & ~Q(now="")),
                name="edition_correction_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_page_id} edition {self.number}"
