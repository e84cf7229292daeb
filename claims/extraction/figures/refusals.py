"""Numbers that are no figures: dates, times, ages, codes, addresses, phone numbers, list numbering."""

from __future__ import annotations

from claims.extraction.figures import currencies, hedges, measures, nouns, persons
from claims.extraction.figures.number_words import SMALL, TENS
from claims.extraction.figures.scales import Number
from claims.extraction.figures.tokens import DASHES, Tokens, at, is_hyphen, lows

MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec".split()
)
SCENES = frozenset("war area group season line".split())  # where things are counted, too
CLOCK = frozenset("am pm a.m. p.m. o'clock o’clock gmt utc et est edt pst pdt cet noon".split())
LABELS = frozenset(
    "section sections article articles chapter page pages route highway interstate room flight phase "
    "version channel figure table exhibit bowl boeing airbus volume vol pier gate apollo unit windows ios "
    "android formula area catch proposition resolution psalm verse line lot suite apt apartment box level "
    "type group world-war war title episode season part step model iphone galaxy playstation no. nos. "
    "aged age ages born circa".split()
)
BEFORE_YEAR = frozenset(
    "in since of by during until till from before after late early mid through the fiscal circa between "
    "and to summer spring autumn fall winter christmas year around about or for at on than like , ( — – - "
    "' ’ end".split()
)
STREETS = frozenset(
    "street st avenue ave road rd boulevard blvd lane drive highway hwy square place court terrace "
    "parkway way".split()
)
GLUE = frozenset("/_@&=")
ERAS = frozenset({"s", "bc", "ad", "bce", "ce", "'s", "’s"})
IDIOMS_AFTER_ONE = frozenset(
    "another day of's thing reason point's time's way else's hand side more's such's by's can could would "
    "should might must might's is was has who that which in's to on and but or".split()
)
OF_A_YEAR = frozenset("season election elections campaign edition vintage census".split())
RECORDS = frozenset(
    "first last lowest highest worst biggest largest best smallest deadliest record most".split()
)
RECORD_REACH = 16  # tokens
BEST = frozenset("most best biggest largest world first worst main greatest few".split())
OLDEST = 120  # years a person may be
YOUNGEST = 3
LONGEST_LIST = 100  # numbered items
PERSONAL = frozenset("he she i who and".split())
BEING = frozenset("was is turned turns am".split())
WHILE = frozenset("when while then at and".split())
FIRST_YEAR, LAST_YEAR = 1500, 2099


def refused(tokens: Tokens, number: Number, unit: str | None) -> bool:
    """Is this number, without a currency before it, no figure? `unit` is what it was read with."""
    if number.kind == "ordinal":
        return _is_ordinal_date(tokens, number)
    if number.kind != "cardinal":
        return False
    in_digits = at(tokens, number.start).kind == "num"
    if unit in ("%", "pp") or (unit and currencies.is_money(unit)):
        return in_digits and _is_code(tokens, number)
    if unit in measures.TIME_UNITS and in_digits and number.value > OLDEST:
        return False
    return (in_digits and any(rule(tokens, number) for rule in DIGIT_RULES)) or any(
        rule(tokens, number) for rule in RULES
    )


def _has_leading_nought(tokens: Tokens, number: Number) -> bool:
    """As in "007", "000": a code, unlike "0" and "0.5"."""
    text = at(tokens, number.start).text
    return text.startswith("0") and text[1:2].isdigit()


def is_year(tokens: Tokens, number: Number) -> bool:
    """A bare four-digit number of this era where a year may stand and nothing is counted."""
    if number.end != number.start + 1 or not FIRST_YEAR <= number.value <= LAST_YEAR:
        return False
    token = at(tokens, number.start)
    if len(token.text) != 4 or token.kind != "num" or at(tokens, number.end).low in ("x", "×"):
        return False
    before = at(tokens, number.start - 1)
    if at(tokens, number.end).low in OF_A_YEAR and not hedges.before(tokens, number.start)[1]:
        return True
    if (
        before.low in BEFORE_YEAR
        or before.text in BEFORE_YEAR
        or before.low in MONTHS
        or before.kind in ("edge", "num")
    ):
        return before.kind != "edge" or not _counts(tokens, number.end)
    return not _counts(tokens, number.end)


