"""One loaded scorer for all tests of the model, and where the shared reference set lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workers.model import scorer
from workers.model.scorer import Scorer

SHARED = Path(os.environ.get("FACTCHECK_SHARED", Path(__file__).parents[2] / ".." / "shared")).resolve()


@pytest.fixture(scope="session")
def released() -> Scorer:
    return scorer.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "gold").is_dir():
        pytest.skip(f"{SHARED} is not there; set FACTCHECK_SHARED")
    return SHARED
