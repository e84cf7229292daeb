"""What the reports of an event make of each other: conflicts raised, settled and taken back.

Called with every event whose stories changed, in the transaction that grouped them. It derives all from what
the stories tell now, so it may be called at any time and any number of times. What a story tells that viewers
may not see yet raises no flag on the claims of those that they may: priorities and rechecks are seen by all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from claims import priorities
from claims.actions import involved, relays, weighing
from claims.actions.wording import room
from claims.models import Article, Claim, ClaimEvent, Conflict
from claims.models.hushed import CONFLICTS
from claims.models.reports import reports_of
from claims.statuses import DECIDED, Status
from claims.tolls import tolls
from claims.tolls.types import Clash, Report, Toll

JUDGED = (Status.PROPOSED, Status.IN_REVIEW, *DECIDED)
CONTRADICTED = "contradicted"
SETTLED = "one side changed"  # where the rules don't say by what
DERIVED = ("event", "measure", "since", "until", "settled")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A claim's newest report and another that cannot be true as well."""

    own: Report
    other: Report
    measure: str

    @property
    def key(self) -> str:
        """What makes it this conflict, whoever repeats the other figure."""
        return f"{self.measure}: {_value(self.own)} against {_value(self.other)}"

    @property
    def detail(self) -> dict[str, Any]:
        """What a line of the history keeps of it: which conflict, and whose story tells the other figure."""
        return {"conflict": self.key, "other": self.other.article}

    @property
    def because(self) -> str:
        speaker = f"{self.other.speaker} in " if self.other.speaker else ""
        told = f"{speaker}{self.other.source}, version {self.other.version}"
        return f"{CONFLICTS} “{self.other.figure.text}” ({told})"


def refresh(event_ids: Collection[int]) -> int:
    """Bring the conflicts of these events up to date, and what rests on them; how many conflicts are open."""
    found = {pk: tolls(told) for pk, told in reports_of(event_ids).items()}
    disputed = [toll for of_event in found.values() for toll in of_event if _still(toll)]
    touched = _write(event_ids, [row for pk, of_event in found.items() for row in _rows(pk, of_event)])
    _tell(touched, _contradicted(disputed))
    return sum(len(_still(toll)) for toll in disputed)


def _still(toll: Toll) -> list[Clash]:
    return [clash for clash in toll.clashes if clash.until is None]


def _rows(event_id: int, found: Iterable[Toll]) -> list[Conflict]:
    """The conflicts of an event as they should stand, unsaved."""
    return [
        Conflict(
            event_id=event_id,
            measure=toll.measure[: room(Conflict, "measure")],
            one_id=clash.one.key,
            other_id=clash.other.key,
            since=clash.since,
            until=clash.until,
            settled=(clash.settled or SETTLED)[: room(Conflict, "settled")] if clash.until else "",
        )
        for toll in found
        for clash in toll.clashes
    ]


def _write(event_ids: Collection[int], wanted: Sequence[Conflict]) -> set[int]:
    """Raise, settle and take back; the claims of those that were there before.

    A conflict that is derived again keeps its row, also where its sides moved to another event together.
    """
    by_pair = {(row.one_id, row.other_id): row for row in wanted}
    known = Conflict.objects.filter(Q(event__in=event_ids) | Q(one__in=[one for one, _ in by_pair]))
    before = [row for row in known.select_related("one", "other") if _is_ours(row, event_ids, by_pair)]
    gone = [row.pk for row in before if (row.one_id, row.other_id) not in by_pair]
    Conflict.objects.filter(pk__in=gone).delete()
    Conflict.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["one", "other"],
        update_fields=DERIVED,
    )
    return {side.claim_id for row in before for side in (row.one, row.other)}


def _is_ours(row: Conflict, event_ids: Collection[int], by_pair: Mapping[tuple[int, int], Conflict]) -> bool:
    return row.event_id in event_ids or (row.one_id, row.other_id) in by_pair


def _contradicted(disputed: Sequence[Toll]) -> dict[int, list[Contradiction]]:
    """For each claim what contradicts it now, by its number: the two sides, and who repeats one of them.

    Left out are the figures of stories that not everybody may see, but for other claims of theirs.
    """
    found: dict[int, list[Contradiction]] = {}
    articles = {point.report.article for toll in disputed for point in toll.points}
    free = set(Article.objects.free().filter(pk__in=articles).values_list("pk", flat=True))
    for toll in disputed:
        newest = _newest(toll)
        for side, other in _sides(toll):
            for own in newest:
                if _value(own) == _value(side) and (other.article in free or other.article == own.article):
                    found.setdefault(own.claim, []).append(Contradiction(own, other, toll.measure))
    return found


def _sides(toll: Toll) -> list[tuple[Report, Report]]:
    """Each side of its open conflicts with the other."""
    still = _still(toll)
    return [(clash.one, clash.other) for clash in still] + [(clash.other, clash.one) for clash in still]


def _newest(toll: Toll) -> list[Report]:
    """What each claim of the toll tells now, those of killed stories left out."""
    newest: dict[int, Report] = {}
    for point in toll.points:
        report = point.report
        if report.claim not in newest or newest[report.claim].order <= report.order:
            newest[report.claim] = report
    return [report for report in newest.values() if report.void_at is None]


def _value(report: Report) -> str:
    figure = report.figure
    high = f" to {figure.high:g}" if figure.high is not None else ""
    return f"{figure.qualifier} {figure.low:.12g}{high} {figure.unit} {figure.per or ''}".rstrip()


def _tell(touched: Collection[int], against: Mapping[int, list[Contradiction]]) -> None:
    """Give the claims their priority, and those with a verdict one more look for each new conflict."""
    concerned = Claim.objects.filter(pk__in={*touched, *against})
    claims = list(concerned.select_for_update(of=("self",)).order_by("id"))
    _weigh(claims, against)
    judged = [claim for claim in claims if claim.pk in against and _is_to_ask(claim)]
    told = _told_before(judged)
    for claim in judged:
        for each in against[claim.pk]:
            if (claim.pk, each.key) not in told:
                told.add((claim.pk, each.key))
                relays.ask_again(claim, CONTRADICTED, each.because, each.detail)
                involved.tell_of_conflict(claim, {each.own.claim, each.other.claim})


def _is_to_ask(claim: Claim) -> bool:
    return claim.status in JUDGED and claim.killed_at is None


def _told_before(claims: Collection[Claim]) -> set[tuple[int, Any]]:
    """Which conflicts each claim was flagged for already; whoever acknowledged one is not asked again."""
    lines = ClaimEvent.objects.filter(claim__in=claims, action=CONTRADICTED)
    return set(lines.values_list("claim_id", "detail__conflict"))


def _weigh(claims: Iterable[Claim], against: Collection[int]) -> None:
    """The reason "conflict" for those that are in one, and for no others. Forms that are open stay good."""
    weighing.write(
        weighing.set_terms(claims, lambda claim, weights: [priorities.conflict(claim.pk in against, weights)])
    )
