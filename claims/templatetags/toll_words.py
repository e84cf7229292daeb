"""What a toll says, in words: its measure, its figures with their bounds, how it went, who disagrees.

The drawing, its description and the table beneath it take their words from here, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from claims.extraction.types import Figure
from claims.templatetags.dates import hour
from claims.templatetags.toll_axes import from_the_left, short
from claims.templatetags.wording import CURRENCIES, SIGNS, UNITS, in_a_row
from claims.tolls.types import Clash, Latest, Point, Report, Role, Step, Toll
from claims.words import said

MEASURES = {
    "killed": pgettext_lazy("what is counted", "killed"),
    "wounded": pgettext_lazy("what is counted", "wounded"),
    "missing": pgettext_lazy("what is counted", "missing"),
    "trapped": pgettext_lazy("what is counted", "trapped"),
    "rescued": pgettext_lazy("what is counted", "rescued"),
    "freed": pgettext_lazy("what is counted", "freed"),
    "hostages": pgettext_lazy("what is counted", "hostages"),
    "arrested": pgettext_lazy("what is counted", "arrested"),
    "cases": pgettext_lazy("what is counted", "cases"),
    "displaced": pgettext_lazy("what is counted", "displaced"),
    "evacuated": pgettext_lazy("what is counted", "evacuated"),
    "homeless": pgettext_lazy("what is counted", "homeless"),
    "returned": pgettext_lazy("what is counted", "returned"),
    "crowd": pgettext_lazy("what is counted", "in the crowd"),
    "strikers": pgettext_lazy("what is counted", "on strike"),
    "jobs": pgettext_lazy("what is counted", "jobs cut"),
    "troops": pgettext_lazy("what is counted", "troops"),
    "weapons": pgettext_lazy("what is counted", "weapons"),
    "money": pgettext_lazy("what is counted", "money"),
}

PEOPLE = {
    "killed": said("People killed"),
    "wounded": said("People wounded"),
    "missing": said("People missing"),
    "trapped": said("People trapped"),
    "rescued": said("People rescued"),
    "hostages": said("Hostages"),
    "arrested": said("People arrested"),
    "cases": said("Cases"),
    "displaced": said("People displaced"),
    "evacuated": said("People evacuated"),
    "homeless": said("People homeless"),
    "crowd": said("People in the crowd"),
    "strikers": said("Strikers"),
    "jobs": said("Jobs cut"),
    "troops": said("Troops"),
    "weapons": said("Weapons"),
    "money": said("Money"),
}
SPOKEN = {
    "about": said("about %(number)s"),
    "nearly": said("nearly %(number)s"),
    "at_least": said("at least %(number)s"),
    "more_than": said("more than %(number)s"),
    "at_most": said("up to %(number)s"),
    "less_than": said("less than %(number)s"),
    "dozens": said("at least %(number)s"),
}
UPWARD = ("at_least", "more_than", "dozens")
DOWNWARD = ("at_most", "less_than")
LOOSE = ("about", "nearly")
ONWARD = ("rise", "fall")  # how things went, without anybody's mistake
KINDS = {  # of a Step
    "rise": said("rise"),
    "fall": said("fall"),
    "revised down": said("revised down"),
    "correction": said("correction"),
}
BY = {  # where a figure went by a step: down, up
    "onward": (said("down by %(figure)s"), said("up by %(figure)s")),
    "revised down": (said("revised down by %(figure)s"), said("revised up by %(figure)s")),
    "correction": (said("corrected down by %(figure)s"), said("corrected up by %(figure)s")),
}
PERIODS = {
    "hour": said("%(figure)s a hour"),
    "day": said("%(figure)s a day"),
    "week": said("%(figure)s a week"),
    "month": said("%(figure)s a month"),
    "year": said("%(figure)s a year"),
}


def heading(toll: Toll) -> str:
    """The measure as a heading, with what is counted where several tolls share it: "Money: aid budget"."""
    name, of = measured(toll).capitalize(), subject(toll)
    if toll.measure in of.split():
        return of[:1].upper() + of[1:]
    return f"{name}: {of}" if of else name


def measured(toll: Toll) -> str:
    """What is counted, in the reader's language where it is one of the desk's own measures."""
    return str(MEASURES.get(toll.measure, toll.measure))


def counted(toll: Toll) -> str:
    """The measure as the title of a drawing."""
    known = PEOPLE.get(toll.measure)
    name = _(known) if known else toll.measure.capitalize()
    return in_a_row((name, subject(toll))) if subject(toll) else name


def subject(toll: Toll) -> str:
    """What money, troops or things are told of, in the newest report's words, and of which closed period."""
    told = toll.points[-1].report.figure.of if toll.subject else ""
    first, _dash, last = toll.period.partition("-")
    period = first if first == last else toll.period
    return ", ".join(filter(None, (told, "" if period in told.split() else period)))


