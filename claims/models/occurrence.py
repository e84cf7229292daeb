"""A claim as one version of its story told it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q, Value

from claims.models.claim import Claim
from claims.models.revision import Revision

if TYPE_CHECKING:
    from claims.models.linked import Linked


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def with_context(self) -> OccurrenceQuerySet:
        """All that a line about it tells, in one query, without the long fields of its versions."""
        related = self.select_related(
            "claim__article__source", "claim__revision", "claim__figure", "claim__event", "revision"
        )
        long = (f"{where}__{field}" for where in ("revision", "claim__revision") for field in Revision.LONG)
        return related.defer(*long)

    def in_reading_order(self) -> OccurrenceQuerySet:
        """Story by story, version by version, as each tells it."""
        return self.order_by("claim__article_id", "revision__number", "start", "figure_start", "claim_id")


class Occurrence(models.Model):
    """Where and how a revision tells a claim: `revision.body[start:end] == sentence`.

    The claim's own fields are those of its newest occurrence. `figure` is `Figure.record()` of that
    version, or None. `recheck` is what this version changed against the one before it, as `Claim.recheck`.
    `measure` and `role` are what `claims.tolls` read of the figure: what it counts of the event, and whether
    it is a point of its toll; the rest of that `Reading` stands in `reading`.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="occurrences")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="occurrences")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    figure_start = models.PositiveIntegerField(null=True, blank=True)
    figure_end = models.PositiveIntegerField(null=True, blank=True)
    sentence = models.TextField()
    type = models.CharField(max_length=16)
    figure: Any = models.JSONField(null=True, blank=True)
    claimant = models.CharField(max_length=300, blank=True)
    claimant_via = models.CharField(max_length=300, blank=True)
    claimant_how = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    standalone = models.TextField(blank=True)
    check_worthiness = models.FloatField()
    recheck: Any = models.JSONField(null=True, blank=True)
    measure = models.CharField(max_length=80, blank=True, default="", db_default="")
    role = models.CharField(max_length=16, blank=True, default="", db_default="")
    reading: Any = models.JSONField(default=dict, db_default=Value({}, models.JSONField()), blank=True)
    low = models.FloatField(null=True, blank=True, help_text="of its figure, to be found by")
    notes: Any = models.JSONField(
        default=list,
        db_default=Value([], models.JSONField()),
        blank=True,
        help_text="sums of its story that don't come out",
    )

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["revision", "start", "figure_start"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "revision"], name="occurrence_once_a_revision"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="occurrence_span_order"),
        ]
        indexes = [
            models.Index(
                fields=["measure", "low"], condition=~Q(measure=""), name="occurrence_measure_and_low"
            ),
            models.Index(
                fields=["type", "low"], condition=Q(low__isnull=False), name="occurrence_type_and_low"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} in {self.revision_id}"

    def record(self, linked: Linked | None = None) -> dict[str, Any]:
        """The claim as `Claim.record` tells it, with what this version said and what it changed."""
        told = {
            "version": self.revision.version,
            "figure": self.figure,
            "speaker": self.claimant or None,
            "via": self.claimant_via or None,
            "speaker_how": self.claimant_how,
            "place": self.place or None,
            "standalone": self.standalone or None,
            "needs_recheck": self.recheck is not None,
            "notes": [note["text"] for note in self.notes],
        }
        as_they_stand = ("sentence", "start", "end", "type", "check_worthiness", "recheck")
        return self.claim.record(linked) | told | {name: getattr(self, name) for name in as_they_stand}
