"""What a figure counts or measures (`of`), in the story's own words.

The counted phrase with what is told of it, and before it who did what to it: "Government … airdrops of aid".
Only the clause of the figure is looked at, a bounded number of words to either side.
"""

from __future__ import annotations

from claims.extraction.figures import deeds, kinds, measures, nouns
from claims.extraction.figures.deeds import AUXILIARIES, words
from claims.extraction.figures.number_words import SCALES, SHORT_SCALES, SMALL, TENS, VAGUE
from claims.extraction.figures.tokens import Tokens, at, is_hyphen

AHEAD, BACK = 11, 9  # words shown after and before the figure
LOOK = 3  # words after "and" in which another figure would stand
ASIDE = 10  # tokens of an aside between what is counted and its verb
LIST = 40  # tokens looked back over a list of counted things
ENDS = frozenset(',;:.!?()[]"“”—–')
BREAKS = frozenset(
    "said says which who while when where after before because although but according since if".split()
)
OPENERS = frozenset("of that and or but then so as also".split())  # of no use at the head of a phrase
CLOSERS = frozenset(  # of no use at its end
    "a an the of to in on at by for from with into over and or but that than as is was were are be been has "
    "have had about just only some another nearly up its his her their this next last first past mr".split()
)
VERBS = frozenset(
    "died fled came went took got left won lost fell rose began struck hit ran made gave saw said held met "
    "set fought stood kept led found paid sent lay became will would could can may must do did does".split()
)
JOINTS = frozenset({"and", "or", "to", "from", "by"})  # to the next of a list, or the end of a change
AMOUNTS = frozenset({"percent", "%", "per", "cent", "points", *SCALES})
SUBJECTS = frozenset("he she it they we i there he's it's".split())
SHORT = frozenset("mr mrs ms dr st gen sen rep gov col lt jr prof no vs".split())
IDLE = OPENERS | AUXILIARIES | SUBJECTS | AMOUNTS
GAP = " … "  # stands where the figure stood


def of(text: str, tokens: Tokens, at_: range, noun: nouns.Counted | None, kind: str = "") -> str:
    """The counted phrase and what follows it, and the clause before where the figure is its object.

    `at_` are the tokens of the figure's text; `kind` opens the phrase ("rise in", see kinds.py).
    """
    start, end = at_.start, at_.stop
    relative = at(tokens, end).low in ("that", "which", "who", "whom")
    begin = end + 1 if relative else _verb_after_aside(tokens, end) if noun else end
    last = _ahead(tokens, begin)
    first, stop = start, start
    if not relative and _is_object(tokens, begin, last, noun):
        stop = _list_head(tokens, start) - (at(tokens, start - 1).low == "since")
        first = _back(tokens, stop)
        while stop > first and _says_nothing(tokens, stop - 1, kind):
            stop -= 1
    if first == stop and noun is None and at(tokens, stop - 1).text == ",":
        first, stop = _back(tokens, stop - 1), stop - 1  # "shares closed at 41, up 0.3%"
    thing = words(text, tokens, noun.start, min(noun.end, end)) if noun and noun.start < end else ""
    behind = words(text, tokens, _past_auxiliaries(tokens, begin, last), last)
    done = "" if kind else deeds.told(text, tokens, first, stop)
    if done:
        return " ".join(part for part in (thing, done, behind) if part)
    before = words(text, tokens, first, stop)
    told = " ".join(part for part in (thing, behind) if part)
    whole = GAP.join(part for part in (before, told) if part) or _clause_before(text, tokens, start)
    if kind and whole.startswith(("The ", "A ", "An ")):
        whole = whole[0].lower() + whole[1:]
    return f"{kind} {whole}".strip()


def _says_nothing(tokens: Tokens, k: int, kind: str) -> bool:
    """A preposition or sign before the figure, or a verb that `kind` says already ("rose" by "rise in")."""
    told = kinds.says(kind, tokens[k].low)
    return told or tokens[k].low in CLOSERS or (tokens[k].kind == "mark" and not is_hyphen(tokens[k]))


def _is_verb(tokens: Tokens, k: int) -> bool:
    low = at(tokens, k).low
    return low in AUXILIARIES or low in VERBS or (low.endswith("ed") and len(low) > 3)


