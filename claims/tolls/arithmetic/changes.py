"""A rise or fall in percent against the two figures that it leads from and to.

Each form is a pattern over the marked sentence; a percentage counts only where a word of change holds it.
"Doubled", "tripled" and "halved" are changes, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.tolls.arithmetic.finding import Finding
from claims.tolls.arithmetic.leeway import Leeway
from claims.tolls.arithmetic.sheet import Line, Sheet, Term, alike
from claims.tolls.arithmetic.wording import number, percent, told

KIND = "percent_change"

UP = (
    "increase|increases|rise|gain|jump|growth|surge|climb|leap|up|rose|grew|climbed|jumped|gained|increased|"
    "more|higher"
)
DOWN = (
    "drop|fall|decline|decrease|cut|reduction|loss|slump|dip|down|fell|dropped|declined|shrank|sank|less|"
    "lower|fewer"
)
WORD = rf"(?:{UP}|{DOWN})"
OWN = r"(?:[a-z']+ ){0,3}"  # "the", "last year's"
LATER = r"[^<.;:]{0,70}?"
FROM_TO = [
    re.compile(rf"\bfrom <(?P<a>\d+)>{LATER}\bto <(?P<b>\d+)>"),
    re.compile(rf"\bto <(?P<b>\d+)>{LATER}\bfrom <(?P<a>\d+)>"),
]
HELD = [
    re.compile(rf"\b(?:an?|the) (?:\w+ )?(?P<word>{WORD}) of <(?P<p>\d+)>"),
    re.compile(rf"\b(?P<word>{WORD}) (?:by )?<(?P<p>\d+)>"),
    re.compile(rf"\bthe <(?P<p>\d+)> (?P<word>{WORD})\b|\ba <(?P<p2>\d+)> (?P<word2>{WORD})\b"),
]
UP_FROM = re.compile(
    rf"<(?P<b>\d+)>{LATER}(?:,|\()\s*(?P<word>up|down|an? (?:{UP}) of|an? (?:{DOWN}) of) <(?P<p>\d+)>"
    rf"{LATER}\b(?:from|on|over|against|compared with) {OWN}<(?P<a>\d+)>"
)
MORE_THAN = re.compile(
    rf"<(?P<b>\d+)>{LATER}<(?P<p>\d+)> (?P<word>more|less|fewer|higher|lower) than {OWN}<(?P<a>\d+)>"
)
THAT = r"^\W*(?:that|this|it|the (?:sum|total|figure|amount))\b"
THAT_IS = re.compile(
    rf"{THAT}[^<]{{0,30}}?\b(?:up|down|an? (?:{UP}) of|an? (?:{DOWN}) of) "
    rf"<(?P<p>\d+)>{LATER}\b(?:from|on|over|against|compared with) {OWN}<(?P<a>\d+)>",
    re.IGNORECASE,
)
THAT_IS_MORE = re.compile(
    rf"{THAT} (?:is|was) <(?P<p>\d+)> (?:more|less|fewer|higher|lower) than {OWN}<(?P<a>\d+)>",
    re.IGNORECASE,
)
TIMES = {"doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "halved": 0.5}
TURNED = re.compile(rf"\b(?:{'|'.join(TIMES)})$", re.IGNORECASE)
ROUND = 0.15  # either way, of a factor told in one word


def find(sheet: Sheet) -> Iterator[Finding]:
    for place, line in enumerate(sheet.lines):
        if len(line.terms) >= 2:
            yield from _from_to(line)
            yield from _up_from(line)
            yield from _that_is(sheet, place, line)
            yield from _times(line)


def _from_to(line: Line) -> Iterator[Finding]:
    """As in "rose from 80 to 120, an increase of 40 percent", "fell by 30 percent, from 500 to 400"."""
    ways = [found for pattern in FROM_TO for found in pattern.finditer(line.marked)]
    held = [found for pattern in HELD for found in pattern.finditer(line.marked)]
    rises = {found["p"] or found["p2"] if "p2" in found.groupdict() else found["p"] for found in held}
    if len(ways) == 1 and len(rises) == 1:
        yield from _change(
            line, line.terms[int(ways[0]["a"])], line.terms[int(ways[0]["b"])], int(rises.pop())
        )


def _up_from(line: Line) -> Iterator[Finding]:
    """As in "92,000 visitors, up 15 percent from 80,000", "75, a quarter more than the 60 of last year"."""
    for pattern in (UP_FROM, MORE_THAN):
        for found in pattern.finditer(line.marked):
            yield from _change(
                line, line.terms[int(found["a"])], line.terms[int(found["b"])], int(found["p"])
            )


def _that_is(sheet: Sheet, place: int, line: Line) -> Iterator[Finding]:
    """As in "That is up 20 percent from 2.0 billion this year", of the one sum in the sentence before."""
    found = THAT_IS.search(line.marked) or THAT_IS_MORE.search(line.marked)
    if not found or not place:
        return
    first = line.terms[int(found["a"])]
    told_before = [t for t in sheet.lines[place - 1].terms if t.is_count and not t.bare and alike(t, first)]
    if len(told_before) == 1:
        yield from _change(line, first, told_before[0], int(found["p"]))


def _change(line: Line, first: Term, then: Term, index: int) -> Iterator[Finding]:
    rise = line.terms[index]
    if not rise.is_share or rise.figure.per or first is rise or then is rise or not _comparable(first, then):
        return
    computed = round(100 * abs(then.value / first.value - 1), 2)
    ok = _apart(first, then).meets(rise.rough)
    word = "rise" if then.value >= first.value else "fall"
    text = f"From {number(first.value)} to {number(then.value)} is a {word} of {percent(computed)}"
    text += "." if ok else f", the text says {told(rise)}."
    yield Finding(KIND, rise, rise.value, computed, ok, text, (rise, first, then))


def _comparable(first: Term, then: Term) -> bool:
    counts = first.is_count and then.is_count and first.value > 0 and alike(first, then)
    return counts and first.figure.per == then.figure.per and first.figure.high is then.figure.high is None


def _apart(first: Term, then: Term) -> Leeway:
    """How far apart the two may lie, in percent of the first."""
    ratio = then.rough.over(first.rough)
    low, high = 100 * (ratio.low - 1), 100 * (ratio.high - 1)
    return Leeway(low, high) if low >= 0 else Leeway(-high, -low) if high <= 0 else Leeway(0, max(-low, high))


def _times(line: Line) -> Iterator[Finding]:
    """As in "doubled from 40 to 90", which the grammar may read as one range or as two figures."""
    for index, turned in enumerate(line.terms[:-1]):
        word = TURNED.search(turned.figure.text)
        after = line.terms[index + 1]
        if not word:
            continue
        if after.figure.high is not None and line.between(index, index + 1).strip() in ("", "from"):
            yield from _factor(
                turned, TIMES[word[0].lower()], after.figure.low, after.figure.high, (turned, after)
            )
        elif index + 2 < len(line.terms) and re.match(r"^ from $", line.between(index, index + 1)):
            then = line.terms[index + 2]
            if line.between(index + 1, index + 2).strip() == "to" and _comparable(after, then):
                yield from _factor(
                    turned, TIMES[word[0].lower()], after.value, then.value, (turned, after, then)
                )


def _factor(
    turned: Term, factor: float, first: float, then: float, terms: tuple[Term, ...]
) -> Iterator[Finding]:
    if first <= 0:
        return
    low, high = factor * (1 - ROUND), factor * (1 + ROUND)
    match turned.figure.qualifier:
        case "more_than" | "at_least":
            low, high = factor * (1 - ROUND), max(high, then / first)
        case "nearly" | "about":
            low = factor * (1 - 2 * ROUND)
    stated, computed = round(100 * abs(factor - 1), 2), round(100 * abs(then / first - 1), 2)
    ok = low <= then / first <= high
    word = "rise" if then >= first else "fall"
    text = f"From {number(first)} to {number(then)} is a {word} of {percent(computed)}"
    text += "." if ok else f", the text says {turned.figure.text}."
    yield Finding(KIND, turned, stated, computed, ok, text, terms)
