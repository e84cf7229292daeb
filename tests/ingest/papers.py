"""Files as people hand them in: small whole ones of each kind, and heads that claim what nobody can open."""

from __future__ import annotations

import io
import zipfile
from struct import pack
from zlib import compress, crc32

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TEXT = "Harbour log, Monday: 41 names.\nÉmile Brann, master\n".encode()
CSV = b"port,dead\nSelwick,41\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><title>Log</title><script>alert(1)</script>"


def png(across: int = 3, down: int = 2) -> bytes:
    head = pack(">IIBBBBB", across, down, 8, 0, 0, 0, 0)
    rows = compress(b"".join(b"\0" + bytes(min(across, 8)) for _ in range(min(down, 8))))
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + name + data + pack(">I", crc32(name + data)) for name, data in chunks
    )


def gif(across: int = 3, down: int = 2) -> bytes:
    return b"GIF89a" + pack("<HHBBB", across, down, 0, 0, 0) + b"\x2c" + bytes(9) + b"\x02\x01\x44\x00\x3b"


def jpeg(across: int = 3, down: int = 2) -> bytes:
    """With a comment before the frame and fill bytes before its marker, as cameras write them."""
    frame = pack(">HBHHB", 11, 8, down, across, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xfe\x00\x06note" + b"\xff\xff\xc0" + frame + b"\xff\xda\x00\x02\x00\xff\xd9"


def webp(across: int = 3, down: int = 2, kind: bytes = b"VP8X") -> bytes:
    sizes = {
        b"VP8X": bytes(4) + (across - 1).to_bytes(3, "little") + (down - 1).to_bytes(3, "little"),
        b"VP8L": b"\x2f" + pack("<I", (across - 1) | (down - 1) << 14),
        b"VP8 ": b"\x00\x00\x00\x9d\x01\x2a" + pack("<HH", across, down),
    }
    chunk = kind + pack("<I", len(sizes[kind])) + sizes[kind] + bytes(len(sizes[kind]) % 2)
    return b"RIFF" + pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def archive(*names: str, content: bytes = b"x", first: bytes | None = None) -> bytes:
    """A zip with these members; `first`: the content of one called mimetype, before all others."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        if first is not None:
            made.writestr("mimetype", first, zipfile.ZIP_STORED)
        for name in names:
            made.writestr(name, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def docx(*more: str) -> bytes:
    return archive("[Content_Types].xml", "word/document.xml", *more)


def xlsx(*more: str, content: bytes = b"x") -> bytes:
    return archive("[Content_Types].xml", "xl/workbook.xml", *more, content=content)


def ods(*more: str) -> bytes:
    return archive("content.xml", *more, first=b"application/vnd.oasis.opendocument.spreadsheet")
