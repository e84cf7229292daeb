"""What a number counts where nothing stands behind it: "to 17,040", "31 million is for pay", "killing 12".

The words around it tell, in this order: the scale of quakes, an age, an index, a ratio, harm done to people,
money, "the number of X", the figure before, the last things named before. What nothing tells counts people.
"""

from __future__ import annotations

from claims.extraction.figures import currencies, hedges, measures, nouns, persons, sums
from claims.extraction.figures.amounts import Amount
from claims.extraction.figures.currencies import Purse
from claims.extraction.figures.tokens import Tokens, at, is_hyphen

QUAKES = frozenset(
    "quake quakes earthquake earthquakes tremor tremors temblor aftershock aftershocks".split()
)
STRONGEST = 10.0  # of a quake
AGES = frozenset("age aged ages young old-age".split())
OLDEST = 120  # years
INDEXES = frozenset("dow nasdaq ftse nikkei dax sensex index kospi cac rating ratings".split())
RATIOS = frozenset("coefficient ratio percentage average odds".split())
HARM = frozenset(
    "killed killing kills wounded wounding injured injuring dead died missing hurt hurting arrested "
    "arresting trapped trapping displaced detained detaining deaths casualties toll rescued "
    "hospitalized".split()
)
PAYING = frozenset(
    "lend lends lent loan loans borrow borrowed pay pays paid paying spend spends spent spending cost costs "
    "costing worth owe owes owed earn earned earns donate donated donates donations contribution "
    "contributions budget revenue revenues profit profits debt debts fine fined invest invested investing "
    "bailout cash income fund funds funding money sum salaries taxes savings losses subsidies raise raised "
    "raising".split()
)
TELLING = frozenset("figures data records reports statistics numbers estimates documents accounts".split())
SUMMING = frozenset("come comes came coming amount amounts amounted put puts".split())
SUBJECT_VERBS = frozenset(
    "were was are is had have has spent slept found stood sat lay fled died came went left took lost".split()
)
PLACES = frozenset("in at on near along by outside inside under across behind below above".split())
TOLLS = frozenset({"toll", "tolls"})
AFTER_TOLL = frozenset("at to from is was of reached passed stands stood hit now then between by".split())
COLLECTIVES = frozenset("audience crowd workforce membership population readership garrison brigade".split())
INDEX_REACH, NEAR, PHRASE, CLAUSE = 30, 3, 6, 14  # tokens
STOPS = frozenset(".;:!?")
LONGEST_ACRONYM = 5
RANKED = frozenset("the a its their his her in of world".split())  # before "top ten"
MANY = 1e6  # from here on a bare number near "spend" is money
LEAST_SUM = 1e3  # and after a sum of money
VERB_AFTER = frozenset("the a an at up to that its their his her it him them how as".split())


def unit(tokens: Tokens, amount: Amount, earlier: str | None, purse: Purse) -> str:
    """The unit of a bare number; `earlier` is that of the last figure of the sentence that was no share."""
    told = (
        _measured(tokens, amount)
        or _acronym(tokens, amount.end)
        or _of_people(tokens, amount)
        or _money(tokens, amount, earlier, purse)
        or nouns.named_before(tokens, amount.start)
        or _named_last(tokens, amount, 1, purse)
        or (None if earlier and currencies.is_money(earlier) else earlier)
        or _named_last(tokens, amount, CLAUSE, purse)
        or _told_on(tokens, amount, purse)
        or "people"
    )
    return "point" if told == "people" and _is_decimal(amount) else told


def _is_decimal(amount: Amount) -> bool:
    return amount.scale == 1.0 and not amount.low.is_integer() and amount.kind == "cardinal"


def _near(tokens: Tokens, amount: Amount, words: frozenset[str], before: int, after: int) -> bool:
    """Does one of the words stand within so many tokens, on the same side of the next stop?"""
    left = range(amount.start - 1, amount.start - 1 - before, -1)
    right = range(amount.end, amount.end + after)
    return _stands(tokens, left, words) or _stands(tokens, right, words)


def _stands(tokens: Tokens, places: range, words: frozenset[str]) -> bool:
    for k in places:
        if at(tokens, k).text in STOPS:
            return False
        if at(tokens, k).low in words:
            return True
    return False


def _measured(tokens: Tokens, amount: Amount) -> str | None:
    """As in "magnitude 6.2", "6.4 on the Richter scale", "retirement age to 65", "the index is 218"."""
    if at(tokens, amount.start - 1).low == "top" and at(tokens, amount.start - 2).low in RANKED:
        return "rank"
    if _is_magnitude(tokens, amount):
        return "magnitude"
    if amount.low <= OLDEST and amount.scale == 1.0 and _near(tokens, amount, AGES, PHRASE, 0):
        return "year"
    if _is_decimal(amount) and any(
        at(tokens, k).low in INDEXES for k in range(amount.start - INDEX_REACH, amount.end + INDEX_REACH)
    ):
        return "point"
    if amount.low < 1 and _is_decimal(amount) and _near(tokens, amount, RATIOS, PHRASE, NEAR):
        return "ratio"
    return "point" if amount.scale == 1.0 and _near(tokens, amount, INDEXES, PHRASE, 0) else None


