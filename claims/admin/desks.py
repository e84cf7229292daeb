"""Desks with what they weigh, their scales and policies. Weights that change weigh open claims anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import desks, reweighing
from claims.admin.reading import Quick, actor, one_by_one
from claims.forms.desk_rules import DeskForm, RatingFormSet, WeightForm, masked
from claims.models import Claim, Desk, Policy, RatingScale, ScaleRating, Verdict, Weighing, Weight
from claims.models.weighing import MOST
from claims.ratings import FEWEST
from claims.ratings import MOST as MOST_RATINGS
from claims.statuses import Role

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WEIGHED_BY = {"speakers"}  # what of a desk itself its claims are weighed by


class SetUp:
    """What the role standards changes, which comes into the admin for these pages alone."""

    def has_module_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return actor(request).may(Role.STANDARDS)

    has_view_permission = has_add_permission = has_module_permission
    has_change_permission = has_delete_permission = has_module_permission


class WeightInline(SetUp, admin.TabularInline):
    model = Weight
    form = WeightForm
    extra = 1


@admin.register(Desk)
class DeskAdmin(SetUp, Quick):
    """Saving weights or speakers begins to weigh the desk's open claims; closed ones keep their sums."""

    form = DeskForm
    list_display = ("name", "still_to_weigh", "weights_given", "is_default", "scale", "policy", "webhook_set")
    list_select_related = ("scale", "policy", "weighing")
    search_fields = ("name__istartswith",)
    readonly_fields = ("is_default", "still_to_weigh")
    fields = (*DeskForm.Meta.fields, "is_default", "still_to_weigh")
    inlines = (WeightInline,)
    actions = ("make_default", "weigh_anew")
    ordering = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(given=Count("weights"))
        return counted

    def has_delete_permission(self, request: HttpRequest, obj: Desk | None = None) -> bool:
        """Never with claims, nor the one that takes those of no desk."""
        if obj is None:
            return False
        free = not obj.is_default and not Claim.objects.filter(desk=obj).exists()
        return free and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Desk, form: Any, change: bool) -> None:
        reweighing.hold_readings()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if WEIGHED_BY & set(form.changed_data) or any(each.has_changed() for each in formsets):
            reweighing.begin(desk_id=form.instance.pk)
            messages.info(request, gettext("The desk’s open claims are weighed anew in the background."))

    @admin.display(description=_("weights of its own"))
    def weights_given(self, desk: Any) -> int:
        return int(desk.given)

    @admin.display(description=_("webhook"))
    def webhook_set(self, desk: Desk) -> str:
        return masked(desk.webhook)

    @admin.display(description=_("open claims still to weigh"))
    def still_to_weigh(self, desk: Desk) -> str:
        row = Weighing.objects.select_related("desk").filter(desk=desk.pk).first()
        left = row.left() if row else 0
        if not left:
            return gettext("none")
        shown = number_format(left, force_grouping=True)
        return gettext("%(number)s or more") % {"number": shown} if left >= MOST else shown

    @admin.action(description=_("Make it the desk of claims that name none"))
    def make_default(self, request: HttpRequest, chosen: QuerySet[Desk]) -> None:
        if len(chosen) != 1:
            self.message_user(request, gettext("Choose one desk: only one can be it."), messages.ERROR)
            return
        one_by_one(
            request,
            chosen,
            lambda desk: desks.make_default(desk_id=desk.pk, by=actor(request)),
            _("Desks of claims that name none"),
        )

    @admin.action(description=_("Weigh its open claims anew"))
    def weigh_anew(self, request: HttpRequest, chosen: QuerySet[Desk]) -> None:
        one_by_one(
            request, chosen, lambda desk: reweighing.begin(desk_id=desk.pk), _("Desks that are weighed")
        )


class RatingInline(SetUp, admin.TabularInline):
    model = ScaleRating
    formset = RatingFormSet
    extra = 0
    max_num = MOST_RATINGS
    fields = ("position", "code", "label", "number", "glyph")
    ordering = ("position",)

    def get_extra(self, request: HttpRequest, obj: RatingScale | None = None, **_: Any) -> int:
        """A new scale opens with as many lines as it needs."""
        return self.extra if obj else FEWEST

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_pinned(obj)

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(RatingScale)
class ScaleAdmin(SetUp, Quick):
    """A scale that a verdict pins is read only, for good; a new version of it can be changed."""

    list_display = ("label", "name", "version", "is_offered", "pinned")
    list_filter = ("is_offered", "name")
    search_fields = ("name__istartswith", "label__istartswith")
    fields = ("name", "version", "label", "is_offered")
    inlines = (RatingInline,)
    actions = ("new_version", "offer", "offer_no_more")
    ordering = ("name", "-version")  # type: ignore[assignment]  # Quick has one

    def get_readonly_fields(self, request: HttpRequest, obj: RatingScale | None = None) -> tuple[str, ...]:
        return () if obj is None else ("name", "version", "is_offered")

    def has_change_permission(self, request: HttpRequest, obj: RatingScale | None = None) -> bool:
        return not is_pinned(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: RatingScale | None = None) -> bool:
        free = obj is not None and not is_pinned(obj) and not obj.desks.exists()
        return free and super().has_delete_permission(request, obj)

    @admin.display(description=_("pinned by a verdict"), boolean=True)
    def pinned(self, scale: RatingScale) -> bool:
        return is_pinned(scale)

    @admin.action(description=_("Make a new version of it"))
    def new_version(self, request: HttpRequest, scales: QuerySet[RatingScale]) -> None:
        by = actor(request)
        one_by_one(
            request, scales, lambda scale: desks.new_version(scale_id=scale.pk, by=by), _("New versions")
        )

    @admin.action(description=_("Offer it to new verdicts"))
    def offer(self, request: HttpRequest, scales: QuerySet[RatingScale]) -> None:
        self._offer(request, scales, True, _("Scales offered"))

    @admin.action(description=_("Offer it no more"))
    def offer_no_more(self, request: HttpRequest, scales: QuerySet[RatingScale]) -> None:
        self._offer(request, scales, False, _("Scales no longer offered"))

    def _offer(
        self, request: HttpRequest, scales: QuerySet[RatingScale], to: bool, done: StrOrPromise
    ) -> None:
        by = actor(request)
        one_by_one(request, scales, lambda scale: desks.offer(scale_id=scale.pk, is_offered=to, by=by), done)


def is_pinned(scale: RatingScale | None) -> bool:
    """Whether a verdict was given on it: what its words mean can't change any more."""
    if scale is None:
        return False
    return Verdict.objects.filter(scale=scale.name, scale_version=scale.version).exists()


@admin.register(Policy)
class PolicyAdmin(SetUp, Quick):
    """What a desk asks of a verdict; a proposed verdict keeps the policy that it was proposed under."""

    list_display = ("name", "evidence", "independent", "full_evidence", "contact", "votes", "voters")
    search_fields = ("name__istartswith",)
    ordering = ("name",)

    def has_delete_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        free = obj is not None and not obj.desks.exists()
        return free and super().has_delete_permission(request, obj)
