"""A toll as a table and as sentences: each report with what it changed and what it disagrees with. Plain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from claims.templatetags.dates import day_and_hour, hour
from claims.templatetags.toll_tracks import Track, given_up, tracks
from claims.templatetags.toll_words import (
    conflicts_told,
    labelled,
    measured,
    signed,
    spoken,
    step_told,
    unit,
    with_period,
)
from claims.templatetags.wording import in_a_row
from claims.tolls.types import Clash, Point, Report, Step, Toll


@dataclass(frozen=True, slots=True)
class Row:
    """One report: `was` is the figure that it takes the place of, where that was given up.

    `disagrees` says with what, `is_open` whether it still does.
    """

    point: Point
    figure: str
    was: str
    change: str
    disagrees: str
    is_open: bool

    @property
    def report(self) -> Report:
        return self.point.report


def rows(toll: Toll, order: Mapping[str, int]) -> list[Row]:
    """Every report, newest first."""
    changes = {p.report.key: told for track in tracks(toll, order) for p, told in _changes(track)}
    taken_back = {step.new.key: step for step in toll.steps if step.new}
    crossed = {point.report.key for _, point in given_up(toll)}
    found = []
    for point in reversed(toll.points):
        step, clash = taken_back.get(point.report.key), _clash(point.report, toll.clashes)
        is_back = step is not None and step.old.key in crossed
        found.append(
            Row(
                point=point,
                figure=labelled(point),
                was=signed(step.old.figure) if step and is_back else "",
                change=step_told(step).capitalize() if step and is_back else changes[point.report.key],
                disagrees=_disagrees(point.report, clash) if clash else "",
                is_open=clash is not None and clash.until is None,
            )
        )
    return found


def _changes(track: Track) -> Iterator[tuple[Point, str]]:
    """What each report of a line did to the one before it."""
    before: Point | None = None
    for point in track.points:
        yield point, _change(before, point)
        before = point


def _change(before: Point | None, point: Point) -> str:
    if point.void:
        return _("Killed by the wire")
    if before is None:
        return _("First report")
    old, new = before.report.figure, point.report.figure
    if (old.low, old.high, old.qualifier) == (new.low, new.high, new.qualifier):
        return _("Same")
    if (old.low, old.high) == (new.low, new.high):
        words = _("Same number, was %(figure)s")
    else:
        words = _("Up, was %(figure)s") if new.low > old.low else _("Down, was %(figure)s")
    return words % {"figure": signed(old)}


def _clash(report: Report, clashes: Iterable[Clash]) -> Clash | None:
    """The conflict that a report is a side of; an open one before a settled one."""
    mine = [clash for clash in clashes if report.key in (clash.one.key, clash.other.key)]
    return min(mine, key=lambda clash: clash.until is not None, default=None)


def _disagrees(report: Report, clash: Clash) -> str:
    other = clash.other if clash.one.key == report.key else clash.one
    words = _("Disagrees with %(figure)s") if clash.until is None else _("Disagreed with %(figure)s")
    return words % {"figure": signed(other.figure)}


def say(toll: Toll, order: Mapping[str, int]) -> str:
    """What each agency says now: "Northline and Halyard Wire say 17, Meridian Press says 19"."""
    said: dict[str, list[str]] = {}
    for track in tracks(toll, order):
        if track.last.until is None:
            said.setdefault(spoken(track.last.point.report.figure), []).append(track.name)
    return in_a_row(_says(names, figure) for figure, names in said.items())


def _says(names: Sequence[str], figure: str) -> str:
    words = ngettext("%(agencies)s says %(figure)s", "%(agencies)s say %(figure)s", len(names))
    return words % {"agencies": _together(names), "figure": figure}


def sides(clash: Clash) -> tuple[Report, Report]:
    """The two reports, the one told first before the other."""
    return (clash.one, clash.other) if clash.one.at <= clash.other.at else (clash.other, clash.one)


def still_open(toll: Toll) -> list[Clash]:
    return [clash for clash in toll.clashes if clash.until is None]


def given_up_told(toll: Toll) -> list[str]:
    """Each figure that an agency took back: "Northline gave up 19 at 15:05: corrected down by 2"."""
    by_old = {(step.at, step.old.key): step for step in toll.steps}
    return [_given_up(point.report, at, by_old.get((at, point.report.key))) for at, point in given_up(toll)]


def _given_up(report: Report, at: datetime, step: Step | None) -> str:
    told = {"agency": report.source, "figure": signed(report.figure, gap=""), "hour": hour(at)}
    if step is None:
        return _("%(agency)s gave up %(figure)s at %(hour)s, its story was killed.") % told
    # Translators: the step is "corrected down by 2", "withdrawn" and the like
    return _("%(agency)s gave up %(figure)s at %(hour)s, %(step)s.") % (told | {"step": step_told(step)})


def standing(toll: Toll) -> str:
    """The figure that stands, with its measure, as a list of events tells it: "≥ 12 killed"."""
    if toll.latest is None:
        return _("nothing stands of %(measure)s") % {"measure": measured(toll)}
    of = unit(toll)
    number = with_period(f"{signed(toll.latest)}{f' {of}' if of else ''}", toll.latest.per)
    told = {"measure": measured(toll), "figure": number}
    if of or toll.measure == "money":
        return pgettext("what is counted, then the figure", "%(measure)s: %(figure)s") % told
    return pgettext("the figure, then what is counted", "%(figure)s %(measure)s") % told


def rivals(toll: Toll) -> list[str]:
    """Other figures that still stand beside the newest one, each once, in the order of their agencies."""
    if toll.latest is None or toll.latest.qualifier == "disputed":
        return []
    still = {side.key: side for clash in still_open(toll) for side in (clash.one, clash.other)}
    newest = signed(toll.latest)
    return list(
        dict.fromkeys(signed(each.figure) for each in still.values() if signed(each.figure) != newest)
    )


def course(toll: Toll, order: Mapping[str, int]) -> str:
    """The whole drawing in words, for those who do not see it."""
    lines = [
        _("%(agency)s: %(figures)s.") % {"agency": track.name, "figures": in_a_row(_told(track.points))}
        for track in tracks(toll, order)
    ]
    return " ".join([*lines, *given_up_told(toll), conflicts_told(toll.clashes)]).strip()


def span(toll: Toll, until: datetime) -> str:
    """From when to when, as the title of a drawing says it."""
    begin, end = day_and_hour(toll.points[0].report.at), day_and_hour(until)
    return pgettext("times", "%(begin)s to %(end)s") % {"begin": begin, "end": end}


def _told(points: Sequence[Point]) -> Iterator[str]:
    """Each figure once, at the time when it was first told."""
    before = ""
    for point in points:
        if (figure := spoken(point.report.figure)) != before:
            at = hour(point.report.at)
            yield _("%(figure)s at %(hour)s") % {"figure": figure, "hour": at}
        before = figure


def _together(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    most, last = in_a_row(names[:-1]), names[-1]
    return pgettext("names", "%(most)s and %(last)s") % {"most": most, "last": last}
