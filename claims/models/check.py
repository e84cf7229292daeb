"""A published verdict as readers know it: one public page a claim, at one address for ever."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Max
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property

from claims.models.article import embargo_over
from claims.models.claim import Claim
from claims.statuses import PUBLIC, PubStatus, Status

if TYPE_CHECKING:
    from claims.models.retraction import Retraction


class Showing(StrEnum):
    """What readers get to see of a check."""

    CLEAN = "clean"
    NOTICED = "noticed"  # the page with a notice and without markup, until somebody has looked at it again
    RETRACTED = "retracted"  # a tombstone
    HIDDEN = "hidden"  # its story is embargoed or withheld: nothing of it


class CheckQuerySet(models.QuerySet["Check"]):
    def with_page(self) -> CheckQuerySet:
        """All that decides what readers see, in one query."""
        return self.select_related("current", "claim__article")

    def in_the_open(self) -> CheckQuerySet:
        """Those whose story is neither embargoed nor withheld now."""
        return self.filter(embargo_over("claim__article__")).exclude(
            claim__article__pub_status=PubStatus.WITHHELD
        )

    def clean(self) -> CheckQuerySet:
        """Those that stand as published: what lists and feeds may tell."""
        return self.in_the_open().filter(claim__status__in=PUBLIC, claim__needs_recheck=False)

    def retracted(self) -> CheckQuerySet:
        return self.in_the_open().filter(claim__status=Status.RETRACTED)

    def lately_changed_first(self) -> CheckQuerySet:
        """By what readers were told last: the newest edition, or the retraction."""
        told = Coalesce(Max("retractions__confirmed_at"), F("current__at"))
        return self.annotate(told_at=told).order_by("-told_at", "-pk")


class Check(models.Model):
    """The claim's number is the page's. `current` is the newest edition; what it says is in its payload."""

    claim = models.OneToOneField(
        Claim, models.PROTECT, primary_key=True, related_name="published_check"
    )  # `check` is a method of every model
    current = models.ForeignKey("claims.Edition", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-claim_id"]
        indexes = [models.Index(fields=["-published_at", "-claim"], name="check_newest_first")]

    def __str__(self) -> str:
        return f"check {self.pk}"

    @property
    def showing(self) -> Showing:
        """Read it `with_page`."""
        claim, article = self.claim, self.claim.article
        if article.pub_status == PubStatus.WITHHELD or article.is_embargoed:
            return Showing.HIDDEN
        if claim.status == Status.RETRACTED:
            return Showing.RETRACTED
        stands = claim.status in PUBLIC and not claim.needs_recheck
        return Showing.CLEAN if stands else Showing.NOTICED

    @cached_property
    def asked(self) -> Retraction | None:
        """The retraction that waits for a second person, if there is one."""
        waiting = self.retractions.filter(confirmed_at=None, dropped_at=None)
        return waiting.select_related("asked_by").first()
