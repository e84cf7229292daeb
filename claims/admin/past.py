"""Checks that others published before: to read, as they were imported."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.admin.reading import ReadOnly
from claims.models import PastCheck


@admin.register(PastCheck)
class PastCheckAdmin(ReadOnly):
    list_display = ("publisher", "claim_start", "claimant", "rating", "published_on", "language", "origin")
    search_fields = ("publisher__istartswith", "claimant__istartswith", "identity__exact")

    @admin.display(description=_("claim"))
    def claim_start(self, check: PastCheck) -> str:
        return check.claim[:90]
