"""A night at the desk, in any order: files come in, workers read, the matcher compares, as a lot decides."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from claims.actions import gathering, leasing
from claims.ingest.files import pieces
from claims.management.arrivals import Arrivals
from claims.models import Account, Article, Event
from tests.extraction.scorers import RuleScorer
from workers import stories

Grouped = frozenset[frozenset[tuple[str, int]]]


def take_in(*files: Path) -> None:
    list(Arrivals().take(pieces([str(file) for file in files], io.BytesIO())))


def read_waiting() -> None:
    """What a worker would do for every story that is due."""
    for article_id in list(Article.objects.due().order_by("id").values_list("pk", flat=True)):
        lease = leasing.lease(article_id=article_id)
        if lease:
            stories.ended(lease, RuleScorer())


def compare() -> None:
    """What the matcher would do, until nothing waits."""
    while gathering.gather():
        pass


def play(files: Sequence[Path], lot: Random) -> None:
    """Take the files in, reading and comparing at moments that the lot chooses, and all of it at the end."""
    deeds: list[Callable[[], None]] = [read_waiting, compare]
    for file in files:
        take_in(file)
        for deed in lot.sample(deeds, k=lot.randrange(3)):
            deed()
    read_waiting()
    compare()


def grouped() -> Grouped:
    """Which accounts stand together, by their story and their place there.

    Of two copies the one that comes first gives the id, so a story goes by its words where it has enough.
    """
    told = Account.objects.values_list("event_id", "article__current__told_sha256", "article__guid", "part")
    events = {event for event, *_ in told}
    return frozenset(
        frozenset((words or guid, part) for each, words, guid, part in told if each == event)
        for event in events
    )


def listed() -> list[str]:
    """The names of the events that stand."""
    return [event.name for event in Event.objects.standing().order_by("began_at", "name")]
