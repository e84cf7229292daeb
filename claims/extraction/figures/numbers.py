"""Numbers in digits, in words and in both: "1,200", "3.4 million", "two and a half thousand"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.extraction.figures import nouns
from claims.extraction.figures.tokens import Tokens, at, is_hyphen, lows

SMALL = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: float(10 * value)
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
TENS["fourty"] = 40.0
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "quadrillion": 1e15,
    "lakh": 1e5,
    "lakhs": 1e5,
    "crore": 1e7,
    "crores": 1e7,
    "dozen": 12.0,
}
SHORT_SCALES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mm": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12,
    "trn": 1e12, "t": 1e12, "cr": 1e7, "mio": 1e6, "mrd": 1e9,
}  # fmt: skip
SAFE_SHORT = frozenset({"mn", "mln", "bn", "bln", "tn", "trn", "mrd", "mio"})
VAGUE = {
    "dozens": 24.0,
    "scores": 40.0,
    "hundreds": 200.0,
    "thousands": 2e3,
    "millions": 2e6,
    "billions": 2e9,
    "trillions": 2e12,
    "tens": 20.0,
}
VAGUE_SCALES = {"thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12, "hundreds": 1e2}
MULTI = {"multimillion": 2e6, "multibillion": 2e9, "multitrillion": 2e12}
FRACTIONS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4}
FRACTIONS |= {"fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8}
FRACTIONS |= {"eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "halves": 2}
ORDINALS = {
    word: float(value)
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
ORDINALS |= {"thirtieth": 30.0, "fortieth": 40.0, "fiftieth": 50.0, "hundredth": 100.0, "thousandth": 1000.0}
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?|[0-9]*(?:\.[0-9]+)?")
LONGEST_NUMBER = 18  # digits; longer runs are codes, not figures


@dataclass(frozen=True, slots=True)
class Number:
    """A value read from token `start` up to, not including, token `end`.

    `kind` is cardinal, vague, share (of a hundred) or ordinal; `hedge` is what the words alone imply.
    """

    value: float
    start: int
    end: int
    kind: str = "cardinal"
    hedge: str | None = None
    scale: float = 1.0  # the factor in words: "3.4 million" has 1e6


RACES = frozenset("runners sprinters hurdles swimmers races finals".split())
MONEY = frozenset("yen yuan euro euros dollars pounds won rupees kronor francs".split())
VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}


def digits(text: str) -> float | None:
    """The value of "1,200" or "3.4"; None for codes: other groupings, two points, endless digits."""
    if len(text) > LONGEST_NUMBER or not GROUPED.fullmatch(text):
        return None
    return float(text.replace(",", ""))


def read(tokens: Tokens, i: int, *, money: bool = False) -> Number | None:
    """The number that begins at token `i`; with `money`, a lone "m" or "b" is a scale."""
    token = at(tokens, i)
    if token.kind == "num":
        return _mixed(tokens, i, money)
    if token.kind != "word":
        return None
    for reader in (_vague, _few, _share, _spelled, _ordinal):
        found = reader(tokens, i)
        if found:
            return found
    return None


def _mixed(tokens: Tokens, i: int, money: bool) -> Number | None:
    value = digits(at(tokens, i).text)
    if value is None:
        return None
    after = at(tokens, i + 1)
    if after.low in ("in", "out"):
        odds = _one_in(tokens, i, value)
        if odds:
            return odds
    if _is_spaced_thousand(tokens, i):
        return _scaled(tokens, i, value * 1000 + float(after.text), i + 2, money)
    if after.glued and after.low in ORDINAL_ENDS and value == int(value):
        return Number(value, i, i + 2, "ordinal")
    if after.text in "/⁄" and after.text and after.glued:
        return _written_fraction(tokens, i, value)
    half = _fraction_after(tokens, i + 1)
    end = half[1] if half else i + 1
    return _scaled(tokens, i, value + (half[0] if half else 0.0), end, money)


def _is_spaced_thousand(tokens: Tokens, i: int) -> bool:
    """"12 000": groups of digits set apart by a space; only round ones, "12 250-bed wards" being two numbers."""
    token, after = at(tokens, i), at(tokens, i + 1)
    apart = after.kind == "num" and not after.glued and after.start == token.end + 1
    return apart and len(token.text) <= 3 and token.text.isdigit() and len(after.text) == 3 and after.text.endswith("00")


def _written_fraction(tokens: Tokens, i: int, value: float) -> Number | None:
    below = at(tokens, i + 2)
    bottom = digits(below.text) if below.kind == "num" and below.glued else None
    if bottom in (2.0, 3.0, 4.0, 5.0, 8.0, 10.0) and value < bottom and at(tokens, i + 3).text != "/":
        return Number(round(100 * value / bottom, 1), i, i + 3, "share", "about")
    return None


def _fraction_after(tokens: Tokens, i: int) -> tuple[float, int] | None:
    """"and a half" or "1/2" after a whole number: the part and the token after it."""
    if at(tokens, i).text in VULGAR:
        return VULGAR[at(tokens, i).text], i + 1
    words = tuple(at(tokens, i + k).low for k in range(3))
    if words[0] == "and" and words[1] in ("a", "one") and words[2] in ("half", "quarter"):
        return 1 / FRACTIONS[words[2]], i + 3
    top, slash, bottom = (at(tokens, i + k) for k in range(3))
    if top.kind == bottom.kind == "num" and slash.text in ("/", "⁄") and slash.glued and bottom.glued:
        a, b = digits(top.text), digits(bottom.text)
        if a and b and a < b <= 10:
            return a / b, i + 3
    return None


def _scaled(tokens: Tokens, i: int, value: float, end: int, money: bool) -> Number:
    """The number with the scales that follow it: " million", "-million", "bn", " lakh crore"."""
    factor = 1.0
    while (step := _scale(tokens, end, money)) and factor < 1e15:
        factor, end = factor * step[0], step[1]
    return Number(round(value * factor, 6), i, end, scale=factor)


def _scale(tokens: Tokens, i: int, money: bool) -> tuple[float, int] | None:
    token = at(tokens, i)
    if is_hyphen(token) and at(tokens, i + 1).low in SCALES:
        return SCALES[at(tokens, i + 1).low], i + 2
    if token.low in SCALES:
        return SCALES[token.low], i + 1
    if token.low in SAFE_SHORT or (token.low in SHORT_SCALES and _short_is_scale(tokens, i, money)):
        dot = at(tokens, i + 1)
        return SHORT_SCALES[token.low], i + 1 + (token.low == "b" and dot.text == "." and dot.glued)
    return None


def _short_is_scale(tokens: Tokens, i: int, money: bool) -> bool:
    """Is the letter a scale? "£5m" yes; "300m" is metres, unless counted things follow; "k" only glued."""
    token = at(tokens, i)
    if token.low == "b" and at(tokens, i + 1).text == "." and at(tokens, i + 1).glued:
        return True
    if at(tokens, i + 1).glued and at(tokens, i + 1).kind == "word":
        return False
    if money or token.low == "k":
        return token.glued or (money and token.low != "t")
    return token.glued and token.low == "m" and _counts_millions(at(tokens, i + 1).low)


def _counts_millions(word: str) -> bool:
    """Does "5m" before this word mean millions? Before a plural or money, and nobody runs it."""
    return word not in RACES and (nouns.is_plural(word) or word in MONEY)


def _vague(tokens: Tokens, i: int) -> Number | None:
    """"dozens", "tens of thousands", "millions and millions", "multibillion"."""
    low = at(tokens, i).low
    if low in MULTI:
        return Number(MULTI[low], i, i + 1, "vague", "dozens")
    if low == "multi" and is_hyphen(at(tokens, i + 1)) and at(tokens, i + 2).low in SCALES:
        return Number(2 * SCALES[at(tokens, i + 2).low], i, i + 3, "vague", "dozens")
    if low not in VAGUE:
        return None
    value, end = VAGUE[low], i + 1
    while at(tokens, end).low in ("and", "upon") and at(tokens, end + 1).low == low:
        end += 2
    if at(tokens, end).low == "of" and at(tokens, end + 1).low in VAGUE_SCALES:
        value, end = value * VAGUE_SCALES[at(tokens, end + 1).low], end + 2
    elif low == "tens" or (low == "scores" and at(tokens, end).low not in ("of", "more", "were", "have")):
        return None
    return Number(value, i, end, "vague", "dozens", value)


def _few(tokens: Tokens, i: int) -> Number | None:
    """"a few hundred", "several dozen", "a couple of", "a pair of", "half a million", "a dozen"."""
    j = i + (at(tokens, i).low in ("a", "an"))
    low, after = at(tokens, j).low, at(tokens, j + 1).low
    if low in ("few", "several") and after in SCALES:
        base = _scaled(tokens, i, 3.0, j + 1, False)
        if after == "dozen":
            return Number(24.0, i, base.end, "vague", "dozens")
        return Number(base.value, i, base.end, "cardinal", "about", base.scale)
    if low in ("couple", "pair"):
        return _couple(tokens, i, j)
    if low == "half":
        return _half_scale(tokens, i, j)
    if j > i and low in SCALES and low not in ("lakhs", "crores"):
        return _scaled(tokens, i, 1.0, j, False)
    return None


def _couple(tokens: Tokens, i: int, j: int) -> Number | None:
    low, after = at(tokens, j).low, at(tokens, j + 1).low
    if after == "of":
        hedge = "about" if low == "couple" else None
        if at(tokens, j + 2).low in SCALES:
            return Number(2 * SCALES[at(tokens, j + 2).low], i, j + 3, "cardinal", "about")
        return Number(2.0, i, j + 2, "cardinal", hedge)
    if low == "couple" and after in SCALES:
        return Number(2 * SCALES[after], i, j + 2, "cardinal", "about")
    return None


def _half_scale(tokens: Tokens, i: int, j: int) -> Number | None:
    k = j + 1
    k += is_hyphen(at(tokens, k)) or at(tokens, k).low in ("a", "an")
    if at(tokens, k).low in SCALES:
        return _scaled(tokens, i, 0.5, k, False)
    return None


def _share(tokens: Tokens, i: int) -> Number | None:
    """"half", "a third", "two-thirds", "one in three": a share of a hundred, about."""
    low = at(tokens, i).low
    if low in VULGAR:
        return Number(round(100 * VULGAR[low], 1), i, i + 1, "share", "about")
    top = 1.0 if low in ("a", "an") else SMALL.get(low, 0.0)
    if low == "half":
        return Number(50.0, i, i + 1, "share", "about")
    if not top:
        return None
    j = i + 1 + is_hyphen(at(tokens, i + 1))
    part = at(tokens, j).low
    if part in FRACTIONS and lows(tokens, j + 1, 2) == ("of", "a") and at(tokens, j + 3).low in SCALES:
        return _scaled(tokens, i, top / FRACTIONS[part], j + 3, False)
    if part in FRACTIONS and _is_share(tokens, i, j, top):
        return Number(round(100 * top / FRACTIONS[part], 1), i, j + 1, "share", "about")
    return _one_in(tokens, i, top)


def _is_share(tokens: Tokens, i: int, j: int, top: float) -> bool:
    """"two thirds" always; "a third", "a quarter" only of something or at the end of a phrase."""
    if at(tokens, j).low.endswith("s") or at(tokens, j).low == "half" or j > i + 1:
        return at(tokens, i).low != "a" or at(tokens, j).low == "half"
    after, before = at(tokens, j + 1), at(tokens, i - 1).low
    if top != 1.0 or (after.text == "," and before not in ("by", "about", "nearly")):
        return False
    return before == "by" or after.low in ("of", "the", "less", "more") or is_hyphen(after) or after.kind in ("mark", "edge")


def _one_in(tokens: Tokens, i: int, top: float) -> Number | None:
    words = (at(tokens, i + 1).low, at(tokens, i + 2).low)
    j = i + 2
    if words == ("out", "of"):
        j = i + 3
    elif words[0] != "in":
        return None
    j += at(tokens, j).low == "every"
    bottom = SMALL.get(at(tokens, j).low) or digits(at(tokens, j).text)
    if at(tokens, j).kind == "num" or at(tokens, j).low in SMALL:
        if bottom and top < bottom <= 10000 and not 1900 < bottom < 2100 and (top == 1 or words[0] == "out"):
            return Number(round(100 * top / bottom, 1), i, j + 1, "share", "about")
    return None


def _spelled(tokens: Tokens, i: int) -> Number | None:
    """A number in words, with hyphens and "and" where English has them."""
    total, current, end = 0.0, None, i
    j = i
    while True:
        low = at(tokens, j).low
        if low in TENS and (current is None or (current >= 100 and current % 100 == 0)):
            current = (current or 0.0) + TENS[low]
        elif low in SMALL and _fits(current, SMALL[low]):
            current = (current or 0.0) + SMALL[low]
        elif low == "hundred" and current is not None and current < 100:
            current *= 100
        elif low in SCALES and low != "hundred" and current is not None:
            total, current = total + current * SCALES[low], None
        else:
            break
        end = j = j + 1
        j += _joint(tokens, j, current is None or current % 100 == 0)
    if end == i:
        return None
    value = total + (current or 0.0)
    half = _fraction_after(tokens, end)
    if half:
        return _scaled(tokens, i, value + half[0], half[1], False)
    return Number(value, i, end, scale=_spelled_scale(tokens, end))


def _spelled_scale(tokens: Tokens, end: int) -> float:
    low = at(tokens, end - 1).low
    return SCALES[low] if low in SCALES else 1.0


def _fits(current: float | None, value: float) -> bool:
    """May this small number follow what was read? "twenty two" and "hundred five" yes, "two three" no."""
    if current is None or (current >= 100 and current % 100 == 0 and value > 0):
        return True
    return current % 100 >= 20 and current % 10 == 0 and 0 < value < 10


def _joint(tokens: Tokens, j: int, may_and: bool) -> int:
    """How many tokens to pass over between two number words: a hyphen, or "and" after a hundred."""
    after = at(tokens, j + 1).low
    is_number = after in SMALL or after in TENS or after in SCALES
    token = at(tokens, j)
    if is_number and is_hyphen(token) and token.glued:
        return 1
    return int(token.low == "and" and may_and and (after in SMALL or after in TENS) and j > 0 and _is_scale(tokens, j))


def _is_scale(tokens: Tokens, j: int) -> bool:
    return at(tokens, j - 1).low in SCALES and at(tokens, j - 1).low != "dozen"


def _ordinal(tokens: Tokens, i: int) -> Number | None:
    """"third", "twenty-first"."""
    low = at(tokens, i).low
    if low in ORDINALS:
        return Number(ORDINALS[low], i, i + 1, "ordinal")
    after = at(tokens, i + 2).low
    if low in TENS and is_hyphen(at(tokens, i + 1)) and ORDINALS.get(after, 99.0) < 10:
        return Number(TENS[low] + ORDINALS[after], i, i + 3, "ordinal")
    return None
