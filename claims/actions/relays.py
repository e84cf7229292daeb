"""Claims that other sources took over from a story that was killed: "34 people died, Corvane News reported".

Told by who says it and what figure it is. A kill and a reading that happen at the same moment must not miss
each other, so a reading waits (shared) for a kill (exclusive) and the other way round: `wait_for_readings`,
`wait_for_kills`. Call them with the article's row locked, and before the claims are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from claims.actions import history, involved, rechecks
from claims.models import Article, Claim, Occurrence, Revision

LOCK = 0x5EC0_0003  # the advisory lock between readings and kills
WITHIN = timedelta(days=3)
KILLED_ELSEWHERE = """
    SELECT DISTINCT name FROM claims_claim
    JOIN claims_article ON claims_article.id = claims_claim.article_id
    JOIN claims_source ON claims_source.id = source_id
    WHERE claims_claim.killed_at IS NOT NULL AND source_id <> %s
"""
EVERY_OUTLET = frozenset(
    "the a news press agency wire service times report reports media tv radio of and".split()
)
_WORD = re.compile(r"[^\W_]+")


def flag(article: Article) -> int:
    """Flag what rests on the killed article's claims in the stories of others; how many claims."""
    killed = _told(Occurrence.objects.filter(claim__article=article, figure__isnull=False))
    flagged = 0
    for source in killed:
        resting = _candidates(source).exclude(revision__article__source=article.source)
        flagged += _flag([each for each in _told(resting) if _rests_on(each, source)], source)
    return flagged


def flag_read(revision: Revision) -> int:
    """Flag claims of a revision just read that rest on a story killed before; how many."""
    outlets = _killed_elsewhere(revision.article)
    if not outlets:
        return 0
    told = _told(revision.occurrences.filter(figure__isnull=False))
    said = [each for each in told if any(outlet <= _names(each) for outlet in outlets)]
    flagged = 0
    for each in said:
        killed = _candidates(each).filter(claim__killed_at__isnull=False)
        others = killed.exclude(revision__article__source=revision.article.source)
        source = next((source for source in _told(others) if _rests_on(each, source)), None)
        flagged += _flag([each], source) if source else 0
    return flagged


def wait_for_readings() -> None:
    """A kill waits until every reading under way is written, and lets none begin."""
    _lock("pg_advisory_xact_lock")


def wait_for_kills() -> None:
    """A reading waits until every kill under way is written; readings don't wait for each other."""
    _lock("pg_advisory_xact_lock_shared")


def outlet_words(name: str) -> frozenset[str]:
    """What tells an outlet's name from others: "Corvane News" goes by "corvane"."""
    words = frozenset(_WORD.findall(name.casefold()))
    return words - EVERY_OUTLET or words


def _lock(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [LOCK])


def _killed_elsewhere(article: Article) -> list[frozenset[str]]:
    """What other outlets go by of which any claim was killed; none on nearly every night."""
    with connection.cursor() as cursor:
        cursor.execute(KILLED_ELSEWHERE, [article.source_id])
        return [outlet_words(name) for (name,) in cursor.fetchall()]


def _told(occurrences: Any) -> list[Occurrence]:
    related = occurrences.select_related("claim", "revision__article__source")
    return list(related.defer(*(f"revision__{field}" for field in Revision.LONG)).order_by("claim_id", "id"))


def _candidates(each: Occurrence) -> Any:
    """What tells a figure of that size and type within a few days, in any story."""
    at = each.revision.sent_at or each.revision.received_at
    alike = Occurrence.objects.filter(type=each.type, figure__low=_figure(each)["low"])
    return alike.filter(revision__sent_at__range=(at - WITHIN, at + WITHIN))


def _rests_on(each: Occurrence, source: Occurrence) -> bool:
    ours, theirs = _figure(each), _figure(source)
    same = all(ours.get(part) == theirs.get(part) for part in ("low", "high", "unit", "per"))
    return same and outlet_words(source.revision.article.source.name) <= _names(each)


def _names(each: Occurrence) -> frozenset[str]:
    return frozenset(_WORD.findall(f"{each.claimant} {each.claimant_via}".casefold()))


def _figure(each: Occurrence) -> dict[str, Any]:
    figure: dict[str, Any] = each.figure or {}
    return figure


def _flag(resting: Iterable[Occurrence], source: Occurrence) -> int:
    because = _because(source)
    return sum(_flag_one(each, because) for each in resting)


def _because(source: Occurrence) -> str:
    article = source.revision.article
    return (
        f"rests on {article.guid}@{source.revision.version}, which was killed at {stamp(article.killed_at)}"
    )


def stamp(at: datetime | None) -> str:
    """A moment as files of the wire write it, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else ""


def _flag_one(each: Occurrence, because: str) -> bool:
    """The version that said so carries the flag for good, the claim as long as it says so. Idempotent."""
    if each.recheck and each.recheck.get("because") == because:
        return False
    each.recheck = killed_recheck(each.recheck, because)
    each.save(update_fields=["recheck"])
    claim = Claim.objects.select_for_update().get(pk=each.claim_id)
    if claim.revision_id == each.revision_id:
        ask_again(claim, "flagged", because)
        involved.tell_of_kill([claim])
    return True


def ask_again(claim: Claim, action: str, because: str, detail: dict[str, Any] | None = None) -> None:
    """Ask for another look at a locked claim, whose open forms are stale from now on."""
    asked = killed_recheck(claim.recheck, because)
    rechecks.ask(claim, asked | {"other": detail["other"]} if detail and "other" in detail else asked)
    claim.version += 1
    claim.save(update_fields=[*rechecks.ASKED, "killed_at", "version"])
    history.note(claim, action, by=None, was=claim.status, reason=because, detail=detail)


def killed_recheck(earlier: dict[str, Any] | None, because: str) -> dict[str, Any]:
    """A recheck for what another story did; what an earlier one had to say of old and new stays in it."""
    blank: dict[str, Any] = {"old": None, "new": None, "from": None, "to": None}
    if earlier is None or earlier.get("because") == because:
        return (earlier or blank) | {"because": because}
    return blank | earlier | {"because": because, "earlier": earlier.get("because", "")}
