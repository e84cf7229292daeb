"""How alike two claims are told: a vector for each sentence and figure, from the pass that scores them.

The trained network's last layer has forgotten what does not bear on worth and type, and all its layers know
where in a window a token stands. So two lower layers are pooled, what the place alone gives is taken off, and
a straight map fitted once (`liken.py`) evens out the directions that all sentences share. Needs no torch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

import numpy as np
from safetensors.numpy import load_file

from workers.model.heads import Array
from workers.model.windows import Slot, Window

NAME = "likeness.safetensors"  # in a model folder; a model without it gives no vectors
LAYERS = (0, 2)  # 0 is what goes into the first layer; chosen by `python -m workers.model likeness`
FIGURE_SHARE = 0.3  # of a figure's own words in the vector of its claim, against the sentence's


class Likeness:
    """`turn` [layers x width, size] maps pooled states; `places` [tokens of a window, size] is taken off.

    Vectors have the length one and are told as float16, little-endian: `size` numbers of two bytes.
    """

    def __init__(self, weights: dict[str, Array]) -> None:
        self._turn = np.asarray(weights["turn"], dtype=np.float32)
        self._places = np.asarray(weights["places"], dtype=np.float32)

    @classmethod
    def of(cls, folder: Path) -> Self | None:
        """That of a model folder, or None where it has none."""
        return cls(load_file(folder / NAME)) if (folder / NAME).is_file() else None

    def vectors(self, layers: Sequence[Array], window: Window) -> tuple[list[bytes], list[bytes]]:
        """A vector for each sentence and each figure of the window, from states [tokens, width] of LAYERS.

        A figure's is its sentence's, drawn towards its own words.
        """
        held = (of for _, of in window.figures)
        whole = {slot: row for row, slot in enumerate(dict.fromkeys([*window.sentences, *held]))}
        slots = [*whole, *(figure for figure, _ in window.figures)]
        if not slots:
            return [], []
        pooled = self._pooled(layers, slots)
        around = pooled[[whole[of] for _, of in window.figures]]
        figures = packed(around + FIGURE_SHARE * pooled[len(whole) :])
        return packed(pooled[[whole[slot] for slot in window.sentences]]), figures

    def _pooled(self, layers: Sequence[Array], slots: Sequence[Slot]) -> Array:
        """Means of the slots' states, mapped [slots, size], less what the places of the same tokens give."""
        tokens = len(layers[0])
        shares = shares_of(slots, tokens)
        means = np.concatenate([shares @ states for states in layers], axis=1)
        pooled: Array = means @ self._turn - shares @ self._places[:tokens]
        return pooled


def shares_of(slots: Sequence[Slot], tokens: int) -> Array:
    """What each token weighs in the mean of each slot [slots, tokens]."""
    shares = np.zeros((len(slots), tokens), np.float32)
    for row, slot in zip(shares, slots, strict=True):
        row[slot.start : slot.end] = 1 / (slot.end - slot.start)
    return shares


def packed(vectors: Array) -> list[bytes]:
    """Each row brought to the length one, as float16 bytes."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return [row.tobytes() for row in (vectors / np.maximum(lengths, 1e-6)).astype("<f2")]


def unpacked(vectors: Iterator[bytes] | Sequence[bytes]) -> Array:
    """Rows of numbers again [vectors, size]."""
    return np.stack([np.frombuffer(vector, dtype="<f2") for vector in vectors]).astype(np.float32)