def is_record_year(tokens: Tokens, number: Number) -> bool:
    """As in "the first since 2004", "the last was in 1998": there the year is what can be checked."""
    if not is_year(tokens, number):
        return False
    told = lows(tokens, number.start - 2, 2)
    if told[1] != "since" and told not in (("was", "in"), ("were", "in"), ("came", "in")):
        return False
    return any(token.low in RECORDS for token in tokens[max(number.start - RECORD_REACH, 0) : number.start])


def _counts(tokens: Tokens, i: int) -> bool:
    counted = nouns.phrase(tokens, i)
    return counted is not None and counted.end <= i + 3


def _is_date(tokens: Tokens, number: Number) -> bool:
    if number.value > 31 or number.end > number.start + 1:
        return False
    before, after = at(tokens, number.start - 1), at(tokens, number.end)
    if before.text == "." and at(tokens, number.start - 2).low in MONTHS:
        return at(tokens, number.start).kind == "num"
    if before.low in MONTHS and before.text[:1].isupper():
        return at(tokens, number.start).kind == "num"
    return after.low in MONTHS and after.text[:1].isupper()


def _is_ordinal_date(tokens: Tokens, number: Number) -> bool:
    before, after = at(tokens, number.start - 1), at(tokens, number.end)
    if before.low in MONTHS or (after.low in MONTHS and after.text[:1].isupper()):
        return True
    if after.low in ("century", "centuries") or (
        after.low == "of" and at(tokens, number.end + 1).low in MONTHS
    ):
        return True
    return after.low in ("hand", "aid", "lady", "name", "names") or (after.text == "," and number.start == 0)


def _is_code(tokens: Tokens, number: Number) -> bool:
    """Letters or marks glued to the digits: "A330", "F-16", "1990s", "9/11", "@3pm", "#5"."""
    token, before, after = at(tokens, number.start), at(tokens, number.start - 1), at(tokens, number.end)
    if token.glued and not token.text.startswith(".") and (before.kind == "word" or before.text in GLUE):
        return True
    earlier = at(tokens, number.start - 2)
    if token.glued and before.glued and is_hyphen(before) and earlier.kind in ("word", "num"):
        return (
            earlier.low not in SMALL
            and earlier.low not in TENS
            and earlier.low not in ("minus", "mid", "top")
        )
    if after.glued and after.text in ("/", "_", "@", "=", "\\"):
        return at(tokens, number.end + 1).kind == "num" or after.text != "/"
    if after.glued and after.low in ERAS and after.low != "s":
        return True
    return after.glued and after.low == "s"


def _is_time(tokens: Tokens, number: Number) -> bool:
    before, after = at(tokens, number.start - 1), at(tokens, number.end)
    if after.low in CLOCK:
        return True
    if at(tokens, number.start).kind != "num":
        return False
    if after.text == ":" and after.glued and at(tokens, number.end + 1).glued:
        return True
    return before.text == ":" and before.glued and at(tokens, number.start).glued


def _is_age(tokens: Tokens, number: Number) -> bool:
    """As in ", 43," after a name, "34 years old", "23-year-old man"; not the age of a thing."""
    before, after = at(tokens, number.start - 1), at(tokens, number.end)
    if number.value > OLDEST or number.scale > 1:
        return False
    if before.text == "," and after.text in (",", ".", ";", ")") and at(tokens, number.start).kind == "num":
        name = at(tokens, number.start - 2)
        of_person = name.text[:1].isupper() or persons.counts(f"{name.low}s")
        return of_person and number.value == int(number.value) and number.value >= YOUNGEST
    return _is_told_of_person(tokens, number) or _is_years_old(tokens, number)


def _is_told_of_person(tokens: Tokens, number: Number) -> bool:
    """As in "she was 19 when"."""
    told = (at(tokens, number.start - 1).low, at(tokens, number.end).low)
    return told[0] in BEING and told[1] in WHILE and at(tokens, number.start - 2).low in PERSONAL


def _is_years_old(tokens: Tokens, number: Number) -> bool:
    after = at(tokens, number.end)
    j = number.end + is_hyphen(after)
    if at(tokens, j).low not in ("year", "years", "month", "months", "yr"):
        return False
    j += 1 + is_hyphen(at(tokens, j + 1))
    if at(tokens, j).low not in ("old", "olds"):
        return False
    if not is_hyphen(after) and hedges.before(tokens, number.start)[1]:
        return False
    thing = at(tokens, j + 1)
    return (
        thing.kind != "word" or thing.low in nouns.STOPS or _is_person(tokens, j + 1) or not is_hyphen(after)
    )


