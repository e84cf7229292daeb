"""What a figure counts, in one word: killed, wounded, troops, money ... read from the words around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from claims.extraction.alignment.measures import FAMILY, JOINS, NEAR
from claims.extraction.alignment.words import FIGURE, STOP, Words
from claims.extraction.figures import currencies
from claims.extraction.figures.measures import singular
from claims.tolls.spots import Spot
from claims.tolls.vocabulary import (
    ARMS,
    AUXILIARIES,
    CARRYING,
    CROSSED,
    CUT,
    FORCE,
    GENERIC,
    MANNED,
    NAMES,
    PHRASES,
    POSTS,
    REPORTED,
    SIZES,
    WEAK,
)

OF_PEOPLE = (
    "killed", "wounded", "missing", "trapped", "rescued", "freed", "hostages", "arrested", "cases",
    "displaced", "evacuated", "homeless", "returned", "crowd", "strikers", "jobs",
)  # fmt: skip
FALLING = frozenset({"missing", "trapped", "hostages", "displaced", "evacuated", "homeless", "arrested"})
NAMED = {"infected": "cases"}  # a family by the word that the desk has for it
CROWD = frozenset("casualties displacement crime health".split())  # types whose bare numbers are of people
FORCE_REACH = 5  # words within which a verb tells what became of soldiers
VERB_REACH = 5  # words within which a verb tells what became of hostages
CLAUSE_REACH = 10  # the same, where it is said first of whom they are
ENDS = JOINS | {FIGURE, STOP}
_OF_THOSE = re.compile(r"\s*of (?:those|the (?:people|passengers|guests|workers|residents)) \w+")
_WHOSE = re.compile(r"\b(\w++), whose (?:number|strength|total)\b")


def measure(spot: Spot, unit: str) -> str:
    """The measure of the figure, `unit` being its mended one; a counted noun where no family has it."""
    if is_money(unit):
        return "money"
    if unit == "people" or (spot.is_bare and spot.said.type in CROWD):
        return _of_both(spot) if spot.figure.text.lower() == "both" else _of_people(spot)
    counted = singular(unit)
    if counted in POSTS and CUT.search(spot.clause.lower()):
        return "jobs"
    near = _near(spot, len(spot.words)) if spot.is_bare else _struck(spot)
    if near and counted not in SIZES | ARMS:
        return near
    if spot.said.type == "troops" and counted in ARMS:
        return "weapons"
    return _family(counted) or _family(f"{counted}s") or counted


def is_money(unit: str) -> bool:
    """An ISO code, or a currency that has none."""
    return currencies.is_code(unit) or singular(unit.lower()) in currencies.WORDS


def is_named(measure: str) -> bool:
    """Whether it is one of the desk's own measures and not a counted noun."""
    return measure in (*OF_PEOPLE, "troops", "weapons", "money")


def force(noun: str) -> str:
    """The kind of force that a noun tells: soldier, police, peacekeeper, fighter; "" where none."""
    return FORCE.get(noun, "")


def names_force(spot: Spot) -> bool:
    """Whether the words before the figure say which force: "puts the troops at the border at 40,000"."""
    return any(word in FORCE for word in spot.words[: spot.place])


def noun(spot: Spot) -> str:
    """The counted noun in small letters; "people" and the like, or no noun at all, give ""."""
    owner = _WHOSE.search(spot.before) if spot.is_bare else None
    return owner[1].lower() if owner else "" if spot.noun in GENERIC else spot.noun


def _of_both(spot: Spot) -> str:
    """Two of whatever was spoken of, and people only where a verb close by says so: "both recorders"."""
    return _near(spot, VERB_REACH) or "people"


def _of_people(spot: Spot) -> str:
    """By the verb close by, then by its force, then by the rest of its sentence, then by its noun."""
    is_force = bool(force(noun(spot))) or (spot.said.type == "troops")
    near = _near(spot, FORCE_REACH if is_force else len(spot.words))
    if near:
        return near
    if spot.said.type == "displacement" and CROSSED.search(f"#{spot.rest}"):
        return "displaced"
    if spot.said.type == "casualties" and (far := _far(spot)):
        return far
    if is_force:
        is_counted = force(noun(spot)) or spot.is_bare or spot.noun in MANNED
        return "troops" if is_counted else noun(spot) or _verb(spot)
    if spot.said.type in CROWD or spot.is_bare:
        return _far(spot) or noun(spot) or _verb(spot)
    return noun(spot) or _verb(spot)


