"""A night's stories, made up to be compared: half stand alone, half tell of some sixty happenings.

The first happening is told by about one story in twenty, the sixtieth by one in four hundred. Each story
tells the toll of its hour, and of its town what stories tell besides. All is invented, and the same for the
same number and seed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from claims.ingest.types import WireStory
from claims.management import made

HAPPENINGS = 60
FLAT = 2  # the larger, the nearer the first happening is to the last in how often it is told
ALONE = 0.5  # of the stories
TELLING = 9  # sentences of a happening's story that tell its toll
BESIDE = 24  # others, half of which tell figures
APART = timedelta(minutes=1)  # between two stories
GROWTH = 400  # stories in which a toll doubles
WIRES = ("Northline", "Meridian Press", "Halyard Wire", "Selwick Wire", "Ostrey Agency", "Valmora News")
WEIGHTS = [1 / (rank + FLAT) for rank in range(1, HAPPENINGS + 1)]

# What happened, as a headline has it and as a first sentence does.
KINDS = """
Ferry fire|a fire broke out on a ferry off
Hotel fire|a fire swept through a hotel in
Earthquake|an earthquake struck
Market bombing|a bomb exploded at a market in
Train crash|two trains collided near
Flood|a flood swept through
Mine collapse|a mine collapsed near
Storm|a storm hit
""".strip().splitlines()
TOLLS = """
At least {killed} people were killed when {happened} {where} on {day}
{killed} people were killed when {happened} {where} on {day}
{wounded} people were injured and taken to the hospital in {where}
{missing} people were still missing in {where}
Rescuers had saved {rescued} people in {where}
{evacuated} people were evacuated from their homes in {where}
The blaze or the water damaged {houses} houses in {where}
The mayor put the damage in {where} at ${cost} million
{children} of the dead in {where} were children
""".strip().splitlines()

FIRST_TOLL = {
    "killed": (12, 90),
    "wounded": (90, 400),
    "missing": (5, 60),
    "rescued": (40, 300),
    "evacuated": (1_000, 9_000),
    "houses": (100, 900),
    "cost": (20, 400),
    "children": (2, 11),
}  # from and below which it begins


class Happening:
    """One that the night tells of, or began with: its town, its kind, and its toll at each hour."""

    def __init__(self, rank: int, seed: int) -> None:
        lot = Random(f"{seed}/happening/{rank}")  # noqa: S311  (nothing here is a secret)
        self.place = lot.choice(made.PLACES)
        self.title, self.happened = KINDS[rank % len(KINDS)].split("|")
        self._first = {name: lot.randrange(*span) for name, span in FIRST_TOLL.items()}

    def told(self, number: int, sent_at: datetime) -> dict[str, str]:
        """What its sentences are filled with in story `number`: tolls rise a step every twenty stories."""
        grown = 1 + (number // 20 * 20) / GROWTH
        tolls = {name: f"{round(first * grown):,}" for name, first in self._first.items()}
        day = made.DAYS[sent_at.weekday()]
        return tolls | {"happened": self.happened, "where": self.place, "day": day}


def story(number: int, seed: int) -> tuple[str, WireStory]:
    """The wire that sends it, and the story."""
    lot = Random(f"{seed}/tonight/{number}")  # noqa: S311
    sent_at = made.FIRST_SENT + number * APART
    if lot.random() < ALONE:
        headline, text = _alone(number, seed)
    else:
        [rank] = lot.choices(range(HAPPENINGS), WEIGHTS)
        headline, text = _of_happening(Happening(rank, seed), number, sent_at, lot)
    return lot.choice(WIRES), WireStory(
        guid=f"match-{seed}-{number:06}",
        text=text,
        raw=text.encode(),
        format="text",
        headline=headline,
        sent_at=sent_at,
    )


def _alone(number: int, seed: int) -> tuple[str, str]:
    """Two made-up stories in one, so that there are enough figures."""
    one, other = made.story(number, seed), made.story(number, seed + 1)
    return one["title"], "\n\n".join([one["text"], *other["text"].split("\n\n")[1:]])


def _of_happening(of: Happening, number: int, sent_at: datetime, lot: Random) -> tuple[str, str]:
    told = of.told(number, sent_at)
    tolls = [form.format(**told) for form in TOLLS]
    lead, *rest = [tolls[lot.randrange(2)], *lot.sample(tolls[2:], TELLING - 2)]
    sentences = [made.sentence(lot, [form], of.place) for form in (lead, *rest)]
    forms = [made.FIGURES, made.PLAIN] * (BESIDE // 2)
    sentences += [made.sentence(lot, form, of.place) for form in forms]
    opened = f"{of.place.upper()} (Made Wire) — {sentences[0]}"
    return f"{of.title} in {of.place} kills {told['killed']}", "\n\n".join([opened, *sentences[1:]])
