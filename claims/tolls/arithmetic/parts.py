"""Parts against their total, where the words say that the parts are all there are.

"Including", "among them" and figures that merely stand side by side are no sums. The forms are: "The dead
were <0>, <1> and <2>"; a list behind a colon; "Of the <0>, <1> were ... and <2> ..."; "<0> on Friday and <1>
on Saturday" behind a total; "<0> here, <1> there, <2> in all". A list of shares ("The state pays <0>, the
city <1> and the harbour <2>") is only doubted where it comes close to a total that stands just before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.extraction.alignment import measures, words
from claims.tolls.arithmetic.finding import Finding
from claims.tolls.arithmetic.listing import OPEN, is_closed, listed
from claims.tolls.arithmetic.sheet import Line, Sheet, Term, alike
from claims.tolls.arithmetic.totals import (
    CLOSE,
    DIVIDES,
    FEWEST,
    LINES,
    WHOLE,
    against,
    has,
    is_rest,
    may_be_whole,
)

FAMILIES = {"victims": "killed", "injured": "wounded", "detainees": "arrested", "detained": "arrested"}
NAMED = re.compile(
    r"^\W*(?:the|those|all the)\s+(?P<who>[a-z]+)(?: (?:people|men|persons))? "
    r"(?:were|are|comprised?|consist(?:ed)? of) $",
    re.IGNORECASE,
)
THEY = re.compile(r"^\W*they (?:were|are|comprised?|consist(?:ed)? of) $", re.IGNORECASE)
COLON = re.compile(r"^[^<.;:(]{0,60}(?::|\u2014|\u2013| -|\()\s*$")
IN_ALL = re.compile(r"^,?\s*(?:in all|in total|altogether|all told)\b[^<]*$")
A_TOTAL = re.compile(r"(?:,|\u2014|\u2013| -) (?:a total of|altogether|in all|all told|together) $")
FOR = re.compile(r",\s*(?:for |making |or )?$")
LONGER = re.compile(r"\b(?:this|last|since|so far|year|month|week|in \d{4})\b", re.IGNORECASE)
OF_THE = re.compile(r"\bof (?:the|these|those|its|their|all|all the) $", re.IGNORECASE)
OF_BEFORE = re.compile(r"^\W*of (?:them|these|those), $", re.IGNORECASE)
FAMILY_OF = re.compile(r"^\s*of the (?P<who>[a-z]+) (?:were|was|are)\b", re.IGNORECASE)
TIMED = re.compile(
    r"\b(?:last|ago|earlier|previous|year before|(?:19|20)\d\d|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"quarter|week|then|later|from|but|while|compared)\b",
    re.IGNORECASE,
)


def find(sheet: Sheet) -> Iterator[Finding]:
    for place, line in enumerate(sheet.lines):
        if not line.terms:
            continue
        yield from _named(sheet, place, line)
        yield from _behind_colon(line)
        yield from _in_all(line)
        yield from _split(line)
        yield from _of_family(sheet, place, line)
        yield from _of_the(sheet, place, line)
        yield from _shares(sheet, place, line)


def _named(sheet: Sheet, place: int, line: Line) -> Iterator[Finding]:
    """As in "The dead were nine passengers and two drivers", against the toll before it."""
    opening = NAMED.match(line.between(-1, 0))
    parts = listed(line, 0)
    if len(parts) < FEWEST or not is_closed(line, parts):
        return
    if opening:
        totals = _tolls(sheet, place, opening["who"])
    elif THEY.match(line.between(-1, 0)) and place:
        totals = [term for term in sheet.lines[place - 1].terms if term.is_people_or_things]
        totals = totals if len(totals) == 1 else []
    else:
        return
    yield from against(parts, totals)


def _behind_colon(line: Line) -> Iterator[Finding]:
    """As in "buried 12 people: seven skiers, two guides and three soldiers"."""
    if len(line.terms) < FEWEST + 1 or not COLON.match(line.between(0, 1)):
        return
    parts = listed(line, 1)
    told_apart = measures.FAMILY.keys() & set(
        re.findall(r"[a-z]+", line.marked[line.marked.index("<1>") :].lower())
    )
    counted = all(part.is_people_or_things and not _is_numbering(line, part) for part in parts)
    if len(parts) >= FEWEST and counted and is_closed(line, parts):
        yield from (_unless_fewer if told_apart else against)(parts, [line.terms[0]])


def _is_numbering(line: Line, term: Term) -> bool:
    """As in "two truths: one, that ..., and two, that ..."."""
    index = line.terms.index(term)
    return term.bare and line.between(index, index + 1).startswith(",")


def _in_all(line: Line) -> Iterator[Finding]:
    """As in "nine men in Brask, 14 in Ulm and six in Torre, 29 in all"."""
    last = len(line.terms) - 1
    total = line.terms[last]
    if last < FEWEST:
        return
    if not (IN_ALL.match(line.between(last, last + 1)) or _is_total(line, last)):
        return
    parts = listed(line, 0)[:last]
    if len(parts) == last and all(alike(part, total) for part in parts):
        yield from against(parts, [total])


def _is_total(line: Line, last: int) -> bool:
    """As in ", a total of 31", unless of a time that may be longer than that of the parts."""
    before, own = line.between(last - 1, last), line.terms[last].figure.text
    named = A_TOTAL.search(before) or (own.lower().startswith("a total of") and FOR.search(before))
    return bool(named) and not LONGER.search(line.between(last, last + 1))


def _of_the(sheet: Sheet, place: int, line: Line) -> Iterator[Finding]:
    """As in "Of the 50, 31 were officers and 19 were prisoners"; unless the rest is named, some may miss."""
    if OF_BEFORE.match(line.between(-1, 0)) and place:
        before = [term for term in sheet.lines[place - 1].terms if term.is_people_or_things]
        total, first = (before[0] if len(before) == 1 else None), 0
    else:
        total, first = (line.terms[0] if OF_THE.search(line.between(-1, 0)) else None), 1
    parts = listed(line, first)
    if total is None or len(parts) < FEWEST or not total.is_count or not alike(total, parts[0]):
        return
    all_told = is_rest(line, len(line.terms) - 1)
    yield from against(parts, [total]) if all_told else _unless_fewer(parts, [total])


def _split(line: Line) -> Iterator[Finding]:
    """As in "130 people, 74 on Friday and 56 on Saturday"; fewer may be some of them only."""
    parts = listed(line, 1)
    if len(parts) < FEWEST or line.between(0, 1).strip() != "," or not all(part.bare for part in parts):
        return
    if line.terms[0].bare or not line.terms[0].is_people_or_things or not is_closed(line, parts):
        return
    if line.terms[0].value > max(part.value for part in parts):
        yield from _unless_fewer(parts, [line.terms[0]])


def _of_family(sheet: Sheet, place: int, line: Line) -> Iterator[Finding]:
    """As in "Eleven of the dead were soldiers, seven were students"; again some may be left out."""
    opening = FAMILY_OF.match(line.between(0, 1))
    parts = listed(line, 0)
    if opening and len(parts) >= FEWEST and is_closed(line, parts):
        yield from _unless_fewer(parts, _tolls(sheet, place, opening["who"]))


def _unless_fewer(parts: Sequence[Term], totals: Sequence[Term]) -> Iterator[Finding]:
    return (found for found in against(parts, totals) if found.ok or found.computed > found.stated)


def _tolls(sheet: Sheet, place: int, who: str) -> list[Term]:
    """The figures told before of the dead, the wounded ... that `who` names, the nearest first."""
    family = FAMILIES.get(who.lower()) or measures.FAMILY.get(who.lower(), "")
    people = (term for term in sheet.before(place) if term.is_people_or_things and not term.past)
    return [term for term in people if family and _family(sheet, term) == family]


def _shares(sheet: Sheet, place: int, line: Line) -> Iterator[Finding]:
    """As in "The state pays 2.6 billion, the city 1.6 billion and the harbour 1.0 billion"."""
    parts = listed(line, 0)
    head = line.between(-1, 0)
    if len(parts) < FEWEST or not has(line, DIVIDES) or not all(part.bare for part in parts[1:]):
        return
    if TIMED.search(_without_source(line)) or OPEN.search(head) or is_rest(line, len(parts) - 1):
        return
    names = [*line.terms[len(parts) :], *sheet.before(place, LINES)]
    totals = [term for term in names if may_be_whole(term, parts)]
    for finding in against(parts, totals):
        meant = finding.ok or finding.computed > finding.stated or has(line, WHOLE)
        if meant and abs(finding.computed / finding.stated - 1) <= CLOSE:
            yield finding


def _family(sheet: Sheet, term: Term) -> str:
    """What a figure of people counts: killed, wounded ..., by the words around it."""
    line = sheet.lines[term.line]
    found = re.findall(r"<\d+>|[a-z]+|[,;:]", line.marked.lower())
    place = found.index(f"<{line.terms.index(term)}>")
    return measures.measure(tuple(_masked(word) for word in found), place)


def _masked(word: str) -> str:
    return words.FIGURE if word[0] == "<" else words.STOP if word in ",;:" else word


def _without_source(line: Line) -> str:
    """The line without the ", the city said on Monday" at its end."""
    return re.sub(r",[^,<]*\b(?:said|says|told|showed?|according)\b[^<]*$", "", line.marked)
