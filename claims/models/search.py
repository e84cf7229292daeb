"""The words of a claim, as they are searched for."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from claims.models.claim import Claim

SEARCH_CONFIG = "english"  # how PostgreSQL stems the words that people search for


class ClaimWords(models.Model):
    """The words of a claim and of its story's headline, which a trigger of the database keeps up to date.

    Beside the claim, not in it: a claim is written often and its words hardly ever, and the index of words is
    the dearest to write.
    """

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="words")
    words = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["words"], name="claimwords_words")]

    def __str__(self) -> str:
        return f"words of claim {self.claim_id}"
