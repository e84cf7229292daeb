"""The page of the night, the runs behind it, and what each of them brought."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.actions.wording import grouped
from claims.forms.queue import LARGEST_ID
from claims.models import Arrival, IngestRun, User
from claims.models.arrival import ArrivalQuerySet
from claims.models.clock import hour
from claims.models.night import LISTED, Night
from claims.statuses import ArrivalStatus, Role
from claims.templatetags.charts import columns, line, spark
from claims.views.asking import DeskRequest, signed_in
from claims.words import said

BUSIEST = said("Most, %(number)s, arrived in the hour from %(time)s.")
WAITED = said("The most stories waiting were %(most)s; at the end %(left)s were left.")
EARLIEST = date(2000, 1, 1)
ARRIVALS = 100  # lines of one page of a run
WENT = {
    said("New stories"): (ArrivalStatus.NEW,),
    said("New versions"): (ArrivalStatus.REVISION,),
    said("Refiled, nothing changed"): (ArrivalStatus.REFILE,),
    said("Under embargo"): (ArrivalStatus.EMBARGOED,),
    said("Withheld by the wire"): (ArrivalStatus.WITHHELD,),
    said("Kill notices"): (ArrivalStatus.CANCELED,),
    said("Delivered twice"): (ArrivalStatus.DUPLICATE,),
    said("Older than what stands"): (ArrivalStatus.STALE,),
    said("Advisories, pictures and the like"): (ArrivalStatus.ADVISORY,),
    said("Quarantined"): (ArrivalStatus.QUARANTINED,),
    said("Refused or empty"): (ArrivalStatus.REJECTED, ArrivalStatus.EMPTY),
}


@require_safe
@signed_in
def night(request: DeskRequest) -> HttpResponse:
    """The newest night that brought anything, or the one whose evening ?night= names."""
    shown = shown_on(request.user, request.GET.get("night", ""))
    context = {
        "tab": "runs",
        "night": shown,
        "went": [(name, sum(shown.outcomes[status] for status in found)) for name, found in WENT.items()],
        "wires": [(wire, spark(wire.hours)) for wire in shown.wires],
        "listed": LISTED,
        "may_settle": request.user.may(Role.CHECKER),
        **asking_for_people(shown),
        **charts(shown),
    }
    return render(request, "claims/night.html", context)


def shown_on(person: User, asked: str) -> Night:
    """The night that begins on the evening asked for, or the newest."""
    return Night(evening_or_404(asked), person) if asked else Night.latest(person)


def asking_for_people(shown: Night) -> dict[str, int]:
    """How many things of the night wait for somebody, by kind and in all."""
    counts = {
        "changed": shown.rechecks.count(),
        "kills": shown.killed.count(),
        "held": shown.quarantined.count(),
        "failures": shown.failed.count(),
    }
    return counts | {"needs": sum(counts.values())}


@require_safe
@signed_in
def run(request: DeskRequest, pk: int) -> HttpResponse:
    """One run, with what became of each story that this person may see; ?status= narrows it down."""
    if pk > LARGEST_ID:
        raise Http404
    runs = IngestRun.objects.visible_to(request.user)
    found = get_object_or_404(runs.select_related("source", "by"), pk=pk)
    status = request.GET.get("status", "")
    brought = Arrival.objects.visible_to(request.user).filter(run=found)
    arrivals = brought.select_related("article__source").order_by("pk")
    if status in list(ArrivalStatus):
        arrivals = arrivals.filter(status=status)
    page = Paginator(arrivals, ARRIVALS).get_page(request.GET.get("page"))
    context = {"tab": "runs", "run": found, "page": page, "status": status, "statuses": counted(brought)}
    return render(request, "claims/run.html", context)


def counted(brought: ArrivalQuerySet) -> list[tuple[str, int]]:
    """What a run has brought so far, also while it goes on."""
    counts = dict(brought.order_by().values_list("status").annotate(Count("pk")))
    return [(status.value, counts[status]) for status in ArrivalStatus if status in counts]


def charts(shown: Night) -> dict[str, Any]:
    """The drawings, each wide and narrow, and the sentences that say the same."""
    hours, levels = shown.hours, shown.backlog
    values, usual = [each.arrived for each in hours], [each.usual for each in hours]
    labels = [f"{each.start:%H}" for each in hours]
    at, peak = max(levels, key=lambda level: level[1])
    marks = _time_labels(levels)
    told = _("%(number)s at %(time)s") % {"number": grouped(peak), "time": hour(at)}
    busiest = max(hours, key=lambda each: each.arrived)
    heights = [level for _, level in levels]
    return {
        "hours_wide": columns(values, usual, labels, width=760, height=210),
        "hours_narrow": columns(values, usual, labels, width=330, height=190),
        "busiest": _(BUSIEST) % {"number": grouped(busiest.arrived), "time": hour(busiest.start)},
        "backlog": line(heights, marks, width=290, height=180, peak=told),
        "backlog_told": _(WAITED) % {"most": told, "left": grouped(heights[-1])},
        "backlog_steps": [(timezone.localtime(at), level) for at, level in levels[3::4]],
        "has_usual": any(each.usual is not None for each in hours),
    }


def _time_labels(levels: list[tuple[datetime, int]]) -> list[tuple[float, str]]:
    """Five times of day along the axis, from its beginning to its end."""
    end = levels[-1][0]
    begin = levels[0][0] - (levels[1][0] - levels[0][0])
    return [
        (share, f"{timezone.localtime(begin + (end - begin) * share):%H:%M}")
        for share in (0, 0.25, 0.5, 0.75, 1)
    ]


def evening_or_404(asked: str) -> date:
    """An ISO date that a night can begin on."""
    try:
        evening = date.fromisoformat(asked)
    except ValueError:
        raise Http404 from None
    if not EARLIEST <= evening <= timezone.localdate() + timedelta(days=1):
        raise Http404
    return evening
