"""Amounts in sentences: what a bounded count counts as, what a rate is said by."""

from __future__ import annotations

import pytest

from claims.templatetags.amounts import least, per


@pytest.mark.parametrize(("count", "number"), [("500+", 500), ("1", 1), (12, 12)])
def test_a_bounded_count_counts_as_its_bound(count: str | int, number: int) -> None:
    assert least(count) == number


@pytest.mark.parametrize("period", ["day", "fortnight"])
def test_a_rate_tells_its_period(period: str) -> None:
    assert per(period) == f"per {period}"
