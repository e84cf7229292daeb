"""Publishing: an approved verdict goes before readers, is corrected there, or is taken back by two people.

Every function locks the article's row first, then the claim's. A kill does the same, so that of a kill and
a publishing at the same moment one sees what the other did: the publishing is refused, or the kill flags
what was just published.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from claims import permissions
from claims.actions import duplicates, editions, history, queue
from claims.actions.wording import lacking, typed
from claims.models import Article, Check, Claim, Edition, Kind, Retraction, User
from claims.ratings import Finding
from claims.words import said

WAS_NEEDED = said("Say what was wrong.")
NOW_NEEDED = said("Say what it says now.")
NOT_CHANGED = said("Nothing of the check changes; change its text, or leave it as it is.")
UNKNOWN_FINDING = said("Choose a finding from the list.")
UNEXPLAINED = said("A check needs its explanation.")
HEADLINE = 300  # characters


@transaction.atomic
def publish(*, claim_id: int, by: User, version: int | None = None, headline: str = "") -> Check:
    """Put the approved verdict before readers, as a new edition where there was one before.

    `headline` is the page's; without one the claim itself stands there.
    """
    claim = _locked(claim_id, version)
    permissions.check_may_publish(by, claim)
    title = typed(headline, "headline", limit=HEADLINE)
    verdict = permissions.standing_verdict(claim)
    check, is_first = Check.objects.get_or_create(claim=claim)
    edition = editions.write(
        check=check,
        verdict=verdict,
        payload=editions.snapshot(claim=claim, verdict=verdict, headline=title),
        by=by,
        kind=Kind.FIRST if is_first else Kind.RENEWED,
    )
    queue.move(claim=claim, action="publish", by=by, detail=_told(edition))
    return check


@transaction.atomic
def correct(  # noqa: PLR0913  (the fields of the form)
    *,
    claim_id: int,
    by: User,
    was: str,
    now: str,
    note: str = "",
    explanation: str | None = None,
    headline: str | None = None,
    finding: str | None = None,
    version: int | None = None,
) -> Edition:
    """A new edition that says what was wrong and what it says now; the older one stays readable.

    `note` says how it came about. None leaves a field as it stands. The rating stays: another one needs
    two people, so the claim is reopened for it.
    """
    claim = _locked(claim_id, version)
    permissions.check_may_correct(by, claim)
    notes = {"was": typed(was, "was", missing=WAS_NEEDED), "now": typed(now, "now", missing=NOW_NEEDED)}
    notes["note"] = typed(note, "note")
    older = (
        Edition.objects.select_related("verdict", "check_page").filter(check_page=claim.pk).latest("number")
    )
    changed = _changed(older.payload, explanation, headline, finding)
    edition = editions.write(
        check=older.check_page,
        verdict=older.verdict,
        payload=older.payload | changed,
        by=by,
        kind=Kind.CORRECTED,
        **notes,
    )
    diff = {name: {"was": older.payload[name], "now": text} for name, text in changed.items()}
    detail = _told(edition) | notes | {"changed": diff}
    queue.move(claim=claim, action="correct", by=by, reason=notes["was"], detail=detail)
    return edition


@transaction.atomic
def ask_retraction(*, claim_id: int, by: User, reason: str, version: int | None = None) -> Retraction:
    """Ask for the check to be taken back; it stays as it is until somebody else confirms."""
    claim = _locked(claim_id, version)
    permissions.check_may_ask_retraction(by, claim)
    why = typed(reason, "reason", missing=queue.REASON_NEEDED)
    asked = Retraction.objects.create(check_page_id=claim.pk, reason=why, asked_by=by)
    history.note(claim, "retract_asked", by=by, was=claim.status, reason=why)
    return asked


@transaction.atomic
def confirm_retraction(*, claim_id: int, by: User, version: int | None = None) -> Claim:
    """The second person: from now on readers find a tombstone with the reason, and the verdict has ended."""
    claim = _locked(claim_id, version)
    permissions.check_may_confirm_retraction(by, claim)
    asked = permissions.open_retraction(by, claim)
    Retraction.objects.filter(pk=asked.pk).update(confirmed_by=by, confirmed_at=timezone.now())
    claim.verdicts.standing().update(ended_at=timezone.now())
    detail = {"retraction": asked.pk, "asked_by": asked.asked_by_id}
    queue.move(claim=claim, action="retract", by=by, reason=asked.reason, detail=detail)
    duplicates.part_from([claim.pk], duplicates.RETRACTED)
    return claim


@transaction.atomic
def drop_retraction(*, claim_id: int, by: User, version: int | None = None) -> Claim:
    """The check stays: nobody is asked to confirm any more."""
    claim = _locked(claim_id, version)
    permissions.check_may_drop_retraction(by, claim)
    asked = permissions.open_retraction(by, claim)
    Retraction.objects.filter(pk=asked.pk).update(dropped_by=by, dropped_at=timezone.now())
    history.note(claim, "retract_dropped", by=by, was=claim.status, detail={"retraction": asked.pk})
    return claim


def _locked(claim_id: int, version: int | None) -> Claim:
    """The claim with its article, both locked, the article first. Raises as `queue.locked`."""
    article_id = Claim.objects.values_list("article_id", flat=True).get(pk=claim_id)
    article = Article.objects.select_for_update().get(pk=article_id)
    claim = queue.locked(claim_id, version)
    claim.article = article
    return claim


def _changed(
    payload: editions.Payload, explanation: str | None, headline: str | None, finding: str | None
) -> dict[str, str]:
    """The fields that a correction changes. Raises Incomplete where it changes nothing."""
    if finding and finding not in list(Finding):
        raise lacking("finding", UNKNOWN_FINDING)
    given: dict[str, Any] = {
        "explanation": explanation and typed(explanation, "explanation"),
        "headline": headline and typed(headline, "headline", limit=HEADLINE),
        "finding": Finding(finding).label if finding else finding,
    }
    if explanation is not None and not given["explanation"]:
        raise lacking("explanation", UNEXPLAINED)
    if headline == "":
        given["headline"] = None
    changed = {name: text for name, text in given.items() if text is not None and text != payload[name]}
    if not changed:
        raise lacking("explanation", NOT_CHANGED)
    return changed


def _told(edition: Edition) -> dict[str, Any]:
    """What the history keeps of an edition."""
    return {"edition": edition.number, "sha256": edition.sha256, "rating": edition.payload["rating"]["code"]}
