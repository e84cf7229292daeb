"""The encoder on the CPU through OpenVINO: token ids in, token states out, of lower layers too if asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import openvino as ov
from numpy.typing import NDArray

from workers.model.config import ModelError

PRECISIONS = {"bf16": "bf16", "f32": "f32"}
BUCKET = 32  # windows are padded to a multiple of this, so padding never depends on batch-mates
BATCH_TOKENS = 1536  # of one run, padding included: bounds memory


NORMED = "native_layer_norm{}/aten.native_layer_norm.default/Add"  # what the exporter calls a layer's end

States = NDArray[np.float32]


class Encoder:
    """Runs the transformer; `precision` is the one in use ("bf16" or "f32").

    `lower` are the layers whose states are wanted beside the last one's: 0 is what goes into the first.
    """

    def __init__(
        self, model: Path, precision: str | None = None, threads: int = 1, lower: Sequence[int] = ()
    ) -> None:
        core = ov.Core()
        self.precision = _precision(core, precision)
        settings = {
            "INFERENCE_PRECISION_HINT": self.precision,
            "INFERENCE_NUM_THREADS": threads,
            "NUM_STREAMS": 1,
            "ENABLE_CPU_PINNING": False,  # pinned processes would all sit on the same core
        }
        graph = core.read_model(model)
        if lower:
            graph.add_outputs([_end_of(graph, layer) for layer in lower])
        self._compiled = core.compile_model(graph, "CPU", settings)

    def run(self, rows: Sequence[Sequence[int]]) -> Iterator[tuple[int, list[States]]]:
        """Yield (index, states [tokens of the row, width] of the last and the lower layers) for every row.

        Rows are run in batches of like length.
        """
        for batch in batches([len(row) for row in rows]):
            layers = self.infer([rows[index] for index in batch])
            for place, index in enumerate(batch):
                yield index, [states[place, : len(rows[index])] for states in layers]

    def infer(self, rows: Sequence[Sequence[int]]) -> list[States]:
        """Return states [rows, padded tokens, width] of rows that are padded alike, the last layer first."""
        ids = np.zeros((len(rows), padded(len(rows[0]))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for place, row in enumerate(rows):
            ids[place, : len(row)] = row
            mask[place, : len(row)] = 1
        told = self._compiled([ids, mask])
        return [told[place] for place in range(len(self._compiled.outputs))]


def padded(length: int) -> int:
    """The length a window of this many tokens is padded to."""
    return -(-length // BUCKET) * BUCKET


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Group the indexes of rows that are padded alike, at most BATCH_TOKENS a group, longest first."""
    buckets: dict[int, list[int]] = {}
    for index, length in enumerate(lengths):
        buckets.setdefault(padded(length), []).append(index)
    return [
        rows[at : at + max(1, BATCH_TOKENS // size)]
        for size, rows in sorted(buckets.items(), reverse=True)
        for at in range(0, len(rows), max(1, BATCH_TOKENS // size))
    ]


def _end_of(graph: ov.Model, layer: int) -> ov.Output:
    """Where the states of a layer leave it; each but the first ends in its second normalisation."""
    name = NORMED.format(f"_{2 * layer}" if layer else "")
    for step in graph.get_ops():
        if step.get_friendly_name() == name:
            return step.output(0)
    raise ModelError(f"The encoder has no layer {layer}; export it again.")


def _precision(core: ov.Core, wanted: str | None) -> str:
    """Choose bf16 where the CPU has it, else f32; refuse an unknown name."""
    if wanted is None:
        return "bf16" if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"
    if wanted not in PRECISIONS:
        raise ModelError(f"precision {wanted!r} is unknown: use {' or '.join(PRECISIONS)}.")
    return wanted
