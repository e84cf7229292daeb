"""Several stories at once: their windows fill the model's batches, each story still ends by itself.

The model is asked about all of them together; then one after the other is written and settled as
`workers.stories` does it. What goes wrong with all together is tried again one by one.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from time import monotonic

from claims import dispatch
from claims.actions import leasing
from claims.actions.crashpoints import crashpoint
from claims.actions.leasing import Lease
from claims.extraction import Scorer
from claims.models import Revision
from workers import stories
from workers.heartbeat import kept_alive
from workers.stories import NONE_YET, Reading, Readings

log = logging.getLogger(__name__)

STORIES = 16  # that a worker takes at a time: enough to fill the model's batches, soon handed back
LONG_TEXT = 50_000  # characters; a longer text fills batches by itself and is read alone
TURN_SECONDS = 5.0  # after which a worker passes the bell on, so that other work has its turn


def read_waiting(first: int, scorer: Scorer) -> int:
    """Read the story `first` and others that wait, for a while; how many claims were found.

    Where more may wait after that, the bell is rung for somebody to go on.
    """
    found, until = 0, monotonic() + TURN_SECONDS
    while leases := leasing.lease_batch(first=first, most=STORIES):
        found += read(leases, scorer)
        if monotonic() > until:
            dispatch.after_commit(dispatch.EXTRACT, first)
            break
    return found


def read(leases: Sequence[Lease], scorer: Scorer) -> int:
    """Read the leased stories; how many claims they have. Whoever is told to leave hands back the rest."""
    found = 0
    with kept_alive(*leases) as held:
        try:
            known = read_together(leases, scorer) if len(leases) > 1 else NONE_YET
            for lease in leases:
                found += stories.ended(lease, scorer, known)
                held.discard(lease)
        except SystemExit:
            crashpoint("leaving")
            for lease in tuple(held):
                stories.hand_back(lease)
            raise
    return found


def read_together(leases: Sequence[Lease], scorer: Scorer) -> Readings:
    """What the extractor found in the stories' revisions; nothing where it stopped at any of them.

    Each is told to have taken its share of the time, by the length of its text.
    """
    revisions = _short_ones(leasing.unread(*(lease.article_id for lease in leases)))
    for revision in revisions:
        crashpoint("leased", revision.article.guid)
    began = monotonic()
    try:
        extractions = stories.asked(revisions, scorer)
    except Exception:
        log.exception("%s stories could not be read together; now one by one", len(revisions))
        return NONE_YET
    seconds = (monotonic() - began) / max(1, sum(len(revision.body) for revision in revisions))
    readings = defaultdict(list)
    for revision, extraction in zip(revisions, extractions, strict=True):
        reading = Reading(revision, extraction, seconds * len(revision.body))
        readings[revision.article_id].append(reading)
    return readings


def _short_ones(revisions: Sequence[Revision]) -> list[Revision]:
    """All revisions of the articles that have no long one among them."""
    long = {revision.article_id for revision in revisions if len(revision.body) > LONG_TEXT}
    return [revision for revision in revisions if revision.article_id not in long]
