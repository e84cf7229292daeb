"""Units that are not counted things: time, length, weight, data, energy; each to a singular English word."""

from __future__ import annotations

from typing import NamedTuple

from claims.extraction.figures.tokens import Tokens, at, is_hyphen

WORDS = {
    "year": "year|yr|yrs", "month": "month", "week": "week|wk|wks", "day": "day", "hour": "hour|hr|hrs",
    "minute": "minute|min|mins", "second": "second|sec|secs", "time": "time|fold", "season": "season",
    "kilometer": "kilometer|kilometre|km|kms|kilometers", "mile": "mile|mi", "meter": "meter|metre",
    "centimeter": "centimeter|centimetre|cm", "millimeter": "millimeter|millimetre|mm",
    "foot": "foot|feet|ft", "inch": "inch|inches|in.", "yard": "yard|yd|yds", "acre": "acre",
    "hectare": "hectare|ha", "ton": "ton", "tonne": "tonne", "kilogram": "kilogram|kg|kgs|kilo|kilogramme",
    "gram": "gram|gramme", "pound": "pound|lb|lbs", "ounce": "ounce|oz", "milligram": "milligram|mg",
    "liter": "liter|litre", "gallon": "gallon", "barrel": "barrel", "bushel": "bushel",
    "milliliter": "ml|milliliter|millilitre", "degree": "degree|celsius|fahrenheit",
    "megawatt": "megawatt|mw", "gigawatt": "gigawatt|gw", "kilowatt": "kilowatt|kw", "watt": "watt",
    "kilowatt-hour": "kwh|kilowatt-hour", "megawatt-hour": "mwh", "horsepower": "horsepower|hp|bhp",
    "volt": "volt", "gigabyte": "gigabyte|gb|gig", "megabyte": "megabyte|mb", "terabyte": "terabyte|tb",
    "kilobyte": "kilobyte|kb", "gigahertz": "gigahertz|ghz", "megahertz": "megahertz|mhz",
    "hertz": "hz|hertz", "frame per second": "fps", "pixel per inch": "ppi|dpi", "pixel": "pixel|px",
    "megapixel": "megapixel|mp", "decibel": "db|dba|decibel", "knot": "knot|kt|kts",
    "megabit per second": "mbps", "gigabit per second": "gbps", "gigaflop": "gigaflop|gflops",
    "milliamp-hour": "mah",
    "teraflop": "teraflop|tflops", "newton-meter": "nm", "calorie": "calorie", "line": "p",
    "nanometer": "nanometer",
}  # fmt: skip
UNITS = {form: unit for unit, forms in WORDS.items() for form in forms.split("|")}
GLUED = {
    "m": "meter", "g": "gram", "w": "watt", "x": "time", "c": "degree", "f": "degree", "l": "liter",
    "h": "hour", "v": "volt", "in": "inch",
}  # fmt: skip
ONLY_GLUED = frozenset({"p", "nm", "mp", "mi", "px", "ha", "kt", "min", "sec"})
SPACED = {
    "nm": "newton-meter", "m": "meter", "min": "minute", "sec": "second", "ha": "hectare", "c": "degree",
}  # fmt: skip
MULTIPLES = {"decade": ("year", 10.0), "century": ("year", 100.0), "fortnight": ("week", 2.0)}
POWERS = {"2": "square meter", "3": "cubic meter", "²": "square meter", "³": "cubic meter"}
SQUARED = {
    "square": "square",
    "sq": "square",
    "cubic": "cubic",
    "cu": "cubic",
    "nautical": "nautical",
    "metric": "metric",
}
FLOWS = frozenset({"second", "minute", "inch", "gallon", "liter"})
SPEEDS = {"mph": "mile", "kph": "kilometer", "kmh": "kilometer", "kmph": "kilometer"}
QUALIFIED = frozenset(
    {"working", "calendar", "straight", "consecutive", "full", "more", "extra", "additional"}
)
TIME_UNITS = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "season"})
DIMENSIONS = {
    "length": "kilometer mile meter centimeter millimeter foot inch yard nautical_mile",
    "area": "acre hectare square_kilometer square_mile square_meter square_foot square_yard",
    "weight": "ton tonne metric_ton kilogram gram pound ounce milligram",
    "volume": "liter gallon barrel milliliter cubic_meter cubic_foot cubic_yard", "temperature": "degree",
    "torque": "newton-meter pound-foot", "power": "horsepower kilowatt megawatt",
}  # fmt: skip
DIMENSION = {unit.replace("_", " "): name for name, units in DIMENSIONS.items() for unit in units.split()}


