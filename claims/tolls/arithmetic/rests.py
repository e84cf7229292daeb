"""Some, and the others: "24 were wounded, 9 of them badly. The other 15 ...", "The remaining 2.1 billion"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.tolls.arithmetic.finding import Finding
from claims.tolls.arithmetic.listing import listed
from claims.tolls.arithmetic.sheet import Line, Sheet, Term, alike
from claims.tolls.arithmetic.totals import DIVIDES, FEWEST, LINES, against, has, is_rest, may_be_whole

CHAIN = 2  # lines back to the some and the whole
OF_THEM = re.compile(r"^\s*(?:\w+ )?of (?:(?:them|whom|these|those)\b|the $)", re.IGNORECASE)


def find(sheet: Sheet) -> Iterator[Finding]:
    for place, line in enumerate(sheet.lines):
        for index, rest in enumerate(line.terms):
            if is_rest(line, index) and rest.is_count:
                yield from _divided(sheet, place, line, index)
                yield from _some(sheet, place, line, index)


def _divided(sheet: Sheet, place: int, line: Line, index: int) -> Iterator[Finding]:
    """As in "The state pays 2.4 billion and the towns 1.5 billion. The remaining 2.1 billion ..."."""
    first = place if index else place - 1
    if first < 0:
        return
    named = sheet.lines[first]
    parts = [*listed(named, 0)[: index or None], *([] if index else [line.terms[0]])]
    parts = [*parts, line.terms[index]] if index and line.terms[index] not in parts else parts
    if len(parts) <= FEWEST or not has(named, DIVIDES) or not all(alike(parts[-1], part) for part in parts):
        return
    totals = [term for term in sheet.before(first, LINES) if may_be_whole(term, parts)]
    yield from against(parts, totals[:1])


def _some(sheet: Sheet, place: int, line: Line, index: int) -> Iterator[Finding]:
    """The two counts before it: the some that were told apart, and the whole."""
    rest = line.terms[index]
    before = [*line.terms[:index][::-1], *sheet.before(place, CHAIN)]
    chain = [term for term in before if term.is_people_or_things and alike(term, rest)][:2]
    if len(chain) < FEWEST or not rest.is_people_or_things or chain != [t for t in before if t.is_count][:2]:
        return
    some, total = sorted(chain, key=lambda term: term.value)
    told_apart = _is_some_of(sheet, some) or (some.line == rest.line != total.line)
    for finding in against([some, rest], [total]):
        if finding.ok or told_apart:
            yield finding


def _is_some_of(sheet: Sheet, term: Term) -> bool:
    """Whether it is told as so many of the whole: "9 of them", "3,100 or a quarter of the force"."""
    line = sheet.lines[term.line]
    index = line.terms.index(term)
    if index + 1 < len(line.terms) and line.terms[index + 1].is_share:
        return True
    return bool(OF_THEM.match(line.between(index, index + 1)) or OF_THEM.search(" " + term.figure.text))
