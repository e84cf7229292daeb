"""How large a picture is, read from its head without decoding a single pixel.

A few kilobytes can claim to be a picture of many gigapixels, which ends whatever opens it.
Sources: PNG (ISO 15948), JPEG (ITU-T T.81, B.1.1), GIF89a, WebP container and VP8/VP8L (RFC 9649).
"""

from __future__ import annotations

from collections.abc import Callable
from struct import error as TooShort  # noqa: N812  (what unpack_from raises)
from struct import unpack_from
from zlib import crc32

Size = tuple[int, int]  # pixels across and down

LONGEST_SIDE = 30_000  # pixels
MOST_PIXELS = 100_000_000
MOST_SEGMENTS = 500  # of a JPEG, before the one that tells its size
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG's start-of-frame markers
BARE = frozenset((0x01, *range(0xD0, 0xD9)))  # JPEG's markers that have no length
WEBP_14_BITS = 0x3FFF


class BadPicture(Exception):
    """No whole picture of its kind, or one too large to be opened; `str(error)` is a sentence."""


def check_picture(content: bytes, media_type: str) -> None:
    """Raises BadPicture unless its head is whole, its end is where it should be and its size is sane."""
    try:
        across, down = _SIZES[media_type](content)
    except (TooShort, IndexError):
        raise BadPicture("The picture is not whole: its head is cut off.") from None
    if across < 1 or down < 1:
        raise BadPicture("The picture says that it has no size.")
    if max(across, down) > LONGEST_SIDE or across * down > MOST_PIXELS:
        most = MOST_PIXELS // 1_000_000
        raise BadPicture(
            f"The picture says that it is {across:,} by {down:,} pixels; {most} million is the most."
        )


def _png(content: bytes) -> Size:
    """The first chunk is the header, with its checksum; the last one says that it is the last."""
    length, name = unpack_from(">I4s", content, 8)
    if length != 13 or name != b"IHDR" or unpack_from(">I", content, 29)[0] != crc32(content[12:29]):
        raise BadPicture("The picture is damaged: its head is not that of a PNG.")
    if not content.endswith(b"IEND\xaeB`\x82"):
        raise BadPicture("The picture is not whole, or something else hangs on to its end.")
    across, down = unpack_from(">II", content, 16)
    return across, down


def _gif(content: bytes) -> Size:
    if not content.endswith(b"\x3b"):
        raise BadPicture("The picture is not whole, or something else hangs on to its end.")
    across, down = unpack_from("<HH", content, 6)
    return across, down


def _jpeg(content: bytes) -> Size:
    """The first frame's header, found by going from segment to segment."""
    at = 2
    for _ in range(MOST_SEGMENTS):
        mark, kind = unpack_from(">BB", content, at)
        if mark != 0xFF:
            break
        if kind in FRAMES:
            down, across = unpack_from(">HH", content, at + 5)
            return across, down
        at += 1 if kind == 0xFF else 2 if kind in BARE else 2 + max(2, unpack_from(">H", content, at + 2)[0])
    raise BadPicture("The picture is damaged: it tells its size nowhere.")


def _webp(content: bytes) -> Size:
    """RIFF's own length has to be the file's; then one of three ways to tell the size."""
    told, kind = unpack_from("<I", content, 4)[0], content[12:16]
    if not len(content) - 9 <= told <= len(content) - 8:
        raise BadPicture("The picture is not whole, or something else hangs on to its end.")
    if kind == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if kind == b"VP8L":
        bits = unpack_from("<I", content, 21)[0]
        return 1 + (bits & WEBP_14_BITS), 1 + (bits >> 14 & WEBP_14_BITS)
    if kind == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        across, down = unpack_from("<HH", content, 26)
        return across & WEBP_14_BITS, down & WEBP_14_BITS
    raise BadPicture("The picture is damaged: it tells its size nowhere.")


_SIZES: dict[str, Callable[[bytes], Size]] = {
    "image/png": _png,
    "image/gif": _gif,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
}
PICTURES = frozenset(_SIZES)
