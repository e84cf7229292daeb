"""Stories made up for measuring: seeded, each text distinct, of the size of an ordinary wire story.

A story has 25 sentences of 22 words; twelve of them tell a figure and some tell two. It is of one place of
thousands, as a night's stories are. All people and places are invented, and the words are those of the demo's
stories.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from random import Random

SENTENCES = 25
WORDS = 22  # a sentence
TELLING = 12  # sentences with figures
IN_A_FOLDER = 1000  # files
FIRST_SENT = datetime(2026, 11, 2, 18, tzinfo=UTC)

REGIONS = (
    "Abara Brackwater Corvane Drelin Eastmere Ferrow Halyard Jessingly Kalder Lirrin Lowmere Mirkesh "
    "Mirrowby Nordvale Ostrey Selwick Senlai Simbwe Tarnmouth Valmora Westerholt Zelmar"
).split()
ENDINGS = (
    "beck borough burn by combe cote dale fell ford gate holm hurst mere minster mouth ness stad thorpe wick"
).split()
MIDDLES = ("", "al", "en", "ing", "or", "us")
PLACES = [
    *REGIONS,
    *(f"{region}{middle}{ending}" for region in REGIONS for middle in MIDDLES for ending in ENDINGS),
]
AT_HOME = 0.8  # how often a story that names a place names its own
NAMES = (
    "Ines Vallory|Tomas Adzhari|Mara Feld|Jonas Quill|Leda Marsh|Ruben Azgour|Petra Holm|Idris Kane|"
    "Oona Brandt|Silas Wren|Nadia Corr|Emil Thorne"
).split("|")
POSTS = "harbour master|finance minister|police chief|mayor|health minister|union leader|ombudsman".split("|")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

FIGURES = """
At least {some} people were killed when a ferry sank off {place}
Some {many} families left their homes in {place} as the river rose
The finance ministry put the cost of the repairs at ${some} million
Unemployment in the province of {place} rose to {share} percent in September
Police detained {some} protesters near the old parliament building in {place}
The earthquake damaged {many} houses and {some} schools in the hills above {place}
Turnout at the polling stations of {place} reached {share} percent by the evening
The central bank of {place} raised its main rate to {rate} percent
{name}, the {post}, said that {some} of the wounded were children
Doctors at the hospital in {place} treated {many} patients for cholera
The shipyard in {place} will cut {many} jobs by the end of the year
The new railway line to {place} cost {rate} billion talers, the audit found
Rebels freed {some} soldiers in exchange for {few} prisoners held in {place}
Farmers around {place} lost {many} hectares of wheat to the fires
Exports from {place} fell by {rate} percent to ${some} billion last quarter
The court in {place} sentenced the former commander to {few} years in prison
""".strip().splitlines()
PLAIN = """
The search along the coast went on through the night near {place}
{name}, the {post}, declined to comment on the findings of the panel
Residents of {place} spent the day clearing mud from their streets
The government has promised an inquiry into the conduct of the guards
Neither side in the dispute has agreed to meet again in {place}
Relatives of the missing gathered at the harbour of {place} to wait
The opposition called the plan a gift to the owners of the mines
Aid groups warned that the roads to {place} remain closed to lorries
Negotiators were expected to return to {place} after the holiday
The president thanked the crews and visited a shelter in {place}
""".strip().splitlines()
TAILS = """
witnesses said
late on {day}
officials there said
as feared
the {post} told reporters
a spokesman said on {day}
according to officials in {place}
according to a statement issued {day}
officials of the interior ministry said late {day}
the {post} told a news conference in {place}
according to a report that was published on {day}
while heavy rain kept rescue teams away from the valley
although officials of the province gave no reason for the delay
and it was not clear when the work could begin again
as the first snow of the winter began to fall on {place}
in what residents of the district called the worst week in living memory
""".strip().splitlines()


def guid(number: int, seed: int = 1) -> str:
    return f"made-{seed}-{number:06}"


def story(number: int, seed: int = 1) -> dict[str, str]:
    """One story in the API's fields; the same number and seed make the same story."""
    lot = Random(f"{seed}/{number}")  # noqa: S311  (nothing here is a secret)
    telling = set(lot.sample(range(SENTENCES), TELLING))
    place = lot.choice(PLACES)
    told = [sentence(lot, FIGURES if at in telling else PLAIN, place) for at in range(SENTENCES)]
    lead, *rest = (" ".join(told[at : at + 2]) for at in range(0, SENTENCES, 2))
    return {
        "source": "Made Wire",
        "external_id": guid(number, seed),
        "title": f"Night report {number:,} from {place}",
        "published_at": (FIRST_SENT + timedelta(seconds=number)).isoformat(),
        "text": "\n\n".join([f"{place.upper()}, {number:,} (Made Wire) — {lead}", *rest]),
    }


def sentence(lot: Random, forms: list[str], home: str) -> str:
    """A sentence of WORDS words: a form, and tails that bring it to that length."""
    core = filled(lot, lot.choice(forms), home)
    tails = [filled(lot, tail, home) for tail in lot.sample(TAILS, len(TAILS))]
    said = next((whole for whole in _joined(core, tails) if len(whole.split()) == WORDS), core)
    return f"{said[0].upper()}{said[1:]}."


def _joined(core: str, tails: list[str]) -> Iterator[str]:
    """The form with one tail, and with every two of them."""
    yield from (f"{core}, {tail}" for tail in tails)
    yield from (f"{core}, {first}, {second}" for first, second in combinations(tails, 2))


def filled(lot: Random, form: str, home: str) -> str:
    """The form with its figures and names; all numbers count as one word."""
    return form.format(
        few=lot.randrange(3, 20),
        some=lot.randrange(21, 990),
        many=f"{lot.randrange(1_000, 98_000):,}",
        share=f"{lot.uniform(31, 88):.1f}",
        rate=f"{lot.uniform(1.1, 9.9):.2f}",
        place=home if lot.random() < AT_HOME else lot.choice(PLACES),
        name=lot.choice(NAMES),
        post=lot.choice(POSTS),
        day=lot.choice(DAYS),
    )


def write_stories(folder: Path, first: int, count: int, seed: int = 1) -> None:
    """Stories `first` to `first + count - 1` as files, a thousand to a folder."""
    for number in range(first, first + count):
        place = folder / f"{number // IN_A_FOLDER:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.json").write_text(json.dumps(story(number, seed)), encoding="utf-8")
