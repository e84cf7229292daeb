"""What is written down of a story: how it arrived, and what happened to it since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claims.actions.wording import room
from claims.dispatch import current_request
from claims.models import Arrival, Article, IngestRun, Revision, Source, StoryEvent, User
from claims.words import said

# Actions of a StoryEvent, as a page tells them.
TOLD = {
    "received": said("received"),
    "revised": said("a new version"),
    "corrected": said("corrected by the wire"),
    "refiled": said("sent again without a change of fact"),
    "held": said("held back by the wire"),
    "released": said("released by the wire"),
    "killed": said("killed by the wire"),
    "sent_after_kill": said("sent again after its kill"),
    "substitute": said("sent in place of a killed story"),
    "replaced": said("another story sent in its place"),
    "embargo_passed": said("the embargo passed"),
    "joined": said("found to be one story with another"),
    "from_quarantine": said("taken in from quarantine"),
    "hold_set": said("to be kept: a legal hold was set"),
    "hold_lifted": said("the legal hold was lifted"),
    "purged": said("its text was removed: kept long enough"),
}


def note(
    article: Article,
    action: str,
    *,
    revision: Revision | None = None,
    by: User | None = None,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> StoryEvent:
    """Write one line of the story's history; call it in the transaction of the change itself."""
    return StoryEvent.objects.create(
        article=article,
        revision=revision,
        actor=by,
        action=action,
        reason=reason,
        detail=detail or {},
        request_id=current_request.get()[:64],
    )


@dataclass(frozen=True, slots=True)
class Door:
    """Where a story came in: from which source, in which run, and from which line of which file."""

    source: Source
    run: IngestRun | None = None
    file: str = ""
    line: int | None = None


def arrived(  # noqa: PLR0913  (the columns of the row)
    door: Door,
    status: str,
    reason: str,
    *,
    guid: str = "",
    doc_id: str = "",
    content_sha256: str = "",
    version: int | None = None,
    signal: str = "",
    article: Article | None = None,
) -> Arrival:
    """Write down what became of one story that came in.

    `doc_id` is the id that it came under, where that is not its article's guid; `content_sha256` that of
    a copy, or a version overtaken, of which nothing was kept.
    """
    return Arrival.objects.create(
        status=status,
        reason=reason,
        source=door.source,
        run=door.run,
        file=_fit(door.file, "file"),
        line=door.line,
        guid=_fit(guid, "guid"),
        doc_id=_fit(doc_id, "doc_id"),
        content_sha256=content_sha256,
        version=version,
        signal=_fit(signal, "signal"),
        article=article,
    )


def _fit(text: str, field: str) -> str:
    """What was refused may be longer than its column, and hold what the database cannot."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()[: room(Arrival, field)]
