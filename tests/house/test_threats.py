"""Each control of the threat model has the tests that it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "deploy" / "README.md").read_text()
ROWS = re.findall(r"^\| (\d+) \| .+$", TEXT[TEXT.index("## Threat model") :], re.MULTILINE)
NAMED = sorted(set(re.findall(r"`(tests/[\w/.]+(?:::\w+)?)`", TEXT)))


def test_every_threat_of_the_shared_model_has_a_row() -> None:
    assert {int(row) for row in ROWS} >= set(range(1, 16))


@pytest.mark.parametrize("named", NAMED)
def test_the_test_that_is_named_is_there(named: str) -> None:
    path, _, name = named.partition("::")
    assert re.search(rf"def {name or 'test_'}", (ROOT / path).read_text())
