"""Every page of the desk, on rows that fill it: what is opened under each name, and what is no page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from claims.actions import notes, queue
from claims.models import Claim, Event, Quarantine, User
from claims.models.run import IngestRun
from tests.browser.aftermath import Aftermath, aftermath
from tests.browser.ferry import ferry_event
from tests.browser.night import busy_night
from tests.browser.test_people import busy
from tests.browser.test_research import researched

NO_PAGES = {
    "home": "leads on to the queue",
    "notification": "leads on to the claim that it tells of",
    "evidence_copy": "a part of the claim's page; opened by itself it leads there",
    "event_told": "a part of the event's page, which asks for it by script",
    "progress": "a part of the story's page, which asks for it by script",
    "unread": "a part of the masthead, which asks for it by script",
    "evidence_file": "a file, handed over as a download only",
    "quarantined_raw": "the bytes that came, handed over as a download only",
    "event_csv": "a table for other programs",
    "event_feed": "a feed for other programs",
    "check_feed": "a feed for other programs",
    "check_data": "data for other programs",
}


@dataclass(frozen=True)
class Rows:
    """What the pages are about."""

    after: Aftermath
    editor: User
    held: Claim
    run: IngestRun
    event: Event


def rows(checker: User, reviewer: User) -> Rows:
    """A whole night and a shift after it, as an editor finds them who holds a claim."""
    after = aftermath(checker, reviewer)
    editor = User.objects.get(username="editor")
    held = Claim.objects.filter(article=after.changed.article, status="new").latest("pk")
    queue.take(claim_id=held.pk, by=editor)
    researched(held, editor)
    notes.leave(claim_id=held.pk, by=editor, text=f"@{reviewer.username} the second list is newer.")
    busy(editor)
    run = busy_night(after.changed, checker)
    return Rows(after, editor, held, run, ferry_event(editor))


def pages(made: Rows) -> dict[str, dict[str, str]]:
    """By the name of the address: pictures by their names, with the path of each."""
    claim, corrected = made.held.pk, made.after.corrected.pk
    piece = made.held.evidence.earliest("pk").pk
    return {
        "queue": {"queue": "/queue/", "empty": "/queue/?type=crime&q=lighthouse"},
        "claim": {"claim": _path("claim", claim), "claim-judged": _path("claim", corrected)},
        "people": {"people": _path("people", claim)},
        "edit_evidence": {"evidence-edit": _path("edit_evidence", claim, piece)},
        "past": {"past": _path("past", claim)},
        "account_keys": {"keys": "/account/keys/"},
        "runs": {"night": "/runs/"},
        "run": {"run": _path("run", made.run.pk)},
        "quarantine": {"quarantine": "/quarantine/"},
        "quarantined": {"quarantined": _path("quarantined", Quarantine.objects.latest("pk").pk)},
        "checks": {"checks": "/checks/"},
        "check": {"check": _path("check", corrected)},
        "check_edition": {"check-earlier": _path("check_edition", corrected, 1)},
        "events": {"events": "/events/"},
        "event": {"event": _path("event", made.event.pk)},
        "stories": {"stories": "/articles/"},
        "story_new": {"story-new": "/articles/new/"},
        "article": {"article": _path("article", made.held.article_id)},
        "notifications": {"told": "/notifications/"},
        "account": {"account": "/account/"},
        "wishes": {"wishes": "/account/notifications/"},
        "own_tokens": {"tokens": "/account/tokens/"},
        "activity": {"activity": "/account/activity/"},
        "throughput": {"throughput": "/throughput/"},
    }


def _path(name: str, *args: int) -> str:
    return reverse(name, args=args)
