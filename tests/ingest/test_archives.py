"""Zip and gzip: streams, whole or not at all."""

from __future__ import annotations

import gzip
import io
import random
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.ingest.archives import inflated, members
from claims.ingest.files import pieces, stories
from claims.ingest.limits import ARCHIVE_MEMBERS, INPUT_BYTES, MIB
from claims.ingest.types import BadStory, EmptyStory, TooBig, Unreadable
from tests.ingest import samples


def zipped(*files: tuple[str, bytes], attributes: int = 0) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name)
            info.external_attr = attributes << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return packed.getvalue()


def opened(raw: bytes) -> None:
    if raw.startswith(b"PK"):
        with members(lambda: io.BytesIO(raw)):
            return
    inflated(lambda: io.BytesIO(raw))


def refusal(raw: bytes) -> BadStory:
    """Why an archive as a whole was refused."""
    with pytest.raises(BadStory) as bad:
        opened(raw)
    return bad.value


def test_each_member_of_a_zip_is_read_as_its_bytes_tell(tmp_path: Path) -> None:
    path = tmp_path / "night.zip"
    path.write_bytes(
        zipped(
            ("a/feed.txt", samples.RSS),
            ("b.csv", samples.CSV),
            ("c.jsonl", samples.LINES),
            ("d.png", b"\x89PNG"),
            ("e.txt", b"Nine are safe."),
            ("__MACOSX/._e.txt", b"resource fork"),
            (".DS_Store", b"hidden"),
            ("night/Thumbs.db", b"\xd0\xcf\x11\xe0"),
            ("night/desktop.ini", b"[.ShellClassInfo]"),
        )
    )
    found = list(pieces([str(path)], io.BytesIO()))
    assert [(piece.file, piece.format, piece.line) for piece in found] == [
        ("night.zip/a/feed.txt", "feed", None),
        ("night.zip/b.csv", "csv", 2),
        ("night.zip/b.csv", "csv", 4),
        ("night.zip/c.jsonl", "fields", 1),
        ("night.zip/c.jsonl", "fields", 2),
        ("night.zip/d.png", "", None),
        ("night.zip/e.txt", "text", None),
    ]
    assert isinstance(found[5].error, Unreadable)
    assert stories(found[6])[0].guid == "file:night.zip/e.txt"


def test_gzip_of_several_files_in_one_is_read_through(tmp_path: Path) -> None:
    path = tmp_path / "night.jsonl.gz"
    path.write_bytes(gzip.compress(samples.LINES) + gzip.compress(samples.FIELDS) + b"\0" * 600)
    assert [piece.line for piece in pieces([str(path)], io.BytesIO())] == [1, 2, 3]


@pytest.mark.parametrize("pack", [gzip.compress, lambda raw: zipped(("a.csv", raw))])
def test_archives_come_through_a_pipe_too(pack: Callable[[bytes], bytes]) -> None:
    assert [piece.line for piece in pieces(["-"], io.BytesIO(pack(samples.CSV)))] == [2, 4]


def test_pipe_longer_than_a_story_goes_through_a_file() -> None:
    long = random.Random(4).randbytes(INPUT_BYTES).hex().encode()
    found = list(pieces(["-"], io.BytesIO(zipped(("a.csv", samples.CSV), ("b.txt", long)))))
    assert [piece.line for piece in found] == [2, 4, None]
    assert isinstance(found[2].error, TooBig)


@pytest.mark.parametrize(
    ("files", "attributes", "why"),
    [
        ([("../../tmp/a.txt", b"a")], 0, "leads outside"),
        ([("/etc/a.txt", b"a")], 0, "leads outside"),
        ([("a\\..\\..\\b.txt", b"a")], 0, "leads outside"),
        ([("C:/a.txt", b"a")], 0, "leads outside"),
        ([("a.txt", b"/etc/passwd")], 0o120777, "link or a device"),
        ([("a.txt", b"a")], 0o010666, "link or a device"),
        ([("a.zip", zipped(("b", b"c")))], 0, "archive in the archive"),
        ([("good.txt", b"Nine."), ("a.gz", gzip.compress(b"b"))], 0, "archive in the archive"),
    ],
)
def test_zip_that_is_not_to_be_trusted_is_refused_as_a_whole(
    files: list[tuple[str, bytes]], attributes: int, why: str
) -> None:
    assert why in refusal(zipped(*files, attributes=attributes)).reason


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    assert "Two members" in refusal(zipped(("a.txt", b"a"), ("a.txt", b"b"))).reason


def test_encrypted_member_is_refused() -> None:
    raw = bytearray(zipped(("a.txt", b"Nine")))
    for mark, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + flags_at] |= 1
    assert "encrypted" in refusal(bytes(raw)).reason


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("a.txt", b"Nine are safe.")
    assert "not read here" in refusal(packed.getvalue()).reason


@pytest.mark.parametrize("declared", [1, 5_000])
def test_size_that_lies_is_found_out(declared: int) -> None:
    raw = bytearray(zipped(("a.txt", b"Nine are safe. " * 100)))
    at = raw.index(b"PK\x01\x02") + 24
    raw[at : at + 4] = struct.pack("<I", declared)
    assert "damaged" in refusal(bytes(raw)).reason


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    many = zipped(*((f"{number}.txt", b"a") for number in range(ARCHIVE_MEMBERS + 1)))
    assert isinstance(refusal(many), TooBig)
    lying = bytearray(many)
    at = lying.rindex(b"PK\x05\x06")
    lying[at + 8 : at + 12] = struct.pack("<HH", 1, 1)
    assert isinstance(refusal(bytes(lying)), BadStory)


def test_zip64_is_refused() -> None:
    raw = zipped(("a.txt", b"Nine"))
    at = raw.rindex(b"PK\x05\x06")
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, 0, 1)
    assert isinstance(refusal(raw[:at] + locator + raw[at:]), TooBig)


@pytest.mark.parametrize("pack", [gzip.compress, lambda raw: zipped(("a.txt", raw))])
def test_bomb_is_left_early(pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(b"a" * 60 * MIB)
    started = time.perf_counter()
    assert isinstance(refusal(bomb), TooBig)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("cut", [1, 5, 9, 30])
def test_archive_that_is_cut_off_gives_nothing(cut: int) -> None:
    assert isinstance(refusal(gzip.compress(samples.LINES)[:-cut]), Unreadable)
    assert isinstance(refusal(zipped(("a.txt", samples.LINES))[:-cut]), Unreadable)


def test_damaged_gzip_is_refused() -> None:
    raw = bytearray(gzip.compress(samples.LINES))
    raw[-6] ^= 1
    assert "damaged" in refusal(bytes(raw)).reason
    assert "damaged" in refusal(gzip.compress(b"Nine") + b"rubbish").reason
    assert isinstance(refusal(gzip.compress(b"") * (ARCHIVE_MEMBERS + 1)), TooBig)


def test_empty_zip_is_told() -> None:
    assert isinstance(refusal(zipped()), EmptyStory)
    assert isinstance(refusal(zipped(("folder/", b""))), EmptyStory)
