"""Probabilities that mean what they say: scales for the heads' logits, fitted on held-out stories.

Platt's method (a scale and a shift per head) for the yes-no heads, one temperature for the types, and a
weight for what words alone say of events: ten numbers, kept in config.json. The event head's shift is moved
on so that one half is the best cut for it too: which events are worth listing is a matter of taste, and a
desk wants more of them than are surely listed. Needs no torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workers.model import manifest, scorer
from workers.model.config import Calibration, Platt, ReleaseConfig
from workers.model.data import IGNORED, Example
from workers.model.heads import Array, event_logits, probability, shares
from workers.model.windows import holder

RIDGE = 0.01  # pulls the scale towards 1 and the shift to 0: few stories decide
SHARES = (0.0, 0.5, 1.0, 2.0, 4.0)
Flags = NDArray[np.bool_]
CUTS = [step / 50 for step in range(5, 31)]
TEMPERATURES = np.geomspace(0.25, 4.0, 41)


def calibrate(folder: Path, examples: Sequence[Example]) -> Calibration:
    """Fit the calibration of a model folder on examples that it was not trained on, and write it there."""
    model = scorer.load(folder, precision="f32")
    fitted = fit([model.logits(example.passage) for example in examples], examples)
    config = ReleaseConfig.load(folder / "config.json")
    replace(config, calibration=fitted).save(folder / "config.json")
    manifest.seal(folder)
    return fitted


def fit(logits: Sequence[tuple[Array, Array]], examples: Sequence[Example]) -> Calibration:
    """Fit every head's scales to what is true of the examples.

    Events are asked for only in sentences that no figure lists, so these alone decide their scales.
    """
    figures = np.concatenate([figure for figure, _ in logits])
    sentences = np.concatenate([sentence for _, sentence in logits])
    targets = [target for one in examples for target in one.figures]
    settled = np.array([bool(target.claim or not target.listed) for target in targets])
    claims = np.array([target.claim for target in targets])
    certain = np.array([target.worth == 2 for target in targets])
    claim = platt(figures[settled, 0], claims[settled])
    pairs = [_told(one, pair[0], claim) for pair, one in zip(logits, examples, strict=True)]
    true, told = (np.concatenate(side) for side in zip(*pairs, strict=True))
    share = best_share(sentences[~told], true[~told])
    joined = event_logits(sentences, Calibration(event_words=share))
    event = platt(joined[~told], true[~told])
    sure = np.array([worth == 2 for one in examples for worth in one.events])
    fitted = Calibration(
        claim=claim,
        certain=platt(figures[settled, 1], certain[settled]),
        event=event,
        event_certain=platt(sentences[~told, 1], sure[~told]),
        type_temperature=temperature(figures[:, 2:], np.array([target.type for target in targets])),
        event_words=share,
    )
    events = probability(joined, event)
    cut = max(CUTS, key=lambda cut: _f1(true, told | (events >= cut)))
    moved = round(event.shift - float(np.log(cut / (1 - cut))), 6)
    return replace(fitted, event=replace(event, shift=moved))


def _told(one: Example, figures: Array, claim: Platt) -> tuple[Flags, Flags]:
    """Of each sentence: has it a claim, and would one of its figures be listed?"""
    true, told = np.array(one.events) > 0, np.zeros(len(one.events), dtype=bool)
    listed = probability(figures[:, 0], claim) >= 0.5
    for figure, target, likely in zip(one.passage.figures, one.figures, listed, strict=True):
        at = holder(one.passage, figure)
        true[at] |= bool(target.claim)
        told[at] |= bool(likely)
    return true, told


def _f1(true: Flags, said: Flags) -> float:
    return 2 * float((true & said).sum()) / max(float(true.sum() + said.sum()), 1.0)


def best_share(sentences: Array, true: Flags) -> float:
    """The weight of what words say of events, against the encoder, that ranks true sentences highest."""
    return max(SHARES, key=lambda share: _precision(sentences[:, 0] + share * sentences[:, 2], true))


def _precision(scores: Array, true: Flags) -> float:
    """The average precision: the mean, over true ones, of the share of true ones scored as high."""
    hits = true[np.argsort(-scores, kind="stable")]
    shares_so_far = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float((shares_so_far * hits).sum()) / max(int(hits.sum()), 1)


def platt(logits: Array, truth: NDArray[np.generic]) -> Platt:
    """The scale and shift with the least log-loss, found by Newton's method with halved steps.

    A whole step may overshoot where the logits part the truth well, and then ends anywhere.
    """
    columns = np.stack([np.clip(logits, -30, 30), np.ones_like(logits)], axis=1).astype(np.float64)
    values, prior = np.array([1.0, 0.0]), np.array([1.0, 0.0])
    penalty = RIDGE * len(columns) * np.eye(2) / 10
    true = truth.astype(np.float64)

    def loss(values: NDArray[np.float64]) -> float:
        said, away = columns @ values, values - prior
        return float((np.logaddexp(0, said) - true * said).sum() + away @ penalty @ away / 2)

    for _ in range(50):
        said = probability(columns @ values, Platt())
        slope = columns.T @ (said - true) + penalty @ (values - prior)
        curve = (columns * (said * (1 - said))[:, None]).T @ columns + penalty
        step = np.linalg.solve(curve, slope)
        while np.abs(step).max() > 1e-9 and loss(values - step) > loss(values):
            step = step / 2
        values = values - step
    return Platt(scale=round(float(values[0]), 6), shift=round(float(values[1]), 6))


def temperature(logits: Array, types: NDArray[np.generic]) -> float:
    """The temperature with the least log-loss over figures whose type is known."""
    rows = np.flatnonzero(types != IGNORED)
    losses = [
        -np.log(shares(logits[rows], t)[np.arange(len(rows)), types[rows]] + 1e-12).mean()
        for t in TEMPERATURES
    ]
    return round(float(TEMPERATURES[int(np.argmin(losses))]), 6)
