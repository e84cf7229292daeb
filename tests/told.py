"""A story of our own and what the extractor would tell of it: plain values, nothing saved.

All people, places and events are invented.
"""

from __future__ import annotations

from typing import Any

from claims.extraction import types

MODEL = "desk-test-1"
SENTENCE = "At least 37 people died when the Corvane ferry capsized, said Ines Vallory, the harbour master."
BODY = f"PORT SELWICK — A ferry sank off the coast on Monday.\n\n{SENTENCE}\n\nThe search goes on."


def figure_in(text: str, passage: str, low: float, **given: Any) -> types.Figure:
    """The figure written as `passage` in `text`."""
    start = text.index(passage)
    fields: dict[str, Any] = {"high": None, "qualifier": "exact", "unit": "people", "of": "killed"}
    span = types.Span(start, start + len(passage))
    return types.Figure(span=span, text=passage, low=low, **(fields | given))


def claim_in(text: str, sentence: str, figure: types.Figure | None = None, **given: Any) -> types.Claim:
    """An extracted claim whose sentence stands in `text`."""
    start = text.index(sentence)
    fields: dict[str, Any] = {
        "type": "casualties",
        "worth": 2,
        "score": 0.9,
        "speaker": "Ines Vallory",
        "via": None,
        "speaker_how": "named after the words",
    }
    span = types.Span(start, start + len(sentence))
    return types.Claim(span=span, sentence=sentence, figure=figure, **(fields | given))


def extraction_of(*claims: types.Claim, model: str = MODEL, **given: Any) -> types.Extraction:
    """What the extractor would return with these claims."""
    fields: dict[str, Any] = {"chrome": (), "speeches": (), "sentences": 3}
    return types.Extraction(model=model, claims=claims, **(fields | given))


def ferry(text: str = BODY) -> types.Extraction:
    """The extraction of BODY: one claim, at least 37 dead."""
    figure = figure_in(text, "At least 37", 37.0, qualifier="at_least")
    return extraction_of(claim_in(text, SENTENCE, figure))
