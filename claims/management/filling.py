"""What published checks tell their readers: how many fill each field that a reader needs to redo a check.

After the code of principles of the International Fact-Checking Network: exact claim, place, date, speaker,
why it was chosen, all evidence with copies that last, who was asked, rating and reasons, who reviewed it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.models import Check, Kind
from claims.statuses import PUBLIC, Status

Payload = Mapping[str, Any]
AT_ONCE = 500  # checks of one query
MOST_SPEAKERS = 50  # lines


def _each(payload: Payload, holds: Callable[[Payload], Any]) -> bool:
    """Whether it holds of every piece of evidence, and there is one."""
    pieces = payload["evidence"]
    return bool(pieces) and all(holds(piece) for piece in pieces)


FIELDS: dict[str, Callable[[Payload], Any]] = {
    "claim": lambda said: said["claim"]["sentence"],
    "place": lambda said: said["claim"]["place"],
    "date": lambda said: said["story"]["said_at"],
    "speaker": lambda said: said["claimant"]["name"],
    "why_chosen": lambda said: said["chosen_for"],
    "evidence": lambda said: said["evidence"],
    "evidence_reachable": lambda said: _each(said, lambda piece: piece["url"] or piece.get("kept")),
    "evidence_archived": lambda said: _each(
        said, lambda piece: piece.get("archive_url") or piece.get("kept")
    ),
    "evidence_quoted": lambda said: _each(said, lambda piece: piece["quote"]),
    "evidence_dated": lambda said: _each(said, lambda piece: piece["retrieved_at"]),
    "contact": lambda said: said.get("contacts") or said.get("no_contact"),
    "rating": lambda said: said["rating"]["label"],
    "reasons": lambda said: said["explanation"],
    "review": lambda said: said.get("review", {}).get("roles") or said.get("reviewed_by"),
}


@dataclass(slots=True)
class Tally:
    """Counts over the checks that readers have now."""

    checks: int = 0
    corrected: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    ratings: Counter[str] = field(default_factory=Counter)

    def add(self, payload: Payload, *, is_corrected: bool) -> None:
        self.checks += 1
        self.corrected += is_corrected
        self.filled.update(name for name, filled in FIELDS.items() if filled(payload))
        self.types[payload["claim"]["type"]] += 1
        self.sources[payload["story"]["source"]] += 1
        self.speakers[payload["claimant"]["name"]] += 1
        self.ratings[f"{payload['rating']['label']} ({payload['scale']['name']})"] += 1


def tally() -> Tally:
    """Of each published check its newest edition."""
    found = Tally()
    checks = Check.objects.filter(claim__status__in=PUBLIC).exclude(current=None).select_related("current")
    for check in checks.order_by("pk").iterator(chunk_size=AT_ONCE):
        if check.current:
            found.add(check.current.payload, is_corrected=check.current.kind == Kind.CORRECTED)
    return found


def lines(found: Tally) -> Iterator[dict[str, Any]]:
    """One a field, one a group and name, and the totals last. `share` is null where nothing is published."""
    for name in FIELDS:
        share = round(found.filled[name] / found.checks, 4) if found.checks else None
        yield {"field": name, "checks": found.checks, "filled": found.filled[name], "share": share}
    groups = {
        "type": found.types,
        "source": found.sources,
        "speaker": found.speakers,
        "rating": found.ratings,
    }
    for group, counted in groups.items():
        for name, count in counted.most_common(MOST_SPEAKERS):
            yield {"group": group, "name": name, "checks": count}
    retracted = Check.objects.filter(claim__status=Status.RETRACTED).count()
    yield {"checks": found.checks, "corrected": found.corrected, "retracted": retracted}
