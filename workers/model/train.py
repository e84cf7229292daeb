"""Fine-tuning: from a training file to a checkpointed run and a model folder (needs torch).

A run that was cut off goes on from its last whole epoch when it is started again.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from claims.extraction.types import FIGURE_TYPES
from workers.model import manifest
from workers.model.batches import epoch_batches, masked
from workers.model.calibrate import calibrate
from workers.model.config import ModelError, ReleaseConfig, TrainConfig
from workers.model.data import Example, example, stories
from workers.model.export import export
from workers.model.losses import balance_of, loss_of, measures_of
from workers.model.network import ClaimNet, load_encoder
from workers.model.own import own_stories
from workers.model.scorer import load_tokenizer
from workers.model.windows import Windows


@dataclass(frozen=True, slots=True)
class Material:
    """What a run learns from and is watched by, and how stories are cut for it."""

    windows: Windows
    train: list[Example]
    dev: list[Example]


def train(config: TrainConfig) -> Path:
    """Train, export and calibrate; return the model folder (`run`/model)."""
    torch.set_num_threads(config.threads)
    source = encoder_folder(config)
    run = Path(config.run)
    run.mkdir(parents=True, exist_ok=True)
    own = [*own_stories()] * config.own
    material = Material(
        Windows(load_tokenizer(source), config.window_tokens),
        [example(story) for story in [*stories(Path(config.train), config.exclude), *own]],
        [example(story) for story in stories(Path(config.dev))],
    )
    network = _fit(config, source, material, run)
    export(network, source, ReleaseConfig(config.name, config.window_tokens, FIGURE_TYPES), run / "model")
    calibrate(run / "model", material.dev)
    return run / "model"


def encoder_folder(config: TrainConfig) -> Path:
    """The folder of the encoder to start from: a path, or a package that carries one; its hash is checked."""
    folder = Path(config.encoder)
    if not folder.is_dir():
        spec = find_spec(config.encoder)
        if spec is None or spec.origin is None:
            raise ModelError(
                f"The encoder {config.encoder} is neither a folder nor an installed package; see"
                " requirements-train.txt."
            )
        folder = Path(spec.origin).parent / "model"
    if manifest.digest(folder / "model.safetensors") != config.encoder_sha256:
        raise ModelError(f"{folder / 'model.safetensors'} is not the file that the training file names.")
    return folder


@dataclass(frozen=True, slots=True)
class State:
    """What a run changes as it goes on: all of it is in the checkpoint."""

    network: ClaimNet
    average: AveragedModel
    optimizer: torch.optim.Optimizer

    def save(self, path: Path, epoch: int) -> None:
        parts = {name: getattr(self, name).state_dict() for name in self.__slots__}
        torch.save(parts | {"epoch": epoch}, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)

    def resume(self, path: Path) -> int:
        """Load a checkpoint, if there is one; return how many epochs are done."""
        if not path.exists():
            return 0
        saved = torch.load(path, weights_only=True)
        for name in self.__slots__:
            getattr(self, name).load_state_dict(saved[name])
        return int(saved["epoch"])


def _fit(config: TrainConfig, source: Path, material: Material, run: Path) -> ClaimNet:
    """Train for the epochs that are left; return the network with the averaged weights."""
    state = _start(config, source)
    balance = balance_of(material.train, config)
    averaged: ClaimNet = state.average.module
    for epoch in range(state.resume(run / "checkpoint.pt"), config.stop):
        started = time.monotonic()
        loss = _epoch(epoch, config, material, state, balance)
        record = {"epoch": epoch + 1, "loss": loss, "s": time.monotonic() - started}
        _note(run, record | measures_of(averaged, material.dev, material.windows, config))
        state.save(run / "checkpoint.pt", epoch + 1)
    return averaged


def _start(config: TrainConfig, source: Path) -> State:
    torch.manual_seed(config.seed)
    encoder = load_encoder(source, config.dropout)
    network = ClaimNet(encoder, encoder.config.hidden_size, config.hidden, len(FIGURE_TYPES), config.dropout)
    optimizer = torch.optim.AdamW(_groups(network, config), weight_decay=config.weight_decay)
    return State(
        network, AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(config.average)), optimizer
    )


def _epoch(epoch: int, config: TrainConfig, material: Material, state: State, balance: Tensor) -> float:
    """Go once over the stories; return the mean loss. Seeded by the epoch, so a resumed run is the same."""
    seed = 1000 * config.seed + epoch
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311  shuffles
    state.network.train()
    batches = list(epoch_batches(material.train, material.windows, config, chance))
    mark = material.windows.tokenizer.mask_token_id
    losses = []
    for step, batch in enumerate(batches):
        _set_rate(state.optimizer, (epoch + step / len(batches)) / config.epochs, config.warmup)
        loss = loss_of(state.network, masked(batch, config.masked, mark), balance, config)
        losses.append(_step(state.network, state.optimizer, loss))
        state.average.update_parameters(state.network)
    return sum(losses) / len(losses)


def _step(network: ClaimNet, optimizer: torch.optim.Optimizer, loss: Tensor) -> float:
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _groups(network: ClaimNet, config: TrainConfig) -> Iterator[dict[str, Any]]:
    """Parameter groups: heads learn fastest, then each layer of the encoder slower than the one above."""
    heads = [*network.figure.parameters(), *network.sentence.parameters()]
    yield {"params": heads, "peak": config.head_learning_rate}
    layers = list(network.encoder.encoder.layer)
    for depth, layer in enumerate(reversed(layers)):
        yield {"params": list(layer.parameters()), "peak": config.learning_rate * config.layer_decay**depth}
    network.encoder.embeddings.requires_grad_(not config.freeze_embeddings)
    if not config.freeze_embeddings:
        lowest = config.learning_rate * config.layer_decay ** len(layers)
        yield {"params": list(network.encoder.embeddings.parameters()), "peak": lowest}


def _set_rate(optimizer: torch.optim.Optimizer, done: float, warmup: float) -> None:
    """Rise to the groups' peaks over the share `warmup` of the run, then fall straight to nought."""
    share = done / warmup if done < warmup else (1 - done) / (1 - warmup)
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * share


def _note(run: Path, record: dict[str, Any]) -> None:
    line = json.dumps({name: round(value, 4) for name, value in record.items()})
    with (run / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")
    print(line, file=sys.stderr, flush=True)
