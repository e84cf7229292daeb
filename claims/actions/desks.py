"""Desks, scales and policies: what every installation starts with, and what the admin makes of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions import reweighing
from claims.exceptions import Conflict
from claims.models import Desk, Policy, RatingScale, ScaleRating, User
from claims.permissions.setting_up import check_may_set_up
from claims.ratings import FEWEST, LIGHT, MOST, POLICIES, SHIPPED, SIX_POINT, Scale

DESK = "Claims desk"
WITHOUT_RATINGS = frozenset(scale.name for scale in SHIPPED if not scale.ratings)  # a sentence says it


@transaction.atomic
def ship(**_: Any) -> None:
    """Make what is missing; what a newsroom has made of it stays. Called after each migration."""
    for scale in SHIPPED:
        _ship(scale)
    for shipped in POLICIES:
        Policy.objects.get_or_create(name=shipped.name, defaults=asdict(shipped))
    if not Desk.objects.exists():
        Desk.objects.create(
            name=DESK,
            is_default=True,
            scale=RatingScale.objects.get(name=SIX_POINT.name, version=SIX_POINT.version),
            policy=Policy.objects.get(name=LIGHT.name),
        )


def _ship(scale: Scale) -> None:
    row, is_new = RatingScale.objects.get_or_create(
        name=scale.name, version=scale.version, defaults={"label": scale.label}
    )
    if is_new:
        ScaleRating.objects.bulk_create(
            ScaleRating(scale=row, position=position, **asdict(rating))
            for position, rating in enumerate(scale.ratings, start=1)
        )


@transaction.atomic
def make_default(*, desk_id: int, by: User) -> Desk:
    """From now on it takes the claims that name no desk, which are weighed by its weights.

    Raises NotAllowed, Conflict where it does so already, Desk.DoesNotExist.
    """
    check_may_set_up(by, "desks")
    reweighing.hold_readings()
    found = {desk.pk: desk for desk in Desk.objects.select_for_update().order_by("pk")}
    if desk_id not in found:
        raise Desk.DoesNotExist
    if found[desk_id].is_default:
        told = {"desk": found[desk_id]}
        raise Conflict(_("Claims that name no desk are at “%(desk)s” already.") % told)
    Desk.objects.filter(is_default=True).update(is_default=False)
    Desk.objects.filter(pk=desk_id).update(is_default=True)
    reweighing.begin(desk_id=desk_id)
    return Desk.objects.get(pk=desk_id)


@transaction.atomic
def new_version(*, scale_id: int, by: User) -> RatingScale:
    """A copy of the scale with the next number, not offered yet: to be changed until a verdict pins it."""
    check_may_set_up(by, "scales")
    old = RatingScale.objects.select_for_update().get(pk=scale_id)
    newest = RatingScale.objects.filter(name=old.name).order_by("-version").values_list("version", flat=True)
    anew = RatingScale.objects.create(name=old.name, version=newest[0] + 1, label=old.label, is_offered=False)
    ScaleRating.objects.bulk_create(_copied(rating, anew) for rating in old.ratings.order_by("position"))
    return anew


@transaction.atomic
def offer(*, scale_id: int, is_offered: bool, by: User) -> RatingScale:
    """Offer the scale to new verdicts, or no more. Raises Conflict where a desk rates by it."""
    check_may_set_up(by, "scales")
    scale = RatingScale.objects.select_for_update().get(pk=scale_id)
    desk = scale.desks.first()
    if desk and not is_offered:
        told = {"desk": desk}
        raise Conflict(_("The desk “%(desk)s” rates by it: give that desk another scale first.") % told)
    if is_offered and scale.name not in WITHOUT_RATINGS:
        _check_can_be_picked(scale)
    scale.is_offered = is_offered
    scale.save(update_fields=["is_offered"])
    return scale


def _check_can_be_picked(scale: RatingScale) -> None:
    """A digit picks each rating, and there is something to choose from. Raises Conflict."""
    if not FEWEST <= (number := scale.ratings.count()) <= MOST:
        told = {"fewest": FEWEST, "most": MOST, "number": number}
        raise Conflict(_("A scale has %(fewest)s to %(most)s ratings; this one has %(number)s.") % told)


def _copied(rating: ScaleRating, to: RatingScale) -> ScaleRating:
    fields = ("code", "label", "number", "glyph", "position")
    return ScaleRating(scale=to, **{name: getattr(rating, name) for name in fields})
