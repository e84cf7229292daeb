"""Fine-tuning: from a training file to a checkpointed run and a model folder (needs torch).

A run that was cut off goes on from its last whole epoch when it is started again.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
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
from workers.model.own import OWN, own_stories
from workers.model.scorer import load_tokenizer
from workers.model.windows import Windows
from workers.model.words import word_scores

START = 1  # the seed of the heads' first weights, the same in all runs: only then their mean makes sense


@dataclass(frozen=True, slots=True)
class Material:
    """What a run learns from and is watched by, how stories are cut for it and types weighed.

    `train` is `gold`, the stories of the reference set, and our own passages.
    """

    windows: Windows
    gold: list[Example]
    train: list[Example]
    dev: list[Example]
    balance: Tensor


def train(config: TrainConfig) -> Path:
    """Train, export and calibrate; return the model folder (`run`/model)."""
    torch.set_num_threads(config.threads)
    source = encoder_folder(config)
    run = Path(config.run)
    material = _material(config, source)
    seeds = [_fit(config, seed, source, material, run / f"seed-{seed}") for seed in config.seeds]
    network = _joined(mean_of(seeds), config)
    _keep(network, run / "checkpoint.pt")
    _note(run, measures_of(network, material.dev, material.windows, config))
    words = word_scores(source, material.gold, material.windows)
    release = ReleaseConfig(config.name, config.window_tokens, FIGURE_TYPES)
    export(network, words, source, release, run / "model")
    calibrate(run / "model", material.dev)
    return run / "model"


def _material(config: TrainConfig, source: Path) -> Material:
    gold = [example(story) for story in stories(Path(config.train), config.exclude)]
    own = [example(story) for name in config.passages for story in own_stories(OWN.parent / name)]
    learnt = gold + own * config.own
    return Material(
        Windows(load_tokenizer(source), config.window_tokens),
        gold,
        learnt,
        [example(story) for story in stories(Path(config.dev))],
        balance_of(learnt, config),
    )


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


def mean_of(networks: Sequence[ClaimNet]) -> ClaimNet:
    """One network with the mean of all weights: near an ensemble in what it says, at the price of one.

    It needs runs that started from the same weights, the heads' too.
    """
    states = [network.state_dict() for network in networks]
    merged = {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
    networks[0].load_state_dict(merged)
    return networks[0]


def _joined(network: ClaimNet, config: TrainConfig) -> ClaimNet:
    """The network with `share` of its own weights, and the rest of those that the stage began with.

    A few passages of one kind pull a network away from all others; half-way back it keeps both.
    """
    if config.share < 1:
        before = _averaged(Path(config.start) / "checkpoint.pt")
        after = network.state_dict()
        network.load_state_dict(
            {name: config.share * after[name] + (1 - config.share) * before[name] for name in after}
        )
    return network


def _keep(network: ClaimNet, path: Path) -> None:
    """Keep a run's model in the form of a checkpoint, so that a later stage may start with it."""
    torch.save({"average": {f"module.{name}": value for name, value in network.state_dict().items()}}, path)


def _fit(config: TrainConfig, seed: int, source: Path, material: Material, run: Path) -> ClaimNet:
    """Train for the epochs that are left; return the network with the averaged weights."""
    run.mkdir(parents=True, exist_ok=True)
    state = _start(config, source)
    averaged: ClaimNet = state.average.module
    for epoch in range(state.resume(run / "checkpoint.pt"), config.stop):
        started = time.monotonic()
        loss = _epoch(1000 * seed + epoch, epoch, config, material, state)
        record = {"epoch": epoch + 1, "loss": loss, "s": time.monotonic() - started}
        _note(run, record | measures_of(averaged, material.dev, material.windows, config))
        state.save(run / "checkpoint.pt", epoch + 1)
    return averaged


def _start(config: TrainConfig, source: Path) -> State:
    torch.manual_seed(START)
    encoder = load_encoder(source, config.dropout)
    network = ClaimNet(encoder, encoder.config.hidden_size, config.hidden, len(FIGURE_TYPES), config.dropout)
    if config.start:
        network.load_state_dict(_averaged(Path(config.start) / "checkpoint.pt"))
    optimizer = torch.optim.AdamW(_groups(network, config), weight_decay=config.weight_decay, fused=True)
    return State(
        network, AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(config.average)), optimizer
    )


def _averaged(path: Path) -> dict[str, Tensor]:
    """The averaged weights of another run's checkpoint."""
    if not path.is_file():
        raise ModelError(f"{path} is missing: train the stage before this one first.")
    saved: dict[str, Tensor] = torch.load(path, weights_only=True)["average"]
    mark = "module."
    return {name.removeprefix(mark): value for name, value in saved.items() if name.startswith(mark)}


def _epoch(seed: int, epoch: int, config: TrainConfig, material: Material, state: State) -> float:
    """Go once over the stories; return the mean loss. An epoch's own seed makes a resumed run the same."""
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311  shuffles
    state.network.train()
    batches = list(epoch_batches(material.train, material.windows, config, chance))
    mark = material.windows.tokenizer.mask_token_id
    losses = []
    for step, batch in enumerate(batches):
        _set_rate(state.optimizer, (epoch + step / len(batches)) / config.epochs, config.warmup)
        loss = loss_of(state.network, masked(batch, config.masked, mark), material.balance, config)
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
    lowest = config.learning_rate * config.layer_decay ** len(layers)
    network.encoder.embeddings.word_embeddings.requires_grad_(not config.freeze_embeddings)
    rest = [one for one in network.encoder.embeddings.parameters() if one.requires_grad]
    yield {"params": rest, "peak": lowest}


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
