"""Whether the history still is what was written: walks the chain of seals beside the lines that they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.utils import timezone

from claims.actions.sealing import AT_ONCE, LOGS, Row, told, without_seal
from claims.audit import EMPTY, Head, seal
from claims.models import Seal

GRACE = timedelta(minutes=10)  # within which a line has to be sealed
MOST_NAMED = 1_000  # of the lines of a log that have no seal


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and where: the log, its row, and the position in the chain (0: it has none)."""

    position: int
    log: str
    row: int
    what: str


def verify(kept: Sequence[Head] = ()) -> tuple[Head, list[Finding]]:
    """Walk the chain: its head, and what was changed, removed, put in, moved or cut off.

    `kept` are heads that were written down elsewhere: only they show that the end was cut off, or all of it
    written anew.
    """
    walk = _Walk({head.position: head.hash for head in kept if head != EMPTY})
    for chunk in _chunks():
        walk.over(chunk)
    walk.end()
    return walk.head, [*walk.found, *_never_sealed(timezone.now() - GRACE)]


def _chunks() -> Iterator[list[Row]]:
    seals = Seal.objects.order_by("position").values("position", "log", "row", "prev_hash", "row_hash")
    last = 0
    while chunk := list(seals.filter(position__gt=last)[:AT_ONCE]):
        last = chunk[-1]["position"]
        yield [dict(each) for each in chunk]


class _Walk:
    """The chain so far: where it stands, and what was wrong with it."""

    def __init__(self, kept: dict[int, str]) -> None:
        self.head, self.found, self._kept = EMPTY, list[Finding](), kept

    def over(self, chunk: list[Row]) -> None:
        rows = _rows(chunk)
        for each in chunk:
            self._one(each, rows.get((each["log"], each["row"])))

    def _one(self, each: Row, row: Row | None) -> None:
        position, log = each["position"], each["log"]
        for what in self._wrong(each, row):
            self.found.append(Finding(position, log, each["row"], what))
        self.head = Head(position, each["row_hash"])
        if self._kept.pop(position, each["row_hash"]) != each["row_hash"]:
            self.found.append(Finding(position, log, each["row"], "not the head that was kept elsewhere"))

    def _wrong(self, each: Row, row: Row | None) -> Iterator[str]:
        if each["position"] != self.head.position + 1:
            yield "the seals before it are gone"
        if each["prev_hash"] != self.head.hash:
            yield "does not follow the seal before it"
        if row is None:
            yield "the line is gone"
        elif seal(each["prev_hash"], each["log"], told(each["log"], row)) != each["row_hash"]:
            yield "the line was changed"

    def end(self) -> None:
        """Of heads that were kept, none may lie beyond the chain."""
        for position in sorted(self._kept):
            self.found.append(Finding(position, "", 0, "the chain ends before the head that was kept"))


def _rows(chunk: list[Row]) -> dict[tuple[str, int], Row]:
    found: dict[tuple[str, int], Row] = {}
    ordered = sorted(chunk, key=lambda each: each["log"])
    for log, seals in groupby(ordered, key=lambda each: each["log"]):
        if log in LOGS:
            wanted = [each["row"] for each in seals]
            lines = LOGS[log]._default_manager.filter(pk__in=wanted).values()
            found |= {(log, row["id"]): row for row in lines}
    return found


def _never_sealed(before: datetime) -> list[Finding]:
    """Lines older than the grace that no seal holds: put in past the sealer, or their seal is gone."""
    return [
        Finding(0, log, row, "no seal holds the line")
        for log in LOGS
        for row in without_seal(log).filter(at__lt=before).values_list("pk", flat=True)[:MOST_NAMED]
    ]
