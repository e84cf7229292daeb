"""S6: patterns that walked back and forth in hostile text do so no more, and find what they found.

The registry (`patterns.every_pattern`) has all that the product compiles; `timing` measures each as it is
asked. Here are those that were slow on text of any length, against their plain forms.
"""

from __future__ import annotations

import re
from random import Random

import pytest

from claims.extraction import attribution
from claims.ingest.parsers import blocks, feeds, prose
from tests.security.patterns import every_pattern
from tests.security.timing import grows, seconds, worst

PROBE = 1_000  # characters, in which the dearest string is looked for
LENGTH = 100_000
MOST = 0.1  # processor seconds for LENGTH: a tenth of the megabyte's one
GROWTH = 2.6
NOISE = 0.02  # seconds below which a ratio says nothing
PLAIN = {
    "blocks._AROUND_BREAK": (blocks._AROUND_BREAK, r"[ \t]*\n[ \t]*"),
    "prose._BREAKS": (prose._BREAKS, r"(?:[ \t]*\n){2,}[ \t]*"),
    "feeds._ADDRESS": (feeds._ADDRESS, r"\S+@\S+\s*"),
}
MENDED = {name: pattern for name, (pattern, _) in PLAIN.items()}
MENDED["attribution._SIGNATURE"] = attribution._SIGNATURE


@pytest.mark.parametrize("name", sorted(MENDED))
def test_hostile_text_takes_its_share_of_time(name: str) -> None:
    pattern = MENDED[name]
    _, place = worst(name, pattern, PROBE)
    half, whole = grows(name, pattern, place, (LENGTH // 2, LENGTH))
    assert whole < MOST
    assert whole < NOISE or whole / half < GROWTH


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
    half, whole = (seconds(quadratic.search, "a" * n, times=3) for n in (2_000, 4_000))
    assert whole / half > GROWTH
