"""Figures that are no plain numbers: none, both, twice, doubled, "number one", "a year", "top ten"."""

from __future__ import annotations

from collections.abc import Callable

from claims.extraction.figures import hedges, measures, nouns, number_words, numbers, persons
from claims.extraction.figures.amounts import Amount
from claims.extraction.figures.tokens import Tokens, at, is_hyphen, lows

MULTIPLES = {"twice": 2.0, "thrice": 3.0, "double": 2.0, "doubled": 2.0, "doubling": 2.0, "triple": 3.0}
MULTIPLES |= {"tripled": 3.0, "tripling": 3.0, "quadrupled": 4.0, "quadruple": 4.0, "quintupled": 5.0}
MULTIPLES |= {"twofold": 2.0, "threefold": 3.0, "fourfold": 4.0, "fivefold": 5.0, "tenfold": 10.0}
NOBODY = frozenset({"nobody", "none"})
ARTICLES = frozenset({"a", "an"})
MINUS = frozenset("-−")
PARTS = {"quarter": 0.25, "half": 0.5}
LENGTHS = frozenset({"long", "old"})
HARMED = frozenset("dead wounded injured hurt missing killed homeless displaced sick".split())
SHIRTS = frozenset("shirt jersey seed bus tram train line ward".split())  # what bears a number is not ranked
WHOLE = frozenset({"decade", "century", "fortnight"})


def read(tokens: Tokens, i: int) -> Amount | None:
    """The special figure that begins at token `i`."""
    low = at(tokens, i).low
    reader = READERS.get(low)
    return reader(tokens, i) if reader else _bare_length(tokens, i)


def _multiple(tokens: Tokens, i: int) -> Amount | None:
    """As in "twice", "doubled"; "double-digit" is ten per cent or more."""
    low = at(tokens, i).low
    if low in ("double", "triple") and at(tokens, i + 2).low == "digit":
        tenfold = 10.0 if low == "double" else 100.0
        return Amount(i, i + 3, tenfold, unit="%", hedge="at_least", kind="special")
    return Amount(i, i + 1, MULTIPLES[low], unit="time", kind="special")


def _once(tokens: Tokens, i: int) -> Amount | None:
    if hedges.before(tokens, i)[1] is None:
        return None
    return Amount(i, i + 1, 1.0, unit="time", kind="special")


def _both(tokens: Tokens, i: int) -> Amount | None:
    return Amount(i, i + 1, 2.0, unit="people", kind="special")


def _negative(tokens: Tokens, i: int) -> Amount | None:
    """As in "minus 20", "-4C": a temperature or a share below nought."""
    is_word = at(tokens, i).low == "minus"
    j = i + 1 + (is_word and is_hyphen(at(tokens, i + 1)))
    if not is_word and (at(tokens, i).glued or not at(tokens, j).glued):
        return None
    number = numbers.read(tokens, j)
    if number is None or number.kind != "cardinal":
        return None
    found = measures.after(tokens, number.end)
    if is_word:
        end = found.end if found and found.unit == "degree" else number.end
        return Amount(i, end, -number.value, unit="degree", kind="special")
    if found is None or found.unit != "degree":
        return None
    return Amount(i, found.end, -number.value, unit="degree", kind="special")


def _nobody(tokens: Tokens, i: int) -> Amount | None:
    if lows(tokens, i + 1, 2) in (("of", "that"), ("of", "this"), ("of", "it")):
        return None
    counted = nouns.phrase(tokens, i + 3) if at(tokens, i + 1).low == "of" else None
    return Amount(i, i + 1, 0.0, unit=counted.unit if counted else "people", kind="special")


def _zero(tokens: Tokens, i: int) -> Amount | None:
    """As in "no one", "no injuries", "not one of them"; "no" before a plural noun only."""
    words = lows(tokens, i, 4)
    if words[:2] == ("no", "one") or words[:2] == ("no", "body"):
        return Amount(i, i + 2, 0.0, unit="people", kind="special")
    if words[:3] == ("not", "one", "of") or words[:3] == ("not", "a", "single"):
        return Amount(i, i + 2 + (words[1] == "a"), 0.0, unit="people", kind="special")
    if words[0] == "no" and at(tokens, i + 1).text in (".", "°"):
        return _rank(tokens, i)
    if words[0] == "no":
        counted = nouns.phrase(tokens, i + 1)
        if counted and counted.end <= i + 4:
            return Amount(i, i + 1, 0.0, kind="special")
    return None


