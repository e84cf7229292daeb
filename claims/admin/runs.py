"""What ran: ingest and extraction, to read."""

from __future__ import annotations

from django.contrib import admin

from claims.admin.reading import REVISION, ReadOnly
from claims.models import ExtractionRun, IngestRun


@admin.register(IngestRun)
class IngestRunAdmin(ReadOnly):
    list_display = ("pk", "trigger", "source", "started_at", "finished_at", "by", "counts", "error")
    list_select_related = ("by", "source")
    list_filter = ("trigger", "source")
    raw_id_fields = ("by",)


@admin.register(ExtractionRun)
class ExtractionRunAdmin(ReadOnly):
    list_display = ("pk", REVISION, "model", "started_at", "finished_at", "sentences", "found")
    search_fields = ("revision__id__exact", "model__startswith")
