"""The history of a person at the desk: append-only."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class PersonEvent(models.Model):
    """Who gave somebody a role or a token, or took it away, and when: from what, to what.

    Written in the transaction of the change itself; a trigger refuses update and delete. `actor` None is the
    service: a sign-in through the newsroom's own provider, say.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="history")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    action = models.CharField(max_length=24)
    before = models.CharField(max_length=80, blank=True)
    after = models.CharField(max_length=80, blank=True)
    detail = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "-id"], name="event_of_person")]

    def __str__(self) -> str:
        return f"{self.action} {self.person_id}"
