"""Numbers in digits, in words and in both: "1,200", "3.4 million", "two and a half thousand"."""

from __future__ import annotations

from claims.extraction.figures import shares
from claims.extraction.figures.number_words import (
    MULTI,
    ORDINAL_ENDS,
    ORDINALS,
    SCALES,
    SMALL,
    TENS,
    VAGUE,
    VAGUE_SCALES,
)
from claims.extraction.figures.scales import Number, digits, scaled
from claims.extraction.figures.tokens import Token, Tokens, at, is_hyphen

MOST_REPEATS = 4  # "millions and millions and millions"
LONGEST_GROUP, MOST_GROUPS = 3, 5  # digits between spaces, groups of one number
PARTED = frozenset({"percent", "per", "%", "degrees", "points"})  # after a decimal that a space has parted


def read(tokens: Tokens, i: int, *, money: bool = False) -> Number | None:
    """The number that begins at token `i`; with `money`, a lone "m" or "b" is a scale."""
    token = at(tokens, i)
    if token.kind == "num":
        return _mixed(tokens, i, money)
    if token.kind != "word":
        return None
    for reader in (_vague, _few, shares.share, _spelled, _ordinal):
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
        odds = shares.odds(tokens, i, value)
        if odds:
            return odds
    spaced = _spaced_groups(tokens, i) or _parted_decimal(tokens, i)
    if spaced:
        return scaled(tokens, i, spaced[0], spaced[1], money)
    if after.glued and after.low in ORDINAL_ENDS and value == int(value):
        return Number(value, i, i + 2, "ordinal")
    if after.text in ("/", "⁄") and after.glued:
        return shares.written(tokens, i, value)
    half = shares.part_after(tokens, i + 1)
    end = half[1] if half else i + 1
    return scaled(tokens, i, value + (half[0] if half else 0.0), end, money)


def _spaced_groups(tokens: Tokens, i: int) -> tuple[float, int] | None:
    """As in "12 000", "1 250 000": the value and the token after it; a lone group has to be round, since
    "12 250-bed wards" are two numbers."""
    if not at(tokens, i).text.isdigit() or len(at(tokens, i).text) > LONGEST_GROUP:
        return None
    j = i + 1
    while j - i < MOST_GROUPS and _is_group(at(tokens, j - 1), at(tokens, j)):
        j += 1
    if j == i + 1 or (j == i + 2 and not at(tokens, i + 1).text.endswith("00")):
        return None
    return float("".join(token.text for token in tokens[i:j])), j


def _is_group(before: Token, token: Token) -> bool:
    return token.text.isdigit() and len(token.text) == LONGEST_GROUP and token.start == before.end + 1


def _parted_decimal(tokens: Tokens, i: int) -> tuple[float, int] | None:
    """As in "3 .4 million", "2. 5 percent" of tokenised copy: the value and the token after it."""
    token, after = at(tokens, i), at(tokens, i + 1)
    if not token.text.isdigit() or len(token.text) > LONGEST_GROUP:
        return None
    if after.kind == "num" and after.text[0] == "." and after.start == token.end + 1:
        j, part = i + 2, after.text
    elif after.text == "." and after.glued and at(tokens, i + 2).text.isdigit():
        j, part = i + 3, f".{at(tokens, i + 2).text}"
    else:
        return None
    goes_on = at(tokens, j).low in SCALES or at(tokens, j).low in PARTED
    return (float(token.text + part), j) if goes_on and len(part) <= LONGEST_GROUP else None


def _vague(tokens: Tokens, i: int) -> Number | None:
    """As in "dozens", "tens of thousands", "millions and millions", "multibillion"."""
    low = at(tokens, i).low
    if low in MULTI:
        return Number(MULTI[low], i, i + 1, "vague", "dozens")
    if low == "multi" and is_hyphen(at(tokens, i + 1)) and at(tokens, i + 2).low in SCALES:
        return Number(2 * SCALES[at(tokens, i + 2).low], i, i + 3, "vague", "dozens")
    if low not in VAGUE:
        return None
    value, end = VAGUE[low], i + 1
    for _ in range(MOST_REPEATS):
        if at(tokens, end).low in ("and", "upon") and at(tokens, end + 1).low == low:
            end += 2
    if at(tokens, end).low == "of" and at(tokens, end + 1).low in VAGUE_SCALES:
        value, end = value * VAGUE_SCALES[at(tokens, end + 1).low], end + 2
    elif low == "tens" or (low == "scores" and at(tokens, end).low not in ("of", "more", "were", "have")):
        return None
    return Number(value, i, end, "vague", "dozens", value)


def _few(tokens: Tokens, i: int) -> Number | None:
    """As in "a few hundred", "several dozen", "a couple of", "a pair of", "half a million", "a dozen"."""
    j = i + (at(tokens, i).low in ("a", "an"))
    low, after = at(tokens, j).low, at(tokens, j + 1).low
    if low in ("few", "several") and after in SCALES:
        base = scaled(tokens, i, 3.0, j + 1, False)
        if after == "dozen":
            return Number(24.0, i, base.end, "vague", "dozens")
        return Number(base.value, i, base.end, "cardinal", "about", base.scale)
    if low in ("couple", "pair"):
        return _couple(tokens, i, j)
    if low == "half":
        return _half_scale(tokens, i, j)
    if j > i and low in SCALES and low not in ("lakhs", "crores"):
        return _spelled(tokens, i, 1.0)
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
        return scaled(tokens, i, 0.5, k, False)
    return None


def _spelled(tokens: Tokens, i: int, lead: float | None = None) -> Number | None:
    """A number in words, with hyphens and "and" where English has them; `lead` is what "a" stands for."""
    total, current, end = 0.0, lead, i
    j = i + (lead is not None)
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
    half = shares.part_after(tokens, end)
    if half:
        return scaled(tokens, i, value + half[0], half[1], False)
    return Number(value, i, end, scale=_spelled_scale(tokens, end))


def _spelled_scale(tokens: Tokens, end: int) -> float:
    return SCALES.get(at(tokens, end - 1).low, 1.0)


def _fits(current: float | None, value: float) -> bool:
    """May this small number follow what was read? "twenty two" and "hundred five" yes, "two three" no."""
    if current is None or (current >= 100 and current % 100 == 0 and value > 0):
        return True
    return current % 100 >= 20 and current % 10 == 0 and 0 < value < 10


def _joint(tokens: Tokens, j: int, may_and: bool) -> int:
    """How many tokens to pass over between two number words: a hyphen, or "and" after a hundred."""
    after = at(tokens, j + 1).low
    is_number = after in SMALL or after in TENS or after in SCALES
    token, before = at(tokens, j), at(tokens, j - 1).low
    if is_number and is_hyphen(token) and token.glued:
        return 1
    joins = token.low == "and" and may_and and (after in SMALL or after in TENS)
    return int(joins and before in SCALES and before != "dozen")


def _ordinal(tokens: Tokens, i: int) -> Number | None:
    """As in "third", "twenty-first"."""
    low = at(tokens, i).low
    if low in ORDINALS:
        return Number(ORDINALS[low], i, i + 1, "ordinal")
    after = at(tokens, i + 2).low
    if low in TENS and is_hyphen(at(tokens, i + 1)) and ORDINALS.get(after, 99.0) < 10:
        return Number(TENS[low] + ORDINALS[after], i, i + 3, "ordinal")
    return None
