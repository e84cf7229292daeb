"""Fictional stories of our own for the tests of the model."""

from __future__ import annotations

from workers.model import scorer

BARGE = (scorer.RELEASED.parent / "sample.txt").read_text(encoding="utf-8")

QUAKE = """Quake in Sarvia kills 57

A magnitude 6.2 earthquake shook the hills of eastern Sarvia on Sunday, killing at least 57 people, the
interior ministry said. More than 3,000 families lost their homes.

"We are sending 400 soldiers and two field hospitals," Prime Minister Oda Hellin told reporters in Marn.

The government set aside 90 million euros for repairs."""

SHORT = "Two people were hurt."

QUIET = "The choir sang until late. Nobody wanted to go home, and the kitchen stayed open."

ALL = (BARGE, QUAKE, SHORT, QUIET)
