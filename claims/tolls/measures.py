"""What a figure counts, in one word: killed, wounded, troops, money ... read from the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.extraction.alignment.measures import FAMILY, JOINS, NEAR
from claims.extraction.alignment.words import FIGURE, STOP
from claims.extraction.figures import currencies
from claims.extraction.figures.measures import singular
from claims.tolls.spots import Spot

OF_PEOPLE = (
    "killed", "wounded", "missing", "trapped", "rescued", "hostages", "arrested", "cases", "displaced",
    "evacuated", "homeless",
)  # fmt: skip
NAMED = {"infected": "cases"}  # a family by the word that the desk has for it
PHRASES = {
    "killed": r"lost their lives|lost (?:his|her) life|\bburied\b(?= #)|death toll|\btoll\b|"
    r"# (?:bodies|coffins|graves)"
    r"|\bclaimed #|\bshot dead\b|\bbeheaded\b|\bexecuted\b|\bexecution of\b",
    "wounded": r"\btreated for\b|\b(?:taken|brought|rushed|flown) to (?:\w+ ){0,3}hospitals?\b|"
    r"\bhospitali[sz]ed\b"
    r"|\b(?:in|to) hospitals?\b|\bmaimed\b",
    "missing": r"\bno trace of\b|\bnot been (?:found|seen|heard of)\b|\bunaccounted for\b|"
    r"\bstill (?:being )?sought\b",
    "trapped": r"\bcut off\b|\b(?:under|beneath|in) the (?:rubble|wreckage|debris)\b|"
    r"\bburied (?:under|beneath|by|in)\b",
    "evacuated": r"\b(?:moved|taken|brought|led) (?:# )?(?:\w+ ){0,3}(?:to safety|to (?:a |the |an )?"
    r"(?:schools?|shelters?|churches|church|halls?|gyms?|camps?|stadium|higher ground))"
    r"|\b(?:taken|brought|moved|led|took|driven|bused|airlifted|flown) (?:# )?(?:\w+ ){0,2}(?:out of|"
    r"from) (?:\w+ )?"
    r"(?:homes|houses|villages?|towns?|valley|area)\b"
    r"|\bleav(?:e|ing) (?:their )?(?:homes|houses)\b|\bleft their (?:homes|houses)\b|\bordered (?:out|"
    r"to leave)\b",
    "rescued": r"\b(?:pulled|brought|dug|carried|lifted|plucked|taken|"
    r"freed) (?:# )?(?:\w+ ){0,2}(?:out )?(?:alive|from)\b"
    r"|\bwinched\b|\bbrought ashore\b",
    "displaced": r"\bdriven from their (?:homes|villages)\b|\bforced from\b|\bforced to flee\b|"
    r"\bon the move\b",
    "homeless": r"\bwithout (?:a |any )?(?:roof|shelter|home)s?\b|\blost their (?:homes|"
    r"houses)\b|\broofless\b",
    "arrested": r"\bin custody\b|\btaken into custody\b|\brounded up\b|\bbehind bars\b",
    "hostages": r"\bheld captive\b|\bbeing held by\b|\btaken captive\b|\bkidnapped\b",
    "cases": r"\bfell ill\b|\bfallen ill\b|\btested positive\b|\bsickened\b|"
    r"\bcaught the (?:disease|virus|fever)\b",
}  # fmt: skip
WEAK = frozenset("rescue rescues life body seized saved surviving custody captive fleeing".split())
FORCES = {
    "soldier": "soldiers soldier troops troop servicemen servicewomen servicemembers marines "
    "conscripts reservists recruits paratroopers infantrymen infantry legionnaires commandos forces cavalrymen sailors "
    "airmen military "
    "guardsmen battalions regulars",
    "police": "police policemen officers officer gendarmes constables troopers carabinieri",
    "peacekeeper": "peacekeepers observers monitors",
    "fighter": "fighters fighter militants militiamen rebels insurgents guerrillas gunmen "
    "combatants mercenaries jihadists partisans",
}
FORCE = {word: force for force, words in FORCES.items() for word in words.split()}
ARMS = frozenset(
    "tank vehicle aircraft plane jet fighter bomber helicopter missile rocket drone gun howitzer "
    "rifle mortar "
    "launcher warship ship frigate submarine boat warhead bomb shell mine grenade weapon cannon "
    "battery carrier".split()
)
SIZES = frozenset(
    "year month week day hour minute second kilometer meter mile centimeter foot inch degree time "
    "rank magnitude "
    "percent % pp tonne ton kilogram gram liter hectare acre age point share".split()
)  # never tolls, whatever they measure
GENERIC = frozenset(
    "people person persons others other them men women man woman whom those victims all crowns lives "
    "more".split()
)
MANNED = frozenset("men women ones others them more".split())  # soldiers, where troops are told of
AUXILIARIES = frozenset(
    "have has had were was are is been be being will would still also already now then of the a an "
    "in at on by "
    "who that which were not more others".split()
)
CROWD = frozenset("casualties displacement crime health".split())  # types whose bare numbers are of people
FORCE_REACH = 5  # words within which a verb tells what became of soldiers
_WHOSE = re.compile(r"(\w+), whose (?:number|strength|total)\b")
ENDS = JOINS | {FIGURE, STOP}


def measure(spot: Spot, unit: str) -> str:
    """The measure of the figure, `unit` being its mended one; a counted noun where no family has it."""
    if is_money(unit):
        return "money"
    if unit == "people" or (spot.is_bare and spot.said.type in CROWD):
        return _of_people(spot)
    if spot.is_bare and unit not in SIZES and unit not in ARMS and (near := _near(spot, len(spot.words))):
        return near
    if spot.said.type == "troops":
        return "weapons" if singular(unit) in ARMS else singular(unit)
    return singular(unit)


def is_money(unit: str) -> bool:
    """An ISO code, or a currency that has none."""
    return currencies.is_code(unit) or singular(unit.lower()) in currencies.WORDS


def force(noun: str) -> str:
    """The kind of force that a noun tells: soldier, police, peacekeeper, fighter; "" where none."""
    return FORCE.get(noun, "")


def noun(spot: Spot) -> str:
    """The counted noun in small letters; "people" and the like, or no noun at all, give ""."""
    owner = _WHOSE.search(spot.before) if spot.is_bare else None
    return owner[1].lower() if owner else "" if spot.noun in GENERIC else spot.noun


def _of_people(spot: Spot) -> str:
    """By the verb close by, then by its force, then by the rest of its sentence, then by its noun."""
    is_force = bool(force(noun(spot))) or (spot.said.type == "troops")
    near = _near(spot, FORCE_REACH if is_force else len(spot.words)) or _phrase(spot)
    if near:
        return near
    if is_force:
        is_counted = force(noun(spot)) or spot.is_bare or spot.noun in MANNED
        return "troops" if is_counted else noun(spot) or _verb(spot)
    if spot.said.type in CROWD or spot.is_bare:
        return _far(spot) or noun(spot) or _verb(spot)
    return noun(spot) or _verb(spot)


def _near(spot: Spot, reach: int) -> str:
    """A verb right before the figure, or what follows in its own clause, `reach` words at most."""
    before, after = spot.words[: spot.place][::-1], spot.words[spot.place + 1 :]
    return _first(before[:NEAR], ENDS, is_close=True) or _first(after[:reach], ENDS)


def _far(spot: Spot) -> str:
    """What precedes it as far as the figure before, what follows as far as the next, then anything before."""
    before, after = spot.words[: spot.place][::-1], spot.words[spot.place + 1 :]
    return _first(before, {FIGURE}) or _first(after, {FIGURE}) or _first(before, ())


def _first(words: Iterable[str], ends: Iterable[str], *, is_close: bool = False) -> str:
    for word in words:
        if word in ends:
            return ""
        if word in FAMILY and (is_close or word not in WEAK):
            return NAMED.get(FAMILY[word], FAMILY[word])
    return ""


def _phrase(spot: Spot) -> str:
    """A turn of phrase in its clause, the figure standing as "#"."""
    clause = f"{spot.opening}#{spot.rest}".lower()
    clause = re.sub(r"#(?: \w+)?(?= (?:alive|out))", "#", clause)
    return next((name for name, phrase in PHRASES.items() if re.search(phrase, clause)), "")


def _verb(spot: Spot) -> str:
    """What they did, as in "have crossed", where nothing else says who is counted."""
    after = spot.words[spot.place + 1 :]
    found = next((word for word in after if word not in AUXILIARIES and word not in GENERIC), "")
    return found if found not in ENDS and found.endswith(("ed", "ing", "ught", "ept", "ent")) else "people"
