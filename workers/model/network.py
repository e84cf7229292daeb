"""The network that is trained: the encoder, and two heads over means of its token states (torch)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface, AutoModel
from transformers.masking_utils import eager_mask

from workers.model.windows import STANDING, Slot, standing


@dataclass(frozen=True, slots=True)
class Place:
    """A figure or sentence of a batch: its row, its slot, its sentence's slot, the story's sentence count."""

    row: int
    slot: Slot
    sentence: Slot
    of: int


class ClaimNet(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """The heads are those of heads.py, with the same inputs and outputs."""

    def __init__(self, encoder: nn.Module, width: int, hidden: int, types: int, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.figure = _head(2 * width + STANDING, hidden, 2 + types, dropout)
        self.sentence = _head(width + STANDING, hidden, 2, dropout)

    def forward(
        self,
        ids: Tensor,
        mask: Tensor,
        figures: list[Place],
        sentences: list[Place],
    ) -> tuple[Tensor, Tensor]:
        """Return figure logits [figures, 2 + types] and sentence logits [sentences, 2].

        The places say in which row of the batch each figure and each sentence stands.
        """
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        sums = nn.functional.pad(states.cumsum(dim=1), (0, 0, 1, 0))
        of_figures = _means(sums, [(place.row, place.slot) for place in figures])
        figure_logits: Tensor = self.figure(torch.cat([of_figures, _of_sentences(sums, figures)], dim=-1))
        sentence_logits: Tensor = self.sentence(_of_sentences(sums, sentences))
        return figure_logits, sentence_logits


def _of_sentences(sums: Tensor, places: list[Place]) -> Tensor:
    """Means and standings of the places' sentences -> [places, width + STANDING]."""
    means = _means(sums, [(place.row, place.sentence) for place in places])
    where = torch.tensor([standing(place.sentence.index, place.of) for place in places])
    return torch.cat([means, where.reshape(len(places), STANDING)], dim=-1)


def load_encoder(folder: Path, dropout: float) -> Any:
    """The transformer of a local folder, without its pooler, with parts that train faster on a CPU."""
    encoder = AutoModel.from_pretrained(
        folder,
        attn_implementation=PLAIN,
        local_files_only=True,
        trust_remote_code=False,
        add_pooling_layer=False,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=0.0,  # with it, attention takes twice the time on a CPU
    )
    return _quickened(encoder)


class Dropout(nn.Module):  # type: ignore[misc]
    """Dropout by single bytes of chance (a share in steps of 1/256): half the time of torch's on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.p = share
        self._below = round(256 * share)

    def forward(self, states: Tensor) -> Tensor:
        if not self.training or not self._below:
            return states
        chance = torch.empty(states.shape, dtype=torch.uint8).random_()
        return states * (chance >= self._below) * (256 / (256 - self._below))


def _quickened(module: nn.Module) -> nn.Module:
    """The module with each Dropout of torch's replaced by ours."""
    for name, part in list(module.named_children()):
        setattr(module, name, Dropout(part.p) if isinstance(part, nn.Dropout) else _quickened(part))
    return module


def _attention(
    _module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    mask: Tensor | None,
    scaling: float,
    **_rest: Any,
) -> tuple[Tensor, None]:
    """Attention in the inputs' precision, spelt out: on a CPU the fused one's gradient takes thrice as long.

    All tensors are [rows, heads, tokens, width of a head]; transformers hands them over and takes back the
    mean values [rows, tokens, heads, width] and no weights.
    """
    scores = query * scaling @ key.transpose(2, 3)
    if mask is not None:
        scores = scores + mask[..., : key.shape[2]].to(scores.dtype)
    return (scores.softmax(dim=-1) @ value).transpose(1, 2).contiguous(), None


PLAIN = "plain"
AttentionInterface.register(PLAIN, _attention)
AttentionMaskInterface.register(PLAIN, eager_mask)


def _head(width: int, hidden: int, outputs: int, dropout: float) -> nn.Sequential:
    layers = nn.Sequential()
    layers.add_module("drop", Dropout(dropout))
    layers.add_module("inner", nn.Linear(width, hidden))
    layers.add_module("relu", nn.ReLU())
    layers.add_module("outer", nn.Linear(hidden, outputs))
    return layers


def _means(sums: Tensor, places: list[tuple[int, Slot]]) -> Tensor:
    """Mean states of slots from cumulative sums [rows, tokens + 1, width] -> [slots, width]."""
    rows = torch.tensor([row for row, _ in places], dtype=torch.long)
    starts = torch.tensor([slot.start for _, slot in places], dtype=torch.long)
    ends = torch.tensor([slot.end for _, slot in places], dtype=torch.long)
    return (sums[rows, ends] - sums[rows, starts]) / (ends - starts).unsqueeze(-1)
