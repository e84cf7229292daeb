"""Zip and gzip as streams: nothing is extracted, no size that is declared is believed.

An archive is inflated twice, first to see that it is whole and within its limits, then to be read. So
nothing of a broken one is taken in.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from struct import unpack_from
from typing import BinaryIO, cast

from claims.ingest import sniff
from claims.ingest.limits import (
    ARCHIVE_INDEX_BYTES,
    ARCHIVE_MEMBERS,
    ARCHIVE_RATIO,
    BATCH_BYTES,
    KIB,
    MIB,
)
from claims.ingest.types import EmptyStory, TooBig, Unreadable

Opening = Callable[[], BinaryIO]  # a fresh stream at its beginning, each time it is called
CHUNK = 64 * KIB
END_RECORD, ZIP64_LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
END_BYTES, LONGEST_COMMENT = 22, 65_535
ENCRYPTED = 0x1 | 0x40
GZIP_FORMAT = 31  # zlib's name for it, with its checksum
LOCATOR_BYTES = 20
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)
LEFT_ALONE = ("__macosx", "thumbs.db", "desktop.ini")  # what systems add to folders and archives


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive."""

    name: str
    open: Opening


@contextmanager
def members(archive: Opening) -> Iterator[list[Member]]:
    """The files of a zip archive in its order, readable within the block; hidden ones and
    those that a system adds are left alone.

    Raises BadStory for the archive as a whole, if anything about it is false: its list, a path that leads
    outside, a link, two members of one name, an encrypted one, an archive inside, a checksum.
    """
    with archive() as stream:
        size = _check_index(stream)
        with _opened(stream) as packed:
            found = [info for info in packed.infolist() if not info.is_dir()]
            _check_members(found)
            _check_content(packed, found, size)
            if not found:
                raise EmptyStory("The archive is empty.")
            yield [_member(packed, info) for info in found if not _is_hidden(info)]


def inflated(archive: Opening) -> Opening:
    """What a gzip file holds. Raises BadStory unless it is whole, to its last byte and checksum."""
    head = b""
    for chunk in _gunzip(archive):
        head = head or chunk
    _check_nested(head)
    return lambda: cast("BinaryIO", io.BufferedReader(_Flow(_gunzip(archive)), CHUNK))


class _Flow(io.RawIOBase):
    """Chunks as a stream."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._left = chunks, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any writable buffer
        if not self._left:
            self._left = next(self._chunks, b"")
        given = self._left[: len(buffer)]
        buffer[: len(given)] = given
        self._left = self._left[len(given) :]
        return len(given)


def _gunzip(archive: Opening) -> Iterator[bytes]:
    """The inflated chunks of every member of a gzip file, none of them empty."""
    size, decoder, packed, files = _Allowance(), zlib.decompressobj(GZIP_FORMAT), b"", 1
    with archive() as stream:
        while packed := packed or stream.read(CHUNK):
            if decoder.eof:
                packed = packed.lstrip(b"\0")  # tapes are filled up with them
                decoder, files = (zlib.decompressobj(GZIP_FORMAT), files + 1) if packed else (decoder, files)
                _check_count(files)
                continue
            chunk, rest = _step(decoder, packed)
            size.add(len(chunk), len(packed) - len(rest))
            packed = rest
            if chunk:
                yield chunk
    if not decoder.eof:
        raise Unreadable("The gzip archive is cut off; nothing of it was taken in.")


def _step(decoder: zlib._Decompress, packed: bytes) -> tuple[bytes, bytes]:
    """At most CHUNK inflated bytes, and what is left of `packed`."""
    try:
        chunk = decoder.decompress(packed, CHUNK)
    except zlib.error:
        raise Unreadable("The gzip archive is damaged; nothing of it was taken in.") from None
    return chunk, decoder.unused_data if decoder.eof else decoder.unconsumed_tail


@dataclass
class _Allowance:
    """How much has come out of an archive, against what went in."""

    inflated: int = 0
    packed: int = 0

    def add(self, inflated: int, packed: int) -> None:
        self.inflated += inflated
        self.packed += packed
        if self.inflated > BATCH_BYTES:
            raise TooBig(f"The archive inflates to more than {BATCH_BYTES:,} bytes.")
        if self.inflated > MIB and self.inflated > self.packed * ARCHIVE_RATIO:
            raise TooBig(f"The archive inflates to more than {ARCHIVE_RATIO} times its size.")


def _check_count(members: int) -> None:
    if members > ARCHIVE_MEMBERS:
        raise TooBig(f"The archive has more than {ARCHIVE_MEMBERS:,} members.")


def _check_nested(head: bytes) -> None:
    if sniff.archive(head):
        raise Unreadable("There is an archive in the archive; none of it was opened.")


def _check_index(stream: BinaryIO) -> int:
    """The archive's size. Measures the list of members before zipfile makes an object of each."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - END_BYTES - LONGEST_COMMENT - LOCATOR_BYTES))
    tail = stream.read()
    at = tail.rfind(END_RECORD)
    if at < 0 or len(tail) < at + END_BYTES:
        raise Unreadable("The zip archive is cut off or damaged; nothing of it was taken in.")
    if tail[max(0, at - LOCATOR_BYTES) :].startswith(ZIP64_LOCATOR):
        raise TooBig("The zip archive is of the kind made for more than 4 GB.")
    count, index_bytes = unpack_from("<HI", tail, at + 10)
    _check_count(ARCHIVE_MEMBERS + 1 if index_bytes > ARCHIVE_INDEX_BYTES else count)
    return size


