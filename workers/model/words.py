"""What single words say of a sentence's event, apart from what the encoder makes of them: a score per token.

The encoder soon knows the events of a few hundred stories by heart. A logistic regression on the means of its
word vectors, as they were before training, does not; and since it is linear, one number per token is all that
has to be shipped. It is told how long the sentence is, which means of states hide: what desks list is seldom
short. Needs no torch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from workers.model.config import ModelError
from workers.model.data import FIGURES_ONLY, Example
from workers.model.heads import Array
from workers.model.windows import Windows, holder, outlines

SCORES, OUTLINE = "words.scores", "words.outline"
RIDGE = 0.3  # chosen on three folds of the training stories, stories of one event in one fold
STEPS = 8  # of Newton's method; it stands still after five

Matrix = NDArray[np.float64]


def word_scores(source: Path, examples: Sequence[Example], windows: Windows) -> dict[str, Array]:
    """Fit the scores [tokens of the vocabulary] and the weights of a sentence's outline to the events told.

    `source` is the folder of the untrained encoder. Sentences that are listed for their figures are left out,
    since their events are not asked for.
    """
    vectors = _vectors(source)
    rows = [row for one in examples for row in _rows(one, windows)]
    means = np.stack([vectors[list(ids)].mean(axis=0) for ids, _, _ in rows])
    outlines = np.array([seen for _, seen, _ in rows])
    length = float(np.sqrt((means**2).sum(axis=1).mean()))
    told = np.array([event for _, _, event in rows], dtype=np.float64)
    weights = _logistic(np.concatenate([means / length, outlines], axis=1), told)
    return {
        SCORES: (vectors @ weights[: vectors.shape[1]] / length).astype(np.float16),
        OUTLINE: weights[vectors.shape[1] : -1].astype(np.float16),
    }


def _vectors(source: Path) -> Matrix:
    """The word vectors of an encoder's folder [tokens, width], around their mean."""
    weights = load_file(source / "model.safetensors")
    found = [array for name, array in weights.items() if name.endswith("word_embeddings.weight")]
    if len(found) != 1:
        raise ModelError(f"{source / 'model.safetensors'} has no word vectors; name another encoder.")
    vectors = found[0].astype(np.float64)
    centred: Matrix = vectors - vectors.mean(axis=0)
    return centred


def _rows(one: Example, windows: Windows) -> Iterator[tuple[tuple[int, ...], tuple[float, ...], bool]]:
    """Tokens and outline of each sentence without a figure to be listed, and whether it tells an event."""
    figures = zip(one.passage.figures, one.figures, strict=True)
    listed = {holder(one.passage, figure) for figure, target in figures if target.claim}
    for window in windows.of(one.passage):
        for slot, seen in zip(window.sentences, outlines(window), strict=True):
            if slot.index not in listed and one.events[slot.index] != FIGURES_ONLY:
                ids = window.ids[slot.start : slot.end]
                yield ids, seen, one.events[slot.index] > 0


def _logistic(rows: Matrix, truth: Matrix) -> Matrix:
    """The weights with the least log-loss and ridge penalty, a shift (not penalised) last."""
    columns = np.concatenate([rows, np.ones((len(rows), 1))], axis=1)
    penalty = RIDGE * np.eye(columns.shape[1])
    penalty[-1, -1] = 1e-6
    weights = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (said - truth) + penalty @ weights
        curve = (columns * (said * (1 - said))[:, None]).T @ columns + penalty
        weights = weights - np.linalg.solve(curve, slope)
    return weights