class Measure(NamedTuple):
    """A unit read up to token `end`; `factor` units make one ("decade" is 10 years), `per` for speeds."""

    unit: str
    end: int
    factor: float = 1.0
    per: str | None = None


def dimension(unit: str) -> str | None:
    """What the unit measures, None where it measures nothing that is converted in brackets."""
    return DIMENSION.get(unit)


def singular(word: str) -> str:
    """The measure's name without its plural s: "hours" -> "hour", "centuries" -> "century"."""
    if word in UNITS:
        return word
    if word == "centuries":
        return "century"
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def after(tokens: Tokens, i: int) -> Measure | None:
    """The measure that begins at token `i`, a hyphen before it passed over."""
    j = i + is_hyphen(at(tokens, i))
    return _degree(tokens, j) or _symbol(tokens, j) or _squared(tokens, j) or _word(tokens, j)


def _degree(tokens: Tokens, j: int) -> Measure | None:
    """As in "°C", "degrees Celsius"."""
    if at(tokens, j).text not in ("°", "º") and at(tokens, j).low not in ("degree", "degrees"):
        return None
    scale = at(tokens, j + 1)
    return Measure("degree", j + 1 + (scale.low in ("c", "f", "celsius", "fahrenheit")))


def _symbol(tokens: Tokens, j: int) -> Measure | None:
    """Letters glued to the number: "5m", "30C", "12 m3", "406 lb-ft"."""
    token, after = at(tokens, j), at(tokens, j + 1)
    if token.low == "m" and after.glued and after.text in POWERS:
        return Measure(POWERS[after.text], j + 2)
    if (token.low, at(tokens, j + 2).low) == ("lb", "ft"):
        return Measure("pound-foot", j + 3)
    if token.low == "nm" and token.glued:
        return Measure("nanometer", j + 1)
    if token.low in GLUED and token.glued and not (after.glued and after.kind in ("word", "num")):
        return Measure(GLUED[token.low], j + 1)
    return None


def _squared(tokens: Tokens, j: int) -> Measure | None:
    """As in "square miles", "sq km", "cubic metres"."""
    power = SQUARED.get(at(tokens, j).low)
    if power is None:
        return None
    k = j + 1 + (is_hyphen(at(tokens, j + 1)) or at(tokens, j + 1).text == ".")
    unit = UNITS.get(singular(at(tokens, k).low))
    return Measure(f"{power} {unit}", k + 1) if unit else None


def _word(tokens: Tokens, j: int) -> Measure | None:
    if at(tokens, j).low in QUALIFIED and singular(at(tokens, j + 1).low) in TIME_UNITS:
        j += 1
    name = singular(at(tokens, j).low)
    if name in MULTIPLES:
        unit, factor = MULTIPLES[name]
        return Measure(unit, j + 1, factor)
    if name in SPEEDS:
        return Measure(SPEEDS[name], j + 1, per="hour")
    if name not in UNITS or (name in ONLY_GLUED and not at(tokens, j).glued and name not in SPACED):
        return None
    return _rated(tokens, UNITS[name], j + 1)


def _rated(tokens: Tokens, unit: str, j: int) -> Measure:
    """As in "miles per hour" are miles, told per hour; "gallons per minute" are a unit of their own."""
    link, period = at(tokens, j).low, at(tokens, j + 1).low
    if link in ("per", "an") and period == "hour" and unit in ("mile", "kilometer"):
        return Measure(unit, j + 2, per="hour")
    if link == "per" and period in FLOWS:
        return Measure(f"{unit} per {period}", j + 2)
    return Measure(unit, j)
