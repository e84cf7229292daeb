"""Rates: those of the table with their month and source, those that stories imply, and none made up."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta

import pytest

from claims.tolls.currency import TABLE, Told, convert, known, learned

MAY = datetime(2024, 5, 14, 9, 30, tzinfo=UTC)


def crowns(rate: float, *, days: int = 0, to: str = "EUR") -> Told:
    """A story that told 100 million of `to` for so many crowns."""
    return Told(100e6 * rate, "crown", 100e6, to, MAY + timedelta(days=days))


def test_euros_are_converted_at_the_mean_of_the_month() -> None:
    found = convert(100.0, "EUR", "USD", MAY)
    assert found is not None
    assert found.value == pytest.approx(108.1, abs=0.1)  # the bank's mean of May 2024: 1.0812
    assert found.source == "European Central Bank, mean of 2024-05"


def test_two_other_currencies_are_converted_through_the_euro() -> None:
    found = convert(1_000.0, "GBP", "JPY", MAY)
    through = convert(convert(1_000.0, "GBP", "EUR", MAY).value, "EUR", "JPY", MAY)  # type: ignore[union-attr]
    assert found is not None
    assert through is not None
    assert found.value == pytest.approx(through.value)


def test_rate_is_what_one_of_the_new_unit_costs() -> None:
    found = convert(1_000.0, "SEK", "EUR", MAY)
    assert found is not None
    assert found.value * found.rate == pytest.approx(1_000.0)
    assert 11 < found.rate < 12


def test_years_before_the_months_have_their_mean() -> None:
    found = convert(1.0, "EUR", "USD", datetime(2014, 3, 28, tzinfo=UTC))
    assert found is not None
    assert found.value == pytest.approx(1.3285)
    assert found.source.endswith("mean of 2014")


@pytest.mark.parametrize(
    ("unit", "to"), [("crown", "EUR"), ("EUR", "crown"), ("people", "USD"), ("KZT", "USD"), ("EUR", "EEK")]
)
def test_money_that_the_table_lacks_is_not_converted(unit: str, to: str) -> None:
    assert convert(1.0, unit, to, MAY) is None


def test_rate_that_the_bank_stopped_giving_is_not_made_up() -> None:
    assert convert(1.0, "RUB", "EUR", datetime(2022, 2, 10, tzinfo=UTC)) is not None
    assert convert(1.0, "RUB", "EUR", datetime(2022, 3, 10, tzinfo=UTC)) is None


def test_last_month_serves_for_a_year_and_no_longer() -> None:
    soon = convert(1.0, "EUR", "USD", datetime(2027, 3, 1, tzinfo=UTC))
    assert soon is not None
    assert soon.source.endswith("mean of 2026-10")
    assert convert(1.0, "EUR", "USD", datetime(2028, 3, 1, tzinfo=UTC)) is None


def test_moment_before_the_table_has_no_rate() -> None:
    assert convert(1.0, "EUR", "USD", datetime(1998, 1, 1, tzinfo=UTC)) is None


def test_rate_is_learned_from_conversions_that_agree() -> None:
    rates = learned([crowns(11.6), crowns(11.55, days=-30), crowns(11.7, days=60)], MAY)
    assert rates["crown", "EUR"].value == pytest.approx(11.6)
    assert rates["EUR", "crown"].value == pytest.approx(1 / 11.6)
    assert rates["crown", "EUR"].source == "3 conversions in other stories"


@pytest.mark.parametrize(
    "told",
    [
        [crowns(11.6), crowns(11.6)],  # too few
        [crowns(11.6), crowns(11.6), crowns(9.0)],  # two countries' crowns, or a slip
        [crowns(11.6), crowns(11.6), crowns(11.6, days=200)],  # too long ago
        [crowns(11.6), crowns(11.6), crowns(10.6, to="USD")],  # another pair
    ],
)
def test_rate_is_not_learned_where_stories_leave_doubt(told: list[Told]) -> None:
    assert learned(told, MAY) == {}


def test_learned_rate_serves_where_the_table_has_none() -> None:
    rates = known(MAY, learned([crowns(12.0)] * 3, MAY))
    found = rates(1_200.0, "crown", "EUR")
    assert found is not None
    assert found.value == pytest.approx(100.0)
    assert rates(1.0, "crown", "USD") is None


def test_table_comes_before_what_was_learned() -> None:
    rates = known(MAY, learned([Told(2.0, "EUR", 1.0, "USD", MAY)] * 3, MAY))
    found = rates(1.0, "EUR", "USD")
    assert found is not None
    assert found.source.startswith("European Central Bank")


def test_table_says_where_it_is_from_and_misses_no_month() -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert "European Central Bank" in " ".join(line for line in lines if line.startswith("#"))
    periods = [row["period"] for row in csv.DictReader(line for line in lines if not line.startswith("#"))]
    months = [f"{year}-{month:02}" for year in range(2019, 2027) for month in range(1, 13)]
    assert [period for period in periods if "-" in period] == months[: months.index("2026-10") + 1]
    assert [period for period in periods if "-" not in period] == [str(year) for year in range(2005, 2019)]
