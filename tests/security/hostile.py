"""Strings that make a careless pattern walk back and forth: runs that end in what breaks them."""

from __future__ import annotations

import re
from typing import Any

# One period of each string; the pattern's own words come on top, see `drawn_from`
MARKS = (
    *"aA1 \t\n.,-–_/([<>&\"“'’=:;@#%\\{|!éß٣\u200b\u0301\xa0…",
    "\r\n",
    "\n\n",
    "<!--",
    "&#",
    "&amp;",
    "US$",
    "1/2 ",
)
PAIRS = (
    "a ",
    "A ",
    "a.",
    "A. ",
    "1,",
    "1.",
    "1 ",
    "1,000 ",
    "1-",
    "a-",
    "a, ",
    "Aa ",
    "<a ",
    " \n",
    "“a ",
    "(a ",
)
WORDS = (
    "one ",
    "one hundred and ",
    "million ",
    "per cent ",
    "said ",
    "the ",
    "and ",
    "of ",
    "At least ",
    "Mr. ",
)
PERIODS = (*MARKS, *PAIRS, *WORDS, "http://a.", "a@a.", "2026-01-01T", "12:00:", "A B. ", "III ")
ENDS = ("!", "\n")


def drawn_from(pattern: re.Pattern[Any]) -> list[str]:
    """Runs of letters and of marks that stand in the pattern itself, each as a period."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    words = dict.fromkeys(re.findall(r"[^\W\d_]{3,}", source))
    return [f"{word} " for word in list(words)[:6]]


def forms(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """Period and end of each hostile string for this pattern."""
    return [(period, end) for period in (*PERIODS, *drawn_from(pattern)) for end in ENDS]


def string(pattern: re.Pattern[Any], form: tuple[str, str], length: int) -> Any:
    """A hostile string of about `length` characters, as the pattern takes it: text or bytes."""
    period, end = form
    text = period * (length // len(period)) + end
    return text.encode() if isinstance(pattern.pattern, bytes) else text
