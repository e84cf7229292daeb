"""What became of each story that a run, a feed or a sender brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article
from claims.models.run import IngestRun
from claims.models.source import Source
from claims.statuses import ArrivalStatus, Role

if TYPE_CHECKING:
    from claims.models.user import User


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def visible_to(self, person: User) -> ArrivalQuerySet:
        """Those of no story, and of the stories that this person may see: a sum is as telling as a line."""
        if person.may(Role.CHECKER):
            return self
        return self.filter(Q(article=None) | Q(article__in=Article.objects.visible_to(person).values("pk")))


class Arrival(models.Model):
    """One story's arrival: its place in the input and the outcome, as `ingest_wire --json` tells it.

    `run` None: handed in by the API or at the desk. `at` is the database's clock, whatever time is replayed.
    """

    run = models.ForeignKey(IngestRun, models.CASCADE, null=True, blank=True, related_name="arrivals")
    at = models.DateTimeField(db_default=Now(), editable=False)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="arrivals")
    file = models.CharField(max_length=500, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    guid = models.CharField(max_length=200, blank=True)
    doc_id = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="the id it came under, where its article goes by another",
    )
    content_sha256 = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text="of a version that was overtaken and not kept, to know it when it comes again",
    )
    version = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=[(s.value, _(s.value)) for s in ArrivalStatus])
    reason = models.TextField(blank=True)
    signal = models.CharField(max_length=40, blank=True)
    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="arrivals")

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=list(ArrivalStatus)), name="arrival_status_known"),
        ]
        indexes = [
            models.Index(fields=["at"], name="arrival_at"),
            models.Index(fields=["run", "status"], name="arrival_of_run"),
            models.Index(fields=["doc_id", "source"], condition=~Q(doc_id=""), name="arrival_doc_id"),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.guid or self.file}"
