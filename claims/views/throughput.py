"""How much the desk gets through: of all its people together, never of one."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.models import throughput as read
from claims.permissions.people import check_may_see_throughput
from claims.views.asking import DeskRequest, signed_in

Figures = tuple[list[read.Span], list[read.Span], list[read.Wait]]
FRESH = 60  # seconds that the figures are good for


@require_safe
@signed_in
def throughput(request: DeskRequest) -> HttpResponse:
    """The last day by hour, the last two weeks by day, and how long each stage takes."""
    check_may_see_throughput(request.user)
    hours, days, waits = _figures()
    context = {
        "tab": "throughput",
        "stages": read.STAGES,
        "hours": hours,
        "days": days,
        "waits": waits,
    }
    return render(request, "claims/throughput.html", context)


def _figures() -> Figures:
    """Of all web processes the first that is asked in a minute counts."""
    known: Figures | None = cache.get("throughput")
    if known is None:
        known = (read.hours(), read.days(), read.waits())
        cache.set("throughput", known, FRESH)
    return known
