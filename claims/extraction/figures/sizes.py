"""How many of the smaller unit make the larger one, so that a range may have an end in each."""

from __future__ import annotations

TIME = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0}
CALENDAR = {"week": 1.0, "month": 4.0, "year": 52.0}  # as people count
MONTHS = {"month": 1.0, "year": 12.0}
DAYS = {"day": 1.0, "month": 30.0, "year": 365.0}
LENGTH = {"millimeter": 0.001, "centimeter": 0.01, "meter": 1.0, "kilometer": 1000.0}
YARDS = {"inch": 1.0, "foot": 12.0, "yard": 36.0, "mile": 63360.0}
WEIGHT = {"milligram": 0.001, "gram": 1.0, "kilogram": 1000.0, "tonne": 1e6}
POUNDS = {"ounce": 1.0, "pound": 16.0, "ton": 32000.0}
VOLUME = {"milliliter": 0.001, "liter": 1.0}
DATA = {"kilobyte": 1.0, "megabyte": 1e3, "gigabyte": 1e6, "terabyte": 1e9}
POWER = {"watt": 1.0, "kilowatt": 1e3, "megawatt": 1e6, "gigawatt": 1e9}
SYSTEMS = (TIME, MONTHS, CALENDAR, DAYS, LENGTH, YARDS, WEIGHT, POUNDS, VOLUME, DATA, POWER)


def smaller(one: str, other: str) -> str | None:
    """The smaller of two units of one system; None where they measure different things or are the same."""
    system = _system(one, other)
    return min(one, other, key=lambda unit: system[unit]) if system and one != other else None


def in_unit(value: float, unit: str, wanted: str) -> float:
    """`value` of `unit` counted in `wanted`, a unit of the same system."""
    system = _system(unit, wanted) or {unit: 1.0, wanted: 1.0}
    return round(value * system[unit] / system[wanted], 9)


def _system(one: str, other: str) -> dict[str, float] | None:
    return next((system for system in SYSTEMS if one in system and other in system), None)
