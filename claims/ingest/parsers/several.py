"""Several stories in one input: each is read by itself, and one that cannot be costs the others nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from claims.ingest.types import BadStory, PartlyRead, WireStory

Item = TypeVar("Item")


def read_each(items: Sequence[Item], read: Callable[[Item], WireStory]) -> list[WireStory]:
    """The stories of `items`. Raises the error of a single one as it is, of several as PartlyRead."""
    if len(items) == 1:
        return [read(items[0])]
    entries: list[WireStory | BadStory] = []
    for item in items:
        try:
            entries.append(read(item))
        except BadStory as bad:
            entries.append(bad)
    stories = [each for each in entries if isinstance(each, WireStory)]
    errors = [each for each in entries if isinstance(each, BadStory)]
    if errors:
        raise PartlyRead(stories, errors, entries)
    return stories
