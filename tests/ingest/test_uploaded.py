"""Files as evidence: what they are by their bytes, under a name that agrees, or why they are not taken."""

from __future__ import annotations

from contextlib import suppress
from time import perf_counter

import pytest

from claims.ingest.uploaded import BadFile, Given, examine
from tests.ingest.papers import CSV, HTML, PDF, SVG, TEXT, archive, docx, gif, jpeg, ods, png, webp, xlsx

TAKEN = {
    "log.pdf": (PDF, "application/pdf"),
    "log.PDF": (PDF + b"\r\n \0", "application/pdf"),
    "pier.png": (png(), "image/png"),
    "pier.jpg": (jpeg(), "image/jpeg"),
    "pier.jpeg": (jpeg(), "image/jpeg"),
    "pier.gif": (gif(), "image/gif"),
    "pier.webp": (webp(), "image/webp"),
    "lossless.webp": (webp(kind=b"VP8L"), "image/webp"),
    "lossy.webp": (webp(kind=b"VP8 "), "image/webp"),
    "log.txt": (TEXT, "text/plain"),
    "notes.md": (TEXT, "text/plain"),
    "bom.txt": (b"\xef\xbb\xbf" + TEXT, "text/plain"),
    "wide.txt": (TEXT.decode().encode("utf-16"), "text/plain"),
    "old.txt": (TEXT.decode().encode("cp1252"), "text/plain"),
    "dead.csv": (CSV, "text/csv"),
    "dead.tsv": (CSV.replace(b",", b"\t"), "text/tab-separated-values"),
    "dead.json": (b'{"dead": 41}', "application/json"),
    "letter.docx": (docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "table.xlsx": (xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "table.ods": (ods(), "application/vnd.oasis.opendocument.spreadsheet"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_people_keep_as_proof_is_taken(name: str) -> None:
    content, kind = TAKEN[name]
    found = examine(Given(name, content))
    assert (found.name.lower(), found.media_type) == (name.lower(), kind)


REFUSED = {
    "nothing": ("log.pdf", b"", "is empty"),
    "a page": ("page.html", HTML, "can hold script"),
    "a page called text": ("page.txt", b"\n \t" + HTML, "can hold script"),
    "a page after a BOM": ("page.txt", b"\xef\xbb\xbf" + HTML, "can hold script"),
    "a wide page": ("page.txt", HTML.decode().encode("utf-16"), "can hold script"),
    "a drawing": ("pier.svg", SVG, "can hold script"),
    "a drawing called a picture": ("pier.png", SVG, "can hold script"),
    "xml": ("feed.txt", b"<?xml version='1.0'?><rss/>", "can hold script"),
    "a script": ("run.js", b"alert(1)", "ends in .js"),
    "a shell script": ("run.sh", b"#!/bin/sh\nrm -rf /\n", "ends in .sh"),
    "a program": ("log.pdf", b"MZ\x90\x00" + bytes(60), "does not know"),
    "a program of Unix": ("log", b"\x7fELF\x02\x01\x01" + bytes(60), "does not know"),
    "controls": ("log.txt", b"41\x00names", "does not know"),
    "a picture called PDF": ("log.pdf", png(), "ends in .pdf, but the file is a PNG picture"),
    "a PDF called text": ("log.txt", PDF, "the file is a PDF"),
    "a PDF called program": ("log.pdf.exe", PDF, "ends in .exe"),
    "text called picture": ("pier.png", TEXT, "the file is plain text"),
    "a sheet called letter": ("letter.docx", xlsx(), "the file is an Excel sheet"),
    "half a PDF": ("log.pdf", PDF[:-8], "not whole"),
    "PDF and page": ("log.pdf", PDF + HTML, "something else hangs on"),
    "PDF and archive": ("log.pdf", PDF + archive("evil.class") + b"%%EOF", "an archive as well"),
    "picture and archive": ("pier.jpg", jpeg() + archive("evil.class"), "an archive as well"),
    "GIF and script": ("pier.gif", gif() + b"/*", "something else hangs on"),
    "script in a GIF's size": ("pier.gif", b"GIF89a/*" + bytes(9) + b"*/=1;alert(1)", "hangs on"),
    "PNG and script": ("pier.png", png() + HTML, "something else hangs on"),
    "WebP and script": ("pier.webp", webp() + HTML, "something else hangs on"),
    "half a PNG": ("pier.png", png()[:20], "cut off"),
    "half a JPEG": ("pier.jpg", jpeg()[:12], "cut off"),
    "a JPEG without a frame": ("pier.jpg", b"\xff\xd8\xff\xda\x00\x02" + bytes(40), "its size nowhere"),
    "a head of segments": ("pier.jpg", b"\xff\xd8" + b"\xff\xe1\x00\x02" * 5000, "its size nowhere"),
    "a PNG of another head": ("pier.png", png().replace(b"IHDR", b"IHDX"), "not that of a PNG"),
    "a WebP of nothing": ("pier.webp", webp().replace(b"VP8X", b"VP9X"), "its size nowhere"),
    "a PNG of gigapixels": ("pier.png", png(30_000, 30_000), "30,000 by 30,000 pixels"),
    "a long PNG": ("pier.png", png(2**31 - 1, 1), "pixels; 100 million is the most"),
    "a JPEG of gigapixels": ("pier.jpg", jpeg(65_535, 65_535), "65,535 by 65,535"),
    "a GIF of gigapixels": ("pier.gif", gif(65_535, 65_535), "65,535 by 65,535"),
    "a WebP of gigapixels": ("pier.webp", webp(16_000, 16_000), "16,000 by 16,000"),
    "a picture of no size": ("pier.png", png(0, 5), "has no size"),
    "an archive": ("logs.zip", archive("log.txt"), "Archives are not taken"),
    "an archive called sheet": ("logs.xlsx", archive("log.txt"), "Archives are not taken"),
    "macros": ("table.xlsx", xlsx("xl/vbaProject.bin"), "macros"),
    "macros of another kind": ("table.ods", ods("Basic/Standard/Module1.xml"), "macros"),
    "a sheet that unpacks to too much": ("t.xlsx", xlsx(content=bytes(4 << 20)), "unpack to more"),
    "a sheet of many parts": ("t.xlsx", xlsx(*(f"p{n}" for n in range(1000))), "more members"),
    "half a sheet": ("t.xlsx", xlsx()[:-30], "cannot be read"),
    "a name of dots": ("..", bytes(9), "does not know"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_what_it_says_or_can_do_harm_is_refused_with_the_reason(what: str) -> None:
    name, content, words = REFUSED[what]
    with pytest.raises(BadFile, match=words):
        examine(Given(name, content))


def test_a_name_without_an_ending_gets_one() -> None:
    assert examine(Given("harbour log", PDF)).name == "harbour log.pdf"
    assert examine(Given("", png())).name == "file.png"


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff" + b"\xff" * (10 << 20),
        b" " * (10 << 20),
        b"%PDF-" + b"%%EOF" * (2 << 20) + b"x",
        bytes(10 << 20),
    ],
    ids=["fill", "blanks", "ends", "nul"],
)
def test_the_largest_file_is_judged_at_once(content: bytes) -> None:
    began = perf_counter()
    with suppress(BadFile):
        examine(Given("file", content))
    assert perf_counter() - began < 2
