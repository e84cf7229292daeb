"""What every installation starts with: the shipped scales and policies, and one desk."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction

from claims.models import Desk, Policy, RatingScale, ScaleRating
from claims.ratings import LIGHT, POLICIES, SHIPPED, SIX_POINT, Scale

DESK = "Claims desk"


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
