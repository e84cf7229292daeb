"""Hedges and bounds around a number: "nearly", "no fewer than", "or so", "-plus"."""

from __future__ import annotations

from claims.extraction.figures import measures
from claims.extraction.figures.tokens import Tokens, at, is_hyphen, lows

PHRASES = {
    "about": "about|around|some|roughly|approximately|approx|circa|estimated|an estimated|estimated at|"
    "estimates of|estimated that|somewhere around|in the region of|in the vicinity of|"
    "in the neighborhood of|in the neighbourhood of|in the order of|on the order of|"
    "something like|more or less|perhaps|possibly|maybe|probably|closer to|nearer|nearer to|"
    "more like|an approximate|approximate|estimated to be|reportedly|in the",
    "nearly": "nearly|almost|close to|just under|just below|just short of|just shy of|approaching|"
    "not quite|nearing|virtually|shy of|practically|well-nigh|little short of",
    "at_least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum|"
    "minimum of|starting at|starting from|start at|starts at|started at|as few as|as little as|"
    "as low as|never fewer than|fewer than no|never less than|upward from|at the very least|"
    "at a minimum",
    "more_than": "more than|over|above|exceeding|exceeded|exceeds|exceed|in excess of|upwards of|upward of|"
    "greater than|north of|higher than|surpass|surpassed|surpassing|surpasses|topped|topping|"
    "tops|could top|would top|will top|may top|might top|to top|beyond|"
    "well over|just over|a little over|a little more than|slightly more than|"
    "slightly over|well above|just above|far more than|much more than|longer than|larger than|"
    "bigger than|older than|eclipse the|eclipsed|past the|better than",
    "at_most": "at most|up to|as many as|no more than|as much as|a maximum of|maximum of|maximum|"
    "not more than|as high as|as long as|as far as|within|at the most|capped at|no larger than|"
    "no longer than|no higher than|not exceeding|upto|never more than|not above|not over|"
    "limited to|to a maximum of|top",
    "less_than": "fewer than|less than|under|below|lower than|smaller than|well under|well below|"
    "shorter than|"
    "slightly less than|slightly under|a little less than|a little under|south of|far fewer than|"
    "far less than|much less than",
}
BEFORE = {tuple(phrase.split()): name for name, phrases in PHRASES.items() for phrase in phrases.split("|")}
LONGEST = max(map(len, BEFORE))
WEAK = frozenset({("in", "the"), ("top",), ("reportedly",), ("maximum",), ("minimum",), ("nearer",)})
FILLERS = frozenset(
    "the a an additional another just only further extra record total combined whopping mere even about "
    "this these exactly precisely fully of roughly its their other".split()
)
LEADS = {
    ("a", "total", "of"),
    ("grand", "total", "of"),
    ("total", "of"),
    ("the", "sum", "of"),
    ("an", "average", "of"),
    ("average", "of"),
    ("a", "record"),
    ("a", "further"),
    ("an", "additional"),
    ("an", "extra"),
    ("another",),
    ("a", "full"),
    ("just",),
    ("only",),
    ("all",),
    ("additional",),
    ("exactly",),
    ("the", "other"),
    ("the", "first"),
    ("first",),
    ("the", "last"),
    ("last",),
    ("past",),
    ("previous",),
    ("every",),
}
AFTER = {
    ("or", "so"): "about",
    ("or", "more"): "at_least",
    ("or", "less"): "at_most",
    ("or", "fewer"): "at_most",
    ("or", "above"): "at_least",
    ("or", "over"): "at_least",
    ("or", "under"): "at_most",
    ("or", "older"): "at_least",
    ("at", "least"): "at_least",
    ("at", "most"): "at_most",
    ("at", "the", "most"): "at_most",
    ("at", "a", "minimum"): "at_least",
    ("and", "counting"): "more_than",
    ("or", "thereabouts"): "about",
    ("plus",): "more_than",
    ("range",): "about",
}
COMPARING = frozenset("above below over under beyond exceeding surpassing topping to within around".split())
PHRASAL = frozenset(
    "handed hand hands handing turned turn took taken turning take signed gave carried".split()
)
MOVING = frozenset("went go goes gone going rose rises risen climbed climbs moved moves jumped crept".split())
LASTING = frozenset(
    "for just well took last lasted lasts spent takes of in is was little slightly bit with".split()
)
FIRM = frozenset({"range", "dozens"})  # say more than a word before them
PASSING = frozenset({"passed", "passes", "passing"})
COUNTS = frozenset("number toll total count tally figure deaths cases".split())
_AS_FAR = 11  # tokens from such a verb back to what is counted
NEGATIVE = frozenset({"no", "not", "never", "n't", "nor"})
FLIPPED = {"more_than": "at_most", "less_than": "at_least"}


