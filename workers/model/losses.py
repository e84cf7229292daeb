"""What training minimises, and what it reports of the development stories after each epoch (torch)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from claims.extraction.types import FIGURE_TYPES
from workers.model.batches import Batch, epoch_batches
from workers.model.config import TrainConfig
from workers.model.data import FIGURES_ONLY, IGNORED, Example, FigureTarget
from workers.model.network import ClaimNet
from workers.model.windows import Windows


def loss_of(network: ClaimNet, batch: Batch, balance: Tensor, config: TrainConfig) -> Tensor:
    """The weighted sum of all heads' losses on a batch; `balance` weighs the types."""
    figures, sentences = network(batch.ids, batch.mask, batch.figures, batch.sentences)
    return _figure_loss(figures, batch.figure_targets, balance, config) + _event_loss(
        sentences, batch, config
    )


def _figure_loss(
    logits: Tensor, targets: Sequence[FigureTarget], balance: Tensor, config: TrainConfig
) -> Tensor:
    claim = torch.tensor([float(target.claim) for target in targets])
    certain = torch.tensor([float(target.worth == 2) for target in targets])
    types = torch.tensor([target.type for target in targets], dtype=torch.long)
    # What people listed as trivial counts neither way when figures are scored.
    weight = torch.tensor([config.trivial_weight if t.listed and not t.claim else 1.0 for t in targets])
    size = max(len(targets), 1)
    claims = binary_cross_entropy_with_logits(logits[:, 0], claim, weight, reduction="sum") / size
    sure = binary_cross_entropy_with_logits(logits[:, 1], certain, weight, reduction="sum") / size
    kinds = cross_entropy(logits[:, 2:], types, balance, ignore_index=IGNORED, reduction="sum")
    return claims + config.certain_weight * sure + config.type_weight * kinds / size


def balance_of(examples: Sequence[Example], config: TrainConfig) -> Tensor:
    """A weight per type, mean 1 over the figures: rare types would else be taken for the common ones."""
    counts = torch.ones(len(FIGURE_TYPES))
    for target in (target for one in examples for target in one.figures):
        if target.type != IGNORED:
            counts[target.type] += 1
    weights = counts**-config.type_balance
    return weights * counts.sum() / (weights * counts).sum()


def _event_loss(logits: Tensor, batch: Batch, config: TrainConfig) -> Tensor:
    worth = torch.tensor(batch.event_targets)
    weight = torch.where(worth == FIGURES_ONLY, config.figures_only_weight, 1.0)
    size = max(len(batch.event_targets), 1)
    # Which events are worth listing is a matter of taste: a listed one is doubted, an unlisted one less so.
    wanted = torch.where(worth > 0, 1 - config.event_doubt, config.event_doubt / 4)
    event = binary_cross_entropy_with_logits(logits[:, 0], wanted, weight, reduction="sum")
    sure = binary_cross_entropy_with_logits(logits[:, 1], (worth == 2).float(), weight, reduction="sum")
    return (config.event_weight * event + config.certain_weight * sure) / size


def measures_of(
    network: ClaimNet, examples: Sequence[Example], windows: Windows, config: TrainConfig
) -> dict[str, float]:
    """Over the candidates: F1 of claims and accuracy of types; over sentences without figures: the average
    precision of events.
    """
    network.eval()
    claims: list[tuple[bool, bool]] = []
    kinds: list[tuple[int, int]] = []
    events: list[tuple[float, bool]] = []
    for batch in epoch_batches(examples, windows, config):
        with torch.no_grad():
            figures, sentences = network(batch.ids, batch.mask, batch.figures, batch.sentences)
        for row, target in zip(figures, batch.figure_targets, strict=True):
            if target.claim or not target.listed:
                claims.append((bool(row[0] > 0), bool(target.claim)))
            if target.type != IGNORED:
                kinds.append((int(row[2:].argmax()), target.type))
        for row, worth in zip(sentences, batch.event_targets, strict=True):
            if worth != FIGURES_ONLY:
                events.append((float(row[0]), worth > 0))
    right = sum(said == true for said, true in kinds)
    return {"claim_f1": _f1(claims), "type": right / max(len(kinds), 1), "events": _precision(events)}


def _f1(pairs: list[tuple[bool, bool]]) -> float:
    both = sum(said and true for said, true in pairs)
    return 2 * both / max(sum(said + true for said, true in pairs), 1)


def _precision(scored: list[tuple[float, bool]]) -> float:
    """The average precision: the mean, over true ones, of the share of true ones scored as high."""
    hits, total = 0, 0.0
    for rank, (_, true) in enumerate(sorted(scored, reverse=True), start=1):
        if true:
            hits += 1
            total += hits / rank
    return total / max(hits, 1)
