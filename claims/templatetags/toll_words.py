"""What a toll says, in words: its measure, its figures with their bounds, how it went, who disagrees.

The drawing, its description and the table beneath it take their words from here, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from claims.extraction.types import Figure
from claims.templatetags.toll_axes import short
from claims.templatetags.wording import CURRENCIES, SIGNS, UNITS
from claims.tolls.types import Clash, Latest, Point, Report, Role, Step, Toll

PEOPLE = {
    "killed": "People killed",
    "wounded": "People wounded",
    "missing": "People missing",
    "trapped": "People trapped",
    "rescued": "People rescued",
    "hostages": "Hostages",
    "arrested": "People arrested",
    "cases": "Cases",
    "displaced": "People displaced",
    "evacuated": "People evacuated",
    "homeless": "People homeless",
    "troops": "Troops",
    "weapons": "Weapons",
    "money": "Money",
}
SPOKEN = {
    "about": "about",
    "nearly": "nearly",
    "at_least": "at least",
    "more_than": "more than",
    "at_most": "up to",
    "less_than": "less than",
    "dozens": "at least",
}
UPWARD = ("at_least", "more_than", "dozens")
DOWNWARD = ("at_most", "less_than")
LOOSE = ("about", "nearly")
ONWARD = ("rise", "fall")  # how things went, without anybody's mistake


def heading(toll: Toll) -> str:
    """The measure as a heading, with what is counted where several tolls share it: "Money: aid budget"."""
    name, of = toll.measure.capitalize(), subject(toll)
    if toll.measure in of.split():
        return of[:1].upper() + of[1:]
    return f"{name}: {of}" if of else name


def counted(toll: Toll) -> str:
    """The measure as the title of a drawing."""
    name = PEOPLE.get(toll.measure, toll.measure.capitalize())
    return f"{name}, {subject(toll)}" if subject(toll) else name


def subject(toll: Toll) -> str:
    """What money, troops or things are told of, in the newest report's words, and of which closed period."""
    told = toll.points[-1].report.figure.of if toll.subject else ""
    return ", ".join(filter(None, (told, toll.period)))


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
        return f"{short(figure.low)}–{short(figure.high)}"
    sign = SIGNS.get(figure.qualifier, "")
    return f"{sign}{gap if sign else ''}{short(figure.low)}"


def labelled(point: Point, *, gap: str = " ") -> str:
    """A figure as its marker carries it: brought to the period of the others, or as so many more."""
    figure = point.report.figure
    if point.report.reading.role == Role.NEW:
        return f"+{short(figure.low)}"
    if point.normalised is None or figure.high is not None:
        return signed(figure, gap=gap)
    sign = SIGNS.get(figure.qualifier, "")
    return f"{sign}{gap if sign else ''}{short(point.normalised)}"


def spoken(figure: Figure | Latest) -> str:
    """The figure as one would say it: at least 37, 12 to 15, with its unit and period."""
    bound = SPOKEN.get(figure.qualifier, "")
    number = short(figure.low) if figure.high is None else f"{short(figure.low)} to {short(figure.high)}"
    return f"{bound} {number}{_period(figure.per)}".strip()


def unit(toll: Toll) -> str:
    """The unit where the measure does not say it already: crowns, US dollars, vehicles."""
    if toll.unit in ("people", ""):
        return ""
    known = CURRENCIES.get(toll.unit) or UNITS.get(toll.unit)
    return known or (toll.unit if toll.unit.endswith("s") else f"{toll.unit}s")


def hour(at: datetime) -> str:
    """A local time of day."""
    return f"{timezone.localtime(at):%H:%M}"


def day_and_hour(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y}, {local:%H:%M}"


def lasted(clash: Clash, until: datetime) -> str:
    """How long it was open: 75 min, 2 h 05, 3 days."""
    minutes = int(((clash.until or until) - clash.since).total_seconds() // 60)
    if minutes < 100:
        return f"{max(minutes, 0)} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if hours < 48 else f"{hours // 24} days"


def told_by(report: Report) -> str:
    """Whose figure it is: the speaker as told by the agency."""
    return f"{report.source}, {report.speaker}" if report.speaker else report.source


def step_told(step: Step) -> str:
    """What an agency changed: "corrected down by 2", "withdrawn"."""
    if step.new is None or step.kind == "withdrawal":
        return "withdrawn"
    by = step.new.figure.low - step.old.figure.low
    way = "up" if by > 0 else "down"
    verb = "" if step.kind in ONWARD else "revised " if step.kind == "revised down" else "corrected "
    return f"{verb}{way} by {short(abs(by))}" if by else step.kind


def is_given_up(step: Step) -> bool:
    """Whether the agency took its figure back, rather than told how things went on."""
    return step.kind not in ONWARD


def conflicts_told(clashes: Sequence[Clash]) -> str:
    """All conflicts as sentences, numbered as in the drawing."""
    return " ".join(
        f"Conflict {number}: {spoken(clash.one.figure)} ({told_by(clash.one)}) against "
        f"{spoken(clash.other.figure)} ({told_by(clash.other)}), {_window(clash)}."
        for number, clash in enumerate(clashes, 1)
    )


def _window(clash: Clash) -> str:
    if clash.until is None:
        return f"open since {hour(clash.since)}"
    return f"from {hour(clash.since)} to {hour(clash.until)}"


def _period(per: str | None) -> str:
    return f" a {per}" if per else ""
