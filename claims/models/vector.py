"""How alike claims are told: one vector each, beside the row so that reading a claim never brings it along.

Where PostgreSQL has pgvector, migration 0017 adds a column `likeness` with an index that finds neighbours;
Django does not know of it. Elsewhere the same numbers lie in `packed`. `claims.actions.vectors` writes and
`claims.actions.candidates` reads both.
"""

from __future__ import annotations

from django.db import models

from claims.models.claim import Claim
from claims.models.past_check import PastCheck


class Vector(models.Model):
    """`model` made it; those of two models are not compared. `packed`: float16 numbers, little-endian."""

    model = models.CharField(max_length=80)
    packed = models.BinaryField(null=True)

    class Meta:
        abstract = True


class ClaimVector(Vector):
    """That of the claim's newest reading."""

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="vector")

    def __str__(self) -> str:
        return f"of claim {self.claim_id}"


class CheckVector(Vector):
    """That of a past check's claim; without numbers where its text gave none."""

    past_check = models.OneToOneField(PastCheck, models.CASCADE, primary_key=True, related_name="vector")

    def __str__(self) -> str:
        return f"of past check {self.past_check_id}"
