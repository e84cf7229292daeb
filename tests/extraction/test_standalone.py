"""A claim as one sentence that can be understood alone: given where it is sure, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.extraction import Claim, extract
from tests.extraction.scorers import RuleScorer

BACK = "“Let us bring back those who are in Osmar, all 400, and pay them.”"


def claims(text: str) -> list[Claim]:
    return list(extract(text, RuleScorer()).claims)


def form(text: str, words: str) -> str | None:
    """The form of the claim whose figure holds `words`."""
    (claim,) = (c for c in claims(text) if c.figure and words in c.figure.text)
    return claim.standalone


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Marta Vell ran the mill for years. She sold 40 tonnes of grain in March.",
            "40 tonnes",
            "Marta Vell sold 40 tonnes of grain in March.",
        ),
        (
            "Ms Amina Sesay came to the camp in May. She said that 300 people had no water.",
            "300 people",
            "Amina Sesay said that 300 people had no water.",
        ),
        (
            "John Orr opened the yard. But he closed it again. Later he slept. He owes 12 million crowns.",
            "12 million",
            "John Orr owes 12 million crowns.",
        ),
        (
            f"“We trained every nurse in Harl,” said Mary Orr.\n\n{BACK}",
            "400",
            "Mary Orr said that there are 400 nurses in Osmar.",
        ),
    ],
)
def test_form_names_who_or_what_is_meant(text: str, words: str, expected: str) -> None:
    assert form(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # understood alone
        ("Marta Vell sold 40 tonnes of grain in March.", "40 tonnes"),
        # two whom it may mean
        ("John Orr met David Beck. David Beck left early. He owes 12 million crowns.", "12 million"),
        # nobody yet
        ("He owes 12 million crowns.", "12 million"),
        # a surname only
        ("Mr Orr opened the yard. He owes 12 million crowns.", "12 million"),
        # another pronoun stays open
        ("Marta Vell ran the mill. She gave them 40 tonnes of grain.", "40 tonnes"),
        # within a quotation
        ("“Marta Vell ran it. She sold 40 tonnes of grain,” said John Orr.", "40 tonnes"),
        # two kinds of people, no place, nobody who says it
        (
            f"“We trained every nurse and all our drivers,” said Mary Orr.\n\n{BACK}",
            "400",
        ),
        (
            "“We trained every nurse in Harl,” said Mary Orr.\n\n“Let us bring them back, all 400, now.”",
            "400",
        ),
        ("Every nurse in Harl was called. They came from Osmar, all 400, by boat.", "400"),
    ],
)
def test_form_is_empty_where_nothing_is_sure(text: str, words: str) -> None:
    assert form(text, words) is None


def test_seed_page_tells_what_all_14000_are(shared: Path) -> None:
    text = (shared / "stories" / "seed.txt").read_text(encoding="utf-8")
    assert form(text, "14,000") == "Rand Paul said that there are 14,000 soldiers in Afghanistan."


def test_form_keeps_figure_and_qualifier() -> None:
    text = "Marta Vell ran the mill. She sold nearly 40 tonnes of grain in March."
    (claim,) = (c for c in claims(text) if c.figure)
    assert claim.figure is not None
    assert claim.figure.text in (claim.standalone or "")