def _rank(tokens: Tokens, i: int) -> Amount | None:
    """As in "number one", "No. 3", "#2"; in "the dead number 64" it is a verb."""
    before = at(tokens, i - 1).low
    if at(tokens, i).low == "number" and (before in HARMED or nouns.is_plural(before)):
        return None
    j = i + 1 + (at(tokens, i + 1).text == ".")
    number = numbers.read(tokens, j)
    if (
        number is None
        or number.kind != "cardinal"
        or number.value > 1000
        or number.value != int(number.value)
    ):
        return None
    kind = "refused" if at(tokens, number.end).low in SHIRTS else "special"
    return Amount(i, number.end, number.value, unit="rank", kind=kind)


def _article(tokens: Tokens, i: int) -> Amount | None:
    """As in "about an hour", "more than a decade", "a single game"; bare "a year" is none."""
    j = i + 1
    low = at(tokens, j).low
    if low in ("third", "second", "fourth", "fifth"):
        return _one_more(tokens, i)
    if low == "single":
        return Amount(i, j + 1, 1.0, kind="special")
    if low == "penny":
        return Amount(i, j + 1, 0.01, unit="USD", kind="special")
    if low in PARTS and is_hyphen(at(tokens, j + 1)) and at(tokens, j + 2).low == "point":
        return Amount(i, j + 3, PARTS[low], unit="pp", kind="special")
    return _hedged_length(tokens, i, j)


def _hedged_length(tokens: Tokens, i: int, j: int) -> Amount | None:
    """As in "about an hour", "more than a decade": one unit, meant as a figure since it is hedged."""
    found = measures.after(tokens, j)
    if found is None or is_hyphen(at(tokens, j)) or found.unit == "time" or at(tokens, j).glued:
        return None
    if hedges.before(tokens, i)[1] is None and at(tokens, j).low not in WHOLE:
        return None
    if at(tokens, found.end).low == "earlier":
        return None  # "12% more than a year earlier"
    return Amount(i, found.end, found.factor, unit=found.unit, per=found.per, kind="special")


def _one_more(tokens: Tokens, i: int) -> Amount | None:
    """As in "a third employee", "A third was also shot": one more person."""
    after = at(tokens, i + 2)
    person = persons.counts(after.low + "s") or persons.counts(after.low.replace("-", "") + "s")
    joined = is_hyphen(at(tokens, i + 3)) and persons.counts(at(tokens, i + 4).low + "s")
    if person or joined or after.low in ("was", "is", "had", "died"):
        return Amount(i, i + 2, 1.0, unit="people", kind="special")
    return None


def _bare_length(tokens: Tokens, i: int) -> Amount | None:
    """As in "month-long", "decade-old", "million-member"."""
    if not is_hyphen(at(tokens, i + 1)) or at(tokens, i).kind != "word" or is_hyphen(at(tokens, i - 1)):
        return None
    low, after = at(tokens, i).low, at(tokens, i + 2).low
    if after in LENGTHS and low in measures.TIME_UNITS | WHOLE:
        unit, factor = measures.MULTIPLES.get(low, (low, 1.0))
        return Amount(i, i + 3, factor, unit=unit, kind="special")
    if low in number_words.SCALES and low not in ("hundred", "dozen"):
        return Amount(i, i + 1, number_words.SCALES[low], kind="cardinal", scale=number_words.SCALES[low])
    return None


READERS: dict[str, Callable[[Tokens, int], Amount | None]] = {
    "no": _zero,
    "not": _zero,
    "both": _both,
    "number": _rank,
    "#": _rank,
    "once": _once,
    "minus": _negative,
    **dict.fromkeys(MINUS, _negative),
    **dict.fromkeys(MULTIPLES, _multiple),
    **dict.fromkeys(NOBODY, _nobody),
    **dict.fromkeys(ARTICLES, _article),
}
