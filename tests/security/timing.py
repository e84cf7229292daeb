"""How long a pattern takes on hostile text, in processor time, asked as the product asks it."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from tests.security.hostile import forms, string
from tests.security.patterns import ROOMS

ROOT = Path(__file__).resolve().parents[2]
WALKING = {"search", "finditer", "findall", "sub", "subn", "split", "scanner"}
ASKED = re.compile(
    r"\b(\w+)(?:\[[^\]\n]{1,40}\]|\.values\(\))?\.(match|fullmatch|search|finditer|findall|subn?|split)\("
)
LOOPED = re.compile(r"\bfor (?:[\w, ()]+, )?(\w+)\)? in (\w+)")  # for pattern in TABLE: pattern.match(…)
QUICK = 0.002  # seconds below which a ratio says nothing: then twice the text
LONGEST = 64_000  # characters of text that is still tried so
TRIES = 3  # of which the quickest counts
Ask = Callable[[Any], object]


@cache
def _methods() -> dict[str, dict[str, frozenset[str]]]:
    """By a pattern's name, what each file of the product asks of it."""
    found: dict[str, dict[str, set[str]]] = {}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            text, where = path.read_text(encoding="utf-8"), _module(path)
            for name, method in (*ASKED.findall(text), *_in_loops(text)):
                found.setdefault(name, {}).setdefault(where, set()).add(method)
    return {name: {where: frozenset(each) for where, each in files.items()} for name, files in found.items()}


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _in_loops(text: str) -> Iterator[tuple[str, str]]:
    """What is asked of each pattern of a table, a few lines into a loop over it."""
    for loop in LOOPED.finditer(text):
        for name, method in ASKED.findall(text, loop.start(), loop.end() + 300):
            if name == loop[1]:
                yield loop[2], method


def _asked(where: str) -> frozenset[str]:
    """By the file that the pattern stands in; where that asks nothing, by all that know the name."""
    module, _, name = where.split("[", maxsplit=1)[0].rpartition(".")
    files = _methods().get(name, {})
    return files.get(module) or frozenset().union(*files.values())


def asks(where: str, pattern: re.Pattern[Any]) -> Ask:
    """The dearest way in which the product uses it; looked for everywhere, where nothing is known."""
    known = _asked(where)
    if known and not known & WALKING:
        return pattern.fullmatch if known == {"fullmatch"} else pattern.match
    return lambda text: deque(pattern.finditer(text), maxlen=0)


def seconds(ask: Ask, text: Any, times: int = 1) -> float:
    """Processor seconds, the least of several tries: what else the machine does is not the pattern's."""
    return min(_once(ask, text) for _ in range(times))


def _once(ask: Ask, text: Any) -> float:
    begun = time.process_time()
    ask(text)
    return time.process_time() - begun


def dearest(where: str, pattern: re.Pattern[Any], length: int, most: int) -> list[Callable[[int], Any]]:
    """Of the hostile strings those that are dearest at this length: each is made of any length."""
    ask = asks(where, pattern)
    spent = [(seconds(ask, string(pattern, form, length)), form) for form in forms(pattern)]
    return [partial(string, pattern, form) for _, form in sorted(spent, reverse=True)[:most]]


def growth(ask: Ask, make: Callable[[int], Any], length: int, bound: float) -> tuple[float, int]:
    """time(2n) / time(n), and the n: from `length` on the first that takes long enough to tell.

    Measured again where it is above the bound, since somebody else's work may have been in it.
    """
    while seconds(ask, make(length)) < QUICK and length < LONGEST:
        length *= 2
    ratio = float("inf")
    for _ in range(3):
        half, whole = (seconds(ask, make(n), TRIES) for n in (length, 2 * length))
        ratio = min(ratio, whole / max(half, 1e-9)) if whole > QUICK else 1.0
        if ratio < bound:
            break
    return ratio, length