def _is_person(tokens: Tokens, i: int) -> bool:
    """Does a person's noun or name follow within three words?"""
    for j in range(i, i + 3):
        token = at(tokens, j)
        if token.kind != "word" or token.low in nouns.STOPS:
            return False
        if token.text[:1].isupper() or persons.counts(token.low) or persons.counts(token.low + "s"):
            return True
    return False


def _is_label(tokens: Tokens, number: Number) -> bool:
    """As in "Section 8", "page 4", "Chapter Two", "aged 12 and 15"; not in "of the war 9,000 people"."""
    before, token = at(tokens, number.start - 1), at(tokens, number.start)
    if before.low == "and" and at(tokens, number.start - 3).low in ("aged", "ages"):
        return True
    named = token.text[:1].isupper() and before.text[:1].isupper() and number.end == number.start + 1
    counted = before.text.islower() and (
        "," in token.text or (before.low in SCENES and nouns.is_plural(at(tokens, number.end).low))
    )
    return before.low in LABELS and not counted and (token.kind == "num" or named)


def _is_address(tokens: Tokens, number: Number) -> bool:
    if at(tokens, number.start).kind != "num" or not at(tokens, number.end).text[:1].isupper():
        return False
    return any(
        at(tokens, number.end + k).low in STREETS and at(tokens, number.end + k).text[:1].isupper()
        for k in (1, 2)
    )


def _is_numbering(tokens: Tokens, number: Number) -> bool:
    after = at(tokens, number.end)
    first = at(tokens, 0).text == "("
    lone = number.start == first and number.end == first + 1 and at(tokens, first).kind == "num"
    if not lone or number.value >= LONGEST_LIST:
        return False
    return after.text == ")" or (after.text == "." and not first and at(tokens, 2).kind != "edge")


def _is_phone(tokens: Tokens, number: Number) -> bool:
    """Three or more groups of digits joined by marks: "202-555-0143", "+44 20 7946 0000", "2016-05-12"."""
    first = number.start
    if number.end > first + 1 and at(tokens, number.end).kind == "word":
        return False  # "12 500 000 litres"
    if at(tokens, first - 1).text == "(" and at(tokens, number.end).text == ")":
        return at(tokens, number.end + 1).kind == "num" and _joins(tokens, number.end + 2)
    while at(tokens, first - 1).kind == "num" or (
        _joins(tokens, first - 1) and at(tokens, first - 2).kind == "num"
    ):
        first -= 1 if at(tokens, first - 1).kind == "num" else 2
        if number.start - first > 6:
            return True
    last, groups = first, 1
    while groups < 4 and (
        at(tokens, last + 1).kind == "num"
        or (_joins(tokens, last + 1) and at(tokens, last + 2).kind == "num")
    ):
        last += 1 if at(tokens, last + 1).kind == "num" else 2
        groups += 1
    return groups >= 3


def _joins(tokens: Tokens, i: int) -> bool:
    token = at(tokens, i)
    return token.text in DASHES and token.glued and at(tokens, i + 1).glued


def _is_pronoun(tokens: Tokens, number: Number) -> bool:
    """As in "one" as a pronoun: "one another", "one day", "the one that"."""
    token = at(tokens, number.start)
    if token.low != "one" or number.end != number.start + 1:
        return False
    after, before = at(tokens, number.end), at(tokens, number.start - 1)
    if after.low in IDIOMS_AFTER_ONE:
        return hedges.before(tokens, number.start)[1] is None and before.low not in ("only", "just")
    if before.low in ("this", "that", "which", "another", "every", "the", "any") and after.low != "of":
        return True
    of_the = lows(tokens, number.end, 2) == ("of", "the")
    return of_the and at(tokens, number.end + 2).low in BEST


def _is_denominator(tokens: Tokens, number: Number) -> bool:
    """As in "131 cases per 100,000 inhabitants": what a rate is told for."""
    return at(tokens, number.start - 1).low == "per"


DIGIT_RULES = (_has_leading_nought, _is_code)
RULES = (
    _is_time,
    is_year,
    _is_date,
    _is_age,
    _is_label,
    _is_address,
    _is_numbering,
    _is_phone,
    _is_pronoun,
    _is_denominator,
)
