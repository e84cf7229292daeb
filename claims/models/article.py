"""A saved story, and the queue of record for its extraction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.clock import clock
from claims.models.source import Source
from claims.statuses import ArticleState, PubStatus, Role

if TYPE_CHECKING:
    from claims.models.user import User


def embargo_over(article: str = "") -> Q:
    """No embargo, or one that has passed, by the clock; `article` is the way to it, "article__" say."""
    return Q(**{f"{article}embargoed_until": None}) | Q(**{f"{article}embargoed_until__lte": clock()})


TO_MATCH = Q(to_match_since__isnull=False, match_failure="")


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, person: User) -> ArticleQuerySet:
        """What this person may see at the desk: what is embargoed or held, from the role checker on."""
        if not (person.is_authenticated and person.is_active):
            return self.none()
        return self if person.may(Role.CHECKER) else self.free()

    def free(self) -> ArticleQuerySet:
        """Neither under embargo now nor held back by the wire."""
        return self.filter(embargo_over()).exclude(pub_status=PubStatus.WITHHELD)

    def due(self) -> ArticleQuerySet:
        """Waiting for a worker now, or under a lease that ran out (by the database's clock)."""
        ripe = Q(next_attempt_at=None) | Q(next_attempt_at__lte=Now())
        lapsed = Q(state=ArticleState.EXTRACTING, lease_until__lt=Now())
        return self.filter(Q(ripe, state=ArticleState.WAITING) | lapsed)

    def unsettled(self) -> ArticleQuerySet:
        return self.filter(state__in=[ArticleState.WAITING, ArticleState.EXTRACTING])

    def to_match(self) -> ArticleQuerySet:
        """What they tell has changed, and nobody has compared it with others since; not those set aside."""
        return self.filter(TO_MATCH)

    def with_current(self) -> ArticleQuerySet:
        return self.select_related("source", "current")


class Article(models.Model):
    """One story of one source, known by its guid; `current` is its newest revision that tells a story.

    A notice (hold, kill) is a revision, too, and never current: what it is about stays readable.

    The row is the queue: `state`, `attempts` and the lease say who works on it and how often it was
    tried. Claims are only written while `lease` still holds the worker's token.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="articles")
    guid = models.CharField(max_length=200)
    current = models.ForeignKey("claims.Revision", models.PROTECT, null=True, related_name="+")
    pub_status = models.CharField(
        max_length=16, choices=[(s.value, _(s.value)) for s in PubStatus], default=PubStatus.USABLE
    )
    embargoed_until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=16, choices=[(s.value, _(s.value)) for s in ArticleState], default=ArticleState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True, default="")
    killed_at = models.DateTimeField(null=True, blank=True, help_text="when the wire's kill took effect")
    embargo_passed_at = models.DateTimeField(null=True, blank=True, help_text="when its passing was noted")
    received_at = models.DateTimeField(default=timezone.now)
    to_match_since = models.DateTimeField(
        null=True, blank=True, help_text="what it tells has changed, and nobody has compared it with others"
    )
    match_attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    match_failure = models.TextField(
        blank=True, default="", db_default="", help_text="why it was set aside instead of compared"
    )

    legal_hold = models.CharField(
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text="why its text must be kept",
    )
    purged_at = models.DateTimeField(null=True, blank=True, help_text="when its text was removed")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "guid"], name="article_guid_unique"),
            models.CheckConstraint(condition=~Q(guid=""), name="article_guid_given"),
            models.CheckConstraint(condition=Q(state__in=list(ArticleState)), name="article_state_known"),
            models.CheckConstraint(
                condition=Q(pub_status__in=list(PubStatus)), name="article_pub_status_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ArticleState.EXTRACTING, lease__isnull=False, lease_until__isnull=False)
                | (~Q(state=ArticleState.EXTRACTING) & Q(lease=None, lease_until=None)),
                name="article_lease_while_extracting",
            ),
            models.CheckConstraint(
                condition=(Q(state=ArticleState.FAILED) & ~Q(failure="")) | ~Q(state=ArticleState.FAILED),
                name="article_failure_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(pub_status=PubStatus.CANCELED, killed_at__isnull=False)
                | (~Q(pub_status=PubStatus.CANCELED) & Q(killed_at=None)),
                name="article_canceled_when_killed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=Q(state__in=[ArticleState.WAITING, ArticleState.EXTRACTING]),
                name="article_unsettled",
            ),
            models.Index(
                fields=["embargoed_until"],
                condition=Q(embargoed_until__isnull=False),
                name="article_embargoed",
            ),
            models.Index(
                fields=["to_match_since", "id"],
                condition=Q(to_match_since__isnull=False),
                name="article_to_match",
            ),
        ]

    def __str__(self) -> str:
        return self.guid

    @property
    def body(self) -> str:
        """The newest revision's text."""
        return self.current.body if self.current else ""

    @property
    def is_hidden(self) -> bool:
        """Whether viewers may not see it now: see `free`."""
        return self.is_embargoed or self.pub_status == PubStatus.WITHHELD

    @property
    def is_embargoed(self) -> bool:
        """Not to be published yet, by the clock that tests may replay."""
        return self.embargoed_until is not None and self.embargoed_until > clock()
