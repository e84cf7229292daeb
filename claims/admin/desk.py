"""Claims and what became of them: read here, changed through the desk's own actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.actions import queue, verdicts
from claims.admin.reading import ReadOnly, actor, one_by_one
from claims.models import Claim, Evidence, Figure, Verdict
from claims.statuses import DismissReason


def deed(name: str, words: str, done: str, act: Callable[..., Any]) -> Any:
    """An admin action that calls the desk's action on each claim chosen."""

    @admin.action(description=words)
    def chosen(_: admin.ModelAdmin, request: HttpRequest, claims: QuerySet[Claim]) -> None:
        one_by_one(request, claims, lambda claim: act(claim_id=claim.pk, by=actor(request)), f"claims {done}")

    chosen.__name__ = name
    return chosen


DEEDS = [
    deed("triage", "Keep in the queue", "kept", queue.triage),
    deed("take", "Take", "taken", queue.take),
    deed("release", "Release", "released", queue.release),
    *(
        deed(
            f"dismiss_{reason}",
            f"Dismiss: {reason.label.lower()}",
            "dismissed",
            partial(queue.dismiss, reason=reason),
        )
        for reason in DismissReason
    ),
    deed("withdraw", "Withdraw my proposal", "withdrawn", verdicts.withdraw),
    deed("approve", "Approve the verdict", "approved", verdicts.approve),
]


class FigureInline(admin.StackedInline):
    model = Figure
    can_delete = False
    extra = 0

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Claim)
class ClaimAdmin(ReadOnly):
    list_display = ("pk", "sentence_start", "type", "status", "priority", "holder", "article")
    list_filter = ("status", "type", "needs_recheck", "desk")
    list_select_related = ("holder", "article")
    search_fields = ("id__exact", "claimant__istartswith")
    raw_id_fields = ("article", "revision", "run", "holder", "assignee", "event", "canonical", "split_from")
    actions = DEEDS
    inlines = (FigureInline,)

    @admin.display(description="sentence")
    def sentence_start(self, claim: Claim) -> str:
        return claim.sentence[:90]


@admin.register(Verdict)
class VerdictAdmin(ReadOnly):
    list_display = ("claim_id", "rating", "finding", "proposed_by", "proposed_at", "approved_by", "ended_at")
    list_select_related = ("proposed_by", "approved_by")
    search_fields = ("claim__id__exact",)


@admin.register(Evidence)
class EvidenceAdmin(ReadOnly):
    list_display = ("title", "claim_id", "stance", "is_primary", "publisher", "added_by", "retrieved_at")
    fields = (
        "claim",
        "title",
        "url",
        "publisher",
        "quote",
        "stance",
        "is_primary",
        "added_by",
        "retrieved_at",
    )
    list_filter = ("stance", "is_primary")
    list_select_related = ("added_by",)
    search_fields = ("claim__id__exact", "title__istartswith")
