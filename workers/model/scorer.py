"""The scorer that the extraction is handed: loads a released model and scores passages.

Loaded once per process, after a fork and not before it; needs neither torch nor a network.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.extraction.types import FIGURE_TYPES, FigureScore, Passage, PassageScores, SentenceScore
from workers.model import manifest
from workers.model.config import ModelError, ReleaseConfig
from workers.model.encoder import Encoder
from workers.model.heads import Heads, event_logits, probability, shares
from workers.model.likeness import LAYERS, Likeness
from workers.model.windows import Window, Windows, holder

RELEASED = Path(__file__).parent / "released"
UNREAD = -60.0  # the logit of what no window holds (beyond the part of a sentence that is read)


@dataclass(slots=True)
class Sheet:
    """What is read of a passage: logits of its figures and sentences, and the vectors of both or None."""

    figures: NDArray[np.float32]
    sentences: NDArray[np.float32]
    of_figures: list[bytes | None]
    of_sentences: list[bytes | None]


class Scorer:
    """Scores passages; what comes back for one never depends on the others in the call."""

    backend = "openvino"

    def __init__(
        self,
        version: str,
        config: ReleaseConfig,
        windows: Windows,
        encoder: Encoder,
        heads: Heads,
        *,
        likeness: Likeness | None = None,
    ) -> None:
        self.version = version
        self.precision = encoder.precision
        self.windows, self.encoder, self.heads, self.likeness = windows, encoder, heads, likeness
        self._config = config
        self.encoded = 0  # sentences that the encoder has read so far: nothing is ever remembered
        self.at_each_window: Callable[[], object] = lambda: None  # called while the model is at work

    def score(self, passages: Sequence[Passage]) -> list[PassageScores]:
        """Encode all passages' windows in bounded batches of like length, then score each passage."""
        owners: list[int] = []
        windows: list[Window] = []
        for owner, passage in enumerate(passages):
            cut = self.windows.of(passage)
            windows.extend(cut)
            owners.extend([owner] * len(cut))
        sheets = [self._sheet(passage) for passage in passages]
        for index, (states, *lower) in self.encoder.run([window.ids for window in windows]):
            self._fill(sheets[owners[index]], windows[index], states)
            self._liken(sheets[owners[index]], windows[index], lower)
            self.encoded += len(windows[index].sentences)
            self.at_each_window()
        return [self._scores(one, sheet) for one, sheet in zip(passages, sheets, strict=True)]

    def logits(self, passage: Passage) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the uncalibrated outputs: figures [n, 2 + types] and sentences [n, 3]."""
        sheet = self._sheet(passage)
        windows = self.windows.of(passage)
        for index, (states, *_) in self.encoder.run([window.ids for window in windows]):
            self._fill(sheet, windows[index], states)
        return sheet.figures, sheet.sentences

    def _sheet(self, passage: Passage) -> Sheet:
        figures, sentences = len(passage.figures), len(passage.sentences)
        return Sheet(
            np.full((figures, 2 + len(FIGURE_TYPES)), UNREAD, dtype=np.float32),
            np.full((sentences, 3), UNREAD, dtype=np.float32),
            [None] * figures,
            [None] * sentences,
        )

    def _fill(self, sheet: Sheet, window: Window, states: NDArray[np.float32]) -> None:
        sheet.figures[[figure.index for figure, _ in window.figures]] = self.heads.figures(states, window)
        sheet.sentences[[slot.index for slot in window.sentences]] = self.heads.sentences(states, window)

    def _liken(self, sheet: Sheet, window: Window, lower: Sequence[NDArray[np.float32]]) -> None:
        """Note the vectors of the window's sentences and figures, where the model has the means."""
        if self.likeness is None:
            return
        of_sentences, of_figures = self.likeness.vectors(lower, window)
        for slot, vector in zip(window.sentences, of_sentences, strict=True):
            sheet.of_sentences[slot.index] = vector
        for (figure, _), vector in zip(window.figures, of_figures, strict=True):
            sheet.of_figures[figure.index] = vector

    def _scores(self, passage: Passage, sheet: Sheet) -> PassageScores:
        fit = self._config.calibration
        figures, sentences = sheet.figures, sheet.sentences
        claims, certain = probability(figures[:, 0], fit.claim), probability(figures[:, 1], fit.certain)
        events = probability(event_logits(sentences, fit), fit.event) * _untold(passage, claims)
        sure = probability(sentences[:, 1], fit.event_certain)
        types = shares(figures[:, 2:], fit.type_temperature) if len(figures) else figures[:, 2:]
        return PassageScores(
            sentences=tuple(
                SentenceScore(float(event), float(sure_of), vector)
                for event, sure_of, vector in zip(events, sure, sheet.of_sentences, strict=True)
            ),
            figures=tuple(
                FigureScore(float(claim), float(sure_of), tuple(map(float, row)), vector)
                for claim, sure_of, row, vector in zip(claims, certain, types, sheet.of_figures, strict=True)
            ),
        )


def _untold(passage: Passage, claims: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far a sentence's figures leave its event to be told, from 1 (none is likely a claim) to 0.

    A sentence that is listed for a figure is read anyway; the event would be listed beside it as its double.
    """
    surest = np.zeros(len(passage.sentences))
    for figure, claim in zip(passage.figures, claims, strict=True):
        at = holder(passage, figure)
        surest[at] = max(surest[at], claim)
    return np.minimum(1.0, 2.0 - 2.0 * surest)


def load(path: Path | str | None = None, precision: str | None = None, threads: int = 1) -> Scorer:
    """Load a model folder (the released one by default) after checking it against its manifest.

    `precision` is "bf16" or "f32"; None takes bf16 where the CPU has it. Raises ModelError.
    """
    folder = Path(path) if path is not None else RELEASED
    digests = manifest.check(folder)
    config = ReleaseConfig.load(folder / "config.json")
    if config.types != FIGURE_TYPES:
        raise ModelError(f"{folder} was trained for other types than claims.extraction has; train it again.")
    likeness = Likeness.of(folder)
    return Scorer(
        version=manifest.version(config.name, digests),
        config=config,
        windows=Windows(load_tokenizer(folder), config.window_tokens),
        encoder=Encoder(folder / "encoder.xml", precision, threads, LAYERS if likeness else ()),
        heads=Heads.load(folder / "heads.safetensors"),
        likeness=likeness,
    )


def load_tokenizer(folder: Path) -> Any:
    """The fast tokenizer of a local folder; transformers is kept from the network and from remote code."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_NO_ADVISORY_WARNINGS", "1")  # "PyTorch was not found": on purpose
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers import AutoTokenizer  # noqa: PLC0415  reads the settings above when imported

    return AutoTokenizer.from_pretrained(
        folder, local_files_only=True, trust_remote_code=False, use_fast=True
    )
