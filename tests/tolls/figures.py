"""Figures and reports of our own for the tests of single rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from claims.extraction.figures import find
from claims.extraction.types import Figure, Span
from claims.tolls import read
from claims.tolls.types import Reading, Report, Role, Said

NOON = datetime(2031, 3, 12, 12, tzinfo=UTC)


def said_in(sentence: str, passage: str, kind: str = "casualties", speaker: str = "") -> Said:
    """The claim of the figure written as `passage`, as the extractor's grammar reads it."""
    whole = Span(0, len(sentence))
    figure = next(figure for figure in find(sentence, [whole]) if passage in figure.text)
    return Said(whole, sentence, kind, figure, speaker)


def reading_of(sentence: str, passage: str, kind: str = "casualties") -> Reading:
    """How one sentence alone is read."""
    return read(sentence, [said_in(sentence, passage, kind)], sent_at=NOON)[0]


def report(low: float, **given: Any) -> Report:
    """So many killed, told by agency A at noon unless `given` says otherwise; `minutes` after noon."""
    qualifier, high = given.pop("qualifier", "exact"), given.pop("high", None)
    minutes, number = given.pop("minutes", 0), given.pop("key", 1)
    reading = given.pop("reading", Reading("killed", Role.POINT, unit="people"))
    figure = Figure(Span(0, 2), str(low), low, high, qualifier, reading.unit or "people", "")
    fields: dict[str, Any] = {
        "claim": number, "article": 1, "guid": "a", "version": 1, "order": 1, "source": "A",
        "sentence": f"{low} killed", "speaker": "",
    }  # fmt: skip
    return Report(
        key=number, at=NOON + timedelta(minutes=minutes), figure=figure, reading=reading, **(fields | given)
    )


def money(low: float, *, per: str | None = None, period: str = "", **given: Any) -> Report:
    """So many crowns of the cost of one thing."""
    reading = Reading("money", Role.POINT, ("cost", "bridge"), period, per, unit="crown")
    return report(low, reading=reading, **given)


def of(source: str, **given: Any) -> dict[str, Any]:
    """The fields of a story of another agency."""
    return {"source": source, "guid": source.lower(), "article": ord(source[0]), **given}
