"""From paths to pieces: files, folders, archives and standard input, read no further than limits allow."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast

from claims.ingest import archives, sniff
from claims.ingest.archives import Opening, is_left_alone
from claims.ingest.limits import BATCH_BYTES, IDENTIFIER_CHARS, INPUT_BYTES, SEVERAL_BYTES
from claims.ingest.parsers import parser_for, table
from claims.ingest.piece import Piece
from claims.ingest.types import BadStory, EmptyStory, PartlyRead, TooBig, Unreadable, WireStory

__all__ = ["AUTO", "STDIN", "Piece", "file_pieces", "pieces", "shown", "stories"]
STDIN = "-"
AUTO = "auto"
MOST_BYTES = dict.fromkeys((sniff.FEED, sniff.ANPA, sniff.IPTC7901), SEVERAL_BYTES)  # of what is read whole


def pieces(paths: Iterable[str], stdin: BinaryIO, *, kind: str = AUTO) -> Iterator[Piece]:
    """Everything under `paths` in order: folders recursively and sorted, `-` for `stdin`.

    Never raises for what a file holds: a bad one is a Piece with its error. Paths that do not exist are
    the caller's to refuse beforehand.
    """
    found = [(path, name) for named in paths for path, name in _files(named)]
    names = _told_apart(found)
    for path, name in found:
        if path is None:
            yield from _pipe(stdin, kind)
        else:
            yield from file_pieces(path, names.get(path, name), kind)


def stories(piece: Piece) -> list[WireStory]:
    """The stories in one piece. Raises BadStory, with the line where the piece is one of a batch."""
    if piece.error:
        raise piece.error
    try:
        return _all_named(parser_for(piece.format)(piece.raw), piece)
    except PartlyRead as partly:
        raise PartlyRead(_all_named(partly.stories, piece), partly.errors) from None
    except BadStory as error:
        error.line = piece.line or error.line
        raise


def _all_named(found: Sequence[WireStory], piece: Piece) -> list[WireStory]:
    """Of several stories without an id each has a name of its own, lest one pass for the next version."""
    unnamed = sum(not story.guid for story in found)
    return [_named(story, piece, of_several=unnamed > 1) for story in found]


def _named(story: WireStory, piece: Piece, *, of_several: bool) -> WireStory:
    """A story whose format has no identity goes by its file's name; what came through a pipe, by content.

    One of several goes by both, since its place in the file may change.
    """
    if story.guid:
        return story
    if of_several:
        piece = replace(piece, file=f"{piece.file}#{story.content_sha256[:16]}")
    name = hashlib.sha256(piece.raw).hexdigest()[:16] if piece.file == STDIN else piece.file
    if len(name) > IDENTIFIER_CHARS - len("file:"):  # two long names must not become one
        name = f"{name[: IDENTIFIER_CHARS - 30]}~{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    return replace(story, guid=f"file:{name}")


def _files(named: str) -> Iterator[tuple[Path | None, str]]:
    """The files below a path, with their names: a file's own, or the way to it from the folder named."""
    path = Path(named)
    if named == STDIN:
        yield None, STDIN
    elif path.is_dir():
        yield from _folder(path)
    else:
        yield path, path.name


def _folder(folder: Path) -> Iterator[tuple[Path, str]]:
    """Files below `folder`, sorted by their path within it; hidden ones and a system's own are left alone."""
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_left_alone(name)]
        found += [Path(where, name) for name in names if not is_left_alone(name)]
    for path in sorted(found, key=lambda path: path.relative_to(folder).parts):
        yield path, path.relative_to(folder).as_posix()


def _told_apart(found: Iterable[tuple[Path | None, str]]) -> dict[Path, str]:
    """Longer names for files of one name in several folders: the way to each from the folder above both."""
    alike: dict[str, set[Path]] = defaultdict(set)
    for path, name in found:
        if path is not None:
            alike[name].add(path)
    names: dict[Path, str] = {}
    for paths in alike.values():
        places = {path: Path(os.path.abspath(path)) for path in paths}  # noqa: PTH100  (links stay as they are)
        if len(set(places.values())) > 1:
            above = os.path.commonpath(places.values())
            names |= {path: place.relative_to(above).as_posix() for path, place in places.items()}
    return names


