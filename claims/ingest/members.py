"""How the members of a news item in JSON are called, whatever the version's or the agency's spelling."""

from __future__ import annotations

# Any of these makes an object an item of ninjs, and so does a body of any suffix.
_MARKS = frozenset(
    "uri guid headline headlines versioncreated pubstatus bodies associations renditions eventdetails".split()
)
# What holds items in an answer of a service.
_HOLDERS = frozenset("items item collection results stories news newsitems data hits docs".split())


def folded(name: str) -> str:
    """`pubStatus`, `pub_status` and `pubstatus` are one."""
    return name.replace("_", "").replace("-", "").replace("$", "").lower()


def is_mark(name: str) -> bool:
    """Whether a member of this name is an item's."""
    plain = folded(name)
    return plain in _MARKS or (plain.startswith("body") and plain != "body")


def is_holder(name: str) -> bool:
    """Whether a member of this name may hold items."""
    return folded(name) in _HOLDERS
