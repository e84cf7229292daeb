"""Input that is no story: refused with its reason, and what somebody may mend kept with its bytes."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from claims import story_permissions
from claims.actions import intake, story_history
from claims.actions.intake import Receipt
from claims.actions.story_history import Door
from claims.actions.wording import room, typed
from claims.exceptions import DeskError, StoryRejected
from claims.ingest import files, sniff
from claims.ingest.piece import Piece
from claims.ingest.types import BadStory, EmptyStory, Malformed, NotAStory, PartlyRead, WireStory
from claims.models import Article, Quarantine, Settled, User
from claims.statuses import ArrivalStatus
from claims.words import said

REASON_NEEDED = said("Say why nobody needs it.")


@transaction.atomic
def refuse(*, error: BadStory, raw: bytes, kind: str, door: Door) -> Receipt:
    """Write down what could not be taken in, and why; what is broken is kept with its bytes.

    Malformed input is quarantined, once for the same bytes of the same source; an advisory and the like
    is named; all else is empty or rejected, and nothing of it is stored. `kind` is its format, if known.
    """
    status = status_of(error) if raw else status_without_bytes(error)
    if status == ArrivalStatus.QUARANTINED:
        _keep(raw, error, kind, door)
    told = error if isinstance(error, NotAStory) else NotAStory("")
    story_history.arrived(door, status, error.reason, guid=told.guid, version=told.version)
    return Receipt(status, error.reason, guid=told.guid)


def status_of(error: BadStory) -> ArrivalStatus:
    """The outcome's name for each kind of bad input."""
    if isinstance(error, Malformed):
        return ArrivalStatus.QUARANTINED
    if isinstance(error, NotAStory):
        return ArrivalStatus.ADVISORY
    return ArrivalStatus.EMPTY if isinstance(error, EmptyStory) else ArrivalStatus.REJECTED


def retry(*, quarantine_id: int, by: User) -> list[Receipt]:
    """Read the bytes with today's readers and take in what they tell, which settles the row.

    Raises StoryRejected with the reason where they still cannot be read, or not whole; that it was tried
    is noted. Raises Quarantine.DoesNotExist.
    """
    with transaction.atomic():
        held = Quarantine.objects.select_for_update().get(pk=quarantine_id)
        story_permissions.check_may_retry_quarantined(by, held)
        stories, trouble = _read(held)
        receipts = []
        for story in stories:
            receipt, refusal = _take_in(story, held, by)
            receipts += [receipt] if receipt else []
            trouble = trouble or refusal
        if not trouble:
            _settle(held, Settled.TAKEN_IN, by, next((each.article for each in receipts), None))
            return receipts
        _note_trial(held, trouble)
    raise StoryRejected(trouble)


def status_without_bytes(error: BadStory) -> ArrivalStatus:
    """Nothing can be kept of an input whose bytes were never read."""
    status = status_of(error)
    return ArrivalStatus.REJECTED if status == ArrivalStatus.QUARANTINED else status


@transaction.atomic
def discard(*, quarantine_id: int, by: User, reason: str) -> Quarantine:
    """Nobody needs it; the row and its bytes stay, with who said so. Raises Quarantine.DoesNotExist."""
    held = Quarantine.objects.select_for_update().get(pk=quarantine_id)
    story_permissions.check_may_discard_quarantined(by, held)
    held.reason = f"{held.reason} Discarded: {typed(reason, 'reason', missing=REASON_NEEDED)}"
    return _settle(held, Settled.DISCARDED, by, None)


def _keep(raw: bytes, error: BadStory, kind: str, door: Door) -> None:
    fields: dict[str, Any] = {
        "raw": raw,
        "format": kind,
        "reason": error.reason,
        "line": door.line,
        "file": door.file[: room(Quarantine, "file")],
        "run": door.run,
    }
    sha256 = hashlib.sha256(raw).hexdigest()
    Quarantine.objects.get_or_create(source=door.source, sha256=sha256, defaults=fields)


def _read(held: Quarantine) -> tuple[list[WireStory], str]:
    """What can be read of it, and why the rest cannot."""
    raw = bytes(held.raw)
    try:
        kind = held.format or sniff.sniff(raw)
        return files.stories(Piece(held.file or files.STDIN, raw, kind)), ""
    except PartlyRead as partly:
        return list(partly.stories), partly.reason
    except BadStory as error:
        return [], error.reason


def _take_in(story: WireStory, held: Quarantine, by: User) -> tuple[Receipt | None, str]:
    """What became of it, or why nothing did: a note for its row, so in the site's own language."""
    try:
        with override(settings.LANGUAGE_CODE):
            receipt = intake.take_in(story=story, source=held.source, by=by, file=held.file)
    except DeskError as refusal:
        return None, str(refusal)
    if receipt.article:
        story_history.note(receipt.article, "from_quarantine", revision=receipt.revision, by=by)
    return receipt, ""


def _note_trial(held: Quarantine, reason: str) -> None:
    held.tried += 1
    held.reason = reason
    held.save(update_fields=["tried", "reason"])


def _settle(held: Quarantine, how: Settled, by: User, article: Article | None) -> Quarantine:
    held.settled_at, held.settled_as, held.settled_by = timezone.now(), how, by
    held.article = article
    held.save(update_fields=["settled_at", "settled_as", "settled_by", "article", "reason"])
    return held
