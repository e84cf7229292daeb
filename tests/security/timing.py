"""How long a pattern takes on hostile text, in processor time, asked as the product asks it."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from tests.security.hostile import strings
from tests.security.patterns import ROOMS

ROOT = Path(__file__).resolve().parents[2]
WALKING = {"search", "finditer", "findall", "sub", "subn", "split", "scanner"}
ASKED = re.compile(
    r"\b(\w+)(?:\[[^\]\n]{1,40}\]|\.values\(\))?\.(match|fullmatch|search|finditer|findall|subn?|split)\("
)
LOOPED = re.compile(r"\bfor (?:[\w, ()]+, )?(\w+)\)? in (\w+)")  # for pattern in TABLE: pattern.match(…)
Ask = Callable[[Any], object]


@cache
def _methods() -> dict[str, frozenset[str]]:
    """By a pattern's name, what is asked of it anywhere in the product."""
    found: dict[str, set[str]] = {}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            for name, method in ASKED.findall(text):
                found.setdefault(name, set()).add(method)
            for name, method in _in_loops(text):
                found.setdefault(name, set()).add(method)
    return {name: frozenset(methods) for name, methods in found.items()}


def _in_loops(text: str) -> Iterator[tuple[str, str]]:
    """What is asked of each pattern of a table, a few lines into a loop over it."""
    for loop in LOOPED.finditer(text):
        for name, method in ASKED.findall(text, loop.start(), loop.end() + 300):
            if name == loop[1]:
                yield loop[2], method


def asks(where: str, pattern: re.Pattern[Any]) -> Ask:
    """The dearest way in which the product uses it; looked for everywhere, where nothing else is known."""
    name = where.split("[", maxsplit=1)[0].rpartition(".")[2]
    known = _methods().get(name, frozenset())
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


def worst(where: str, pattern: re.Pattern[Any], length: int) -> tuple[float, int]:
    """Of the hostile strings the dearest: its seconds, and its place among them."""
    ask = asks(where, pattern)
    return max((seconds(ask, text), place) for place, text in enumerate(strings(pattern, length)))


def _at(place: int, pattern: re.Pattern[Any], length: int) -> Any:
    return next(islice(strings(pattern, length), place, None))


def grows(where: str, pattern: re.Pattern[Any], place: int, lengths: Iterable[int]) -> list[float]:
    """The seconds of one hostile string at several lengths."""
    ask = asks(where, pattern)
    return [seconds(ask, _at(place, pattern, length), times=3) for length in lengths]
