"""The history of a claim: append-only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claim import Claim


class ClaimEvent(models.Model):
    """Who did what when, from which status to which, and why.

    Written in the transaction of the change itself; a trigger in the database refuses update and delete.
    `actor` None is the service; `model` names the extractor where it acted.
    """

    seen: Claim | None  # on a page: the claim, where whoever looks may see it

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="claim_events"
    )
    action = models.CharField(max_length=24)
    from_status = models.CharField(max_length=16, blank=True)
    to_status = models.CharField(max_length=16, blank=True)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    claim_version = models.PositiveIntegerField()
    model = models.CharField(max_length=80, blank=True)
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["claim", "-id"], name="event_of_claim"),
            models.Index(fields=["actor", "-id"], name="event_by_person"),
            models.Index(fields=["at"], condition=Q(actor__isnull=False), name="event_by_people"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.claim_id}"
