"""One evaluation on the development set for all gates; the set's hash is pinned with the floors."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.model.conftest import SHARED
from workers.model import scorer
from workers.model.evaluate import evaluate

DEV = SHARED / "gold" / "dev.jsonl"
DEV_SHA256 = "f64033f6ea065af577486d23c8570511d5625f059d70dd218285c8b28d9b693f"


@pytest.fixture(scope="session")
def dev() -> Path:
    if not DEV.is_file():
        pytest.skip(f"{DEV} is not there; set FACTCHECK_SHARED")
    assert sha256(DEV.read_bytes()).hexdigest() == DEV_SHA256, "another set: measure and pin again"
    return DEV


@pytest.fixture(scope="session")
def reached(dev: Path) -> dict[str, Any]:
    """What the released model reaches on the development set."""
    return evaluate(dev, scorer.load())
