"""One story's worth of input on its way from a file to its parser."""

from __future__ import annotations

from dataclasses import dataclass

from claims.ingest.types import BadStory


@dataclass(frozen=True, slots=True)
class Piece:
    """What a parser is given, or why it could not be read.

    `file` is the path that people know it by, with the member's where it lay in an archive; `line` counts
    from 1 in a batch file.
    """

    file: str
    raw: bytes = b""
    format: str = ""
    line: int | None = None
    error: BadStory | None = None
