"""The figures that the stories of an event tell, as the toll rules take them.

Every version that was read counts: a toll is what was told over time. What a killed story told is void, and
so is what others took over from it. A person is given the figures of those stories alone that they may see,
so that nothing made of them (points, conflicts, counts, charts) says anything of the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from claims.extraction.types import Figure, Span
from claims.models.article import Article
from claims.models.occurrence import Occurrence
from claims.models.revision import Revision
from claims.tolls.types import Reading, Report, Role

if TYPE_CHECKING:
    from claims.models.happening import Event
    from claims.models.user import User

RELAYED_WITHIN = timedelta(days=3)
EVERY_OUTLET = frozenset(
    "the a news press agency wire service times report reports media tv radio of and".split()
)
_WORD = re.compile(r"[^\W_]+")


def reports(event: Event, person: User | None = None) -> list[Report]:
    """All figures that were told of `event`, by time; given a person, of the stories that they may see."""
    return reports_of([event.pk], person)[event.pk]


def reports_of(event_ids: Collection[int], person: User | None = None) -> dict[int, list[Report]]:
    """The same of several events, by their numbers, with the queries of one."""
    found: dict[int, list[Report]] = {pk: [] for pk in event_ids}
    for each in _told(event_ids):
        if (report := _report(each)) and each.claim.event_id is not None:
            found[each.claim.event_id].append(report)
    seen = _seen_by(person, {report.article for told in found.values() for report in told})
    linked = {pk: _with_relays(sorted(told, key=_when), seen) for pk, told in found.items()}
    return {pk: [report for report in told if report.article in seen] for pk, told in linked.items()}


def figure_of(told: Occurrence) -> Figure | None:
    """The figure of a telling, with its place in the version's text."""
    if told.figure is None or told.figure_start is None or told.figure_end is None:
        return None
    return Figure(span=Span(told.figure_start, told.figure_end), **told.figure)


def reading_of(told: Occurrence) -> Reading | None:
    """What its figure counts; None where nobody has looked yet."""
    if not told.reading:
        return None
    return Reading(
        measure=told.measure,
        role=Role(told.role),
        subject=tuple(told.reading["subject"]),
        period=told.reading["period"],
        per=told.reading["per"],
        why=told.reading["why"],
    )


def outlet_words(name: str) -> frozenset[str]:
    """What tells an outlet's name from others: "Corvane News" goes by "corvane"."""
    words = frozenset(_WORD.findall(name.casefold()))
    return words - EVERY_OUTLET or words


def name_words(*names: str) -> frozenset[str]:
    """The words of a claimant's name and of whoever relayed it."""
    return frozenset(_WORD.findall(" ".join(names).casefold()))


def _told(event_ids: Collection[int]) -> Iterable[Occurrence]:
    """The tellings of what counts anything, with their stories, in one query without long fields."""
    counted = Occurrence.objects.filter(claim__event__in=event_ids, figure__isnull=False).exclude(measure="")
    related = counted.select_related("claim", "revision__article__source")
    return related.defer(*(f"revision__{field}" for field in Revision.LONG)).order_by("id")


def _report(told: Occurrence) -> Report | None:
    figure, reading = figure_of(told), reading_of(told)
    if figure is None or reading is None:
        return None
    revision, article = told.revision, told.revision.article
    return Report(
        key=told.pk,
        claim=told.claim_id,
        article=article.pk,
        guid=article.guid,
        version=revision.version,
        order=revision.number,
        source=article.source.name,
        at=revision.sent_at or revision.received_at,
        sentence=told.sentence,
        figure=figure,
        reading=reading,
        speaker=told.claimant,
        via=told.claimant_via,
        void_at=article.killed_at,
    )


def _when(report: Report) -> tuple[Any, ...]:
    return report.at, report.article, report.order, report.figure.span, report.key


def _with_relays(told: Sequence[Report], seen: Collection[int]) -> list[Report]:
    """The reports; one that rests on another is void as soon as that is, and names it where that is seen."""
    by_low: dict[float, list[Report]] = defaultdict(list)
    for report in told:
        by_low[report.figure.low].append(report)
    return [_relaying(report, by_low[report.figure.low], seen) for report in told]


def _relaying(report: Report, alike: Sequence[Report], seen: Collection[int]) -> Report:
    names = name_words(report.speaker, report.via)
    source = next((each for each in reversed(alike) if _rests_on(report, each, names)), None)
    if source is None:
        return report
    voids = [at for at in (report.void_at, source.void_at) if at]
    relays = f"{source.guid}@{source.version}" if source.article in seen else ""
    return replace(report, relays=relays, void_at=min(voids, default=None))


def _rests_on(report: Report, source: Report, names: frozenset[str]) -> bool:
    """Whether it names the other's outlet as who says it, a little later, with the very same figure."""
    is_later = timedelta(0) <= report.at - source.at <= RELAYED_WITHIN
    is_same = _measured(report) == _measured(source) and report.source != source.source
    return is_later and is_same and outlet_words(source.source) <= names


def _measured(report: Report) -> tuple[Any, ...]:
    figure = report.figure
    return report.reading.measure, figure.low, figure.high, figure.unit, figure.per


def _seen_by(person: User | None, articles: Collection[int]) -> Collection[int]:
    """The numbers of those articles that `person` may see; of all for nobody in particular."""
    if person is None:
        return articles
    return set(Article.objects.visible_to(person).filter(pk__in=articles).values_list("pk", flat=True))
