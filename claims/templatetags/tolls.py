"""Tags and filters of the pages that tell of events: figures, times and changes in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from time import monotonic

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from claims.actions.regroupings import TOLD
from claims.extraction.types import Figure
from claims.models import Claim, Event, Regrouping, User
from claims.statuses import Role
from claims.templatetags import dates
from claims.templatetags.toll_axes import short
from claims.templatetags.toll_rows import given_up_told, sides, standing
from claims.templatetags.toll_words import MEASURES, labelled, signed, with_period
from claims.tolls.series import Series
from claims.tolls.types import Latest, Point, Report

register = template.Library()
register.filter("sides", sides)
register.filter("standing", standing)
register.filter("taken_back", given_up_told)
register.filter("amount", short)

WRITTEN = 90  # characters of a sentence that a table's cell shows
FRESH = 15.0  # seconds for which the masthead's count is not asked again
MOST = 500


@register.filter
def told_figure(figure: Figure | Latest) -> str:
    """≥ 12, 12–15, 50 bn a year."""
    return with_period(signed(figure), figure.per)


@register.filter
def written(report: Report) -> str:
    """The words round the figure as its version wrote them."""
    sentence = " ".join(report.sentence.split())
    if len(sentence) <= WRITTEN:
        return sentence
    at = max(sentence.find(report.figure.text), 0)
    begin = max(0, min(at - WRITTEN // 3, len(sentence) - WRITTEN))
    begin = sentence.find(" ", begin) + 1 if begin else 0
    end = sentence.rfind(" ", begin, begin + WRITTEN) if begin + WRITTEN < len(sentence) else len(sentence)
    return f"{'… ' if begin else ''}{sentence[begin:end]}{' …' if end < len(sentence) else ''}"


@register.filter
def at_key(times: Mapping[int, datetime], key: int) -> datetime | None:
    return times.get(key)


@register.filter
def day(at: datetime) -> SafeString:
    """A day with its hour: 22 November 2026, 21:10."""
    local = timezone.localtime(at)
    words = dates.day_and_hour(local)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)


@register.filter
def rated(claim: Claim) -> str:
    """The rating that readers see of a claim; blank where they see none."""
    check = getattr(claim, "published_check", None)
    return gettext(check.current.payload["rating"]["label"]).lower() if check and check.current else ""


@register.filter
def on_what(told: Series) -> str:
    """What a speaker's figures are of, in the newest words."""
    return told.points[-1].report.figure.of or str(MEASURES.get(told.measure, told.measure))


@register.filter
def in_series(point: Point, told: Series) -> str:
    """A figure in the unit and the period of the series, as it was told where that is another."""
    unit = "" if told.unit == "people" else f" {told.unit}"
    return with_period(f"{labelled(point)}{unit}", told.per)


@register.filter
def regrouped(line: Regrouping) -> str:
    """What was done to an event, in words."""
    return gettext(TOLD.get(line.action, line.action))


@register.filter
def about(line: Regrouping) -> list[str]:
    """The stories that a line of the history is about, by the names of their accounts."""
    if line.action == "renamed":
        name = line.detail.get("before", {}).get("name")
        return [gettext("before: %(name)s") % {"name": name}] if name else []
    stories = line.detail.get("stories", [line.detail])
    return [str(story["name"]) for story in stories if story.get("name")]


class Remembered:
    """How many events there are to be seen, by whether embargoed ones count; asked again after FRESH seconds.

    The masthead stands on every page, and its count is worth no query on each of them.
    """

    def __init__(self) -> None:
        self.counts: dict[bool, tuple[float, str]] = {}

    def count(self, person: User) -> str:
        sees_all = person.may(Role.CHECKER)
        until, count = self.counts.get(sees_all, (0.0, ""))
        if monotonic() > until:
            seen = Event.objects.visible_to(person).filter(merged_into=None)
            found = seen.order_by()[: MOST + 1].count()
            count = f"{MOST}+" if found > MOST else str(found)
            self.counts[sees_all] = (monotonic() + FRESH, count)
        return count

    def forget(self) -> None:
        self.counts.clear()


remembered = Remembered()


@register.simple_tag
def events_told(person: User) -> str:
    """How many events there are for this person, up to 500+."""
    return remembered.count(person)
