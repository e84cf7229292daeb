"""A checkable statement found in an article, with its place in the text and its place at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.extraction.types import TYPES
from claims.models.article import Article, embargo_over
from claims.models.claim_rules import CONSTRAINTS, INDEXES
from claims.models.clock import clock
from claims.models.hushed import CONFLICTS, as_shown
from claims.models.revision import Revision
from claims.models.run import ExtractionRun
from claims.statuses import FREE, OPEN, PUBLIC, DismissReason, PubStatus, Role, Status

if TYPE_CHECKING:
    from claims.models.linked import Linked
    from claims.models.user import User

CLOSED = (Status.WITHDRAWN, Status.DISMISSED, Status.DUPLICATE)
KILLED = "which was killed"  # of a recheck's `because`, where another story that it rests on was killed

LAPSED = Q(status=Status.IN_PROGRESS, lease_until__lt=Now())


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, person: User) -> ClaimQuerySet:
        """What this person may see at the desk: of embargoed and held stories, from the role checker on."""
        if not (person.is_authenticated and person.is_active):
            return self.none()
        if person.may(Role.CHECKER):
            return self
        return self.filter(embargo_over("article__")).exclude(article__pub_status=PubStatus.WITHHELD)

    def open(self) -> ClaimQuerySet:
        """Still to be decided; claims of killed stories have left the open queue and kept their state."""
        return self.alive().filter(status__in=OPEN)

    def at_hand(self) -> ClaimQuerySet:
        """Not set aside, or its time has come: by the database's clock, so that nothing has to wake it."""
        return self.filter(Q(set_aside_until=None) | Q(set_aside_until__lte=Now()))

    def set_aside(self) -> ClaimQuerySet:
        """Open, and out of the queue for a while."""
        return self.open().filter(set_aside_until__gt=Now())

    def free_for(self, person: User) -> ClaimQuerySet:
        """Nobody works on them, and they are assigned to nobody else: what can be handed out to `person`."""
        nobody = Q(status__in=FREE) | Q(status=Status.IN_PROGRESS, lease_until__lt=Now())
        return self.filter(nobody, Q(assignee=None) | Q(assignee=person))

    def alive(self) -> ClaimQuerySet:
        """Of stories that stand: not killed."""
        return self.filter(killed_at=None)

    def killed(self) -> ClaimQuerySet:
        """Of killed stories, but for what nobody works on any more."""
        return self.filter(killed_at__isnull=False).exclude(status__in=CLOSED)

    def to_recheck(self) -> ClaimQuerySet:
        """Changed under the desk by a story that stands; nobody has acknowledged it yet."""
        return self.alive().filter(needs_recheck=True).exclude(status=Status.WITHDRAWN)

    def resting_on_killed(self) -> ClaimQuerySet:
        """Before readers, though its own story was killed, or one that it rests on; not acknowledged yet."""
        killed = Q(killed_at__isnull=False) | Q(recheck__because__icontains=KILLED)
        return self.filter(killed, needs_recheck=True, status__in=PUBLIC)

    def embargoed(self) -> ClaimQuerySet:
        """Of stories that may not be told yet."""
        return self.filter(article__in=Article.objects.filter(embargoed_until__gt=clock()).values("pk"))

    def current(self) -> ClaimQuerySet:
        """Claims of the newest revision of their article.

        Asked as whether any article has the claim's revision as its newest: PostgreSQL knows how many do.
        Of `revision = article.current` it expects next to none, and then sorts all open claims for one page.
        """
        newest = Article.objects.filter(current=models.OuterRef("revision"))
        return self.filter(models.Exists(newest))

    def held_by(self, person: User) -> ClaimQuerySet:
        return self.filter(holder=person, lease_until__gt=Now())

    def lapsed(self) -> ClaimQuerySet:
        """Held by somebody who has been silent for too long (by the database's clock)."""
        return self.filter(LAPSED)

    def by_priority(self) -> ClaimQuerySet:
        return self.order_by("-priority", "-id")

    def with_context(self) -> ClaimQuerySet:
        """All that a row shows, in one query; the story's long fields stay in the database.

        A story of a megabyte may have 500 claims, and each row would bring it along.
        """
        related = self.select_related(
            "article__source", "revision", "figure", "holder", "assignee", "published_check", "event"
        )
        told = apps.get_model("claims", "Occurrence").objects.filter(
            claim=models.OuterRef("pk"), revision=models.OuterRef("revision")
        )
        noted = related.annotate(told_notes=models.Subquery(told.values("notes")[:1]))
        return noted.defer(*(f"revision__{field}" for field in Revision.LONG))


