"""What a desk asks of a verdict before it can be proposed, and how many votes carry it."""

from __future__ import annotations

from dataclasses import fields

from django.db import models
from django.db.models import F, Q

from claims import ratings


class Policy(models.Model):
    """`votes` of at most `voters` reviewers carry a verdict, its proposer never among them.

    `evidence` pieces at least; where `independent` is above 0, that many of different publishers, or one
    primary source. `full_evidence`: each with link or file, quote and date consulted. `contact`: an attempt
    to reach the speaker, or a reason why there was none.
    """

    name = models.CharField(max_length=40, unique=True)
    evidence = models.PositiveSmallIntegerField(default=1)
    independent = models.PositiveSmallIntegerField(default=0)
    full_evidence = models.BooleanField(default=False)
    contact = models.BooleanField(default=False)
    votes = models.PositiveSmallIntegerField(default=1)
    voters = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name_plural = "policies"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(evidence__gte=1), name="policy_evidence_needed"),
            models.CheckConstraint(
                condition=Q(votes__gte=1, votes__lte=F("voters")), name="policy_votes_among_voters"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def plain(self) -> ratings.Policy:
        """As a plain value."""
        return ratings.Policy(**{field.name: getattr(self, field.name) for field in fields(ratings.Policy)})
