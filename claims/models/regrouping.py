"""The history of an event: append-only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from claims.models.happening import Event


class Regrouping(models.Model):
    """What was done to an event, when and by whom: begun, joined, left, merged, split, renamed, moved.

    Written in the transaction of the change; a trigger refuses update and delete. `actor` None is the
    service. `detail` holds all that undoing needs; `undoes` is the line that this one takes back.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="history")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="regroupings"
    )
    action = models.CharField(max_length=24)
    reason = models.TextField(blank=True)
    detail: Any = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["event", "-id"], name="regrouping_of_event")]

    def __str__(self) -> str:
        return f"{self.action} {self.event_id}"
