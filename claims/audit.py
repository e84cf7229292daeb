"""The chain that shows tampering: each line of a log is sealed by a hash of itself and of the line before.

Whoever changes a sealed line has to change every seal after it, and with them the head, which is kept
elsewhere. Plain Python.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

BEGINNING = "0" * 64  # what the first seal follows


def seal(previous: str, log: str, row: Mapping[str, Any]) -> str:
    """The hash of one line of `log`, after the seal `previous`: 64 hexadecimal digits."""
    told = json.dumps([previous, log, row], sort_keys=True, separators=(",", ":"), default=_plain)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: how many lines are sealed, and the hash of the last. Written "17:9f…"."""

    position: int
    hash: str

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> Head:
        """Raises ValueError, with a sentence for people."""
        position, _, digest = text.strip().partition(":")
        if not position.isascii() or not position.isdigit() or len(digest) != len(BEGINNING):
            raise ValueError(f"“{text[:80]}” is no head of the audit: it is written NUMBER:HASH.")
        return cls(int(position), digest)


EMPTY = Head(0, BEGINNING)


def _plain(value: Any) -> str:
    """Times as UTC to the microsecond, whatever zone the connection speaks."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
