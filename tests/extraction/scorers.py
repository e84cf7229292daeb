"""A verified fake of the model: scores by rule, the same for the same passage, whatever stands beside it.

`test_pipeline.py` holds it to the Scorer's contract (shapes, order, independence of batch-mates).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.extraction import FIGURE_TYPES, FigureScore, Passage, PassageScores, SentenceScore

KINDS = {
    "casualties": r"killed|wounded|injured|dead|died|missing|victims",
    "troops": r"soldiers|troops|fighters|tanks|militants",
    "displacement": r"refugees|migrants|evacuated|fled",
    "spending": r"budget|spends?|spent|aid|government",
    "economy": r"shares|profit|prices|inflation|sales",
    "election": r"votes?|seats|poll",
    "crime": r"arrested|charged|stolen",
    "health": r"patients|cases|vaccinated",
    "environment": r"rain|magnitude|emissions",
}
PATTERNS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in KINDS.items()}
EVENT = re.compile(r"\b(?:rejected|signed|opened|resigned|invited)\b")


@dataclass
class RuleScorer:
    """Every figure is a claim, its type by the words of its sentence; some verbs make an event.

    `calls` keeps how many passages each call brought.
    """

    claim: float = 0.9
    version: str = "rules-1"
    calls: list[int] = field(default_factory=list)

    def score(self, passages: Sequence[Passage]) -> list[PassageScores]:
        self.calls.append(len(passages))
        return [self._passage(passage) for passage in passages]

    def _passage(self, passage: Passage) -> PassageScores:
        sentences = [span.of(passage.text) for span in passage.sentences]
        kinds = [kind_of(sentence) for sentence in sentences]
        starts = [span.start for span in passage.sentences]
        return PassageScores(
            tuple(map(self._sentence, sentences)),
            tuple(self._figure(kinds[bisect_right(starts, span.start) - 1]) for span in passage.figures),
        )

    def _sentence(self, sentence: str) -> SentenceScore:
        return SentenceScore(event=0.8 if EVENT.search(sentence) else 0.1, certain=0.2)

    def _figure(self, kind: str) -> FigureScore:
        types = tuple(0.91 if name == kind else 0.01 for name in FIGURE_TYPES)
        return FigureScore(claim=self.claim, certain=0.9 if kind == "casualties" else 0.3, types=types)


def kind_of(sentence: str) -> str:
    """The type of the figures in a sentence, by its words."""
    return next((kind for kind, words in PATTERNS.items() if words.search(sentence)), "quantity")
