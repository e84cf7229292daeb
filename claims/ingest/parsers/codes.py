"""What the IPTC's codes, parties and ids say in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

# The last step of "stat:usable", "http://cv.iptc.org/newscodes/pubstatusg2/usable", "Usable".
_LAST_STEP = re.compile(r"[^:/#]*$")
# https://agency.example/…, urn:newsml:agency.example:…, tag:agency.example,2027:…
_AUTHORITY = re.compile(r"(?:https?://|urn:newsml:|tag:)([\w.-]+\.[a-z]{2,})(?=[/:,?#]|$)", re.IGNORECASE)


def last_step(code: str) -> str:
    """The word that a qcode or a URI ends in, lower case: `stat:usable` and `…/pubstatusg2/usable`."""
    found = _LAST_STEP.search(code.strip().rstrip("/"))
    return found[0].strip().lower() if found else ""


def party(literal: str = "", name: str = "", qcode: str = "", uri: str = "") -> str:
    """What a provider goes by: the name it gives itself, else the end of its code, else its host."""
    if found := literal.strip() or name.strip():
        return found
    if qcode.strip():
        return qcode.strip().rpartition(":")[2]
    try:
        return (urlsplit(uri.strip()).hostname or uri.strip()).removeprefix("www.")
    except ValueError:
        return ""


def authority(guid: str) -> str:
    """Who gave an id, where its form says so: the host of an address, the owner of a tag: or urn:newsml:."""
    found = _AUTHORITY.match(guid)
    return found[1].lower().removeprefix("www.") if found else ""


def joined(values: Iterable[str], between: str = ", ") -> str:
    """The distinct ones that say anything."""
    return between.join(dict.fromkeys(value.strip() for value in values if value.strip()))
