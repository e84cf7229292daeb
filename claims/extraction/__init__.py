"""The extractor: a story's text in, its checkable claims out.

Plain Python, no Django; the model is handed in as a `Scorer`. `extract` reads one story, `extract_many` many
at once with the same result for each.
"""

from claims.extraction.pipeline import Story, extract, extract_many, pointed, sentence_round
from claims.extraction.types import (
    FIGURE_TYPES,
    QUALIFIERS,
    TYPES,
    Attribution,
    Claim,
    Cut,
    Extraction,
    Figure,
    FigureScore,
    Passage,
    PassageScores,
    Scorer,
    SentenceScore,
    Span,
    Speech,
)

__all__ = [
    "FIGURE_TYPES",
    "QUALIFIERS",
    "TYPES",
    "Attribution",
    "Claim",
    "Cut",
    "Extraction",
    "Figure",
    "FigureScore",
    "Passage",
    "PassageScores",
    "Scorer",
    "SentenceScore",
    "Span",
    "Speech",
    "Story",
    "extract",
    "extract_many",
    "pointed",
    "sentence_round",
]
