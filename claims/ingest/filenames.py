"""A file's name as it may be kept and shown: one line that is what it looks like, and leads nowhere."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120  # characters, the ending included
LONGEST_ENDING = 10
NAMELESS = "file"
_FOLDERS = re.compile(r"[/\\]")
_RESERVED = str.maketrans('<>:"|?*%;', "_________")  # to a file system, a shell or a header
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls, marks of direction, half characters


def clean_name(name: str) -> str:
    """`name` without its path, without what nobody sees, at most LONGEST characters; its ending stays."""
    seen = "".join(char for char in name[-4 * LONGEST :] if unicodedata.category(char) not in _INVISIBLE)
    last = _FOLDERS.split(unicodedata.normalize("NFC", seen))[-1].translate(_RESERVED)
    stem, ending = parted(" ".join(last.split()).strip(". "))
    return (stem[: LONGEST - len(ending)].rstrip(". ") or NAMELESS) + ending


def parted(name: str) -> tuple[str, str]:
    """Stem and ending, with its dot and in small letters; "" where there is none."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not ending.isalnum() or len(ending) > LONGEST_ENDING:
        return name, ""
    return stem, f".{ending.lower()}"