def _struck(spot: Spot) -> str:
    """The verb right before a figure: "killed two walkers", whatever the noun is taken for."""
    before = spot.words[: spot.place][::-1]
    return _first(before[:NEAR], ENDS, but=NAMES, is_close=True) if spot.said.type == "casualties" else ""


def _near(spot: Spot, reach: int) -> str:
    """A verb right before the figure, what follows in its own clause, or a turn of phrase there.

    Of "eight hostages were killed" the verb tells, of "eight hostages" the noun. Of "three of the 19 trapped"
    nothing behind it tells.
    """
    before, after = () if spot.is_base else spot.words[: spot.place][::-1], _past_aside(spot)
    after = () if spot.is_some_of and not _OF_THOSE.match(spot.rest) else after
    return (
        _first(before[:NEAR], ENDS, but=NAMES, is_close=True)
        or _first(after[: min(reach, VERB_REACH)], ENDS, but=NAMES)
        or _phrase(spot)
        or _first(after[:reach], ENDS)
    )


def has_own_verb(spot: Spot) -> bool:
    """Whether its own clause says what became of those it counts.

    Of whom they are may be told at length: "98 of those on board the jet survived".
    """
    return bool(_near(spot, CLAUSE_REACH if _OF_THOSE.match(spot.rest) else VERB_REACH))


def _past_aside(spot: Spot) -> Words:
    """The words behind the figure, without an aside: "12 people, among them a guard, died"."""
    after = spot.words[spot.place + 1 :]
    start = next((k for k, word in enumerate(after[:2]) if word == STOP), None)
    if start is None or STOP not in after[start + 1 :]:
        return after
    return after[:start] + after[after.index(STOP, start + 1) + 1 :]


def _far(spot: Spot) -> str:
    """What precedes it as far as the figure before, what follows as far as the next, then anything."""
    before, after = spot.words[: spot.place][::-1], spot.words[spot.place + 1 :]
    if spot.is_base or (before and before[0] in CARRYING):
        return ""
    if before and _is_own_verb(before[0]):
        return _first(after, {FIGURE})
    near = _first(before, {FIGURE}) or _first(after, {FIGURE})
    return near or _first(before, ()) or _first(after, ())  # "two women and one man died"


def _first(
    words: Iterable[str], ends: Collection[str], *, but: Collection[str] = (), is_close: bool = False
) -> str:
    for word in words:
        if word in ends:
            return ""
        if word not in but and (is_close or word not in WEAK) and (found := _family(word)):
            return found
    return ""


def _is_own_verb(word: str) -> bool:
    """Whether the word right before a figure says something else of it: "killed 60 and captured 15"."""
    return word.endswith(("ed", "ing")) and not _family(word) and word not in REPORTED


def _family(word: str) -> str:
    found = FAMILY.get(word, "")
    return NAMED.get(found, found)


def _phrase(spot: Spot) -> str:
    """A turn of phrase in its clause, as far back as the figure before."""
    clause = f"{spot.stretch}#{spot.rest}".lower()
    found = next((name for name, phrase in PHRASES.items() if phrase.search(clause)), "")
    return "" if found == "wounded" and spot.said.type == "health" else found  # the sick lie in hospital, too


def _verb(spot: Spot) -> str:
    """What they did, as in "have crossed", where nothing else says who is counted."""
    after = spot.words[spot.place + 1 :]
    before = spot.words[spot.place - 1] if spot.place else ""
    if _is_own_verb(before) and before not in CARRYING:
        return before
    found = next((word for word in after if word not in AUXILIARIES and word not in GENERIC), "")
    return found if found not in ENDS and found.endswith(("ed", "ing", "ught", "ept", "ent")) else "people"
