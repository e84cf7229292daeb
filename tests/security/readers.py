"""What reads the whole of a story, for measuring: each takes a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claims.extraction import chrome, figures, sentences
from claims.extraction.text import MatchCopy
from tests.security.hostile import PERIODS

EVERY = 5  # of the hostile periods one, here; the soak tries all
READERS: dict[str, Callable[[str], Any]] = {
    "copy": MatchCopy,
    "chrome": lambda text: list(chrome.cuts(text)),
    "splitter": sentences.split,
    "figures": lambda text: figures.find(text, sentences.split(text).spans),
}


def told(every: int = EVERY) -> tuple[str, ...]:
    """Periods of hostile text."""
    return PERIODS[::every]