def value(point: Point) -> float:
    """Where a point stands: its figure, the middle of a range, or what its period was brought to."""
    if point.normalised is not None:
        return point.normalised
    figure = point.report.figure
    return (figure.low + figure.high) / 2 if figure.high is not None else figure.low


def reach(figure: Figure) -> tuple[float, float] | None:
    """The lowest and highest that a figure leaves open, for a range and for about and nearly."""
    if figure.high is not None:
        return figure.low, figure.high
    if figure.qualifier in LOOSE:
        return figure.low * 0.9, figure.low * (1.1 if figure.qualifier == "about" else 1.0)
    return None


def signed(figure: Figure | Latest, *, gap: str = " ") -> str:
    """The figure with its sign: ≥ 37, 12–15, ≈ 50 bn."""
    if figure.high is not None:
        return from_the_left(f"{short(figure.low)}–{short(figure.high)}")
    sign = SIGNS.get(figure.qualifier, "")
    return short(figure.low, sign=f"{sign}{gap if sign else ''}")


def labelled(point: Point, *, gap: str = " ") -> str:
    """A figure as its marker carries it: brought to the period of the others, or as so many more."""
    figure = point.report.figure
    if point.report.reading.role == Role.NEW:
        return short(figure.low, sign="+")
    if point.normalised is None or figure.high is not None:
        return signed(figure, gap=gap)
    sign = SIGNS.get(figure.qualifier, "")
    return short(point.normalised, sign=f"{sign}{gap if sign else ''}")


def spoken(figure: Figure | Latest) -> str:
    """The figure as one would say it: at least 37, 12 to 15, with its unit and period."""
    number = short(figure.low)
    if figure.high is not None:
        number = pgettext("figures", "%(low)s to %(high)s") % {"low": number, "high": short(figure.high)}
    bound = SPOKEN.get(figure.qualifier)
    return with_period(_(bound) % {"number": number} if bound else number, figure.per)


def unit(toll: Toll) -> str:
    """The unit where the measure does not say it already: crowns, US dollars, vehicles."""
    if toll.unit in ("people", ""):
        return ""
    known = CURRENCIES.get(toll.unit) or UNITS.get(toll.unit)
    return _(known) if known else toll.unit if toll.unit.endswith("s") else f"{toll.unit}s"


def lasted(clash: Clash, until: datetime) -> str:
    """How long it was open: 75 min, 2 h 05, 3 days."""
    minutes = int(((clash.until or until) - clash.since).total_seconds() // 60)
    if minutes < 100:
        return _("%(minutes)s min") % {"minutes": max(minutes, 0)}
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return _("%(hours)s h %(minutes)s") % {"hours": hours, "minutes": f"{rest:02}"}
    return ngettext("%(count)d day", "%(count)d days", hours // 24) % {"count": hours // 24}


def told_by(report: Report) -> str:
    """Whose figure it is: the speaker as told by the agency."""
    return f"{report.source}, {report.speaker}" if report.speaker else report.source


def step_told(step: Step) -> str:
    """What an agency changed: "corrected down by 2", "withdrawn"."""
    if step.new is None or step.kind == "withdrawal":
        return _("withdrawn")
    by = step.new.figure.low - step.old.figure.low
    if not by:
        return _(KINDS[step.kind])
    words = BY["onward" if step.kind in ONWARD else step.kind][by > 0]
    return _(words) % {"figure": short(abs(by))}


def is_given_up(step: Step) -> bool:
    """Whether the agency took its figure back, rather than told how things went on."""
    return step.kind not in ONWARD


def conflicts_told(clashes: Sequence[Clash]) -> str:
    """All conflicts as sentences, numbered as in the drawing."""
    return " ".join(_conflict_told(number, clash) for number, clash in enumerate(clashes, 1))


def _conflict_told(number: int, clash: Clash) -> str:
    told = {
        "number": number,
        "one": spoken(clash.one.figure),
        "teller": told_by(clash.one),
        "other": spoken(clash.other.figure),
        "opponent": told_by(clash.other),
        "since": hour(clash.since),
    }
    if clash.until is None:
        words = _(
            "Conflict %(number)s: %(one)s (%(teller)s) against %(other)s (%(opponent)s), "
            "open since %(since)s."
        )
        return words % told
    words = _(
        "Conflict %(number)s: %(one)s (%(teller)s) against %(other)s (%(opponent)s), "
        "from %(since)s to %(until)s."
    )
    return words % (told | {"until": hour(clash.until)})


def with_period(figure: str, per: str | None) -> str:
    """A figure with the period that it is told of: 50 bn a year."""
    if not per:
        return figure
    known = PERIODS.get(per)
    return _(known) % {"figure": figure} if known else f"{figure} a {per}"
