"""What may be the total of parts, which words divide it, and whether the parts add up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from claims.tolls.arithmetic.finding import Finding
from claims.tolls.arithmetic.leeway import Leeway
from claims.tolls.arithmetic.sheet import Line, Term, alike
from claims.tolls.arithmetic.wording import number, told

KIND = "parts_total"
CLOSE = 0.2  # of the total, within which a list of shares is meant to make it up
LINES = 3  # back from a list of shares
FEWEST = 2
SMALLEST = 3.0  # total that has parts
PAYS = r"pays?|paid|paying|contribut\w+|gives?|gave|provid\w+|covers?|funds?|bears?|puts? (?:up|in)|carries"
PLACED = r"there (?:are|were)"
HOLDS = r"gets?|takes?|receives?|won|has|have|holds?|goes? to|will go to|went to|stood at|serves?|serving"
WHOLE = re.compile(rf"\b(?:{PAYS}|{PLACED})\b[^<]{{0,20}}$", re.IGNORECASE)  # all payers, all places
DIVIDES = re.compile(rf"\b(?:{PAYS}|{PLACED}|{HOLDS})\b[^<]{{0,20}}$", re.IGNORECASE)
REST = re.compile(r"\b(?:the (?:other|remaining|rest,?)|and the rest,) $", re.IGNORECASE)
REST_INSIDE = re.compile(r"^the (?:other|remaining|rest)\b", re.IGNORECASE)


def has(line: Line, verb: re.Pattern[str]) -> bool:
    """Whether such a verb stands close before the first part, or right behind it."""
    return bool(verb.search(line.between(-1, 0)) or verb.search(line.between(0, 1)[:20]))


def may_be_whole(term: Term, parts: Sequence[Term]) -> bool:
    """Whether a term is large enough, of the parts' kind and told by name."""
    return (
        term.is_count
        and not term.bare
        and not term.past
        and term.figure.per is None
        and term.value > max(part.value for part in parts)
        and all(alike(part, term) for part in parts)
    )


def against(parts: Sequence[Term], totals: Sequence[Term]) -> Iterator[Finding]:
    """The sum against the total it fits, else against the first (nearest) one."""
    totals = [total for total in totals if total.value >= SMALLEST]
    if not totals:
        return
    whole = reduce(Leeway.__add__, (part.plain for part in parts))
    total = next((term for term in totals if term.plain.meets(whole)), totals[0])
    computed = round(sum(part.value for part in parts), 6)
    ok = total.plain.meets(whole)
    text = f"The parts add up to {number(computed)}"
    text += "." if ok else f", the text says {told(total)}."
    yield Finding(KIND, total, total.value, computed, ok, text, (total, *parts))


def is_rest(line: Line, index: int) -> bool:
    own = line.terms[index].figure.text
    return bool(REST.search(line.between(index - 1, index)) or REST_INSIDE.match(own))
