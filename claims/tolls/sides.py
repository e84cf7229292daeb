"""Whose losses and whose forces a figure tells of, and which way the forces go."""

from __future__ import annotations

import re

from claims.tolls import cues, measures
from claims.tolls.spots import Spot
from claims.tolls.vocabulary import SIDE

Stems = tuple[str, ...]

OWN = "own"  # the speaker's
KIND = "kind"  # some of the dead beside others of another kind: "31 patients and six nurses"
TELLS_OF_ITSELF = {
    "soldier": re.compile(r"\b(?:army|military|defen[cs]e|general staff|forces|navy)\b", re.IGNORECASE),
    "police": re.compile(r"\bpolice\b", re.IGNORECASE),
    "fighter": re.compile(r"\b(?:rebels?|front|fighters|militia|insurgents|guerrillas)\b", re.IGNORECASE),
}
THEY = re.compile(r"\b(?:they|he|enemy|other side)\b", re.IGNORECASE)  # who speaks says "we"
KILLED = re.compile(
    r"\b(?:it|we|they|he|she|fighters|forces|men|troops) (?:had |have |has )?(?:\w+ly )?killed\b",
    re.IGNORECASE,
)
SENT = re.compile(
    r"\b(?:sent|moved|send|sends|sending|(?<!are )(?<!is )(?<!were )deployed|deploys?|deploying|"
    r"arrived|arriving|dispatched|called up|mobili[sz]ed)\b"
)
MISSION = re.compile(
    r"\bpeacekeeping\b|\b(?:the|its) mission (?:has|had|have|numbers|numbered|counts)\b", re.IGNORECASE
)
HOME = re.compile(
    r"\b(?:home|withdr[ae]wn?|withdrawing|withdrew|pulled? out|pulling out|left|leave|leaving|recalled)\b"
)
SURVIVED = re.compile(r"\bsurvived?\b", re.IGNORECASE)
LOST = re.compile(
    r"\b(?:destroyed|destroying|destroys?|lost|loses|shot down|captured|knocked out|sunk|sank|damaged)\b"
)
MOTIONS = {"home": HOME, "lost": LOST, "sent": SENT}


def side(spot: Spot) -> Stems:
    """Whose dead and wounded: those of a force, or the speaker's own; () where nothing says."""
    near = f"{spot.words_before(4)} {spot.figure.text}{spot.rest[:20]}"
    if cues.OWN.search(near) and not THEY.search(_open_quotation(spot.before)):
        return (OWN, *(word.lower() for word in spot.said.speaker.split()[-1:]))
    name = SIDE.get(measures.noun(spot), "")
    if not name:
        return ()
    tells = TELLS_OF_ITSELF.get(name)
    is_own = tells and tells.search(spot.said.speaker) and not KILLED.search(spot.opening)
    return (name, OWN) if is_own else (name,)


def _open_quotation(before: str) -> str:
    """The words of a quotation that has not ended by then; "" of none."""
    return before.rpartition("”")[2].partition("“")[2]


def of_one_side(one: Stems, other: Stems) -> bool:
    """A side agrees with itself and with people at large, a kind with itself.

    The own losses of one agree with those that another tells of its enemy.
    """
    if KIND in one[:1] + other[:1]:
        return one == other
    if OWN in one[:1] + other[:1]:
        return one == other or (
            bool(one) and bool(other) and one[:1] != other[:1] and OWN not in one[1:] + other[1:]
        )
    return not one or not other or one[:1] == other[:1]


def force(spot: Spot) -> Stems:
    """The kind of force, which way it goes, and whose it is where its owner speaks.

    The soldiers of a peacekeeping mission are peacekeepers.
    """
    name = measures.force(measures.noun(spot)) or "soldier"
    if name == "soldier" and MISSION.search(spot.clause):
        name = "peacekeeper"
    return name, *motion(spot), *_owner(spot)


def of_one_force(one: Stems, other: Stems) -> bool:
    """The same force, coming or going alike, and not the own forces of two who speak."""
    left, right = (told.index(OWN) if OWN in told else len(told) for told in (one, other))
    owners = one[left:], other[right:]
    return one[:left] == other[:right] and (not all(owners) or owners[0] == owners[1])


def motion(spot: Spot) -> Stems:
    """What comes, goes or is lost is no strength."""
    return next(((name,) for name, words in MOTIONS.items() if words.search(spot.clause)), ())


def _owner(spot: Spot) -> Stems:
    """Whose force a speaker tells of as its own: "we have 8,400 troops"."""
    has = cues.HAS.search(" ".join(spot.opening.split()[-5:]))
    return (OWN, *spot.said.speaker.lower().split()[:1]) if has and spot.said.speaker else ()
