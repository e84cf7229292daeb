"""Probabilities that mean what they say: scales for the heads' logits, fitted on held-out stories.

Platt's method (a scale and a shift per head) for the yes-no heads and one temperature for the types: nine
numbers, kept in config.json. The event head's shift is moved on so that one half is the best cut for it too:
which events are worth listing is a matter of taste, and a desk wants more of them than are surely listed.
Needs no torch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workers.model import manifest, scorer
from workers.model.config import Calibration, Platt, ReleaseConfig
from workers.model.data import IGNORED, Example, holder
from workers.model.heads import Array, probability, shares

RIDGE = 0.01  # pulls the scale towards 1 and the shift to 0: few stories decide
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
    """Fit every head's scales to what is true of the examples."""
    figures = np.concatenate([figure for figure, _ in logits])
    sentences = np.concatenate([sentence for _, sentence in logits])
    targets = [target for one in examples for target in one.figures]
    events = np.array([worth for one in examples for worth in one.events])
    told = np.array([bool(target.claim or not target.listed) for target in targets])
    claims = np.array([target.claim for target in targets])
    certain = np.array([target.worth == 2 for target in targets])
    fitted = Calibration(
        claim=platt(figures[told, 0], claims[told]),
        certain=platt(figures[told, 1], certain[told]),
        event=platt(sentences[:, 0], events > 0),
        event_certain=platt(sentences[:, 1], events == 2),
        type_temperature=temperature(figures[:, 2:], np.array([target.type for target in targets])),
    )
    cut = best_cut(logits, examples, fitted)
    moved = round(fitted.event.shift - float(np.log(cut / (1 - cut))), 6)
    return replace(fitted, event=replace(fitted.event, shift=moved))


def best_cut(
    logits: Sequence[tuple[Array, Array]], examples: Sequence[Example], fitted: Calibration
) -> float:
    """The event probability from which on sentences are best listed: most F1 of sentences with a claim."""
    rows = [
        row for pair, one in zip(logits, examples, strict=True) for row in _sentence_rows(pair, one, fitted)
    ]
    return max(CUTS, key=lambda cut: _f1([(true, told or event >= cut) for true, told, event in rows]))


def _f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    both = sum(true and said for true, said in pairs)
    return 2 * both / max(sum(int(true) + int(said) for true, said in pairs), 1)


def _sentence_rows(
    logits: tuple[Array, Array], one: Example, fitted: Calibration
) -> Iterator[tuple[bool, bool, float]]:
    """For each sentence: has it a claim, would one of its figures be listed, its event's probability."""
    claims, events = probability(logits[0][:, 0], fitted.claim), probability(logits[1][:, 0], fitted.event)
    true, told = [worth > 0 for worth in one.events], [False] * len(one.events)
    for figure, target, claim in zip(one.passage.figures, one.figures, claims, strict=True):
        at = holder(one.passage, figure)
        true[at] |= bool(target.claim)
        told[at] |= bool(claim >= 0.5)
    return zip(true, told, map(float, events), strict=True)


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