def _is_object(tokens: Tokens, begin: int, last: int, noun: nouns.Counted | None) -> bool:
    """Does the clause before tell of the figure? Not where a verb follows what is counted."""
    return noun is None or begin == last or not _is_verb(tokens, begin)


def _verb_after_aside(tokens: Tokens, end: int) -> int:
    """Past an aside or a second count to their verb: "three people, a man and two women, were killed",
    "two women and one man died"; `end` where there is none."""
    if at(tokens, end).text == ",":
        for k in range(end + 1, end + ASIDE):
            if at(tokens, k).text == ",":
                return k + 1 if _is_verb(tokens, k + 1) else end
    if at(tokens, end).low == "and" and _leads_on(tokens, end):
        for k in range(end + 2, end + ASIDE):
            if at(tokens, k).text in ENDS:
                return end
            if _is_verb(tokens, k):
                return k
    return end


def _list_head(tokens: Tokens, start: int) -> int:
    """Where the first item of the list stands to which the figure belongs: "engaged two units, three tanks
    and 5 guns" is told of each."""
    head = start
    for k in range(start - 1, max(start - LIST, -1), -1):
        token = tokens[k]
        if token.text in (";", ":", ".", "(") or token.low in BREAKS or _is_verb(tokens, k):
            break
        if not _is_joined(tokens, head):
            break
        if _is_number(tokens, k):
            head = k
    return head


def _is_joined(tokens: Tokens, head: int) -> bool:
    """Does an item of the list stand before this one?"""
    return at(tokens, head - 1).text == "," or at(tokens, head - 1).low in JOINTS


def _past_auxiliaries(tokens: Tokens, i: int, last: int) -> int:
    while i < last and tokens[i].low in AUXILIARIES:
        i += 1
    return i


def _clause_before(text: str, tokens: Tokens, start: int) -> str:
    """The words before a figure that stands alone between commas ("home from the front, all 900, ...")."""
    end = start
    while end > max(start - BACK, 0) and tokens[end - 1].kind != "word":
        end -= 1
    return words(text, tokens, max(_back(tokens, end), end - BACK), end)


def _ahead(tokens: Tokens, i: int) -> int:
    """The token that ends the clause begun at `i`, at most AHEAD words on, and not amid a phrase."""
    j = i
    while j < len(tokens) and j - i < AHEAD and not _ends(tokens, j) and not _leads_on(tokens, j):
        j += 1
    while j > i and tokens[j - 1].low in CLOSERS:
        j -= 1
    return j


def _leads_on(tokens: Tokens, j: int) -> bool:
    """Does "and" lead to another figure or clause ("12 killed and 30 wounded", "50 and they left")?"""
    if at(tokens, j).low not in ("and", "or", "while", "plus", "to", "but"):
        return False
    if at(tokens, j + 1).low in SUBJECTS and at(tokens, j).low != "to":
        return True
    return any(_is_number(tokens, k) for k in range(j + 1, j + 1 + LOOK))


def _is_number(tokens: Tokens, k: int) -> bool:
    token = at(tokens, k)
    return token.kind == "num" or token.low in SMALL or token.low in TENS or token.low in VAGUE


def _is_figure(tokens: Tokens, k: int) -> bool:
    """A number that is no part of a name ("the 500-stock index", "the 2010 exhibit")."""
    named = is_hyphen(at(tokens, k + 1)) and at(tokens, k + 1).glued
    return _is_number(tokens, k) and not named


def _back(tokens: Tokens, i: int) -> int:
    """The token that begins the clause that ends before `i`, at most BACK words before it."""
    j = i
    while j > 0 and i - j < BACK and not _ends(tokens, j - 1) and not _is_figure(tokens, j - 1):
        j -= 1
    told = j > 0 and _is_number(tokens, j - 1)  # then its unit stands first
    while j < i and (tokens[j].low in IDLE or tokens[j].kind == "mark" or (told and _is_unit(tokens, j))):
        j += 1
    return j


def _is_unit(tokens: Tokens, j: int) -> bool:
    return tokens[j].low in SHORT_SCALES or measures.singular(tokens[j].low) in measures.UNITS


def _ends(tokens: Tokens, j: int) -> bool:
    token = tokens[j]
    if token.text == "." and token.glued and at(tokens, j - 1).low in SHORT:
        return False
    return token.text in ENDS or token.low in BREAKS or (is_hyphen(token) and not token.glued)
