"""Two tellings that say the same, or nearly."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.occurrence import Occurrence

SAME, VARIANT = "same", "variant"


class ClaimLink(models.Model):
    """`one` and `other` are of two versions or stories, or two figures of one; `one` has the lower number.

    A link of kind "same" is an offer until a person confirms or refuses it; a variant never shares a verdict.
    `because` says what agrees, `difference` what does not, each as words for people.
    """

    one = models.ForeignKey(Occurrence, models.CASCADE, related_name="links_up")
    other = models.ForeignKey(Occurrence, models.CASCADE, related_name="links_down")
    kind = models.CharField(max_length=8, choices=[(SAME, SAME), (VARIANT, VARIANT)])
    score = models.FloatField(default=0)
    because = models.CharField(max_length=300)
    difference = models.CharField(max_length=300, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="link_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="link_lower_number_first"),
            models.CheckConstraint(condition=Q(kind__in=[SAME, VARIANT]), name="link_kind_known"),
            models.CheckConstraint(
                condition=Q(refused_by=None, refused_at=None)
                | Q(refused_by__isnull=False, refused_at__isnull=False),
                name="link_refused_by_and_at",
            ),
        ]
        indexes = [models.Index(fields=["other"], name="link_other")]

    def __str__(self) -> str:
        return f"{self.one_id} {self.kind} {self.other_id}"
