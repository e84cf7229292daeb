"""What ties one sentence's sum to another's: nouns in common, and words that mean any sum told before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.extraction.alignment.words import stem
from claims.tolls.arithmetic.sheet import Line, Sheet, Term, alike

SLIP = 2.0  # times too much or too little, within which a wrong sum is still the same sum
GENERIC = frozenset(
    "total sum whole budget cost costs bill money amount spending force strength staff workforce number "
    "figure price fund funds population membership fleet crew electorate vote votes".split()
)
IDLE = frozenset(
    "the and for with that this from will would have has had been was were are its their his her which said "
    "says more than about next last year years month months million billion thousand percent each them "
    "they".split()
)
PHRASE = re.compile(
    r"^\s*of (?:(?:the|its|his|her|their|this|that|all|all the|a)\s+)?((?:[\w'-]+\s?){1,4})", re.IGNORECASE
)
ENDS = frozenset(
    "in on at for to of by from with as who which that and or over during next last this".split()
)
COMPARED = re.compile(
    r"\b(?:from|than|against|compared with|compared to|below|above)\s+(?:the\s+)?$", re.IGNORECASE
)


def phrase(after: str) -> tuple[str, ...]:
    """The nouns that a share is told of: "of the school budget, or" -> ("school", "budget")."""
    found = PHRASE.match(after)
    words: list[str] = []
    for word in found[1].lower().split() if found else ():
        if word in ENDS:
            break
        words.append(word)
    return tuple(words)


def stems(line: Line) -> set[str]:
    """The words of a line that say what it is of; of its terms the nouns, too."""
    words = line.marked + " " + " ".join(term.figure.text for term in line.terms)
    return {stem(word) for word in re.findall(r"[a-z]{3,}", words.lower()) if word not in IDLE}


def bases(sheet: Sheet, place: int, like: Term) -> Iterator[Term]:
    """What `like` may be a share of: larger sums of its kind, told before and not for comparison."""
    for term in sheet.before(place):
        line = sheet.lines[term.line]
        index = line.terms.index(term)
        if not term.is_count or term.bare or term.past or term.figure.per or term.value <= like.value:
            continue
        if alike(term, like) and not COMPARED.search(line.between(index - 1, index)):
            yield term


def tied(sheet: Sheet, nouns: tuple[str, ...], found: list[Term]) -> list[Term]:
    """Those of the bases that the nouns mean: named in their sentence, or the only one where any will do."""
    named = [term for term in found if {stem(noun) for noun in nouns} & stems(sheet.lines[term.line])]
    if named or not found:
        return named
    return found if set(nouns) <= GENERIC and len(found) == 1 else []


def is_slip(stated: float, computed: float) -> bool:
    """Near enough to be the same sum done wrongly, or off by tens."""
    if stated <= 0 or computed <= 0:
        return False
    ratio = stated / computed
    tens = any(abs(ratio / power - 1) < 0.05 for power in (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0))
    return 1 / SLIP <= ratio <= SLIP or tens