def _is_magnitude(tokens: Tokens, amount: Amount) -> bool:
    if not 0 < amount.low < STRONGEST:
        return False
    if _near(tokens, amount, frozenset({"magnitude"}), NEAR, 1) or _near(
        tokens, amount, frozenset({"richter"}), 0, PHRASE
    ):
        return True
    return _is_decimal(amount) and _near(tokens, amount, QUAKES, CLAUSE, PHRASE)


def _acronym(tokens: Tokens, i: int) -> str | None:
    """As in "121 RBI"; "300 ANG airmen" are people."""
    token = at(tokens, i)
    if not token.text.isupper() or not 1 < len(token.text) <= LONGEST_ACRONYM or token.glued:
        return None
    if at(tokens, i + 1).glued and is_hyphen(at(tokens, i + 1)):
        return None
    return "people" if persons.counts(at(tokens, i + 1).low) else token.text


def _of_people(tokens: Tokens, amount: Amount) -> str | None:
    collective = at(tokens, amount.end).low in COLLECTIVES or (
        at(tokens, amount.start - 1).low == "of" and at(tokens, amount.start - 2).low in COLLECTIVES
    )
    harmed = collective or _near(tokens, amount, HARM, NEAR, NEAR) or _is_toll(tokens, amount)
    return "people" if harmed else None


def _is_toll(tokens: Tokens, amount: Amount) -> bool:
    """As in "put the toll of the three raids at 41": of deaths, whatever else stands between."""
    start = hedges.before(tokens, amount.start)[0]
    return at(tokens, start - 1).low in AFTER_TOLL and _stands(
        tokens, range(start - 2, start - 2 - CLAUSE, -1), TOLLS
    )


def _money(tokens: Tokens, amount: Amount, earlier: str | None, purse: Purse) -> str | None:
    """Of the currency before ("of that, 31 million"), or of the story's where millions are spent."""
    if earlier and currencies.is_money(earlier) and (amount.low >= LEAST_SUM or _is_decimal(amount)):
        return earlier
    if amount.low < MANY or not _near(tokens, amount, PAYING, PHRASE, PHRASE):
        return None
    return purse.lately or purse.main


def _named_last(tokens: Tokens, amount: Amount, reach: int, purse: Purse) -> str | None:
    """The plural last named in the clause before: "claims rose over 150,000", "in attempts, with 380".

    Costs are money; what only says where people are ("in the barns about 350 were asleep") is not counted.
    """
    start = hedges.before(tokens, amount.start)[0]
    subject = at(tokens, amount.end).low in SUBJECT_VERBS
    last = start - 1 - _is_borne(tokens, amount, purse)
    for k in range(last, max(start - 1 - reach, -1), -1):
        if at(tokens, k).text in STOPS:
            return None
        if _is_things(tokens, k):
            if _is_cost(tokens, k) and amount.low >= LEAST_SUM and purse.lately:
                return purse.lately
            return None if subject and _is_where(tokens, k) else nouns.unit_of(tokens, k)
    return None


def _is_cost(tokens: Tokens, k: int) -> bool:
    """As in "wages", and in "pensions of the widows" at their last word."""
    whose = next((n for n in range(k - 1, k - 4, -1) if at(tokens, n).low == "of"), k + 1)
    return at(tokens, whose - 1).low in sums.COSTS


def _is_where(tokens: Tokens, k: int) -> bool:
    """Does the sentence or clause open with a preposition of place, before the noun at `k`?"""
    while k > 0 and tokens[k - 1].kind == "word":
        k -= 1
    return tokens[k].low in PLACES


def _is_borne(tokens: Tokens, amount: Amount, purse: Purse) -> bool:
    """As in "the state bears 3.0 billion" after a sum: the word before is a verb of somebody that pays."""
    subject = at(tokens, amount.start - 2)
    told = amount.low >= MANY and purse.told.lately is not None
    return told and subject.kind == "word" and not nouns.is_plural(subject.low)


def _told_on(tokens: Tokens, amount: Amount, purse: Purse) -> str | None:
    """Millions after a sum of money, or said to come to something in a story of money."""
    if amount.low < MANY:
        return None
    if last := purse.told.lately:
        return last.unit
    summed = _stands(tokens, range(amount.start - 1, amount.start - PHRASE, -1), SUMMING)
    return purse.lately if summed else None


def _is_things(tokens: Tokens, k: int) -> bool:
    """A plural noun in small letters that names no span of time; not a verb ("stands at", "adds up")."""
    token = at(tokens, k)
    if token.kind != "word" or not token.text.islower() or not nouns.is_plural(token.low):
        return False
    if (
        token.low in nouns.STOPS
        or token.low in TELLING
        or measures.singular(token.low) in measures.TIME_UNITS
    ):
        return False
    return at(tokens, k + 1).low not in VERB_AFTER and at(tokens, k - 1).low not in (
        "that",
        "which",
        "who",
        "it",
    )
