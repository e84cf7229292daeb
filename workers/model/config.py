"""What a released model and a training run are told, and the errors of both.

`ReleaseConfig` is the config.json of a model folder; `TrainConfig` is a file of workers/model/configs/.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Self


class ModelError(Exception):
    """A model folder, a training file or a measure cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Platt:
    """A calibrated probability is sigmoid(scale * logit + shift)."""

    scale: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the heads' logits become probabilities; fitted on held-out stories by calibrate.py.

    `event_words` is the weight of what the words alone say of an event, against what the encoder says.
    """

    claim: Platt = Platt()
    certain: Platt = Platt()
    event: Platt = Platt()
    event_certain: Platt = Platt()
    type_temperature: float = 1.0
    event_words: float = 0.0

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        platts = {name: Platt(**value) for name, value in raw.items() if isinstance(value, dict)}
        return cls(
            **platts,
            type_temperature=float(raw.get("type_temperature", 1.0)),
            event_words=float(raw.get("event_words", 0.0)),
        )


@dataclass(frozen=True, slots=True)
class ReleaseConfig:
    """What the scorer must know of a released model, beside its weights.

    `window_tokens` counts the two marks [CLS] and [SEP]; `types` names the type head's outputs in order.
    """

    name: str
    window_tokens: int
    types: tuple[str, ...]
    calibration: Calibration = Calibration()

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read config.json; a ModelError names what is wrong with it."""
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                name=str(raw["name"]),
                window_tokens=int(raw["window_tokens"]),
                types=tuple(raw["types"]),
                calibration=Calibration.from_json(raw["calibration"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{path} is not a model configuration ({error!r}); restore it.") from error


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """One training run. Paths are relative to the working directory; `exclude` names sources left out.

    Every seed is a run of its own from the same start, and the mean of their weights is the model. `start`
    is the run (its folder) whose weights a later stage begins with; below 1, `share` is how much of the model
    is of this stage, and the rest stays what `start` was. `own` is how often an epoch goes over our
    own `passages`. The learning rate falls to nought over `epochs`; training ends after `stop` of them.
    `freeze_embeddings` leaves the vectors of words as they are. `masked` is the share of tokens that are
    hidden at random, `average` the decay of the running mean of weights that is kept in the end: both so that
    so few stories are not learnt by heart. `type_balance` 0 counts every figure alike in the type loss, 1
    every type. The weights of losses are against that of the claim head: `trivial_weight` counts figures
    listed as of no worth, `figures_only_weight` the (absent) event of sentences listed for their figures.
    `event_doubt` is how often a listed event might as well not have been.
    """

    name: str
    train: str
    dev: str
    run: str
    encoder: str
    encoder_sha256: str
    start: str = ""
    share: float = 1.0
    own: int = 0
    passages: tuple[str, ...] = ("own.txt",)
    seeds: tuple[int, ...] = (1,)
    epochs: int = 12
    stop: int = 11
    batch_tokens: int = 2048
    learning_rate: float = 2e-4
    head_learning_rate: float = 5e-4
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warmup: float = 0.1
    dropout: float = 0.1
    freeze_embeddings: bool = False
    masked: float = 0.1
    average: float = 0.995
    hidden: int = 96
    window_tokens: int = 256
    type_weight: float = 1.0
    type_balance: float = 0.5
    certain_weight: float = 0.3
    event_weight: float = 1.0
    event_doubt: float = 0.0
    trivial_weight: float = 0.3
    figures_only_weight: float = 0.5
    threads: int = 2
    exclude: tuple[str, ...] = field(default=())

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a training file; unknown or missing names are errors that name them."""
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"{path} is not a training file: {error}") from error
        unknown = set(raw) - {one.name for one in fields(cls)}
        if unknown:
            raise ModelError(f"{path} has names that training does not know: {', '.join(sorted(unknown))}")
        raw |= {name: tuple(raw[name]) for name in ("exclude", "passages", "seeds") if name in raw}
        try:
            return cls(**raw)
        except TypeError as error:
            raise ModelError(f"{path} is incomplete: {error}") from error
