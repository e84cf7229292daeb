"""What tells one toll of money, troops or things from another: the stems of what is paid for or counted."""

from __future__ import annotations

import re

from claims.extraction.alignment.words import is_number, normal, stem
from claims.extraction.figures import currencies
from claims.extraction.figures.periods import ADVERBS, HABITS, PERIODS
from claims.tolls import cues, measures, periods, sides
from claims.tolls.spots import Spot
from claims.tolls.types import Reading

Stems = tuple[str, ...]

COST = "cost"
KINDS = {
    "loss": r"overp(?:aid|ay\w*)|overspen\w+|overcharged|too much|loss(?:es)?|lost|wasted?|"
    r"embezzled|missing money",
    "debt": r"debts?|owes?|owed|owing|arrears|deficit",
    "loan": r"loans?|borrow\w*|bonds?|credit",
    "fine": r"fines?|fined|penalt\w+",
    "damage": r"damages?|destruction|damaged",
    "pledge": r"pledges?|pledged|promised?|promises",
    "reserve": r"reserves?|savings",
    "income": r"earned|earns?|received|receives?|revenues?|raised|collected|income|profits?|takings",
}
ALONE = 0.5  # of the fewer words: so many must two subjects share


_KIND = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in KINDS.items()}
_TELLING = re.compile(
    r"\b(?:said|says|say|told|tells|according to|reported|wrote|showed?|shows|announced|estimated?|"
    r"recommends?)\b"
)
_ASIDE = re.compile(r"\s(?:if|because|when|after|before|since|so that|in a note)\s.*", re.IGNORECASE)
_PUT = re.compile(
    r"\b(?:(?:put|puts|putting)\s+([^,;]{0,150}?)\s+at|sp(?:eaks?|oke|oken)\s+of)\s+(?:\w+\s+){0,2}$"
)
_PARTS = re.compile(r"[,;:()—“”\"]\s*")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_STOP = frozenset(
    "a an the of on in at to for from by with and or but as than over under into out up down off about "
    "some nearly almost around more less most least all any each every other another such same so too "
    "very much many few one's is are was were be been being has have had do does did will would can could "
    "may might must should shall it its he his she her they their them we our us you your i my that this "
    "these those which who whom whose what there here far now then today still already not no also only "
    "just alone even again ever never once without within between during since until after before because "
    "if when while where how cost costs costing price spend spends spending spent pay pays paid paying "
    "payment payments came come comes put puts take takes took make makes made give gives gave get gets "
    "got set sets aside stands stood goes went go worth rise rises rose risen fell fallen fall falls "
    "grown grew grow raise cut sum sums amount amounts total totals figure figures number money bill "
    "accounts average fund funds budget billion million thousand trillion percent government state "
    "country minister ministers ministry ministries office report review draft court auditors parliament "
    "treasury spokesman official officials public national federal agency final first last past next new "
    "yearly annual monthly weekly daily year years month months week weeks day days decade half quarter "
    "said news monday tuesday wednesday thursday friday saturday sunday".split()
) | frozenset(periods.MONTHS)


def subject(spot: Spot, measure: str, unit: str) -> tuple[str, ...]:
    """The stems of the figure's subject, in alphabetical order behind its kind; () where nothing tells.

    Money: the kind of sum (cost, loss, debt ...) and what is paid for. Troops: the force, and whether it
    comes or goes. Weapons and other things: what is counted.
    """
    if measure == "money":
        return (kind(spot), *sorted(stems(_told(spot))))
    if measure == "rescued" and sides.SURVIVED.search(spot.clause):
        return sides.KIND, "survived"  # of whom those who were brought out so far are some
    if measure in measures.OF_PEOPLE:
        return sides.side(spot)
    if measure == "troops":
        return sides.force(spot)
    return (unit, *sides.motion(spot)) if measure == "weapons" else ()


def kind(spot: Spot) -> str:
    """The kind of sum, by the word nearest before the figure, else by the first behind it."""
    before = [(found.start(), name) for name, words in _KIND.items() for found in words.finditer(_told(spot))]
    return max(before)[1] if before else COST


def is_half_told(subject: tuple[str, ...]) -> bool:
    """A sum whose sentence leaves out what it is of: "the loss", "it is 15 billion a year"."""
    return len(subject) <= 1


def alike(one: Reading, other: Reading) -> bool:
    """Whether two figures of one event and measure are of one subject."""
    if one.measure != other.measure:
        return False
    rule = sides.of_one_side if one.measure in measures.OF_PEOPLE else RULES.get(one.measure, tuple.__eq__)
    return bool(rule(one.subject, other.subject))


def _of_one_sum(one: Stems, other: Stems) -> bool:
    """Of one kind, and half the words of the shorter in common; half told ones need a kind."""
    if one[:1] != other[:1]:
        return False
    if is_half_told(one) or is_half_told(other):
        return one[:1] != (COST,)
    left, right = set(one[1:]), set(other[1:])
    return len(left & right) >= ALONE * min(len(left), len(right))


RULES = {"money": _of_one_sum, "troops": sides.of_one_force}


def stems_of(sentence: str) -> set[str]:
    """What a whole sentence is of, without who said so."""
    parts = _PARTS.split(normal(sentence.strip()))
    return stems(" ".join(part for part in parts if not _TELLING.search(part))) or stems(sentence)


def _told(spot: Spot) -> str:
    """The sentence as far as it tells of the sum: without who said so and without asides."""
    if put := _PUT.search(spot.before):
        return f"{put[1] or ''} #"
    if cues.THE_SUM.search(f"{spot.opening}#"):
        return "#"
    parts = _PARTS.split(f"{normal(spot.before + '#')} {spot.after}")
    own = next((k for k, part in enumerate(parts) if "#" in part), 0)
    told = [part for k, part in enumerate(parts) if k == own or (k < own and not _TELLING.search(part))]
    said = " ".join(told)
    after = _TELLING.search(said)
    if after and after.start() < said.find("#"):
        said = said[after.end() :]
    return _ASIDE.sub("", said) if "#" in _ASIDE.sub("", said) else said


def stems(text: str) -> set[str]:
    """The words that tell what a text is of, without their endings."""
    words = (word.lower().removesuffix("’s").removesuffix("'s") for word in _WORD.findall(text))
    return {
        stem(word) for word in words if len(word) > 2 and not _says_nothing(word)
    }  # short words say little


def _says_nothing(word: str) -> bool:
    is_time = word in PERIODS or word in HABITS or word in ADVERBS
    is_kind = any(words.fullmatch(word) for words in _KIND.values())
    return word in _STOP or is_number(word) or is_time or is_kind or word.rstrip("s") in currencies.WORDS
