"""Parts against their total, where the words say that the parts are all there are.

"Including", "among them" and figures that merely stand side by side are no sums. Five forms are: "The dead
were <0>, <1> and <2>"; a list behind a colon; "<0> of them ... The other <1>"; "Of the <0>, <1> were ... and
<2> ..."; "<0> here, <1> there, <2> in all". A list of shares ("The state pays <0>, the city <1> and the
harbour <2>") is only doubted where it comes close to a total that stands just before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from claims.extraction.alignment import measures, words
from claims.tolls.arithmetic.finding import Finding
from claims.tolls.arithmetic.leeway import Leeway
from claims.tolls.arithmetic.listing import OPEN, is_closed, listed
from claims.tolls.arithmetic.sheet import Line, Sheet, Term, alike
from claims.tolls.arithmetic.wording import number, told

KIND = "parts_total"
CLOSE = 0.2  # of the total, within which a list of shares is meant to make it up
LINES = 3  # back from a list of shares
FEWEST = 2
SMALLEST = 3.0  # total that has parts

FAMILIES = {"victims": "killed", "injured": "wounded", "detainees": "arrested", "detained": "arrested"}
NAMED = re.compile(
    r"^\W*(?:the|those|all the)\s+(?P<who>[a-z]+)(?: (?:people|men|persons))? "
    r"(?:were|are|comprised?|consist(?:ed)? of) $",
    re.IGNORECASE,
)
THEY = re.compile(r"^\W*they (?:were|are|comprised?|consist(?:ed)? of) $", re.IGNORECASE)
COLON = re.compile(r"^[^<.;:]{0,60}:\s*$")
IN_ALL = re.compile(r"^,?\s*(?:in all|in total|altogether|all told)\b[^<]*$")
A_TOTAL = re.compile(r"(?:,|\u2014|\u2013| -) (?:a total of|altogether|in all|all told|together) $")
OF_THEM = re.compile(r"^\s*(?:\w+ )?of (?:(?:them|whom|these|those)\b|the $)", re.IGNORECASE)
REST = re.compile(r"\b(?:the (?:other|remaining|rest,?)|and the rest,) $", re.IGNORECASE)
REST_INSIDE = re.compile(r"^the (?:other|remaining|rest)\b", re.IGNORECASE)
OF_THE = re.compile(r"\bof (?:the|these|those|its|their|all|all the) $", re.IGNORECASE)
OF_BEFORE = re.compile(r"^\W*of (?:them|these|those), $", re.IGNORECASE)
PAYS = r"pays?|paid|paying|contribut\w+|gives?|gave|provid\w+|covers?|funds?|bears?|puts? (?:up|in)|carries"
PLACED = r"there (?:are|were)"
HOLDS = r"gets?|takes?|receives?|won|has|have|holds?|goes? to|will go to|went to|stood at|serves?|serving"
WHOLE = re.compile(rf"\b(?:{PAYS}|{PLACED})\b[^<]{{0,20}}$", re.IGNORECASE)  # all payers, all places
DIVIDES = re.compile(rf"\b(?:{PAYS}|{PLACED}|{HOLDS})\b[^<]{{0,20}}$", re.IGNORECASE)
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
        yield from _rest(sheet, place, line)
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
    yield from _against(parts, totals)


def _behind_colon(line: Line) -> Iterator[Finding]:
    """As in "buried 12 people: seven skiers, two guides and three soldiers"."""
    if len(line.terms) < FEWEST + 1 or not COLON.match(line.between(0, 1)):
        return
    parts = listed(line, 1)
    told_apart = measures.FAMILY.keys() & set(
        re.findall(r"[a-z]+", line.marked[line.marked.index(":") :].lower())
    )
    counted = all(part.is_people_or_things and not _is_numbering(line, part) for part in parts)
    if len(parts) >= FEWEST and counted and is_closed(line, parts) and not told_apart:
        yield from _against(parts, [line.terms[0]])


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
    if not (IN_ALL.match(line.between(last, last + 1)) or A_TOTAL.search(line.between(last - 1, last))):
        return
    parts = listed(line, 0)[:last]
    if len(parts) == last and all(alike(part, total) for part in parts):
        yield from _against(parts, [total])


def _of_the(sheet: Sheet, place: int, line: Line) -> Iterator[Finding]:
    """As in "Of the 50, 31 were officers and 19 were prisoners"; unless the rest is named, some may miss."""
    if OF_BEFORE.match(line.between(-1, 0)) and place:
        before = [term for term in sheet.lines[place - 1].terms if term.is_people_or_things]
        total, first = (before[0] if len(before) == 1 else None), 0
    else:
        total, first = (line.terms[0] if OF_THE.search(line.between(-1, 0)) else None), 1
    parts = listed(line, first)
    if total is None or len(parts) < FEWEST or not total.is_people_or_things:
        return
    all_told = _is_rest(line, len(line.terms) - 1)
    yield from _against(parts, [total]) if all_told else _unless_fewer(parts, [total])


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
    return (found for found in _against(parts, totals) if found.ok or found.computed > found.stated)


def _tolls(sheet: Sheet, place: int, who: str) -> list[Term]:
    """The figures told before of the dead, the wounded ... that `who` names, the nearest first."""
    family = FAMILIES.get(who.lower()) or measures.FAMILY.get(who.lower(), "")
    people = (term for term in sheet.before(place) if term.is_people_or_things and not term.past)
    return [term for term in people if family and _family(sheet, term) == family]


def _rest(sheet: Sheet, place: int, line: Line) -> Iterator[Finding]:
    """As in "24 were wounded, 9 of them badly. The other 15 ..."."""
    for index, rest in enumerate(line.terms):
        if not _is_rest(line, index) or not rest.is_people_or_things:
            continue
        chain = [*line.terms[:index][::-1], *(sheet.lines[place - 1].terms[::-1] if place else ())][:2]
        if len(chain) < 2 or not all(alike(term, rest) and term.is_people_or_things for term in chain):
            continue
        some, total = sorted(chain, key=lambda term: term.value)
        marked = _is_some_of(sheet, some) or (some.line == rest.line != total.line)
        for finding in _against([some, rest], [total]):
            if finding.ok or marked:
                yield finding


def _shares(sheet: Sheet, place: int, line: Line) -> Iterator[Finding]:
    """As in "The state pays 2.6 billion, the city 1.6 billion and the harbour 1.0 billion"."""
    parts = listed(line, 0)
    head = line.between(-1, 0)
    if (
        len(parts) < FEWEST
        or not DIVIDES.search(head + line.between(0, 1))
        or not all(part.bare for part in parts[1:])
    ):
        return
    if TIMED.search(_without_source(line)) or OPEN.search(head):
        return
    names = [*line.terms[len(parts) :], *sheet.before(place, LINES)]
    totals = [term for term in names if _may_be_whole(term, parts)]
    for finding in _against(parts, totals):
        meant = finding.ok or finding.computed > finding.stated or _has(line, WHOLE)
        if meant and abs(finding.computed / finding.stated - 1) <= CLOSE:
            yield finding


def _has(line: Line, verb: re.Pattern[str]) -> bool:
    """Whether such a verb stands close before the first part, or right behind it."""
    return bool(verb.search(line.between(-1, 0)) or verb.search(line.between(0, 1)[:20]))


def _may_be_whole(term: Term, parts: Sequence[Term]) -> bool:
    """Whether a term is large enough, of the parts' kind and told by name."""
    return (
        term.is_count
        and not term.bare
        and not term.past
        and term.figure.per is None
        and term.value > max(part.value for part in parts)
        and all(alike(part, term) for part in parts)
    )


def _against(parts: Sequence[Term], totals: Sequence[Term]) -> Iterator[Finding]:
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


def _is_rest(line: Line, index: int) -> bool:
    own = line.terms[index].figure.text
    return bool(REST.search(line.between(index - 1, index)) or REST_INSIDE.match(own))


def _is_some_of(sheet: Sheet, term: Term) -> bool:
    line = sheet.lines[term.line]
    index = line.terms.index(term)
    return bool(OF_THEM.match(line.between(index, index + 1)) or OF_THEM.search(" " + term.figure.text))


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
