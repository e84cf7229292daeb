"""From paths to pieces: files, folders and standard input, each read no further than its limit allows."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from claims.ingest import sniff
from claims.ingest.limits import BATCH_BYTES, IDENTIFIER_CHARS, INPUT_BYTES
from claims.ingest.parsers import parser_for
from claims.ingest.types import BadStory, EmptyStory, TooBig, Unreadable, WireStory

STDIN = "-"
AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Piece:
    """One story's worth of input, or why it could not be read. `line` counts from 1 in a batch file."""

    file: str
    raw: bytes = b""
    format: str = ""
    line: int | None = None
    error: BadStory | None = None


def pieces(paths: Iterable[str], stdin: BinaryIO, *, kind: str = AUTO) -> Iterator[Piece]:
    """Everything under `paths` in order: folders recursively and sorted, `-` for `stdin`.

    Never raises for what a file holds: a bad one is a Piece with its error. Paths that do not exist are
    the caller's to refuse beforehand.
    """
    for path in paths:
        if path == STDIN:
            yield from _read(stdin, STDIN, kind)
        elif Path(path).is_dir():
            yield from _folder(Path(path), kind)
        else:
            yield from _file(Path(path), Path(path).name, kind)


def stories(piece: Piece) -> list[WireStory]:
    """The stories in one piece. Raises BadStory, with the line where the piece is one of a batch."""
    if piece.error:
        raise piece.error
    try:
        return [_named(story, piece) for story in parser_for(piece.format)(piece.raw)]
    except BadStory as error:
        error.line = piece.line or error.line
        raise


def _named(story: WireStory, piece: Piece) -> WireStory:
    """A story whose format has no identity goes by its file's name; what came through a pipe, by content."""
    if story.guid:
        return story
    name = hashlib.sha256(piece.raw).hexdigest()[:16] if piece.file == STDIN else piece.file
    return replace(story, guid=f"file:{name}"[:IDENTIFIER_CHARS])


def _folder(folder: Path, kind: str) -> Iterator[Piece]:
    """Files below `folder`, sorted by their path within it; hidden ones are left alone."""
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(where, name) for name in names if not name.startswith(".")]
    for path in sorted(found, key=lambda path: path.relative_to(folder).parts):
        yield from _file(path, path.relative_to(folder).as_posix(), kind)


def _file(path: Path, name: str, kind: str) -> Iterator[Piece]:
    """One file's pieces. A pipe or a device is refused unopened: reading it might never end."""
    shown = os.fsencode(name).decode("utf-8", "backslashreplace")
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable("It is not a regular file.")
        with path.open("rb") as stream:
            yield from _read(stream, shown, kind)
    except OSError as error:
        yield Piece(shown, error=Unreadable(f"It cannot be read: {error.strerror}."))
    except BadStory as error:
        yield Piece(shown, error=error)


def _read(stream: BinaryIO, name: str, kind: str) -> Iterator[Piece]:
    """One piece, or one a line for a batch; no more than INPUT_BYTES of it in memory at a time."""
    raw = stream.read(INPUT_BYTES + 1)
    try:
        found = sniff.sniff(raw) if kind == AUTO else kind
        if found == sniff.LINES:
            yield from _lines(raw, stream, name)
        else:
            yield _whole(raw, name, found)
    except BadStory as error:
        yield Piece(name, error=error)


def _whole(raw: bytes, name: str, kind: str) -> Piece:
    if len(raw) > INPUT_BYTES:
        raise TooBig(f"It has more than {INPUT_BYTES:,} bytes.")
    if not raw.strip():
        raise EmptyStory("The file is empty.")
    return Piece(name, raw, kind)


def _lines(head: bytes, stream: BinaryIO, name: str) -> Iterator[Piece]:
    """A piece for every line that is not blank. A line too long is skipped to its end and told."""
    total = 0
    for number, line in enumerate(_bounded_lines(head, stream), 1):
        total += len(line)
        if total > BATCH_BYTES:
            raise TooBig(f"The batch has more than {BATCH_BYTES:,} bytes; read up to line {number:,}.")
        if len(line) > INPUT_BYTES:
            error = TooBig(f"The line has more than {INPUT_BYTES:,} bytes.", line=number)
            yield Piece(name, line=number, error=error)
        elif line.strip():
            yield Piece(name, line, sniff.FIELDS, number)


def _bounded_lines(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Lines of `head` and then of `stream`; one that is too long comes back cut to INPUT_BYTES + 1."""
    whole, newline, begun = head.rpartition(b"\n")
    if newline:
        yield from whole.split(b"\n")
    while line := begun + stream.readline(INPUT_BYTES + 1 - len(begun)):
        yield line
        if len(line) > INPUT_BYTES and not line.endswith(b"\n"):
            _skip_line(stream)
        begun = b""


def _skip_line(stream: BinaryIO) -> None:
    while (chunk := stream.readline(INPUT_BYTES)) and not chunk.endswith(b"\n"):
        pass
