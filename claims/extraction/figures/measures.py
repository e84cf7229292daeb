"""Units that are not counted things: time, length, weight, data, energy; each to a singular English word."""

from __future__ import annotations

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
    "milliliter": "ml|milliliter|millilitre", "degree": "degree|°|°c|°f|celsius|fahrenheit",
    "megawatt": "megawatt|mw", "gigawatt": "gigawatt|gw", "kilowatt": "kilowatt|kw", "watt": "watt",
    "kilowatt-hour": "kwh|kilowatt-hour", "megawatt-hour": "mwh", "horsepower": "horsepower|hp|bhp",
    "volt": "volt", "gigabyte": "gigabyte|gb|gig", "megabyte": "megabyte|mb", "terabyte": "terabyte|tb",
    "kilobyte": "kilobyte|kb", "gigahertz": "gigahertz|ghz", "megahertz": "megahertz|mhz",
    "hertz": "hz|hertz", "frame per second": "fps", "pixel per inch": "ppi|dpi", "pixel": "pixel|px",
    "megapixel": "megapixel|mp", "decibel": "db|dba|decibel", "mile per hour": "mph",
    "kilometer per hour": "kph|kmh|kmph", "knot": "knot|kt|kts", "megabit per second": "mbps",
    "gigabit per second": "gbps", "gigaflop": "gigaflop|gflops", "milliamp-hour": "mah",
    "teraflop": "teraflop|tflops", "newton-meter": "nm", "calorie": "calorie", "line": "p",
    "nanometer": "nanometer",
}  # fmt: skip
UNITS = {form: unit for unit, forms in WORDS.items() for form in forms.split("|")}
GLUED = {
    "m": "meter", "g": "gram", "w": "watt", "x": "time", "c": "degree", "f": "degree", "l": "liter",
    "h": "hour", "v": "volt", "s": "second", "in": "inch",
}  # fmt: skip
ONLY_GLUED = frozenset({"p", "nm", "mp", "mi", "px", "ha", "kt", "min", "sec"})
SPACED = {
    "nm": "newton-meter", "m": "meter", "min": "minute", "sec": "second", "ha": "hectare", "c": "degree",
}  # fmt: skip
MULTIPLES = {"decade": ("year", 10.0), "century": ("year", 100.0), "fortnight": ("week", 2.0)}
POWERS = {"2": "square meter", "3": "cubic meter", "²": "square meter", "³": "cubic meter"}
SQUARED = frozenset({"square", "cubic", "nautical", "metric", "light"})
FLOWS = frozenset({"second", "minute", "inch", "gallon", "liter"})
RATES = {("mile", "hour"): ("mile", "hour"), ("kilometer", "hour"): ("kilometer", "hour")}
PERSONAL = frozenset({"mph", "kph", "kmh", "kmph"})
QUALIFIED = frozenset({"working", "calendar", "straight", "consecutive", "full", "more", "extra", "additional"})
TIME_UNITS = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "season"})


DIMENSIONS = {
    "length": "kilometer mile meter centimeter millimeter foot inch yard nautical_mile",
    "area": "acre hectare square_kilometer square_mile square_meter square_foot square_yard",
    "weight": "ton tonne metric_ton kilogram gram pound ounce milligram",
    "volume": "liter gallon barrel milliliter cubic_meter cubic_foot cubic_yard", "temperature": "degree",
    "torque": "newton-meter pound-foot", "power": "horsepower kilowatt megawatt",
}  # fmt: skip
DIMENSION = {unit.replace("_", " "): name for name, units in DIMENSIONS.items() for unit in units.split()}


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


def after(tokens: Tokens, i: int) -> tuple[str, float, str | None, int] | None:
    """The measure that begins at token `i`: unit, factor ("decades" are 10 years), period, the token after it."""
    j = i + is_hyphen(at(tokens, i))
    token = at(tokens, j)
    if token.text in ("°", "º"):
        letter = at(tokens, j + 1)
        return "degree", 1.0, None, j + 1 + (letter.low in ("c", "f"))
    if token.text in "\"″”" and token.text:
        return None
    if token.low in GLUED and token.glued and not at(tokens, j + 1).glued:
        return GLUED[token.low], 1.0, None, j + 1
    if token.low == "m" and at(tokens, j + 1).glued and at(tokens, j + 1).text in POWERS:
        return POWERS[at(tokens, j + 1).text], 1.0, None, j + 2
    if (token.low, at(tokens, j + 2).low) == ("lb", "ft"):
        return "pound-foot", 1.0, None, j + 3
    if token.low in QUALIFIED and singular(at(tokens, j + 1).low) in TIME_UNITS:
        j, token = j + 1, at(tokens, j + 1)
    if token.low in SQUARED:
        return _squared(tokens, j)
    name = singular(token.low)
    if name in MULTIPLES:
        unit, factor = MULTIPLES[name]
        return unit, factor, None, j + 1
    if name not in UNITS or (name in ONLY_GLUED and not token.glued and name not in SPACED):
        return None
    if token.low == "nm" and token.glued:
        return "nanometer", 1.0, None, j + 1
    return _rated(tokens, UNITS[name], name, j + 1)


def _squared(tokens: Tokens, j: int) -> tuple[str, float, str | None, int] | None:
    k = j + 1 + is_hyphen(at(tokens, j + 1))
    unit = UNITS.get(singular(at(tokens, k).low))
    return (f"{at(tokens, j).low} {unit}", 1.0, None, k + 1) if unit else None


def _rated(tokens: Tokens, unit: str, name: str, j: int) -> tuple[str, float, str | None, int]:
    """Speeds are a length per hour: "mph", "miles per hour"."""
    if name in PERSONAL:
        return unit.split(maxsplit=1)[0], 1.0, "hour", j
    per = tuple(at(tokens, j + k).low for k in range(2))
    if per[0] in ("per", "an") and (unit, per[1]) in RATES:
        return unit, 1.0, "hour", j + 2
    if per[0] == "per" and per[1] in FLOWS:
        return f"{unit} per {per[1]}", 1.0, None, j + 2
    return unit, 1.0, None, j
