"""The seed page of the shared folder: the three claims that the first issue asks for, and no chrome."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.extraction import Extraction, extract
from workers.model.scorer import Scorer


@pytest.fixture(scope="session")
def seed(shared: Path, released: Scorer) -> Extraction:
    return extract((shared / "stories" / "seed.txt").read_text(encoding="utf-8"), released)


@pytest.mark.parametrize(
    "figure",
    [
        ("casualties", 200, "nearly", "people", None),
        ("spending", 50_000_000_000, "about", "USD", "year"),
        ("troops", 14_000, "exact", "people", None),
    ],
)
def test_seed_gives_the_figure(seed: Extraction, figure: tuple[object, ...]) -> None:
    claims = [(claim.type, claim.figure) for claim in seed.claims if claim.figure]
    assert figure in [(kind, one.low, one.qualifier, one.unit, one.per) for kind, one in claims]


def test_seed_gives_no_claim_from_chrome(seed: Extraction) -> None:
    said = " ".join(claim.sentence for claim in seed.claims)
    assert not any(chrome in said for chrome in ("Skip to main", "patrolling the streets", "Page not found"))
    assert not any("does not exist" in claim.sentence for claim in seed.claims)