def _opened(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise Unreadable("The zip archive is damaged; nothing of it was taken in.") from None


def _check_members(found: list[zipfile.ZipInfo]) -> None:
    _check_count(len(found))
    seen: set[str] = set()
    for info in found:
        if wrong := _what_is_wrong(info):
            raise Unreadable(f"{wrong}: {_shown(info.filename)}; nothing of the archive was taken in.")
        if info.filename in seen:
            raise Unreadable(f"Two members of the archive are called {_shown(info.filename)}.")
        seen.add(info.filename)


def _what_is_wrong(info: zipfile.ZipInfo) -> str:
    """Why an archive with this member in it is not to be trusted; or ""."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if _leads_outside(info.filename):
        return "A member's path leads outside the archive"
    if kind not in (0, stat.S_IFREG):
        return "A member is a link or a device"
    if info.flag_bits & ENCRYPTED:
        return "A member is encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "A member is packed in a way that is not read here"
    return ""


def _leads_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name.partition("/")[0]


def _is_hidden(info: zipfile.ZipInfo) -> bool:
    return any(is_left_alone(part) for part in PurePosixPath(info.filename).parts)


def is_left_alone(name: str) -> bool:
    """Whether a file or folder of this name is hidden, or a system's own."""
    return name.startswith(".") or name.lower() in LEFT_ALONE


def _check_content(packed: zipfile.ZipFile, found: list[zipfile.ZipInfo], size: int) -> None:
    """Inflate everything once: sizes and checksums must be what the archive says, and within limits."""
    allowance = _Allowance(packed=size)
    for info in found:
        try:
            with packed.open(info) as stream:
                _check_member(cast("BinaryIO", stream), info.file_size, allowance)
        except DAMAGE:
            shown = _shown(info.filename)
            reason = f"A member of the archive is damaged: {shown}; nothing of it was taken in."
            raise Unreadable(reason) from None


def _check_member(stream: BinaryIO, declared: int, allowance: _Allowance) -> None:
    """Raises EOFError where less comes out than was declared; of more, zipfile raises by itself."""
    chunk = stream.read(CHUNK)
    _check_nested(chunk)
    size = 0
    while chunk:
        size += len(chunk)
        allowance.add(len(chunk), 0)
        chunk = stream.read(CHUNK)
    if size < declared:
        raise EOFError


def _member(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    return Member(_shown(info.filename), lambda: cast("BinaryIO", packed.open(info)))


def _shown(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()
