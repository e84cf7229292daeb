"""Parts: "half", "two-thirds", "one in three", "1/4" as shares of a hundred; "and a half" after a number."""

from __future__ import annotations

from claims.extraction.figures import persons
from claims.extraction.figures.number_words import FRACTIONS, SCALES, SMALL, VULGAR
from claims.extraction.figures.scales import Number, digits, scaled
from claims.extraction.figures.tokens import Tokens, at, is_hyphen, lows

MOST_OF = 10  # of whom more than one is told: "seven in ten voters"


def written(tokens: Tokens, i: int, value: float) -> Number | None:
    below = at(tokens, i + 2)
    bottom = digits(below.text) if below.kind == "num" and below.glued else None
    if bottom in (2.0, 3.0, 4.0, 5.0, 8.0, 10.0) and value < bottom and at(tokens, i + 3).text != "/":
        return Number(round(100 * value / bottom, 1), i, i + 3, "share", "about")
    return None


def part_after(tokens: Tokens, i: int) -> tuple[float, int] | None:
    """As in "and a half" or "1/2" after a whole number: the part and the token after it."""
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


def share(tokens: Tokens, i: int) -> Number | None:
    """As in "half", "a third", "two-thirds", "one in three": a share of a hundred, about."""
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
        return scaled(tokens, i, top / FRACTIONS[part], j + 3, False)
    if part in FRACTIONS and _is_share(tokens, i, j, top):
        return Number(round(100 * top / FRACTIONS[part], 1), i, j + 1, "share", "about")
    return odds(tokens, i, top)


def _is_share(tokens: Tokens, i: int, j: int, top: float) -> bool:
    """As in "two thirds" always; "a third", "a quarter" only of something or at the end of a phrase."""
    if at(tokens, j).low.endswith("s") or at(tokens, j).low == "half" or j > i + 1:
        return at(tokens, i).low != "a" or at(tokens, j).low == "half"
    after, before = at(tokens, j + 1), at(tokens, i - 1).low
    if top != 1.0 or (after.text == "," and before not in ("by", "about", "nearly")):
        return False
    return before == "by" or after.low in ("of", "the", "less", "more") or after.kind in ("mark", "edge")


def odds(tokens: Tokens, i: int, top: float) -> Number | None:
    """As in "one in three", "nine out of every ten": `top` of the number that follows, as a share."""
    words = (at(tokens, i + 1).low, at(tokens, i + 2).low)
    j = i + 2
    if words == ("out", "of"):
        j = i + 3
    elif words[0] != "in":
        return None
    j += at(tokens, j).low == "every"
    bottom = SMALL.get(at(tokens, j).low) or (
        digits(at(tokens, j).text) if at(tokens, j).kind == "num" else 0
    )
    if not bottom or not top < bottom <= 10000 or 1900 < bottom < 2100:
        return None
    if words[0] == "in" and top != 1 and not (bottom <= MOST_OF and persons.counts(at(tokens, j + 1).low)):
        return None  # "three in four voters", not "three in four days"
    return Number(round(100 * top / bottom, 1 if bottom <= 100 else 3), i, j + 1, "share", "about")
