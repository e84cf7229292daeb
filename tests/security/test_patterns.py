"""S6: no pattern of the product walks back and forth in hostile text, and none that was mended finds less.

Every pattern is asked as the product asks it (`timing`), of the strings that are dearest for it; the splitter
and what else reads a whole story likewise. `make soak` asks the same of a megabyte.
"""

from __future__ import annotations

import re
from random import Random

import pytest

from claims.extraction import attribution
from claims.ingest.parsers import blocks, feeds, prose
from tests.security.patterns import Found, every_pattern
from tests.security.readers import READERS, told
from tests.security.timing import asks, dearest, growth

PROBE = 300  # characters, in which the dearest strings are looked for
MOST = 3  # of them
START = 4_000  # characters from which on growth is measured
GROWTH = 2.6
LOTS = 6  # of patterns: one test each
PLAIN = {
    "blocks._AROUND_BREAK": (blocks._AROUND_BREAK, r"[ \t]*\n[ \t]*"),
    "prose._BREAKS": (prose._BREAKS, r"(?:[ \t]*\n){2,}[ \t]*"),
    "feeds._ADDRESS": (feeds._ADDRESS, r"\S+@\S+\s*"),
}


@pytest.mark.parametrize("lot", range(LOTS))
def test_twice_the_hostile_text_takes_twice_the_time(lot: int) -> None:
    assert {where: found for where, found in map(growing, every_pattern()[lot::LOTS]) if found} == {}


def growing(found: Found) -> tuple[str, str]:
    """Where the pattern stands, and how it grows, if it does."""
    where, pattern = found
    for make in dearest(where, pattern, PROBE, MOST):
        ratio, length = growth(asks(where, pattern), make, START, GROWTH)
        if ratio >= GROWTH:
            return where, f"{ratio:.1f} times at {length} of {make(40)!r}"
    return where, ""


@pytest.mark.parametrize("reader", READERS)
def test_what_reads_a_story_takes_twice_the_time_for_twice_the_text(reader: str) -> None:
    ask, grown = READERS[reader], {}
    for period in told():
        ratio, length = growth(ask, lambda n: period * (n // len(period)) + "!", START, GROWTH)  # noqa: B023
        if ratio >= GROWTH:
            grown[period] = f"{ratio:.1f} times at {length}"
    assert grown == {}


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_it_finds_what_the_plain_form_finds(name: str) -> None:
    pattern, plain = PLAIN[name]
    lot = Random(7)
    for _ in range(2_000):
        text = "".join(lot.choices(" \t\n@a-— (b)", k=lot.randint(0, 14))) + lot.choice(
            ["", "(@ab)", "\n\n", "a@b "]
        )
        assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in re.finditer(plain, text)], (
            text
        )


def test_a_signature_has_a_name_that_is_no_dash() -> None:
    signed = attribution._SIGNATURE.match("—— Ada Marlow (@ada) Nov 2")
    assert signed
    assert signed[1] == "Ada Marlow"
    assert not attribution._SIGNATURE.match("—— (@ada)")


def test_patterns_are_found_in_every_room() -> None:
    rooms = {".".join(where.split(".")[:2]) for where, _ in every_pattern()}
    assert rooms >= {"claims.extraction", "claims.ingest", "claims.tolls", "claims.matching"}
    assert len(every_pattern()) > 400


def test_what_walks_back_and_forth_is_seen() -> None:
    """The measure itself: a pattern that is known to be quadratic."""
    quadratic = re.compile(r"a+b")
    ratio, _ = growth(quadratic.search, lambda n: "a" * n, 4 * START, GROWTH)
    assert ratio >= GROWTH
