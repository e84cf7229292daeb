"""The encoder on the CPU through OpenVINO: token ids in, token states out."""

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


class Encoder:
    """Runs the transformer; `precision` is the one in use ("bf16" or "f32")."""

    def __init__(self, model: Path, precision: str | None = None, threads: int = 1) -> None:
        core = ov.Core()
        self.precision = _precision(core, precision)
        settings = {
            "INFERENCE_PRECISION_HINT": self.precision,
            "INFERENCE_NUM_THREADS": threads,
            "NUM_STREAMS": 1,
            "ENABLE_CPU_PINNING": False,  # pinned processes would all sit on the same core
        }
        self._compiled = core.compile_model(model, "CPU", settings)

    def run(self, rows: Sequence[Sequence[int]]) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Yield (index, states [tokens of the row, width]) for every row, in batches of like length."""
        for batch in batches([len(row) for row in rows]):
            states = self.infer([rows[index] for index in batch])
            for place, index in enumerate(batch):
                yield index, states[place, : len(rows[index])]

    def infer(self, rows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Return states [rows, padded tokens, width] of rows that are padded alike."""
        ids = np.zeros((len(rows), padded(len(rows[0]))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for place, row in enumerate(rows):
            ids[place, : len(row)] = row
            mask[place, : len(row)] = 1
        states: NDArray[np.float32] = self._compiled([ids, mask])[0]
        return states


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


def _precision(core: ov.Core, wanted: str | None) -> str:
    """Choose bf16 where the CPU has it, else f32; refuse an unknown name."""
    if wanted is None:
        return "bf16" if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"
    if wanted not in PRECISIONS:
        raise ModelError(f"precision {wanted!r} is unknown: use {' or '.join(PRECISIONS)}.")
    return wanted
