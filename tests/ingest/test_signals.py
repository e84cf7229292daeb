"""What wires say of a version, in one word."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.signals import GRAVITY, Signal, derive, meaning


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"version": 1}, Signal.NEW),
        ({"version": 3}, Signal.UPDATE),
        ({"replaces": "slw-1"}, Signal.UPDATE),
        ({}, None),
        ({"told": ["correction"]}, Signal.CORRECTION),
        ({"told": ["Cancel"]}, Signal.KILL),
        ({"told": ["routing", "update"], "slug": "Ferry, 1st Ld-Writethru"}, Signal.UPDATE),
        ({"told": ["update"], "headline": "CORRECTED: Ferry sinks"}, Signal.CORRECTION),
        ({"pub_status": "canceled", "told": ["update"]}, Signal.KILL),
        ({"pub_status": "withheld", "headline": "CORRECTED: Ferry sinks"}, Signal.HOLD),
        ({"is_embargoed": True, "version": 1}, Signal.EMBARGO),
        ({"is_embargoed": True, "notes": ["CORRECTS toll in par. 1. STILL EMBARGOED"]}, Signal.CORRECTION),
    ],
)
def test_format_and_version_tell(told: dict[str, Any], word: Signal | None) -> None:
    assert derive(**told) == word


@pytest.mark.parametrize(
    ("note", "word"),
    [
        ("UPDATES: toll now 19, was 12", Signal.UPDATE),
        ("Eds: UPDATES with quotes of the harbour master.", Signal.UPDATE),
        ("Adds quotes", Signal.UPDATE),
        ("Note to editors: Corrects the day in paragraph 2", Signal.CORRECTION),
        ("Clarifies that the toll is the ministry's", Signal.CORRECTION),
        ("REFILE: No other changes.", Signal.REFILE),
        ("Repeats for subscribers in the south", Signal.REPEAT),
        ("Recasts throughout", Signal.WRITETHRU),
        ("Substitute for Ferry, killed at 0731 GMT", Signal.SUBSTITUTE),
        ("KILL KILL KILL. The toll is false.", Signal.KILL),
        ("MANDATORY KILL. Editors, please kill the story", Signal.KILL),
        ("HOLD HOLD HOLD. We are checking the toll", Signal.HOLD),
        ("ADVISORY to editors; not for publication", Signal.ADVISORY),
        ("Note to editors: STRICTLY EMBARGOED until noon", Signal.EMBARGO),
        ("Hold the front page", Signal.UPDATE),
        ("WITHDRAWS a word in paragraph 3", Signal.UPDATE),
        ("Kill figures are those of the ministry", Signal.UPDATE),
        ("Address of the conference: 4 Harbour Road", Signal.UPDATE),
        ("For global distribution", Signal.UPDATE),
    ],
)
def test_notes_tell_by_their_first_word(note: str, word: Signal) -> None:
    """Version 2 is an update where a note tells nothing."""
    assert derive(notes=[note], version=2) == word


def test_first_version_adds_nothing_to_another() -> None:
    assert derive(notes=["Adds quotes; to be led"], version=1) == Signal.NEW
    assert derive(notes=["UPDATES: toll now 19"], version=1) == Signal.UPDATE


@pytest.mark.parametrize(
    ("headline", "word"),
    [
        ("CORRECTED: Ferry sinks", Signal.CORRECTION),
        ("Correction: Ferry story", Signal.CORRECTION),
        ("CORRECTED-UPDATE 2-Ferry sinks", Signal.CORRECTION),
        ("CORRECTED-(OFFICIAL)-Ferry sinks", Signal.CORRECTION),
        ("UPDATE 2-Ferry sinks", Signal.UPDATE),
        ("REFILE-UPDATE 1-Ferry sinks", Signal.REFILE),
        ("RPT-Ferry sinks", Signal.REPEAT),
        ("(Correction) Ferry sinks", Signal.CORRECTION),
        ("[UPDATE 2] Ferry sinks", Signal.UPDATE),
        ("SL--Ferry Fire, ELIMINATION", None),
        ("ELIMINATION: Ferry sinks", Signal.KILL),
        ("KILL: Ferry sinks", Signal.KILL),
        ("WITHDRAWN-Ferry sinks", Signal.KILL),
        ("HOLD - Ferry sinks", Signal.HOLD),
        ("ADVISORY: plan of the day", Signal.ADVISORY),
        ("Kill: a film in two parts", None),
        ("Killed-in-action toll rises", None),
        ("Hold: a poet's last word", None),
        ("New York: nine dead", None),
        ("Lead-free petrol reaches the islands", None),
        ("Additional troops - minister", None),
        ("Nine dead - corrected toll", None),
        ("Advisory board resigns", None),
    ],
)
def test_headlines_tell_by_their_prefix(headline: str, word: Signal | None) -> None:
    assert derive(headline=headline) == word


@pytest.mark.parametrize(
    ("slug", "word"),
    [
        ("Ferry-Fire, 1st Ld-Writethru", Signal.WRITETHRU),
        ("BC-SL--Ferry Fire,2nd Ld", Signal.WRITETHRU),
        ("Ferry-Fire, SUBSTITUTE", Signal.SUBSTITUTE),
        ("Ferry-Fire, KILL", Signal.KILL),
        ("Ferry-Fire-KILL", Signal.KILL),
        ("BC-SL--Ferry Fire,ELIMINATION", Signal.KILL),
        ("SL--Cup-Elimination", None),
        ("SL-NEWS, ADVISORY", Signal.ADVISORY),
        ("Advisory", Signal.ADVISORY),
        ("SL-Lead-Poisoning", None),
        ("NEW-HARBOUR-FERRY", None),
        ("Kill-Bill", None),
        ("RATES-HOLD", None),
        ("SL-TRAVEL-ADVISORY", None),
    ],
)
def test_slugs_tell_by_their_take(slug: str, word: Signal | None) -> None:
    assert derive(slug=slug) == word


def test_embargo_that_was_lifted_is_none() -> None:
    assert derive(notes=["EMBARGO LIFTED"], version=2) == Signal.UPDATE
    assert derive(notes=["EMBARGOED until noon"], version=2) == Signal.EMBARGO


def test_gravity_ranks_every_signal() -> None:
    assert set(GRAVITY) == set(Signal)


def test_meaning_takes_whole_words() -> None:
    assert [meaning(word) for word in ("Usable", "killed", "killer", "Withheld", "addendum", "")] == [
        None,
        Signal.KILL,
        None,
        Signal.HOLD,
        None,
        None,
    ]


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_derive_takes_any_text(note: str, headline: str, slug: str) -> None:
    assert derive(notes=[note], headline=headline, slug=slug) in {None, *Signal}
