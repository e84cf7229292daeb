"""Documents and sheets that are zip archives inside: told by their list of members, never unpacked.

Sources: ECMA-376 (Office Open XML) part 2 and ODF 1.3 part 2, 3.3.
"""

from __future__ import annotations

import io
import zipfile
from struct import error as TooShort  # noqa: N812
from struct import unpack_from

from claims.ingest.limits import ARCHIVE_INDEX_BYTES, ARCHIVE_MEMBERS, ARCHIVE_RATIO, MIB

END_RECORD, END_BYTES, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
MACROS = ("vbaproject.bin", "basic/", "scripts/")
_MAIN_PART = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_OPEN_DOCUMENT = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet")


class BadDocument(Exception):
    """An archive that is no document, or one that nobody should open; `str(error)` is a sentence."""


def media_type_of(content: bytes) -> str:
    """What kind of document the archive is. Raises BadDocument."""
    found = _members(content)
    names = {member.filename for member in found}
    if any(name.lower().endswith(MACROS[0]) or name.lower().startswith(MACROS[1:]) for name in names):
        raise BadDocument("The document holds macros, which run when it is opened. Save it without them.")
    if sum(member.file_size for member in found) > max(MIB, ARCHIVE_RATIO * len(content)):
        raise BadDocument("The document would unpack to more than it can be.")
    main = [_MAIN_PART[name] for name in names & _MAIN_PART.keys()]
    told = [
        kind
        for kind in _OPEN_DOCUMENT
        if content[30:38] == b"mimetype" and content[38:].startswith(kind.encode())
    ]
    if "[Content_Types].xml" in names and len(main) == 1:
        return main[0]
    if len(told) == 1 and "content.xml" in names:
        return told[0]
    raise BadDocument("Archives are not taken as evidence. Unpack it, and add the file that matters.")


def has_archive(content: bytes) -> bool:
    """Whether something that is no archive at its head is one at its end, for whoever reads it from there."""
    return content.rfind(END_RECORD, -END_BYTES - LONGEST_COMMENT) >= 0


def _members(content: bytes) -> list[zipfile.ZipInfo]:
    """The list, where it is short enough to be read at all. Raises BadDocument."""
    try:
        end = content.rindex(END_RECORD, max(0, len(content) - END_BYTES - LONGEST_COMMENT))
        count, size = unpack_from("<HI", content, end + 10)
        if count > ARCHIVE_MEMBERS or size > ARCHIVE_INDEX_BYTES:
            raise BadDocument("The archive lists more members than a document has.")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except (ValueError, TooShort, zipfile.BadZipFile, NotImplementedError, OSError):
        raise BadDocument("The document is not whole: its list of parts cannot be read.") from None
