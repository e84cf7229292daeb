"""Rates of one thing for two periods, a total against its average, and a sum for each of so many.

Two rates belong together where the words say that one is the other: "4.2 billion a year, or 350 million a
month", "That is about 350 million a month". A sum for each belongs to the people named in its sentence and
to a total whose sentence speaks of the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.extraction.alignment.words import stem
from claims.tolls.arithmetic import links
from claims.tolls.arithmetic.finding import Finding
from claims.tolls.arithmetic.sheet import Line, Sheet, Term, alike
from claims.tolls.arithmetic.wording import number, told

RATE, HEAD = "rate", "per_head"
LINES = 3  # back to what "that" means
LEAST = 10.0  # things for each that a total is divided into

# How many of the second go into the first, the calendar's number first; working days and the like after it.
INTO = {
    ("year", "month"): (12.0, 10.0, 11.0),
    ("year", "week"): (52.0, 50.0, 46.0),
    ("year", "day"): (365.0, 360.0, 300.0, 260.0, 250.0, 220.0),
    ("month", "week"): (4.35, 4.0),
    ("month", "day"): (30.4, 31.0, 30.0, 28.0, 25.0, 22.0, 20.0),
    ("week", "day"): (7.0, 6.0, 5.0),
    ("day", "hour"): (24.0, 12.0, 10.0, 8.0),
    ("week", "hour"): (168.0, 40.0),
    ("year", "hour"): (8760.0, 2000.0),
}
OR = re.compile(
    r"^[^<.;:]{0,40}?(?:,|\u2014|\u2013| -)?\s{0,3}(?:\bor|that is|which is|equal to|equivalent to|"
    r"the equivalent of|averaging)(?: an average of)?\s*$"
)
THAT_IS = re.compile(
    r"\b(?:that|this|it) (?:is|was|comes to|came to|amounts to|works out at|means|equals|makes)"
    r"(?: an average of)?\s*$",
    re.IGNORECASE,
)
OVER = re.compile(r"\b(?:over|in|during|within|for) (?:the |its |those |these |past |last |some )*$")
EACH = re.compile(
    r"^\s*(?:on |for |to )?each(?: of them)?\b(?!\s+(?:year|month|week|day|hour|time))", re.IGNORECASE
)
PER = re.compile(r"\b(?:a|per|for each|for every) (?P<who>head|capita|[a-z]+)\s*$", re.IGNORECASE)
PER_AFTER = re.compile(r"^\s*(?:a|per|for each|for every|on each) (?P<who>(?!of\b)[a-z]+)", re.IGNORECASE)
EACH_OF = re.compile(r"\beach of (?:(?:the|its|their|these)\s+)?(?:[\w'-]+\s+)?$", re.IGNORECASE)
SHORT = 30  # characters before a rate that "that" opens
ANYBODY = frozenset({"head", "capita", "person"})


def find(sheet: Sheet) -> Iterator[Finding]:
    for place, line in enumerate(sheet.lines):
        for index, term in enumerate(line.terms):
            if not term.is_count:
                continue
            yield from _same_rate(sheet, place, line, index)
            yield from _average(line, index)
            yield from _for_each(sheet, place, line, index)


def _same_rate(sheet: Sheet, place: int, line: Line, index: int) -> Iterator[Finding]:
    """The rate told just before it, where the words say that it is the same."""
    rate, before = line.terms[index], line.between(index - 1, index)
    other: Term | None = None
    if index and OR.match(before):
        other = line.terms[index - 1]
    elif index == 0 and THAT_IS.search(before) and len(before) < SHORT:
        other = _last_rate(sheet, place, rate)
    if other and other.is_count and alike(other, rate) and rate.figure.per and other.figure.per:
        yield from _brought(other, rate)


def _last_rate(sheet: Sheet, place: int, rate: Term) -> Term | None:
    """The rate that "that" means: the only one of its sentence, with no sum of its kind told since."""
    for earlier in reversed(sheet.lines[max(place - LINES, 0) : place]):
        found = [term for term in earlier.terms if term.is_count and alike(term, rate)]
        if found:
            return found[0] if len(found) == 1 and found[0].figure.per else None
    return None


def _brought(one: Term, other: Term) -> Iterator[Finding]:
    """`one` brought to the period of `other`."""
    pair = (one.figure.per or "", other.figure.per or "")
    many = [1 / count for count in INTO.get(pair, ())] or list(INTO.get((pair[1], pair[0]), ()))
    if not many:
        return
    computed = round(one.value * many[0], 6)
    ok = any(one.rough.by(each).meets(other.rough) for each in many)
    text = f"{_start(one)} a {pair[0]} is {number(computed)} a {pair[1]}"
    text += "." if ok else f", the text says {told(other)}."
    yield Finding(RATE, other, other.value, computed, ok, text, (other, one))


def _average(line: Line, index: int) -> Iterator[Finding]:
    """As in "11.4 billion over the five years, or an average of 2.28 billion a year"."""
    rate, per = line.terms[index], line.terms[index].figure.per
    if index < 2 or per is None:
        return
    length, total = line.terms[index - 1], line.terms[index - 2]
    joined = OR.match(line.between(index - 1, index)) or "average" in rate.figure.text
    timed = length.figure.unit == per and OVER.search(line.between(index - 2, index - 1))
    if (
        joined
        and timed
        and total.is_count
        and not total.figure.per
        and alike(total, rate)
        and length.value > 0
    ):
        computed = round(total.value / length.value, 6)
        ok = total.rough.over(length.plain).meets(rate.rough)
        text = f"{_start(total)} over {number(length.value)} {per}s is {number(computed)} a {per}"
        text += "." if ok else f", the text says {told(rate)}."
        yield Finding(RATE, rate, rate.value, computed, ok, text, (rate, total, length))


def _for_each(sheet: Sheet, place: int, line: Line, index: int) -> Iterator[Finding]:
    """As in "With half a million inhabitants the county will spend 4,800 crowns on each of them"."""
    each = line.terms[index]
    people = [term for term in line.terms if term is not each and term.is_people_or_things and not term.bare]
    if len(people) != 1 or each.figure.per or not (each.is_money or each.value >= LEAST):
        return
    if not _tells_each(line, index, people[0]):
        return
    others = [term for term in line.terms if term not in (each, people[0]) and term.is_count]
    here = [term for term in others if alike(term, each) and term.value > each.value]
    totals = here or list(_totals(sheet, place, line, each))
    found = [_headed(total, people[0], each) for total in totals]
    right = [finding for finding in found if finding.ok]
    slips = [finding for finding in found if links.is_slip(finding.stated, finding.computed)]
    yield from (right or slips)[:1]


def _totals(sheet: Sheet, place: int, line: Line, each: Term) -> Iterator[Term]:
    """What may have been divided: sums whose sentence speaks of the same, or the one that "that" means."""
    bases = links.bases(sheet, place, each)
    if THAT_IS.search(line.marked[: line.marked.index(f"<{line.terms.index(each)}>")]):
        yield from (term for term in bases if term.line == place - 1)
    else:
        yield from (term for term in bases if _speaks_of(sheet, term, line, each))


def _tells_each(line: Line, index: int, people: Term) -> bool:
    """Whether the sum is for each of those people."""
    after, own = line.between(index, index + 1), line.terms.index(people)
    if EACH_OF.search(line.between(own - 1, own)):
        return True
    who = PER.search(line.terms[index].figure.text) or PER_AFTER.match(after)
    if EACH.match(after) or line.terms[index].figure.text.endswith(" each"):
        return who is None or "them" in after[:20]
    return who is not None and (who["who"].lower() in ANYBODY or stem(who["who"].lower()) in _noun(people))


def _noun(term: Term) -> set[str]:
    return {stem(word) for word in re.findall(r"[a-z]{3,}", term.figure.text.lower())}


def _speaks_of(sheet: Sheet, total: Term, line: Line, each: Term) -> bool:
    """Whether the total's sentence has words in common with this one, its unit aside."""
    return bool((links.stems(sheet.lines[total.line]) & links.stems(line)) - _noun(total) - _noun(each))


def _headed(total: Term, people: Term, each: Term) -> Finding:
    computed = round(total.value / people.value, 2) if people.value else 0.0
    ok = total.rough.over(people.rough).meets(each.rough)
    text = f"{_start(total)} over {number(people.value)} is {number(computed)} each"
    text += "." if ok else f", the text says {told(each)}."
    return Finding(HEAD, each, each.value, computed, ok, text, (each, total, people))


def _start(term: Term) -> str:
    words = told(term)
    return words[0].upper() + words[1:]
