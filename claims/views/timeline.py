"""What an event's page shows of its figures: drawings, tables and sentences of what a person may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from claims.exceptions import DeskError
from claims.models import Account, Article, Claim, Event, Occurrence, Regrouping, Revision, User, clock
from claims.models.seeing import hides_from
from claims.models.timeline import tolls_of
from claims.statuses import DECIDED, HELD, Status
from claims.story_permissions import TAKEN_BACK, check_may_regroup
from claims.templatetags.toll_axes import Frame
from claims.templatetags.toll_chart import NARROW, SMALL, SMALL_NARROW, WIDE, Drawing, draw
from claims.templatetags.toll_marks import kind, outline
from claims.templatetags.toll_rows import Row, course, rivals, rows, say, span, still_open
from claims.templatetags.toll_tracks import agencies
from claims.templatetags.toll_words import counted, heading
from claims.tolls.types import Clash, Toll

LIVE = timedelta(hours=6)  # after its last report an event is drawn up to the present for so long
STEP = timedelta(minutes=5)  # in which the present moves on, so that an unchanged page stays the same
AFTER = timedelta(minutes=15)  # drawn beyond the last report of an event that is over
HEADLINE = 3  # figures of the strip, beside the count of what came in
OURS = (*HELD, Status.PROPOSED, Status.IN_REVIEW, *DECIDED)
LISTED, HISTORY, STORIES = 20, 50, 100  # lines
NEAR = 25  # events before it, and after it, that it can be merged with
FIRST = ("killed", "wounded", "missing", "displaced", "evacuated", "troops")  # the order of the charts


@dataclass(frozen=True, slots=True)
class Shown:
    """A toll on the page: its words, its two drawings, its table; `ident` is what its ids begin with."""

    toll: Toll
    ident: str
    heading: str
    title: str
    told: str
    wide: Drawing
    narrow: Drawing
    rows: list[Row]
    says: str
    rivals: list[str]
    open: list[Clash]


@dataclass(frozen=True, slots=True)
class Agency:
    """An entry of the legend: the name, and the class and shape that stand for it."""

    name: str
    kind: str
    shape: str


def told(event: Event, person: User, *, seen: str = "") -> dict[str, Any]:
    """All of the page that changes while the night runs; nothing but the mark where it is the one `seen`."""
    found = in_order(tolls_of([event.pk], person)[event.pk])
    order = agencies(found)
    until, is_now = end_of(found)
    own = ours(event, person)
    grouped = [] if hides_from(event, person) else history(event)
    mark = _mark(event, found, until, own, grouped)
    if mark == seen:
        return {"seen": mark}
    shown = [_shown(toll, number, order, until, is_now=is_now) for number, toll in enumerate(found)]
    reports = [point.report for toll in found for point in toll.points]
    return {
        "event": event,
        "seen": mark,
        "began": began(event, found),
        "tolls": shown,
        "strip": shown[:HEADLINE],
        "agencies": [Agency(name, kind(place), outline(place % 6, 16, 6)) for name, place in order.items()],
        "disagreed": any(toll.clashes for toll in found),
        "open": [(each, clash) for each in shown for clash in each.open],
        "stories": len({report.article for report in reports}),
        "versions": len({(report.article, report.order) for report in reports}),
        "claims_told": len({report.claim for report in reports}),
        "received": received([report.key for report in reports]),
        "ours": own,
        "history": grouped,
    }


def _mark(
    event: Event, found: Sequence[Toll], until: datetime, own: Sequence[Claim], grouped: Sequence[Regrouping]
) -> str:
    """Another one as soon as anything that the page shows is another."""
    work = [(claim.pk, claim.version, claim.status, claim.needs_recheck) for claim in own]
    shows = (event.name, event.place, found, until, work, [line.pk for line in grouped])
    return sha256(repr(shows).encode()).hexdigest()[:16]


def _shown(toll: Toll, number: int, order: Mapping[str, int], until: datetime, *, is_now: bool) -> Shown:
    wide, narrow = (SMALL, SMALL_NARROW) if number else (WIDE, NARROW)
    return Shown(
        toll=toll,
        ident=f"toll{number}",
        heading=heading(toll),
        title=_("%(counted)s: what was told, %(span)s")
        % {"counted": counted(toll), "span": span(toll, until)},
        told=course(toll, order),
        wide=_drawn(toll, order, until, wide, is_now=is_now),
        narrow=_drawn(toll, order, until, narrow, is_now=is_now),
        rows=rows(toll, order),
        says=say(toll, order),
        rivals=rivals(toll),
        open=still_open(toll),
    )


def _drawn(toll: Toll, order: Mapping[str, int], until: datetime, frame: Frame, *, is_now: bool) -> Drawing:
    return draw(toll, order, until, frame, is_now=is_now)


def in_order(found: Sequence[Toll]) -> list[Toll]:
    """The toll of people killed first, then as an editor would ask, then what was told of most."""

    def place(toll: Toll) -> tuple[int, int, str]:
        first = FIRST.index(toll.measure) if toll.measure in FIRST else len(FIRST)
        return first, -len(toll.points), toll.measure

    return sorted((toll for toll in found if toll.points), key=place)


def began(event: Event, found: Sequence[Toll]) -> datetime:
    """When it was first told of: an account has the time of its newest version."""
    return min([event.began_at, *(point.report.at for toll in found for point in toll.points)])


def end_of(found: Sequence[Toll]) -> tuple[datetime, bool]:
    """Where the drawings end, and whether that is the present: all of an event's end at one moment."""
    now = clock()
    moments = [point.report.at for toll in found for point in toll.points]
    moments += [p.report.void_at for toll in found for p in toll.points if p.report.void_at]
    moments += [step.at for toll in found for step in toll.steps]
    last = max(moments, default=now)
    margin = (last - min(moments, default=last)) / 20  # so that the newest mark does not stand on the edge
    if last <= now < last + LIVE:
        floor = datetime.min.replace(tzinfo=now.tzinfo)
        return max(now - (now - floor) % STEP, last + margin), True
    return last + max(AFTER, margin), False


