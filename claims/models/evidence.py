"""What a verdict rests on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.ratings import Stance


class Evidence(models.Model):
    """A source consulted for a claim: where, what it says, and for which side."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="evidence")
    url = models.URLField(max_length=2000, blank=True, help_text="none: a file stands for it")
    archive_url = models.URLField(max_length=2000, blank=True, default="", db_default="")
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    quote = models.TextField(blank=True)
    stance = models.CharField(max_length=8, choices=[(s.value, _(s.value)) for s in Stance])
    is_primary = models.BooleanField(default=False)
    retrieved_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=list(Stance)), name="evidence_stance_known"),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__startswith="http://") | Q(url__startswith="https://"),
                name="evidence_url_is_web",
            ),
        ]

    def __str__(self) -> str:
        return self.title
