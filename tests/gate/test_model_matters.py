"""The claims come from the model: with its heads' weights shuffled the extraction gets visibly worse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workers.model import scorer
from workers.model.evaluate import evaluate
from workers.model.heads import Heads


def shuffled(heads: Heads, seed: int) -> Heads:
    """The same numbers in other places, tensor by tensor."""
    chance = np.random.default_rng(seed)
    return Heads(
        {
            name: chance.permutation(array.ravel()).reshape(array.shape)
            for name, array in heads.weights.items()
        }
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_shuffled_heads_lose_figures_and_types(dev: Path, reached: dict[str, Any], seed: int) -> None:
    broken = scorer.load()
    broken.heads = shuffled(broken.heads, seed)
    left = evaluate(dev, broken)
    assert left["figures"]["F1"] <= reached["figures"]["F1"] - 0.10
    assert (left["of_found"]["exact"] or 0) <= reached["of_found"]["exact"] - 0.20
    assert (left["of_found"]["type"] or 0) <= reached["of_found"]["type"] - 0.20
