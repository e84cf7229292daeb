"""Copies the page behind a piece of evidence: by the one guarded fetcher, its visible text kept."""

from __future__ import annotations

from hashlib import sha256

from celery.exceptions import SoftTimeLimitExceeded

from claims.actions import snapshots
from claims.actions.snapshots import Copied
from claims.exceptions import StoryRejected
from claims.fetching import Fetched, FetchError, Rules, fetch
from claims.forms.fetched import HTML, in_utf8
from claims.ingest.clean import clean_story
from claims.ingest.parsers.html import read_page
from claims.ingest.types import BadStory
from claims.models import Snapshot

RULES = Rules()
PLAIN = "text/plain"
SLOW = "The page took too long to read."
BROKEN_OFF = "The connection broke off before the page was whole."


def copy_page(snapshot_id: int) -> int:
    """Fetch what is asked for, and write down what came or why nothing did; 1, or 0 where nobody waits."""
    snapshot = snapshots.take(snapshot_id)
    if snapshot is None:
        return 0
    try:
        return snapshots.keep(snapshot, copy_of(snapshot))
    except FetchError as failure:
        return snapshots.fail(snapshot, failure.reason)
    except (SoftTimeLimitExceeded, MemoryError):
        return snapshots.fail(snapshot, SLOW)


def copy_of(snapshot: Snapshot) -> Copied:
    """What the link leads to now. Raises FetchError."""
    found = fetch(snapshot.evidence.url, rules=RULES)
    told = Copied(address=found.url[:2000], sha256=sha256(found.body).hexdigest())
    if not found.is_whole:
        return Copied(told.address, told.sha256, failure=BROKEN_OFF)
    try:
        title, text = read(found)
    except (BadStory, StoryRejected) as bad:
        return Copied(told.address, told.sha256, failure=f"The page came, but can’t be read. {bad}")
    return Copied(told.address, told.sha256, title, text)


def read(found: Fetched) -> tuple[str, str]:
    """Title and all visible text of a page; "" of what is made of no text, a PDF or a picture.

    Raises BadStory or StoryRejected.
    """
    kind = found.content_type.strip().lower()
    if kind.startswith(HTML):
        page = read_page(in_utf8(found))
        return page.headline, page.text
    if kind.startswith(PLAIN):
        return "", clean_story(in_utf8(found)).text
    return "", ""
