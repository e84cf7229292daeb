"""Claims and what became of them: read here, changed through the desk's own actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.actions import queue, verdicts
from claims.admin.reading import CLAIM, ReadOnly, actor, one_by_one
from claims.models import Claim, Evidence, Figure, Verdict
from claims.statuses import DismissReason

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def deed(name: str, words: StrOrPromise, done: StrOrPromise, act: Callable[..., Any]) -> Any:
    """An admin action that calls the desk's action on each claim chosen."""

    @admin.action(description=words)
    def chosen(room: admin.ModelAdmin, request: HttpRequest, claims: QuerySet[Claim]) -> None:
        one_by_one(request, claims, lambda claim: act(claim_id=claim.pk, by=actor(request)), done)

    chosen.__name__ = name
    return chosen


DISMISSALS = {
    DismissReason.OPINION: _("Dismiss: opinion"),
    DismissReason.PREDICTION: _("Dismiss: prediction"),
    DismissReason.NOT_CHECKABLE: _("Dismiss: can’t be checked"),
    DismissReason.TRIVIAL: _("Dismiss: trivial"),
    DismissReason.OUT_OF_SCOPE: _("Dismiss: out of scope"),
    DismissReason.EXTRACTION_ERROR: _("Dismiss: bad extraction"),
}
DEEDS = [
    deed("triage", _("Keep in the queue"), _("Claims kept"), queue.triage),
    deed("take", _("Take"), _("Claims taken"), queue.take),
    deed("release", _("Release"), _("Claims released"), queue.release),
    *(
        deed(f"dismiss_{reason}", words, _("Claims dismissed"), partial(queue.dismiss, reason=reason))
        for reason, words in DISMISSALS.items()
    ),
    deed("withdraw", _("Withdraw my proposal"), _("Claims withdrawn"), verdicts.withdraw),
    deed("approve", _("Approve the verdict"), _("Claims approved"), verdicts.approve),
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

    @admin.display(description=_("sentence"))
    def sentence_start(self, claim: Claim) -> str:
        return claim.sentence[:90]


@admin.register(Verdict)
class VerdictAdmin(ReadOnly):
    list_display = (CLAIM, "rating", "finding", "proposed_by", "proposed_at", "approved_by", "ended_at")
    list_select_related = ("proposed_by", "approved_by")
    search_fields = ("claim__id__exact",)


@admin.register(Evidence)
class EvidenceAdmin(ReadOnly):
    list_display = ("title", CLAIM, "stance", "is_primary", "publisher", "added_by", "retrieved_at")
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
