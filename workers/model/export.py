"""From a trained network to the folder that is released: encoder for OpenVINO in fp16, heads, manifest."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import openvino as ov
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from workers.model import manifest
from workers.model.config import ReleaseConfig
from workers.model.heads import Array
from workers.model.network import ClaimNet

TOKENIZER = ("tokenizer.json", "tokenizer_config.json")
SAMPLE = (3, 40)  # rows and tokens of the traced example; both are free in the exported graph


class TokenStates(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """The encoder with plain tensors in and out, as the runtime calls it."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        states: Tensor = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return states


def export(
    network: ClaimNet, words: dict[str, Array], tokenizer: Path, config: ReleaseConfig, folder: Path
) -> None:
    """Write the model folder; an existing CARD.md is kept, everything else is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    graph = _graph(_shortened(network.encoder, config.window_tokens), config.window_tokens)
    ov.save_model(graph, folder / "encoder.xml", compress_to_fp16=True)
    told = {name: torch.from_numpy(array) for name, array in words.items()}
    save_file(_head_weights(network) | told, folder / "heads.safetensors")
    for name in TOKENIZER:
        shutil.copyfile(tokenizer / name, folder / name)
    config.save(folder / "config.json")
    manifest.seal(folder)


def _shortened(encoder: Any, tokens: int) -> Any:
    """A copy of the encoder without the position vectors that no window reaches.

    Its attention is the fused one again: the runtime knows it as one step and needs 75 MB less for it.
    """
    short = deepcopy(encoder).eval()
    short.set_attn_implementation("sdpa")
    positions = short.embeddings.position_embeddings
    positions.weight = nn.Parameter(positions.weight[:tokens].detach().clone())
    short.embeddings.position_ids = short.embeddings.position_ids[:, :tokens]
    return short


def _graph(encoder: nn.Module, tokens: int) -> ov.Model:
    """The encoder's graph with free batch and length.

    Through torch.export, since tracing fixes the attention mask to the example's length (stack.md).
    """
    ids = torch.ones(SAMPLE, dtype=torch.long)
    free = {0: torch.export.Dim("rows", min=1, max=4096), 1: torch.export.Dim("tokens", min=2, max=tokens)}
    program = torch.export.export(
        TokenStates(encoder).eval(), (ids, ids.clone()), dynamic_shapes=(free, free)
    )
    return ov.convert_model(program)


def _head_weights(network: ClaimNet) -> dict[str, Tensor]:
    heads = {"figure": network.figure, "sentence": network.sentence}
    return {
        f"{name}.{key}": value.detach().half().contiguous()
        for name, head in heads.items()
        for key, value in head.state_dict().items()
    }