class Claim(models.Model):
    """`revision.body[start:end] == sentence`; one claim per figure, its passage at figure_start..figure_end.

    `check_worthiness` is the model's score, 0 to 1. `version` counts writes: every form carries the one
    it saw. `reasons` are the named terms that add up to `priority`: [{"name", "points"}].
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="claims")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="claims")
    run = models.ForeignKey(ExtractionRun, models.PROTECT, related_name="claims")
    model = models.CharField(max_length=80, help_text="version of the model that found it")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    figure_start = models.PositiveIntegerField(null=True, blank=True)
    figure_end = models.PositiveIntegerField(null=True, blank=True)
    sentence = models.TextField()
    type = models.CharField(max_length=16, choices=[(t, _(t)) for t in TYPES])
    worth = models.PositiveSmallIntegerField()
    check_worthiness = models.FloatField()
    claimant = models.CharField(max_length=300, blank=True, help_text="blank: the story's own voice")
    claimant_via = models.CharField(max_length=300, blank=True)
    claimant_how = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    standalone = models.TextField(blank=True)
    priority = models.IntegerField(default=0)
    reasons = models.JSONField(default=list)
    status = models.CharField(
        max_length=16, choices=[(s.value, _(s.label)) for s in Status], default=Status.NEW
    )
    dismiss_reason = models.CharField(
        max_length=24, blank=True, choices=[(r.value, _(r.label)) for r in DismissReason]
    )
    needs_recheck = models.BooleanField(default=False)
    recheck = models.JSONField(null=True, blank=True)
    killed_at = models.DateTimeField(
        null=True, blank=True, help_text="its story was killed: it left the open queue, and keeps its state"
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="held_claims"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey("claims.Event", models.SET_NULL, null=True, blank=True, related_name="claims")
    canonical = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        help_text="the same claim told elsewhere, whose verdict holds for this one",
    )
    desk = models.ForeignKey(
        "claims.Desk",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="none: the default",
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="assigned_claims"
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    set_aside_until = models.DateTimeField(null=True, blank=True, help_text="out of the queue till then")
    overdue_at = models.DateTimeField(
        null=True, blank=True, help_text="when a reply that it waited for was due"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="who found it, where the model did not",
    )
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    mended_at = models.DateTimeField(
        null=True, blank=True, help_text="a person changed what was read: see Mending"
    )
    read_as: Any = models.JSONField(
        null=True,
        blank=True,
        help_text="what the extractor read, where a person told it otherwise or found it",
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = CONSTRAINTS
        indexes = INDEXES

    def __str__(self) -> str:
        return self.sentence[:80]

    @property
    def is_contradicted(self) -> bool:
        """Whether it asks for another look though its own story says what it said."""
        asked = (self.recheck if self.needs_recheck else None) or {}
        return asked.get("because", "").startswith(CONFLICTS) and asked.get("to") is None

    @property
    def shown_recheck(self) -> dict[str, Any] | None:
        """What asks for another look, in the words that everybody may read now."""
        return as_shown(self.recheck)

    def record(self, linked: Linked | None = None) -> dict[str, Any]:
        """The claim as commands and the API tell it: one JSON object. Read it `with_context`.

        `linked` has the claims that say the same: `claims.models.linked` reads them for many claims at once.
        """
        figure = getattr(self, "figure", None)
        return {
            "id": self.pk,
            "guid": self.article.guid,
            "version": self.revision.version,
            "source": self.article.source.name,
            "article": self.article_id,
            "sentence": self.sentence,
            "start": self.start,
            "end": self.end,
            "type": self.type,
            "figure": figure.record() if figure else None,
            "speaker": self.claimant or None,
            "via": self.claimant_via or None,
            "speaker_how": self.claimant_how,
            "place": self.place or None,
            "standalone": self.standalone or None,
            "check_worthiness": self.check_worthiness,
            "worth": self.worth,
            "model": self.model,
            "status": self.status,
            "mended_at": self.mended_at.isoformat() if self.mended_at else None,
            "claim_version": self.version,
            "needs_recheck": self.needs_recheck,
            "recheck": self.shown_recheck if self.needs_recheck else None,
            "canonical": self.canonical_id,
            "same_as": linked.same_as if linked else [],
            "variants": linked.variants if linked else [],
            "notes": [note["text"] for note in getattr(self, "told_notes", None) or []],
            "priority": self.priority,
            "reasons": self.reasons,
            "event": self.event.name if self.event else None,
            "event_id": self.event_id,
        }
