"""Claims as the aligner takes them, found in small texts: no model is asked."""

from __future__ import annotations

from typing import Any

from claims.extraction.alignment import Telling
from claims.extraction.types import Figure, Span


def figure(text: str, passage: str, low: float, **given: Any) -> Figure:
    """The figure written as `passage`, counted from the start of `text`."""
    start = text.index(passage)
    fields: dict[str, Any] = {"high": None, "qualifier": "exact", "unit": "people", "of": "", "per": None}
    return Figure(span=Span(start, start + len(passage)), text=passage, low=low, **(fields | given))


def told(text: str, sentence: str, passage: str = "", low: float = 0, **given: Any) -> Telling:
    """A claim of `sentence`, which stands in `text`; `passage` is its figure within the sentence."""
    start = text.index(sentence)
    about = {name: given.pop(name) for name in ("type", "claimant", "place") if name in given}
    read = figure(sentence, passage, low, **given) if passage else None
    if read:
        read = Figure(
            **{
                name: getattr(read, name)
                for name in ("text", "low", "high", "qualifier", "unit", "of", "per")
            },
            span=Span(read.span.start + start, read.span.end + start),
        )
    kind = "casualties" if passage else "event"
    return Telling(
        sentence, start, about.get("type", kind), read, about.get("claimant", ""), about.get("place", "")
    )


def sentence(text: str, *figures: tuple[str, float], **given: Any) -> list[Telling]:
    """All the figures of a text of one sentence."""
    return [told(text, text, passage, low, **given) for passage, low in figures]
