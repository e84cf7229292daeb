"""Hostile and broken files of the corpus' kinds that it does not have: made here, ended the same way."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.badinputs.conftest import within_limits
from tests.badinputs.test_batch_entries import ended_as
from tests.commands.conftest import called

pytestmark = pytest.mark.django_db
MIB = 1024 * 1024
STORY = '{"external_id": "%s", "title": "Talks", "text": "Nine people are safe."}'
ROWS = "external_id,title,text\nc1,t,Nine are safe\nc2,t,Ten are safe\n"
ITEM = "<item><guid>%s</guid><title>Talks</title><description>%s</description></item>"
RSS = "<?xml version='1.0'?>%s<rss version='2.0'><channel><title>w</title>%s</channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><title>w</title><entry><id>1</id><title>t</title>%s</entry></feed>"


def rss(*items: str, doctype: str = "") -> bytes:
    return (RSS % (doctype, "".join(items))).encode()


def lines(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def zipped(*files: tuple[str, bytes], mode: int = 0) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def tar() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = 4
        archive.addfile(info, io.BytesIO(b"Nine"))
    return packed.getvalue()


def with_zip64_locator(raw: bytes) -> bytes:
    at = raw.rindex(b"PK\x05\x06")
    return raw[:at] + b"PK\x06\x07" + struct.pack("<LQL", 0, 2**40, 1) + raw[at:]


GOOD = STORY % "good"
DEEP = '{"external_id": "deep", "title": "t", "text": "x", "meta": ' + '{"a":' * 5000 + "1" + "}" * 5001
XINCLUDE = "http://www.w3.org/2001/XInclude"
XHTML = "http://www.w3.org/1999/xhtml"
ATTRIBUTES = " ".join(f"b{number}='c'" for number in range(20_000))
Files = dict[str, Callable[[], bytes]]
REJECTED: Files = {
    "utf32.csv": lambda: ROWS.encode("utf-32"),
    "utf16_without_mark.csv": lambda: ROWS.encode("utf-16-le"),
    "header_twice.csv": lambda: ROWS.replace("title", "text", 1).encode(),
    "header_only.csv": lambda: b"external_id,title,text\n",
    "quote_open_in_the_last_row.csv": lambda: ROWS.encode() + b'c3,t,"never',
    "absolute.zip": lambda: zipped(("/etc/a.jsonl", GOOD.encode())),
    "drive.zip": lambda: zipped(("C:\\a.jsonl", GOOD.encode())),
    "backslashes.zip": lambda: zipped(("..\\..\\a.jsonl", GOOD.encode())),
    "fifo.zip": lambda: zipped(("a.jsonl", GOOD.encode()), mode=0o010644),
    "zip64_lies.zip": lambda: with_zip64_locator(zipped(("a.jsonl", GOOD.encode()))),
    "bomb.zip": lambda: zipped(("a.jsonl", b"a" * 40 * MIB)),
    "gzip_in_zip.zip": lambda: zipped(("a.jsonl.gz", gzip.compress(GOOD.encode()))),
    "zip_in_gzip.gz": lambda: gzip.compress(zipped(("a.jsonl", GOOD.encode()))),
    "many_empty_members.gz": lambda: gzip.compress(b"") * 200_000,
    "tar.tar": tar,
    "rubbish_behind.gz": lambda: gzip.compress(GOOD.encode()) + b"rubbish",
    "empty.gz": lambda: gzip.compress(b""),
    "empty.zip": zipped,
    "pdf.txt": lambda: b"%PDF-1.7 Nine are safe.",
    "nul.txt": lambda: b"\0" * 5000,
    "too_large.txt": lambda: b"Nine are safe. " * 400_000,
    "latin.txt": lambda: "Nine are saf\xe9.".encode("latin-1"),
    "array.json": lambda: b"[" + GOOD.encode() + b"]",
    "digits.json": lambda: GOOD.replace('"Talks"', "1" * 5000).encode(),
    "xxe_parameter.xml": lambda: rss(
        ITEM % (1, "x"), doctype='<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;]>'
    ),
    "quadratic.xml": lambda: rss(
        ITEM % (1, "&a;" * 1000), doctype=f'<!DOCTYPE r [<!ENTITY a "{"a" * 100_000}">]>'
    ),
    "attributes.xml": lambda: rss(f"<a {ATTRIBUTES}/>", ITEM % (1, "Nine.")),
    "items_1001.xml": lambda: rss(*(ITEM % (number, "x") for number in range(1001))),
    "large_item.xml": lambda: rss(ITEM % (1, "a" * (5 * MIB))),
    "deep_item.xml": lambda: rss(ITEM % (1, "&lt;div&gt;" * 50_000)),
    "deep.atom": (ATOM % ("<content type='xhtml'>" + "<div>" * 500 + "</div>" * 500 + "</content>")).encode,
    "utf16.xml": lambda: rss(ITEM % (1, "x")).decode().encode("utf-16"),
}
PARTIAL: Files = {
    "deep_line.jsonl": lambda: lines(GOOD, DEEP, GOOD.replace("good", "good-2")),
    "surrogate_id.jsonl": lambda: lines(GOOD, STORY % "\\ud800"),
    "key_twice.jsonl": lambda: lines(GOOD, GOOD.replace('"title"', '"external_id": "x", "title"')),
    "digits.jsonl": lambda: lines(
        GOOD, '{"external_id": "d", "title": "t", "text": "x", "version": ' + "9" * 5000 + "}"
    ),
    "nul_in_id.csv": lambda: ROWS.replace("c1", "c\0001").encode(),
    "ragged.csv": lambda: ROWS.encode() + b"c3,t\nc4,t,x,y\n",
    "latin_row.csv": lambda: ROWS.replace("Nine", "Ni\xf1e").encode("latin-1"),
    "large_row.csv": lambda: ROWS.encode() + b'c3,t,"' + b"a,\n" * MIB + b'"\nc4,t,Ten\n',
    "empty_item.xml": lambda: rss(ITEM % (1, "Nine."), "<item/>", ITEM % (2, "Ten.")),
    "bare_ampersand.xml": lambda: rss(ITEM % (1, "Nine."), ITEM % (2, "Smith & Sons")),
    "picture_inside.zip": lambda: zipped(("a.png", b"\x89PNG\r\n"), ("b.jsonl", GOOD.encode())),
}
ACCEPTED: Files = {
    "lone_cr.csv": lambda: ROWS.replace("\n", "\r").encode(),
    "nul_in_text.csv": lambda: ROWS.replace("Nine", "Ni\0ne").encode(),
    "wrong_name.png": GOOD.encode,
    "members.gz": lambda: gzip.compress(GOOD.encode() + b"\n") * 3,
    "xinclude.xml": lambda: rss(ITEM % (1, f"Nine.<xi:include xmlns:xi='{XINCLUDE}' href='/etc/passwd'/>")),
    "instructions.xml": lambda: rss(
        "<?php system('id') ?><?xml-stylesheet href='http://127.0.0.1:1/'?>", ITEM % (1, "Nine.")
    ),
    "scripts.atom": (
        ATOM % f"<content type='xhtml'><div xmlns='{XHTML}'>Nine.<script>x</script></div></content>"
    ).encode,
    "comments.xml": lambda: rss("<!-- a -->" * 50_000, ITEM % (1, "Nine.")),
}
LIMITS = {"max_s": 3, "max_mb": 64}


@pytest.mark.parametrize(
    ("name", "made", "expect"),
    [
        pytest.param(name, made, expect, id=name)
        for expect, files in (("rejected", REJECTED), ("partial", PARTIAL), ("accepted", ACCEPTED))
        for name, made in files.items()
    ],
)
def test_neighbour_ends_as_its_kin(name: str, made: Callable[[], bytes], expect: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(made())
    with within_limits(LIMITS):
        ran = called("ingest_wire", str(path), "--source", "wire", "--json")
    ended_as(ran, expect)


def test_two_files_of_one_name_are_two_stories(tmp_path: Path) -> None:
    for folder, text in (("a", "Nine are safe."), ("b", "Ten are safe.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "s1.txt").write_text(text)
    ran = called("ingest_wire", str(tmp_path / "a/s1.txt"), str(tmp_path / "b/s1.txt"), "--json")
    assert [(line["guid"], line["status"]) for line in ran.lines[:-1]] == [
        ("file:a/s1.txt", "new"),
        ("file:b/s1.txt", "new"),
    ]
    again = called("ingest_wire", str(tmp_path), "--json")
    assert json.loads(again.out.splitlines()[-1])["new"] == 0