def received(keys: Collection[int]) -> dict[int, datetime]:
    """When the version of each report came in, by the report's key."""
    return dict(Occurrence.objects.filter(pk__in=keys).values_list("pk", "revision__received_at"))


def ours(event: Event, person: User) -> list[Claim]:
    """Our own work that rests on these figures: what somebody works on, has judged or published."""
    about = Claim.objects.visible_to(person).filter(event=event, status__in=OURS)
    return list(about.with_context().order_by("-needs_recheck", "-priority", "-pk")[:LISTED])


def history(event: Event) -> list[Regrouping]:
    """What was done to the event, newest first; each with its main line, and whether anybody can undo that.

    A line that refers to another event's offers to undo it there: that event may be gone from all pages.
    """
    lines = list(event.history.select_related("actor", "undone_by__actor")[:HISTORY])
    referred = {line.detail["line"] for line in lines if "line" in line.detail}
    mains = Regrouping.objects.select_related("undone_by__actor").in_bulk(referred) if referred else {}
    for line in lines:
        main = mains.get(line.detail.get("line"), line)
        undone = getattr(main, "undone_by", None)
        line.main = main  # type: ignore[attr-defined]
        line.taken_back_by = undone.actor.name if undone and undone.actor else ""  # type: ignore[attr-defined]
        line.can_undo = _can_undo(main)  # type: ignore[attr-defined]
    return lines


def _can_undo(line: Regrouping) -> bool:
    """A name that the service gave is changed by giving another; the first story has nowhere to go."""
    if line.actor is None and line.action in ("renamed", "begun"):
        return False
    return line.action in TAKEN_BACK


def grouping(event: Event, person: User) -> dict[str, Any]:
    """The stories of an event, and for whoever may regroup it the events that it can meet with."""
    refusal = why_not(event, person)
    return {
        "accounts": accounts(event, person),
        "no_regroup": refusal,
        "others": [] if refusal else near(event, person),
    }


def near(event: Event, person: User) -> list[Event]:
    """Other events that stand, those about its time."""
    others = Event.objects.visible_to(person).filter(merged_into=None).exclude(pk=event.pk)
    before = others.filter(latest_at__lte=event.latest_at).latest_first()[:NEAR]
    after = others.filter(latest_at__gt=event.latest_at).order_by("latest_at", "pk")[:NEAR]
    return [*reversed(after), *before]


def why_not(event: Event, person: User) -> str:
    """Why this person may not regroup it; "" where they may."""
    try:
        check_may_regroup(person, event)
    except DeskError as refusal:
        return str(refusal)
    return ""


def accounts(event: Event, person: User) -> list[Account]:
    """The stories that tell of it, newest first, as this person may see them."""
    long = (f"article__current__{field}" for field in Revision.LONG)
    found = event.accounts.select_related("article__source", "article__current", "pinned_by").defer(*long)
    return list(found.filter(article__in=Article.objects.visible_to(person)).order_by("-at", "-pk")[:STORIES])
