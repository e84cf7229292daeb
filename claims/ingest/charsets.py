"""Bytes that are not UTF-8 and say what they are: read as declared, strictly, or not at all.

A declaration is no guess, but it is taken only where it cannot be mistaken: UTF-16 XML needs its mark and
its declaration to agree, a page one of the Western European charsets. Browsers read ISO-8859-1 as
Windows-1252 (WHATWG Encoding Standard), and so do we.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.ingest.types import Unreadable

# What a page may declare, and the codec that reads it.
PAGE_CHARSETS = dict.fromkeys("iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1".split(), "cp1252")
PAGE_CHARSETS |= dict.fromkeys("windows-1252 cp1252 x-cp1252".split(), "cp1252")
PAGE_CHARSETS |= dict.fromkeys("iso-8859-15 iso8859-15 latin9 latin-9".split(), "iso-8859-15")
SHOWN = {"cp1252": "Windows-1252", "iso-8859-15": "ISO-8859-15"}
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_LOOKED_AT = 4096  # bytes at the top of a page in which its charset is looked for; browsers take 1,024
_HEAD_BYTES = 700
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(
    rb"""<meta\s[^<>]{0,300}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.IGNORECASE
)
_XML_DECLARATION = re.compile(
    rb"""\A\s{0,99}<\?xml\s[^<>]{0,300}?\sencoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']""", re.IGNORECASE
)
_XML_ENCODING = re.compile(
    r"""\A(\s{0,99}<\?xml\s[^<>]{0,300}?\sencoding\s{0,9}=\s{0,9}["'])(utf-16(?:-?[lb]e)?)(["'])""",
    re.IGNORECASE,
)


class Page(NamedTuple):
    """A page's markup, and what was to be said of its charset."""

    markup: str
    repairs: tuple[str, ...] = ()


def page(raw: bytes) -> Page | None:
    """A page that declares a Western European charset and is no UTF-8; None for any other.

    Raises Unreadable, with the offset, where a byte is not in the charset that is declared.
    """
    codec = _declared(raw)
    if codec is None or _is_utf8(raw):
        return None
    try:
        return Page(raw.decode(codec), (f"its bytes were read as {SHOWN[codec]}, as it declares",))
    except UnicodeDecodeError as error:
        at = f"byte {error.start} is 0x{raw[error.start]:02x}"
        raise Unreadable(f"It is not {SHOWN[codec]}, as it declares, nor UTF-8: {at}.") from None


def xml_in_utf8(raw: bytes) -> bytes:
    """XML in UTF-16 whose mark and declaration agree, in UTF-8 and declared so; all else as it is.

    Raises Unreadable where it breaks off within a character.
    """
    codec = _utf16(raw)
    if codec is None:
        return raw
    try:
        text = raw[2:].decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(f"It is not UTF-16, as it declares, at byte {error.start + 2}.") from None
    return _XML_ENCODING.sub(r"\1utf-8\3", text, count=1).encode()


def xml_head(head: bytes) -> bytes:
    """The same for the first bytes of a file, which may end in the midst of a character."""
    codec = _utf16(head)
    return head[2:].decode(codec, "ignore").encode() if codec else head


def _utf16(raw: bytes) -> str | None:
    """The codec that mark and declaration agree on."""
    codec = _MARKS.get(raw[:2])
    if codec is None:
        return None
    found = _XML_ENCODING.match(raw[2:_HEAD_BYTES].decode(codec, "ignore"))
    return codec if found and _undashed(found[2]) in ("utf16", _undashed(codec)) else None


def _undashed(encoding: str) -> str:
    return encoding.lower().replace("-", "")


def _declared(raw: bytes) -> str | None:
    """The codec of the charset that a page declares, in a meta element or as XHTML; None for others."""
    head = _COMMENT.sub(b"", raw[:_LOOKED_AT])
    found = _META.search(head) or _XML_DECLARATION.match(head)
    return PAGE_CHARSETS.get(found[1].decode("ascii", "replace").lower()) if found else None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
