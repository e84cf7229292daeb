"""What a verdict will rest on: gathered by the claim's holder, fixed once a verdict is proposed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from claims import permissions
from claims.actions import evidence_files, history, moments, queue, snapshots
from claims.actions.wording import lacking, typed
from claims.ingest.uploaded import Given
from claims.models import Claim, Evidence, EvidenceFile, Snapshot, User
from claims.ratings import Stance
from claims.words import said

NO_LINK = said("Give the link to what you found, beginning with https:// or http://, or add a file.")
NO_ARCHIVE = said("Give the archive’s link, beginning with https:// or http://, or none.")
NO_TITLE = said("Give the source a title.")
NO_STANCE = said("Say whether it speaks for the claim, against it, or gives context.")
a_web_address = URLValidator(schemes=["http", "https"])
TYPED = "url archive_url title publisher quote stance is_primary retrieved_at".split()


@transaction.atomic
def add_evidence(  # noqa: PLR0913  (the columns of the form)
    *,
    claim_id: int,
    by: User,
    title: str,
    stance: str,
    url: str = "",
    file: Given | None = None,
    quote: str = "",
    publisher: str = "",
    is_primary: bool = False,
    retrieved_at: datetime | None = None,
    archive_url: str = "",
    keep_copy: bool = False,
) -> Evidence:
    """Put a source on record; the holder's time runs anew. The claim's version stays.

    It rests on a link, a file or both; `keep_copy` has a worker fetch what the link leads to.
    """
    claim = queue.locked(claim_id)
    permissions.check_may_add_evidence(by, claim)
    given = _checked(
        url=url,
        has_file=file is not None,
        title=title,
        stance=stance,
        quote=quote,
        publisher=publisher,
        is_primary=is_primary,
        retrieved_at=moments.past(retrieved_at, "retrieved_at"),
        archive_url=archive_url,
    )
    sent_before = None if file else _sent_before(claim, by, given)
    if sent_before:
        return sent_before
    evidence = Evidence.objects.create(claim=claim, added_by=by, **given)
    kept = evidence_files.keep(evidence, file) if file else None
    if keep_copy and evidence.url:
        snapshots.ask(evidence)
    _note(claim, "evidence_added", by, evidence, **_named(kept))
    return evidence


@transaction.atomic
def edit_evidence(  # noqa: PLR0913
    *,
    evidence_id: int,
    by: User,
    title: str,
    stance: str,
    url: str = "",
    quote: str = "",
    publisher: str = "",
    is_primary: bool = False,
    retrieved_at: datetime | None = None,
    archive_url: str = "",
    keep_copy: bool = False,
) -> Evidence:
    """Mend what was typed; the history keeps the values of before. Its file stays what it is.

    A copy of a page goes with its link: another link gets a copy of its own where `keep_copy` says so.
    Raises Evidence.DoesNotExist.
    """
    evidence = Evidence.objects.get(pk=evidence_id)
    evidence.claim = queue.locked(evidence.claim_id)
    evidence.refresh_from_db(fields=TYPED)
    permissions.check_may_edit_evidence(by, evidence)
    given = _checked(
        url=url,
        has_file=EvidenceFile.objects.filter(pk=evidence_id).exists(),
        title=title,
        stance=stance,
        quote=quote,
        publisher=publisher,
        is_primary=is_primary,
        retrieved_at=moments.past(retrieved_at, "retrieved_at") if retrieved_at else evidence.retrieved_at,
        archive_url=archive_url,
    )
    was = _change(evidence, given)
    if "url" in was:
        was |= _dropped_copy(evidence)
    if keep_copy and evidence.url and not Snapshot.objects.filter(pk=evidence_id).exists():
        snapshots.ask(evidence)
    if was:
        _note(evidence.claim, "evidence_edited", by, evidence, was=was)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence_id: int, by: User) -> Claim:
    """Take a source off again; the history keeps what it was. Raises Evidence.DoesNotExist."""
    evidence = Evidence.objects.get(pk=evidence_id)
    claim = evidence.claim = queue.locked(evidence.claim_id)
    permissions.check_may_remove_evidence(by, evidence)
    kept = EvidenceFile.objects.defer("content").filter(pk=evidence_id).first()
    _note(claim, "evidence_removed", by, evidence, **_named(kept))
    evidence.delete()
    return claim


def _checked(*, url: str, has_file: bool, stance: str, **given: Any) -> dict[str, Any]:
    """The columns as they will be kept. Raises Incomplete naming the first that is wrong."""
    if stance not in list(Stance):
        raise lacking("stance", NO_STANCE)
    return given | {
        "url": _link(url, "url", NO_LINK, needed=not has_file),
        "archive_url": _link(given["archive_url"], "archive_url", NO_ARCHIVE, needed=False),
        "title": typed(given["title"], "title", limit=300, missing=NO_TITLE),
        "stance": stance,
        "quote": typed(given["quote"], "quote"),
        "publisher": typed(given["publisher"], "publisher", limit=200),
    }


def _sent_before(claim: Claim, by: User, given: dict[str, Any]) -> Evidence | None:
    """What the same form made, sent twice."""
    told = {name: value for name, value in given.items() if name != "retrieved_at"}
    return claim.evidence.filter(added_by=by, file=None, **told).first()


def _link(url: str, field: str, wrong: str, *, needed: bool) -> str:
    link = typed(url, field, limit=2000, missing=wrong if needed else "")
    if not link:
        return ""
    try:
        a_web_address(link)
        urlsplit(link).port  # noqa: B018  (raises ValueError where there is no such port)
    except (ValidationError, ValueError):
        raise lacking(field, wrong) from None
    scheme, rest = link.split(":", 1)
    return f"{scheme.lower()}:{rest}"


def _change(evidence: Evidence, given: dict[str, Any]) -> dict[str, Any]:
    """Write what differs; the values of before, as JSON holds them."""
    was = {name: getattr(evidence, name) for name in TYPED if getattr(evidence, name) != given[name]}
    for name in was:
        setattr(evidence, name, given[name])
    evidence.save(update_fields=list(was))
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in was.items()}


def _dropped_copy(evidence: Evidence) -> dict[str, Any]:
    """The hash of the copy that went with the link of before."""
    copy = Snapshot.objects.defer("text").filter(pk=evidence.pk).first()
    if copy is None:
        return {}
    copy.delete()
    return {"copy": copy.sha256} if copy.sha256 else {}


def _named(kept: EvidenceFile | None) -> dict[str, Any]:
    """A file as the history names it."""
    return {"file": kept.name, "sha256": kept.sha256, "size": kept.size} if kept else {}


def _note(claim: Claim, action: str, by: User, evidence: Evidence, **more: Any) -> None:
    detail = {
        "evidence": evidence.pk,
        "url": evidence.url,
        "title": evidence.title,
        "stance": evidence.stance,
        **more,
    }
    history.note(claim, action, by=by, was=claim.status, detail=detail)
    queue.extend_hold(claim)
