"""The history of a story: append-only."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.models.article import Article
from claims.models.revision import Revision


class StoryEvent(models.Model):
    """What happened to a story, when and by whom: received, revised, refiled, held, killed, embargo passed.

    Written in the transaction of the change itself; a trigger refuses update and delete. `actor` None is
    the wire or the service.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="events")
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="story_events"
    )
    action = models.CharField(max_length=24)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["article", "-id"], name="event_of_story")]

    def __str__(self) -> str:
        return f"{self.action} {self.article_id}"
