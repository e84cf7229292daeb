"""Page chrome in pasted text: what is cut, with its reason, and what stays."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from claims.extraction.chrome import cuts

BODY = "Twelve people died when a ferry turned over off Ardal on Sunday, the coast guard said."


def reasons(text: str) -> dict[str, str]:
    return {cut.span.of(text): cut.reason for cut in cuts(text)}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Skip to main content", "skip link"),
        ("Home | News | Sport | Weather", "navigation"),
        ("Share on Facebook", "share buttons"),
        ("Facebook Twitter WhatsApp Email", "share buttons"),
        ("ADVERTISEMENT", "advertisement"),
        ("Read more: Ardal's ferries and their owners", "related link"),
        ("More from Northline: How the ferry sank", "related link"),
        ("Sign up for our morning newsletter", "sign-up"),
        ("Follow Ada Lowe on Twitter @adalowe", "sign-up"),
        ("© 2026 Northline Media", "copyright"),
        ("Copyright 2026 Northline. All rights reserved.", "copyright"),
        ("We use cookies to make this site better.", "cookie notice"),
        ("We and our 83 partners store data on your device. Reject | Settings", "cookie notice"),
        ("With your consent, we and our 1,410 partners may use precise location data.", "cookie notice"),
        ("Northline and its 12 partners process personal data, such as cookies.", "cookie notice"),
        ("Subscribe from 3 euros a month", "sign-up"),
        ("Originally published on Northline.", "about this page"),
        ("The ferry at Port Ness. Image: Ada Lowe.", "caption with a picture credit"),
        ("Divers in the bay REUTERS/Jo Vane", "caption with a picture credit"),
        ("https://northline.example/ferry", "web address"),
        ("Page not found", "error page"),
    ],
)
def test_cuts_a_line_of_chrome(line: str, reason: str) -> None:
    assert reasons(f"Ferry sinks off Ardal\n\n{line}\n\n{BODY}") == {line: reason}


@pytest.mark.parametrize(
    "line",
    [
        "Ferry sinks off Ardal",
        "By Ada Lowe, Northline",
        "Sunday, January 4, 2026",
        "“Skip to the point,” said Vane.",
        "More on the ferry was not known.",
        "The photo was taken by a diver, police said.",
        "He reads news and weather for Ardal radio.",
        "Copyright cases rose by 12 per cent, the court said.",
        "The page was found in the wreck.",
        "We and our 12 partners lost the boat, said Vane.",
        "The line and its 3 partners kept no list of those on board.",
    ],
)
def test_cuts_leave_the_story(line: str) -> None:
    assert cuts(f"{line}\n\n{BODY}") == ()


def test_cuts_a_caption_given_twice_as_one() -> None:
    text = f"Divers search the bay\nDivers search the bay AP Photo/Jo Vane\n\n{BODY}"
    (cut,) = cuts(text)
    assert cut.span.of(text) == "Divers search the bay\nDivers search the bay AP Photo/Jo Vane"


def test_cuts_an_error_page_under_the_story() -> None:
    text = f"{BODY}\n\nPage not found\n\nThe page you want does not exist."
    assert list(reasons(text)) == ["Page not found", "The page you want does not exist."]


def test_cuts_the_headlines_under_a_heading_of_links() -> None:
    text = f"{BODY}\n\nRelated stories\nHow ferries sink\nThe owners of the bay\n\n{BODY} Later."
    assert reasons(text) == {"Related stories\nHow ferries sink\nThe owners of the bay": "related link"}


def test_cuts_a_pull_quote_that_the_story_says_again() -> None:
    quote = "We had told them for years that the ferry carried far too many people."
    text = f"“{quote}” Ada Lowe, pilot\n\n{BODY}\n\n“{quote}” Lowe said."
    assert list(reasons(text).values()) == ["pull quote, said again in the story"]
    assert cuts(f"“{quote}” Ada Lowe, pilot\n\n{BODY}") == ()


def test_cuts_are_ordered_and_disjoint_on_the_seed_page(shared: Path) -> None:
    text = (shared / "stories" / "seed.txt").read_text(encoding="utf-8")
    found = cuts(text)
    assert {cut.reason for cut in found} == {"skip link", "caption, given twice", "error page"}
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_headlines_of_other_stories_are_cut_with_their_heading() -> None:
    numbered = "Most read\n\n1. Bus crash kills 9 near Tolm\n\n2. Minister: navy to cut 800 posts"
    bulleted = "Read also\nStorm kills 40 on the coast\nFour things to know about ferries"
    spaced = "More stories\n\nStorm kills 40 on the coast\n\nTram fares to rise by 12 percent"
    for block in (numbered, bulleted, spaced):
        assert reasons(f"{BODY}\n\n{block}\n\n{BODY} It was late.") == {block: "related link"}


def test_a_numbered_list_of_the_story_stays() -> None:
    assert cuts(f"{BODY}\n\n1. The ferry had 212 people on board.\n\n2. Nine are missing.") == ()
