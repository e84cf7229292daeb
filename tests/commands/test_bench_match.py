"""bench_match fills an empty desk, measures, and leaves its measured stories out again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.management.commands import bench_match
from claims.models import Article, Claim
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_growth_is_measured_and_drawn(run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_match, "MEASURED", 2)
    monkeypatch.setattr(bench_match, "TOGETHER", 2)
    ran = run("bench_match", "--base", "2", "--claims", "40,120", "--out", str(tmp_path))
    assert ran.code == 0, ran.err
    rows = json.loads((tmp_path / "match.json").read_text())
    assert [row["claims"] for row in rows] == [40, 120]
    assert all(row["p50"] > 0 and row["batched"] > 0 and row["vectors"] > 0 for row in rows)
    assert "<svg" in (tmp_path / "match.svg").read_text()
    assert Claim.objects.filter(pk__gt=0).count() == 40
    assert not Article.objects.to_match().exists()


def test_a_desk_with_stories_is_left_alone(run: Callable, tmp_path: Path) -> None:
    ArticleFactory()
    assert run("bench_match", "--out", str(tmp_path)).code == 2


@pytest.mark.parametrize("told", ["none", "", "0"])
def test_sizes_are_numbers_of_claims(told: str) -> None:
    with pytest.raises(bench_match.ArgumentTypeError):
        bench_match.sizes(told)
