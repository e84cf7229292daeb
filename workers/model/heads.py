"""The heads over the encoder's token states, in numpy: a few thousand multiplications a figure.

They lie beside the encoder (heads.safetensors) and not within its graph, so the encoder stays one that any
runtime knows. Each head is two layers with a ReLU between them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from workers.model.config import Calibration, Platt
from workers.model.windows import OUTLINE, Slot, Window, outlines, standing

Array = NDArray[np.float32]


class Heads:
    """`figure`: means of the figure and of its sentence, the sentence's standing -> claim, certain, types.
    `sentence`: its mean and standing -> event, certain.
    `words`: a score per token, the sentence's outline -> event, as words.py has fitted it.
    """

    def __init__(self, weights: dict[str, Array]) -> None:
        self.weights = {name: np.asarray(array, dtype=np.float32) for name, array in weights.items()}

    @classmethod
    def load(cls, path: Path) -> Self:
        return cls(load_file(path))

    def figures(self, states: Array, window: Window) -> Array:
        """Return logits [figures of the window, 2 + types] from its token states [tokens, width]."""
        held = window.figures
        rows = ((_mean(states, figure), _mean(states, of), _standing(of, window)) for figure, of in held)
        return self._apply("figure", [np.concatenate(row) for row in rows])

    def sentences(self, states: Array, window: Window) -> Array:
        """Return logits [sentences of the window, 3] from its token states [tokens, width]."""
        rows = ((_mean(states, slot), _standing(slot, window)) for slot in window.sentences)
        logits = self._apply("sentence", [np.concatenate(row) for row in rows])
        return np.concatenate([logits, self._words(window)], axis=1)

    def _words(self, window: Window) -> Array:
        """What the sentences' words alone say of their events [sentences of the window, 1]; 0 untaught."""
        if "words.scores" not in self.weights:
            return np.zeros((len(window.sentences), 1), dtype=np.float32)
        sums = np.concatenate([[0.0], np.cumsum(self.weights["words.scores"][np.array(window.ids)])])
        slots = window.sentences
        means = [(sums[slot.end] - sums[slot.start]) / (slot.end - slot.start) for slot in slots]
        seen = np.array(outlines(window), dtype=np.float32).reshape(len(slots), OUTLINE)
        told: Array = np.array(means, dtype=np.float32) + seen @ self.weights["words.outline"]
        return told.reshape(-1, 1)

    def _apply(self, head: str, vectors: list[Array]) -> Array:
        inner, outer = self.weights[f"{head}.inner.weight"], self.weights[f"{head}.outer.weight"]
        rows = np.stack(vectors) if vectors else np.zeros((0, inner.shape[1]), np.float32)
        hidden = np.maximum(rows @ inner.T + self.weights[f"{head}.inner.bias"], 0)
        logits: Array = hidden @ outer.T + self.weights[f"{head}.outer.bias"]
        return logits


def event_logits(sentences: Array, fit: Calibration) -> Array:
    """What encoder and words say of the sentences' events together, from rows of sentence logits."""
    joined: Array = sentences[:, 0] + np.float32(fit.event_words) * sentences[:, 2]
    return joined


def probability(logits: Array, platt: Platt) -> NDArray[np.float64]:
    """Turn logits into calibrated probabilities."""
    return 1.0 / (1.0 + np.exp(-np.clip(platt.scale * logits.astype(np.float64) + platt.shift, -60, 60)))


def shares(logits: Array, temperature: float) -> NDArray[np.float64]:
    """Turn rows of type logits into rows that add up to one."""
    scaled = logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    total: NDArray[np.float64] = powers / powers.sum(axis=-1, keepdims=True)
    return total


def _standing(sentence: Slot, window: Window) -> Array:
    return np.array(standing(sentence.index, window.of), dtype=np.float32)


def _mean(states: Array, slot: Slot) -> Array:
    mean: Array = states[slot.start : slot.end].mean(axis=0)
    return mean