def shown(name: str) -> str:
    """A file's name as people and the database can hold it, whatever bytes it has."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def file_pieces(path: Path, name: str, kind: str = AUTO) -> Iterator[Piece]:
    """One file's pieces. A pipe or a device is refused unopened: reading it might never end."""
    name = shown(name)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable("It is not a regular file.")
        yield from _read(lambda: cast("BinaryIO", path.open("rb")), name, kind)
    except OSError as error:
        yield Piece(name, error=Unreadable(f"It cannot be read: {error.strerror}."))
    except BadStory as error:
        yield Piece(name, error=error)


def _pipe(stdin: BinaryIO, kind: str) -> Iterator[Piece]:
    """Standard input: short ones from memory, lines as they come, anything else from a temporary file."""
    head = stdin.read(INPUT_BYTES + 1)
    try:
        if len(head) <= INPUT_BYTES:
            yield from _read(lambda: io.BytesIO(head), STDIN, kind)
        elif _kind(head, kind) == sniff.LINES:
            yield from _lines(head, stdin, STDIN)
        else:
            yield from _kept(head, stdin, kind)
    except BadStory as error:
        yield Piece(STDIN, error=error)


def _kept(head: bytes, stdin: BinaryIO, kind: str) -> Iterator[Piece]:
    with NamedTemporaryFile() as kept:
        size = kept.write(head)
        while chunk := stdin.read(INPUT_BYTES):
            size += kept.write(chunk)
            if size > BATCH_BYTES:
                raise TooBig(f"It has more than {BATCH_BYTES:,} bytes.")
        kept.flush()
        yield from file_pieces(Path(kept.name), STDIN, kind)


def _kind(head: bytes, kind: str) -> str:
    """A format is taken at its word; an archive is opened all the same, for what is in it."""
    return sniff.archive(head) or (sniff.sniff(head) if kind == AUTO else kind)


def _read(opening: Opening, name: str, kind: str) -> Iterator[Piece]:
    """The pieces of a file or of an archive's member; archives have no archives in them."""
    try:
        with opening() as stream:
            head = stream.read(INPUT_BYTES + 1)
            found = _kind(head, kind)
            if found == sniff.LINES:
                yield from _lines(head, stream, name)
            elif found not in (sniff.CSV, sniff.ZIP, sniff.GZIP):
                yield _whole(head, stream, name, found)
        if found == sniff.CSV:
            yield from _rows(opening, name)
        elif found == sniff.ZIP:
            with archives.members(opening) as members:
                for member in members:
                    yield from _read(member.open, f"{name}/{member.name}", kind)
        elif found == sniff.GZIP:
            yield from _read(archives.inflated(opening), name, kind)
    except BadStory as error:
        yield Piece(name, error=error)


def _whole(head: bytes, stream: BinaryIO, name: str, kind: str) -> Piece:
    most = MOST_BYTES.get(kind, INPUT_BYTES)
    raw = head + stream.read(max(0, most + 1 - len(head))) if len(head) > INPUT_BYTES else head
    if len(raw) > most:
        raise TooBig(f"It has more than {most:,} bytes.")
    if not raw.strip():
        raise EmptyStory("The file is empty.")
    return Piece(name, raw, kind)


def _rows(opening: Opening, name: str) -> Iterator[Piece]:
    """A piece for every row of a table: a table of its own, with the header."""
    with opening() as stream:
        table.check_quotes(stream)
    with opening() as stream:
        header, rows = table.table(stream)
        row = None
        for row in rows:
            yield Piece(name, header.raw + row.raw, sniff.CSV, row.line, row.error)
    if row is None:
        raise EmptyStory("The table has no rows.")


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
            yield Piece(name, line, sniff.json_kind(line.lstrip()), number)


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
