"""A story's account of one event; a round-up of two bombings gives two."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from claims.models.article import Article
from claims.models.happening import Event


class Account(models.Model):
    """What the newest version of a story tells of one event, by which accounts are grouped.

    `part` counts the accounts of a story, from 0. `keys` are the words that another account of the event is
    found by. `told` is what the grouping rules compare, as `claims.matching.types.Account` writes it.
    `pinned_by`: a person put it there, and the service leaves it there.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="accounts")
    part = models.PositiveSmallIntegerField(default=0)
    event = models.ForeignKey(Event, models.PROTECT, related_name="accounts")
    at = models.DateTimeField(help_text="when its version was sent")
    keys = ArrayField(models.CharField(max_length=80), default=list)
    told: Any = models.JSONField(default=dict)
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["article", "part"]
        constraints = [models.UniqueConstraint(fields=["article", "part"], name="account_part_unique")]
        indexes = [
            GinIndex(fields=["keys"], name="account_keys"),
            models.Index(fields=["at"], name="account_at"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}.{self.part} of {self.event_id}"
