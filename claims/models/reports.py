"""The figures that the stories of an event tell, as the toll rules take them.

Every version that was read counts: a toll is what was told over time; what a killed story told is void. A
person is given the figures of those stories alone that they may see, so that nothing made of them (points,
conflicts, counts, charts) says anything of the others.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import QuerySet

from claims.extraction.types import Figure, Span
from claims.models.article import Article
from claims.models.occurrence import Occurrence
from claims.tolls.types import Reading, Report, Role

if TYPE_CHECKING:
    from claims.models.happening import Event
    from claims.models.user import User


STORY = ("article", "article__guid", "article__source__name", "article__killed_at")
VERSION = (*STORY, "version", "number", "sent_at", "received_at")
TOLD = (
    *("pk", "claim_id", "claim__event", "sentence", "claimant", "claimant_via"),
    *("figure", "figure_start", "figure_end", "measure", "role", "reading"),
    *(f"revision__{name}" for name in VERSION),
)  # of an occurrence: all that a report tells


class Telling(Protocol):
    """What is read of an occurrence: of its row, or of plain values by the same names."""

    @property
    def figure(self) -> Any: ...
    @property
    def figure_start(self) -> int | None: ...
    @property
    def figure_end(self) -> int | None: ...
    @property
    def measure(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def reading(self) -> Any: ...


def reports(event: Event, person: User | None = None) -> list[Report]:
    """All figures that were told of `event`, by time; given a person, of the stories that they may see."""
    return reports_of([event.pk], person)[event.pk]


def reports_of(event_ids: Collection[int], person: User | None = None) -> dict[int, list[Report]]:
    """The same of several events, by their numbers, with the queries of one."""
    found: dict[int, list[Report]] = {pk: [] for pk in event_ids}
    for told in plain(_told(event_ids, person)).order_by("id").iterator():
        if (report := report_of(told)) and told.claim__event in found:
            found[told.claim__event].append(report)
    return {pk: sorted(reports, key=_when) for pk, reports in found.items()}


def figure_of(told: Telling) -> Figure | None:
    """The figure of a telling, with its place in the version's text."""
    if told.figure is None or told.figure_start is None or told.figure_end is None:
        return None
    return Figure(span=Span(told.figure_start, told.figure_end), **told.figure)


def reading_of(told: Telling) -> Reading | None:
    """What its figure counts; None where nobody has looked yet."""
    if not told.role:
        return None
    rest = told.reading
    return Reading(
        measure=told.measure,
        role=Role(told.role),
        subject=tuple(rest.get("subject", ())),
        period=rest.get("period", ""),
        per=rest.get("per"),
        why=rest.get("why", ""),
        unit=rest.get("unit", ""),
    )


def plain(told: QuerySet[Occurrence]) -> QuerySet[Occurrence, Any]:
    """What a report is made of, as plain values: an event has hundreds, and they are read often."""
    return told.values_list(*TOLD, named=True)


def report_of(told: Any) -> Report | None:
    """Of a row as `plain` has it; None where it counts nothing."""
    figure, reading = figure_of(told), reading_of(told)
    if figure is None or reading is None:
        return None
    return Report(
        key=told.pk,
        claim=told.claim_id,
        article=told.revision__article,
        guid=told.revision__article__guid,
        version=told.revision__version,
        order=told.revision__number,
        source=told.revision__article__source__name,
        at=told.revision__sent_at or told.revision__received_at,
        sentence=told.sentence,
        figure=figure,
        reading=reading,
        speaker=told.claimant,
        via=told.claimant_via,
        void_at=told.revision__article__killed_at,
    )


def _told(event_ids: Collection[int], person: User | None) -> QuerySet[Occurrence]:
    """The tellings of what counts anything."""
    counted = Occurrence.objects.filter(claim__event__in=event_ids, figure__isnull=False).exclude(measure="")
    if person is not None:
        counted = counted.filter(claim__article__in=Article.objects.visible_to(person))
    return counted


def _when(report: Report) -> tuple[Any, ...]:
    return report.at, report.article, report.order, report.figure.span, report.key
