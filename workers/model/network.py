"""The network that is trained: the encoder, and two heads over means of its token states (torch)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel

from workers.model.windows import Slot


class ClaimNet(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """`figure`: [figure; its sentence] -> claim, certain, types. `sentence`: -> event, certain."""

    def __init__(self, encoder: nn.Module, width: int, hidden: int, types: int, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.figure = _head(2 * width, hidden, 2 + types, dropout)
        self.sentence = _head(width, hidden, 2, dropout)

    def forward(
        self,
        ids: Tensor,
        mask: Tensor,
        figures: list[tuple[int, Slot, Slot]],
        sentences: list[tuple[int, Slot]],
    ) -> tuple[Tensor, Tensor]:
        """Return figure logits [figures, 2 + types] and sentence logits [sentences, 2].

        The lists say in which row of the batch each figure (with its sentence) and each sentence stands.
        """
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        sums = nn.functional.pad(states.cumsum(dim=1), (0, 0, 1, 0))
        of_figures = _means(sums, [(row, slot) for row, slot, _ in figures])
        of_holders = _means(sums, [(row, slot) for row, _, slot in figures])
        figure_logits: Tensor = self.figure(torch.cat([of_figures, of_holders], dim=-1))
        sentence_logits: Tensor = self.sentence(_means(sums, sentences))
        return figure_logits, sentence_logits


def load_encoder(folder: Path, dropout: float) -> Any:
    """The transformer of a local folder, without its pooler."""
    return AutoModel.from_pretrained(
        folder,
        local_files_only=True,
        trust_remote_code=False,
        add_pooling_layer=False,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
    )


def _head(width: int, hidden: int, outputs: int, dropout: float) -> nn.Sequential:
    layers = nn.Sequential()
    layers.add_module("drop", nn.Dropout(dropout))
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
