"""Stories as batches of windows with their targets (torch)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from workers.model.config import TrainConfig
from workers.model.data import Example, FigureTarget
from workers.model.network import Place
from workers.model.windows import Window, Windows

POOL = 16  # batches' worth of windows that are sorted by length together


@dataclass(frozen=True, slots=True)
class Batch:
    """`ids`, `mask` [rows, tokens]; where figures and sentences stand, and targets in the same order."""

    ids: Tensor
    mask: Tensor
    figures: list[Place]
    sentences: list[Place]
    figure_targets: list[FigureTarget]
    event_targets: list[int]


def epoch_batches(
    examples: Sequence[Example], windows: Windows, config: TrainConfig, chance: random.Random | None = None
) -> Iterator[Batch]:
    """Yield batches of like length; with `chance`, windows begin elsewhere each epoch and are shuffled."""
    rows = [(one, window) for one in examples for window in windows.of(one.passage, _lead(config, chance))]
    if chance:
        chance.shuffle(rows)
    pool = POOL * config.batch_tokens // config.window_tokens
    batches = [
        batch
        for at in range(0, len(rows), pool)
        for batch in _packed(
            sorted(rows[at : at + pool], key=lambda row: -len(row[1].ids)), config.batch_tokens
        )
    ]
    if chance:
        chance.shuffle(batches)
    yield from map(_batch, batches)


def masked(batch: Batch, share: float, mark: int) -> Batch:
    """The batch with a random share of its tokens hidden behind the tokenizer's mask token."""
    hidden = torch.rand(batch.ids.shape) < share
    return replace(batch, ids=batch.ids.masked_fill(hidden & batch.mask.bool(), mark))


def _lead(config: TrainConfig, chance: random.Random | None) -> int | None:
    return chance.randint(config.window_tokens // 6, config.window_tokens) if chance else None


def _length(row: tuple[Example, Window]) -> int:
    return len(row[1].ids)


def _packed(rows: list[tuple[Example, Window]], tokens: int) -> Iterator[list[tuple[Example, Window]]]:
    at = 0
    while at < len(rows):
        count = max(1, tokens // len(rows[at][1].ids))
        yield rows[at : at + count]
        at += count


def _batch(rows: list[tuple[Example, Window]]) -> Batch:
    longest = max(len(window.ids) for _, window in rows)
    ids = torch.zeros((len(rows), longest), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, (_, window) in enumerate(rows):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        mask[row, : len(window.ids)] = 1
    held = [(row, one, window) for row, (one, window) in enumerate(rows)]
    figures = [(one, Place(row, slot, of, w.of)) for row, one, w in held for slot, of in w.figures]
    sentences = [(one, Place(row, slot, slot, w.of)) for row, one, w in held for slot in w.sentences]
    return Batch(
        ids,
        mask,
        [place for _, place in figures],
        [place for _, place in sentences],
        [one.figures[place.slot.index] for one, place in figures],
        [one.events[place.slot.index] for one, place in sentences],
    )