def before(tokens: Tokens, i: int) -> tuple[int, str | None]:
    """The hedge that ends before token `i`: where it begins, and its qualifier (None: no hedge)."""
    start = i
    for _ in range(3):
        found = _ending_at(tokens, start)
        if found:
            begin, name = found
            if _compares(tokens, begin, start, i):
                return i, None
            turned = _negated(tokens, begin) if name in FLIPPED else begin
            return (turned, FLIPPED[name]) if turned < begin else (begin, name)
        if start == 0 or at(tokens, start - 1).low not in FILLERS:
            break
        start -= 1
    return i, None


def _negated(tokens: Tokens, begin: int) -> int:
    """Where "not" or "never" stands, within three words before the hedge; `begin` where it does not."""
    for k in range(begin - 1, max(begin - 4, -1), -1):
        if at(tokens, k).low in NEGATIVE or at(tokens, k).low.endswith(("n't", "n’t")):
            return k
        if at(tokens, k).kind != "word":
            break
    return begin


def _compares(tokens: Tokens, begin: int, end: int, i: int) -> bool:
    """Is it part of a verb or a comparison? "adds up to", "handed over", "above the $8 that was expected"."""
    last, before = at(tokens, end - 1).low, at(tokens, begin - 1).low
    if end < i and at(tokens, end).low in ("the", "its", "their") and last not in ("than", "least", "most"):
        return end - begin > 0 and last in COMPARING
    if last == "over":
        return before in PHRASAL or (before not in LASTING and _is_time(tokens, i) and begin == end - 1)
    moves = before in MOVING or before.startswith(("add", "amount", "live"))
    return (at(tokens, begin).low, last) == ("up", "to") and moves


def _is_time(tokens: Tokens, i: int) -> bool:
    return (
        at(tokens, i).low not in ("a", "an")
        and measures.singular(at(tokens, i + 1).low) in measures.TIME_UNITS
    )


def estimated(tokens: Tokens, i: int) -> bool:
    """Does the clause before token `i` say "estimate"? ("estimated to have caused $1 million")"""
    for k in range(i - 1, max(i - 9, -1), -1):
        if at(tokens, k).low.startswith("estimat"):
            return True
        if at(tokens, k).kind == "num" or at(tokens, k).text in (",", ";"):
            return False
    return False


def _ending_at(tokens: Tokens, i: int) -> tuple[int, str] | None:
    for count in range(min(LONGEST, i), 0, -1):
        words = lows(tokens, i - count, count)
        if words in BEFORE and words not in WEAK:
            return i - count, BEFORE[words]
    return (i - 1, "more_than") if i and _has_passed(tokens, i - 1) else None


def _has_passed(tokens: Tokens, i: int) -> bool:
    """Does token `i` say that a count went past a mark? ("the number of cases has passed 300")"""
    if at(tokens, i).low not in PASSING:
        return False
    told = (at(tokens, k).low for k in range(i - 1, max(i - _AS_FAR, -1), -1))
    return any(word in COUNTS for word in told)


def after(tokens: Tokens, i: int) -> tuple[int, str | None]:
    """The hedge that begins at token `i`: the token after it, and its qualifier (None: no hedge)."""
    end, name = plus(tokens, i)
    if name:
        return end, name
    for count in (3, 2, 1):
        words = lows(tokens, i, count)
        if words in AFTER:
            return i + count, AFTER[words]
    return i, None


def plus(tokens: Tokens, i: int) -> tuple[int, str | None]:
    """As in "-plus", "-odd" or "+" at token `i`."""
    j = i + is_hyphen(at(tokens, i))
    if j > i and at(tokens, j).low in ("odd", "plus"):
        return j + 1, "about" if at(tokens, j).low == "odd" else "more_than"
    if at(tokens, i).text == "+" and at(tokens, i).glued:
        return i + 1, "more_than"
    return i, None


def lead(tokens: Tokens, i: int) -> int:
    """Where the figure's text begins when words such as "a total of" or "just" open it."""
    for count in (3, 2, 1):
        if count <= i and lows(tokens, i - count, count) in LEADS:
            return i - count
    return i
