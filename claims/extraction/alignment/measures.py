"""What a figure of people counts: killed, wounded, missing ... read from the words that stand around it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from claims.extraction.alignment.words import FIGURE, REACH, STOP, Words

FAMILIES = {
    "killed": "kill kills killed killing killings dead deadly die dies died dying death deaths fatality "
    "fatalities fatal lives life perished slain drowned bodies body "
    "murder murders murdered murdering massacred slaughtered assassinated executed beheaded",
    "wounded": "wound wounds wounded wounding injure injures injured injuring injury injuries hurt hurting "
    "burned maimed",
    "missing": "missing unaccounted disappeared vanished",
    "trapped": "trapped stranded",
    "rescued": "rescue rescued rescues rescuing saved survivors survived alive",
    "hostages": "hostage hostages captive captives kidnapped abducted seized",
    "arrested": "arrest arrested arrests arresting detained detaining detainees custody jailed imprisoned",
    "evacuated": "evacuate evacuated evacuating evacuees evacuation",
    "displaced": "displace displaced displacing fled fleeing refugees uprooted",
    "homeless": "homeless",
    "infected": "infected infections infection cases",
}
FAMILY = {word: family for family, words in FAMILIES.items() for word in words.split()}
JOINS = frozenset("and but while with or as".split())
NEAR = 2  # words before a figure within which a verb counts it: "killed 12", "killing at least 17"
CHANGING = frozenset(
    "rose risen rise rises rising climbed climbs jumped grew grown up fell fallen falls dropped down revised "
    "raised raises raising lowered cut increased reduced corrected".split()
)
RECALLING = frozenset("earlier previously initially originally initial previous".split())
REPORTED = frozenset("said put reported spoken given told counted listed".split())
AGO = frozenset("last ago anniversary deadliest worst since decade century".split())


def measure(words: Words, place: int) -> str:
    """The family of the figure at `place`; "" where none of the words near it says.

    In this order: a verb close before it, what follows in its clause, what precedes it as far as the figure
    before, the rest of the sentence as far as the next figure, what the figure before it counts.
    """
    before = words[:place][::-1]
    after = words[place + 1 :]
    return (
        _first(before[:NEAR], ends=JOINS | {FIGURE, STOP})
        or _first(after, ends=JOINS | {FIGURE, STOP})
        or _first(before, ends={FIGURE})
        or _first(after, ends={FIGURE})
        or _first(before, ends=())
    )


def background(words: Words, place: int) -> str:
    """Why a figure is not what the story tells as the state of things: "recalled", "older", or ""."""
    near = words[max(0, place - 1) : place]
    moves = not CHANGING.isdisjoint(words)
    if moves and "to" in near:
        return ""
    if (moves and "from" in near) or not RECALLING.isdisjoint(words) or _had_been_said(words, place):
        return "recalled"
    return "older" if _is_dated(words) else ""


def _first(words: Iterable[str], ends: Iterable[str]) -> str:
    for word in words:
        if word in ends:
            return ""
        if word in FAMILY:
            return FAMILY[word]
    return ""


def _had_been_said(words: Words, place: int) -> bool:
    """As in "had said earlier", "the 100 feared at first"."""
    had = any(word == "had" and not REPORTED.isdisjoint(words[k + 1 : k + 3]) for k, word in enumerate(words))
    near = words[place : place + REACH]
    return had or ("at", "first") in pairwise(near)


def _is_dated(words: Words) -> bool:
    """Another time than the story's own: a year in figures, or a word that looks back."""
    return not AGO.isdisjoint(words) or any(word.isdigit() and len(word) == 4 for word in words)
