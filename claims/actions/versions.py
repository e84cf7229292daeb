"""Which version of a story is the newer one: by the wire's number, then its time, never by arrival."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from claims.ingest.types import WireStory
from claims.models import Revision
from claims.statuses import PubStatus


class Version(Protocol):
    """What a story off the wire and a saved revision tell of their place in the order."""

    @property
    def version(self) -> int | None: ...
    @property
    def sent_at(self) -> datetime | None: ...
    @property
    def doc_id(self) -> str: ...
    @property
    def replaces(self) -> str: ...


def is_older(one: Version, other: Version, chain: Sequence[Version] = ()) -> bool:
    """Whether `one` came before `other` on the wire.

    The number decides where both tell one and they differ, else the time where both tell one. Where
    neither does, a document that another of `chain` replaces is the older; what is left is no older, so
    that the later arrival counts as the later version.
    """
    mine, others = number(one), number(other)
    if mine is not None and others is not None and mine != others:
        return mine < others
    if one.sent_at and other.sent_at and one.sent_at != other.sent_at:
        return one.sent_at < other.sent_at
    return _is_replaced(one, chain)


def number(version: Version) -> int | None:
    """As the wire tells it; a revision that was only counted here has none."""
    is_counted = isinstance(version, Revision) and not version.is_numbered
    return None if is_counted else version.version


def newest(past: Sequence[Revision]) -> Revision:
    """The one that none of the others came after. `past` is in order of taking effect, and not empty."""
    best = past[0]
    for revision in past[1:]:
        if not is_older(revision, best):
            best = revision
    return best


def is_behind(story: WireStory, past: Sequence[Revision]) -> bool:
    """Whether the story comes after one of `past` that overtook it: the newest, or a higher number.

    A version without a number may stand between the two, and then the newest alone tells nothing.
    """
    if not past:
        return False
    highest = max((told for each in past if (told := number(each)) is not None), default=0)
    if story.version is not None and story.version < highest:
        return True
    return is_older(story, newest(past), past)


def told_before(
    story: WireStory, past: Sequence[Revision], content_sha256: str, told_sha256: str
) -> Revision | None:
    """The revision that says the same already: the same bytes twice, or packed or written otherwise.

    A version number above all others may return to earlier words; then only the newest is its equal.
    """
    same = [
        each
        for each in past
        if content_sha256 == each.content_sha256 or _is_copy(story, each, told_sha256=told_sha256)
    ]
    if story.version is not None and past and story.version > (last := newest(past)).version:
        same = [each for each in same if each.pk == last.pk]
    return same[-1] if same else None


def _is_copy(story: WireStory, revision: Revision, *, told_sha256: str) -> bool:
    """The very version in another format: its number, its time and the words of its paragraphs."""
    if not told_sha256 or story.format == revision.raw_format or story.pub_status != PubStatus.USABLE:
        return False
    same_place = story.version in (None, revision.version) and story.sent_at == revision.sent_at
    return same_place and told_sha256 == revision.told_sha256


def _is_replaced(one: Version, chain: Sequence[Version]) -> bool:
    """By a document that names it, or, where it names none itself, by any that replaces something."""
    replaced = {each.replaces for each in chain if each.replaces}
    return bool(one.doc_id) and (one.doc_id in replaced or (not one.replaces and bool(replaced)))
