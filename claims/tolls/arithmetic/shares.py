"""A percentage or fraction against what it is of.

"9 of the 24, or 40 percent" and "40 percent of the 2,500, or 1,250" tell all three; in "60 percent of the
budget, or 1.54 billion" and "3,100 or a quarter of the force" the base stands earlier in the story, and in
"The state thus carries half of the cost" the state's part does, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.tolls.arithmetic import links
from claims.tolls.arithmetic.finding import Finding
from claims.tolls.arithmetic.sheet import Line, Sheet, Term, alike
from claims.tolls.arithmetic.wording import number, percent, told, whole

KIND = "percent_base"
WHOLES = range(2, 11)  # that a fraction in words divides
LINES = 4  # back to the part that a subject is known by

OR = re.compile(r"^[^<.;:]{0,60}?(?:,\s*or|\bor|,\s*that is,?|\()\s*$")
OF = re.compile(r"^\s*of (?:[\w'-]+\s+){0,4}$")
OF_ALL = re.compile(r"\bof (?:(?:the|its|their|all|all the)\s+)?(?:[\w'-]+\s+){0,2}$", re.IGNORECASE)
AT_END = re.compile(r"^\s*[.,;)]")
COMMA = re.compile(r"^ of [^<,;]{3,40}, $")
COLON = re.compile(r"^\s*[:(]\s*$")
SOME_OF = re.compile(
    r"^\s*(?:\w+\s+){0,2}?of(?: (?:the|its|their|his|her|all|all the|those|these))?\s*$", re.IGNORECASE
)
CARRIES = re.compile(
    r"^\W*(?:the|its)\s+(?P<who>[\w'-]+(?:\s[\w'-]+)?)\s+(?:\w+\s)?(?:carr(?:ies|ied)|pays?|paid|bears?|"
    r"bore|covers?|covered|gets?|got|takes?|took|holds?|held|makes? up|made up|accounts? for|"
    r"accounted for|provides?|provided|contributes?|contributed) $",
    re.IGNORECASE,
)


def find(sheet: Sheet) -> Iterator[Finding]:
    for place, line in enumerate(sheet.lines):
        for index, share in enumerate(line.terms):
            if share.is_share and 0 < share.value <= 100:
                yield from _within(line, index)
                yield from _of_noun(sheet, place, line, index)
                yield from _of_subject(sheet, place, line, index)


def _within(line: Line, index: int) -> Iterator[Finding]:
    """All three in one sentence: the share first, the part first, or the base first."""
    yield from _share_first(line, index)
    yield from _share_between(line, index)
    before = line.between(index - 1, index) if index >= 2 else ""
    if not (OR.match(before) or (before.strip() == "," and AT_END.match(line.between(index, index + 1)))):
        return
    one, other = line.terms[index - 2 : index]
    between = line.between(index - 2, index - 1)
    if SOME_OF.match(between) and _fits(other, one):
        yield _share(line.terms[index], other, one)
    elif between.strip() == "," and _fits(one, other) and OF_ALL.search(line.between(index - 3, index - 2)):
        yield _share(line.terms[index], one, other)


def _share_between(line: Line, index: int) -> Iterator[Finding]:
    """As in "1.54 billion, 60 percent of the budget of 2.4 billion"."""
    if index == 0 or index + 1 >= len(line.terms):
        return
    part, share, base = line.terms[index - 1 : index + 2]
    joined = OR.match(line.between(index - 1, index)) or line.between(index - 1, index).strip() == ","
    if joined and OF.match(line.between(index, index + 1)) and _fits(base, part):
        yield _share(share, base, part)


def _share_first(line: Line, index: int) -> Iterator[Finding]:
    """As in "40 percent of the 2,500, or 1,250", "61 percent: 3.4 million of the 5.2 million"."""
    if index + 2 >= len(line.terms):
        return
    share, one, other = line.terms[index : index + 3]
    after, between = line.between(index, index + 1), line.between(index + 1, index + 2)
    if OF.match(after) and OR.match(between) and _fits(one, other):
        yield _amount(share, one, other)
    elif COLON.match(after) and SOME_OF.match(between) and _fits(other, one):
        yield _share(share, other, one)


def _of_noun(sheet: Sheet, place: int, line: Line, index: int) -> Iterator[Finding]:
    """As in "60 percent of the budget, or 1.54 billion", "3,100 or a quarter of the force"."""
    share, after = line.terms[index], line.between(index, index + 1)
    nouns = links.phrase(after)
    if not nouns:
        return
    before = line.between(index - 1, index)
    if index + 1 < len(line.terms) and (OR.match(after) or COMMA.match(after)):
        part, build = line.terms[index + 1], _amount
    elif index and (OR.match(before) or before.strip() == ","):
        part, build = line.terms[index - 1], _share
    else:
        return
    if part.is_count:
        found = [build(share, base, part) for base in links.bases(sheet, place, part)]
        yield from _chosen(sheet, nouns, found)


def _of_subject(sheet: Sheet, place: int, line: Line, index: int) -> Iterator[Finding]:
    """As in "The state thus carries half of the cost", where "The state pays 2.6 billion" was told."""
    carries = CARRIES.match(line.between(-1, 0)) if index == 0 else None
    nouns = links.phrase(line.between(index, index + 1))
    if not carries or not nouns:
        return
    who = carries["who"].split()[0].lower()
    parts = [term for term in sheet.before(place, LINES) if term.is_count and _is_part_of(sheet, term, who)]
    if len(parts) == 1:
        found = [_share(line.terms[index], base, parts[0]) for base in links.bases(sheet, place, parts[0])]
        yield from _chosen(sheet, nouns, found)


def _is_part_of(sheet: Sheet, term: Term, who: str) -> bool:
    line = sheet.lines[term.line]
    index = line.terms.index(term)
    return bool(re.search(rf"\bthe {re.escape(who)}\b[^,;]*$", line.between(index - 1, index), re.IGNORECASE))


def _chosen(sheet: Sheet, nouns: tuple[str, ...], found: list[Finding]) -> Iterator[Finding]:
    """The sum that comes out, over any base; else the one over the base that is meant, where that is sure."""
    right = [finding for finding in found if finding.ok]
    meant = links.tied(sheet, nouns, [finding.terms[1] for finding in found])
    if right:
        yield right[0]
    elif meant:
        wrong = next(finding for finding in found if finding.terms[1] is meant[0])
        if links.is_slip(wrong.stated, wrong.computed):
            yield wrong


def _fits(base: Term, part: Term) -> bool:
    return base.is_count and part.is_count and alike(base, part) and base.value >= part.value


def _amount(share: Term, base: Term, part: Term) -> Finding:
    """The part is what is questioned."""
    computed = round(_of_hundred(share) / 100 * base.value, 6)
    ok = share.rough.by(0.01).times(base.rough).meets(part.rough)
    text = f"{_named(share)} of {number(base.value)} is {number(computed)}"
    text += "." if ok else f", the text says {told(part)}."
    return Finding(KIND, part, part.value, computed, ok, text, (part, base, share))


def _share(share: Term, base: Term, part: Term) -> Finding:
    """The share is what is questioned."""
    computed = round(100 * part.value / base.value, 2)
    ok = share.rough.by(0.01).times(base.rough).meets(part.rough)
    text = f"{number(part.value)} of {number(base.value)} is {percent(computed)}"
    text += "." if ok else f", the text says {told(share)}."
    return Finding(KIND, share, share.value, computed, ok, text, (share, base, part))


def _of_hundred(share: Term) -> float:
    """A third is told as 33.3 of a hundred, and meant as a third."""
    if re.search(r"\d", share.figure.text):
        return share.value
    parts = (100 * part / whole for whole in WHOLES for part in range(1, whole))
    return min(parts, key=lambda part: abs(part - share.value))


def _named(share: Term) -> str:
    """The share as the text has it: "60 percent", "A third"."""
    words = percent(share.value) if re.search(r"\d", share.figure.text) else whole(share.figure)
    return words[0].upper() + words[1:]
