"""An event's figures to take along: a table for spreadsheets, a feed for readers of feeds.

Both hold what this person may see and nothing made of the rest, and no cache keeps them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from claims.models import Event, User
from claims.models.timeline import moment, tolls_of
from claims.templatetags.toll_rows import Row, rows, still_open
from claims.templatetags.toll_tracks import agencies
from claims.templatetags.toll_words import conflicts_told, heading
from claims.tolls.types import Toll
from claims.views.asking import DeskRequest, signed_in
from claims.views.atom import ATOM, reader, storable, unknown_reader
from claims.views.events import event_or_404
from claims.views.timeline import in_order, received

FEED = 60  # entries
COMMANDS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what makes a cell a formula
COLUMNS = (
    "event measure unit told received agency story version low high qualifier per normalised speaker "
    "sentence change disagrees open repeat void rests_on claim"
).split()


@require_safe
@signed_in
def event_csv(request: DeskRequest, pk: int) -> HttpResponse:
    """Every report of every measure, the oldest first."""
    event = event_or_404(request.user, pk)
    text = StringIO()
    sheet = csv.DictWriter(text, COLUMNS)
    sheet.writeheader()
    sheet.writerows(
        {name: safe(value) for name, value in line.items()} for line in lines(event, request.user)
    )
    name = f'attachment; filename="event-{event.pk}.csv"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def lines(event: Event, person: User) -> Iterator[dict[str, Any]]:
    """The reports, one after the other, measure by measure."""
    found = in_order(tolls_of([event.pk], person)[event.pk])
    times = received([point.report.key for toll in found for point in toll.points])
    for toll in found:
        for row in reversed(rows(toll, agencies(found))):
            came = times.get(row.report.key)
            told = {"event": event.name, "measure": toll.measure, "unit": toll.unit}
            yield told | {"received": moment(came) if came else ""} | line(row)


def line(row: Row) -> dict[str, Any]:
    """One report as a line of the table."""
    report, figure = row.report, row.report.figure
    return {
        "told": moment(report.at),
        "agency": report.source,
        "story": report.guid,
        "version": report.version,
        "low": f"{figure.low:.15g}",
        "high": "" if figure.high is None else f"{figure.high:.15g}",
        "qualifier": figure.qualifier,
        "per": report.reading.per or figure.per or "",
        "normalised": "" if row.point.normalised is None else f"{row.point.normalised:.15g}",
        "speaker": report.speaker,
        "sentence": report.sentence,
        "change": row.change,
        "disagrees": row.disagrees,
        "open": "yes" if row.is_open else "",
        "repeat": "yes" if row.point.repeat else "",
        "void": "yes" if row.point.void else "",
        "rests_on": report.relays,
        "claim": report.claim,
    }


def safe(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    text = str(value)
    return f"'{text}" if text.startswith(COMMANDS) else text


@require_safe
def event_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Atom: each new figure, the newest first, and what is disputed; for people and for their tokens."""
    person = reader(request)
    if person is None:
        return unknown_reader()
    event = event_or_404(person, pk)
    page = request.build_absolute_uri(reverse("event", args=[event.pk]))
    feed = Atom1Feed(
        title=storable(event.name),
        link=page,
        description="The figures that agencies tell of it, as they come in.",
        language="en",
        feed_url=request.build_absolute_uri(),
    )
    found = in_order(tolls_of([event.pk], person)[event.pk])
    told = [(row, toll) for toll in found for row in rows(toll, agencies(found)) if not row.point.repeat]
    for row, toll in sorted(told, key=lambda each: each[0].report.at, reverse=True)[:FEED]:
        _tell(feed, page, row, toll)
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM, headers={"Cache-Control": "no-store"})


def _tell(feed: Atom1Feed, page: str, row: Row, toll: Toll) -> None:
    """One figure: who tells it, what it changes, and whether somebody disagrees."""
    report = row.report
    changed = f" ({row.change.lower()})" if row.change != "First report" else ""
    disputed = f" {conflicts_told(still_open(toll))}" if row.is_open else ""
    feed.add_item(
        title=storable(f"{heading(toll)}: {row.figure}, {report.source}{changed}"),
        link=f"{page}#said{report.key}",
        unique_id=f"{page}#said{report.key}",
        description=storable(f"“{report.sentence}”{disputed}"),
        author_name=storable(report.source),
        pubdate=report.at,
        updateddate=report.void_at or report.at,
    )
