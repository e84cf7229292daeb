"""What a file is that somebody hands in as evidence: its bytes say so, and its name has to agree.

Taken: what people keep as proof and what opens without running anything. Pages and drawings that can hold
script (HTML, SVG), programs and archives are refused. Nothing here opens a file further than its head, its
end and an archive's list; what a viewer makes of it is not judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from claims.ingest.filenames import clean_name, parted
from claims.ingest.office import BadDocument, has_archive, media_type_of
from claims.ingest.pictures import PICTURES, BadPicture, check_picture

TAKEN = "PDF, PNG, JPEG, WebP, GIF, plain text, CSV, JSON, Word, Excel and OpenDocument files are taken"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ODT, _ODS = (f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet"))
_TEXTS = {
    ".txt": "text/plain",
    ".md": "text/plain",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
}
_OTHERS = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".docx": _WORD,
    ".xlsx": _EXCEL,
    ".odt": _ODT,
    ".ods": _ODS,
}
ENDINGS = _TEXTS | _OTHERS
_WORDS = {
    "application/pdf": "a PDF",
    "image/png": "a PNG picture",
    "image/jpeg": "a JPEG picture",
    "image/webp": "a WebP picture",
    "image/gif": "a GIF picture",
    _WORD: "a Word document",
    _EXCEL: "an Excel sheet",
    _ODT: "an OpenDocument text",
    _ODS: "an OpenDocument sheet",
}
_HEADS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_PDF_END = re.compile(rb"%%EOF[\s\0]*\Z")
_PDF_TAIL = 1024  # bytes in which a reader looks for the end
_MARKUP = re.compile(r"\s*<[!?/a-z]", re.IGNORECASE)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class Given(NamedTuple):
    """A file as it was handed in."""

    name: str
    content: bytes


class BadFile(Exception):
    """Not taken as evidence; `str(error)` is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that may be kept: its name, cleaned, and what it is."""

    name: str
    media_type: str


def examine(given: Given) -> Uploaded:
    """What it is and may be called. Raises BadFile."""
    name, content = given
    if not content:
        raise BadFile("The file is empty.")
    cleaned = clean_name(name)
    stem, ending = parted(cleaned)
    try:
        kind = _kind(content, ending)
    except (BadPicture, BadDocument) as bad:
        raise BadFile(str(bad)) from None
    if ending and ENDINGS.get(ending) != kind:
        raise BadFile(f"The name ends in {ending}, but the file is {_WORDS.get(kind, 'plain text')}.")
    return Uploaded(cleaned if ending else stem + _ending_of(kind), kind)


def _ending_of(kind: str) -> str:
    return next(ending for ending, named in ENDINGS.items() if named == kind)


def _kind(content: bytes, ending: str) -> str:
    kind = next((kind for head, kind in _HEADS if content.startswith(head)), "")
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        kind = "image/webp"
    if content.startswith(b"PK\x03\x04"):
        return media_type_of(content)
    if not kind:
        return _text_kind(content, ending)
    if has_archive(content):
        raise BadFile("The file is an archive as well, for whoever reads it from its end.")
    if kind in PICTURES:
        check_picture(content, kind)
    elif not _PDF_END.search(content, max(0, len(content) - _PDF_TAIL)):
        raise BadFile("The PDF is not whole, or something else hangs on to its end.")
    return kind


def _text_kind(content: bytes, ending: str) -> str:
    """Plain text by its characters, of the kind that its name tells. Raises BadFile."""
    text = _decoded(content)
    if text is None or _NO_TEXT.search(text):
        raise BadFile(f"The desk does not know what this file is. {TAKEN}.")
    if _MARKUP.match(text.removeprefix("\ufeff")):
        raise BadFile(f"Pages and drawings in HTML, XML or SVG are not taken: they can hold script. {TAKEN}.")
    if ending and ending not in _TEXTS:
        raise BadFile(f"The name ends in {ending}, but the file is plain text. {TAKEN}.")
    return _TEXTS.get(ending, "text/plain")


def _decoded(content: bytes) -> str | None:
    """In Unicode where it is, else in the old eight-bit way, which any bytes can be."""
    try:
        return content.decode("utf-16" if content.startswith(_WIDE) else "utf-8")
    except UnicodeDecodeError:
        return None if content.startswith(_WIDE) else content.decode("latin-1")
