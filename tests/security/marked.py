"""A story with one odd word in everything that people and wires can put into it, and all that hangs on it.

The word stands nowhere else. Its event is told by a story for everybody, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from claims.actions import publishing, story_history
from claims.models import (
    Account,
    Article,
    Claim,
    ClaimEvent,
    ClaimNote,
    Desk,
    Event,
    ExtractionRun,
    IngestRun,
    Mending,
    Notification,
    PersonEvent,
    SavedView,
    Telling,
    User,
)
from claims.statuses import ArticleState, Role, Status
from tests.desk_factories import ContactFactory
from tests.event_factories import AccountFactory, ConflictFactory, LinkFactory, ToldFactory
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    EvidenceFactory,
    SourceFactory,
    TokenFactory,
    UserFactory,
    VerdictFactory,
)
from tests.research_factories import EvidenceFileFactory, SnapshotFactory
from tests.wire_factories import ArrivalFactory, IngestRunFactory, QuarantineFactory

MARK = "quillonmark"
SENTENCE = f"At least 37 {MARK} crates were hidden from the auditors, said Ada {MARK}, the minister."
BODY = f"PORT SELWICK — The {MARK} papers came out on Monday.\n\n{SENTENCE}\n\nThe search goes on."
FIELDS: dict[str, Any] = {
    "sentence": SENTENCE,
    "claimant": f"Ada {MARK}",
    "claimant_via": MARK,
    "claimant_how": MARK,
    "place": f"Port {MARK}",
    "standalone": f"In all, {SENTENCE}",
}

CLAIMS = ((Status.APPROVED, "casualties"), (Status.NEW, "troops"), (Status.PROPOSED, "spending"))

RENAMED = {"before": {"name": f"{MARK} sinks", "named_by": None}, "name": MARK}


@dataclass(frozen=True)
class Marked:
    """The rows that addresses name. `claim` is before readers, `waiting` in the queue."""

    article: Article
    claim: Claim
    waiting: Claim
    proposed: Claim
    event: Event
    run: IngestRun
    words: dict[str, int]


def shared_event() -> Event:
    """An event that a story for everybody tells, as the matcher would name it by that story alone."""
    at = timezone.now() - timedelta(hours=2)
    account: Account = AccountFactory(
        at=at,
        event__name="Ferry sinks",
        event__place="Port Selwick",
        event__began_at=at,
        event__latest_at=at,
    )
    claim = ClaimFactory(revision=account.article.current, event=account.event)
    ToldFactory(claim=claim, place="Port Selwick")
    return account.event


def bring_in(event: Event) -> Marked:
    """The marked story, read and worked on, its claim published before anybody thought of an embargo."""
    article: Article = ArticleFactory(
        source=SourceFactory(name=f"{MARK} wire"),
        guid=f"urn:{MARK}:1",
        state=ArticleState.READY,
        body=BODY,
        body__headline=f"The {MARK} papers",
        body__byline=f"By Noor {MARK}",
        body__slug=MARK,
        body__notes=[MARK],
        body__repairs=[MARK],
    )
    story_history.note(article, "received")
    claims = [_claim(article, event, *each) for each in CLAIMS]
    person = UserFactory()
    words = _researched(claims[0], person) | _told_of(article, event, claims[1])
    _published(claims[0], person)
    VerdictFactory(claim=claims[2], explanation=MARK, proposed_by=person)
    run = _arrived(article)
    return Marked(article, *claims, event, run, words)


def _claim(article: Article, event: Event, status: Status, kind: str) -> Claim:
    claim: Claim = ClaimFactory(revision=article.current, event=event, status=status, type=kind, **FIELDS)
    ClaimEvent.objects.create(
        claim=claim, action="found", to_status="new", claim_version=1, model="m", reason=MARK
    )
    return claim


def _researched(claim: Claim, person: User) -> dict[str, int]:
    """Evidence of every kind, somebody asked, a note, a mending; by the words of addresses."""
    marked = {"title": MARK, "quote": MARK, "publisher": MARK, "claim": claim}
    piece = EvidenceFactory(url=f"https://harbour.example/{MARK}", **marked)
    SnapshotFactory(evidence=piece, kept=True, title=MARK, text=MARK, address=f"https://h.example/{MARK}")
    kept = EvidenceFileFactory(evidence__claim=claim, name=f"{MARK}.txt", content=MARK.encode())
    contact = ContactFactory(claim=claim, whom=MARK, question=MARK)
    ClaimNote.objects.create(claim=claim, by=person, text=MARK)
    Mending.objects.create(
        claim=claim, by=person, reason=MARK, was={"place": MARK}, now={"place": f"{MARK} 2"}
    )
    return {"evidence_pk": kept.evidence_id, "contact_pk": contact.pk}


def _told_of(article: Article, event: Event, claim: Claim) -> dict[str, int]:
    """Its account of the event, by which the event goes; a link and a conflict with a claim for everybody."""
    told = {"kind": "sinking", "places": [MARK], "claims": [], "name": f"{MARK} sinks"}
    AccountFactory(article=article, event=event, at=timezone.now() - timedelta(hours=3), told=told)
    Event.objects.filter(pk=event.pk).update(name=f"{MARK} sinks", place=MARK)
    event.refresh_from_db()
    own = ToldFactory(claim=claim, place=MARK)
    other = Claim.objects.filter(event=event).exclude(article=article).get().occurrences.get()
    link = LinkFactory(one=other, other=own, because=f"says {MARK}, too")
    ConflictFactory(event=event, one=other, other=own)
    line = event.history.create(action="renamed", detail=RENAMED | {"article": article.pk})
    return {"link_pk": link.pk, "canonical_pk": other.claim_id, "line_pk": line.pk}


def _published(claim: Claim, person: User) -> None:
    VerdictFactory(
        claim=claim,
        explanation=f"The {MARK} log names 37.",
        proposed_by=person,
        approved_by=UserFactory(role=Role.REVIEWER),
        approved_at=timezone.now(),
    )
    publishing.publish(claim_id=claim.pk, by=UserFactory(role=Role.EDITOR))
    claim.refresh_from_db()


def _arrived(article: Article) -> IngestRun:
    run: IngestRun = IngestRunFactory(paths=[f"/wires/{MARK}.xml"], counts={"new": 1}, source=article.source)
    ArrivalFactory(
        article=article, run=run, source=article.source, guid=article.guid, file=f"{MARK}.xml", reason=MARK
    )
    now = timezone.now()
    ExtractionRun.objects.create(
        revision=article.current, model="m", started_at=now, finished_at=now, sentences=3, found=3
    )
    return run


def remember(marked: Marked, person: User) -> dict[str, int]:
    """What somebody who worked on it before keeps: a notification, lines, a view, a token."""
    text = f"Imani Crossley: “the {MARK} papers again”"
    told = Notification.objects.create(person=person, about=Telling.RETURNED, claim=marked.claim, text=text)
    for action, claim in (("propose", marked.claim), ("triage", marked.waiting)):
        ClaimEvent.objects.create(
            claim=claim, actor=person, action=action, reason=MARK, detail={"note": MARK}, claim_version=1
        )
    PersonEvent.objects.create(person=person, action="role", before="checker", after="viewer")
    Claim.objects.filter(pk=marked.waiting.pk).update(assignee=person, assigned_at=timezone.now())
    view = SavedView.objects.create(name="Night", query="min=40", desk=Desk.objects.default())
    token = TokenFactory(source=None, user=person)
    source = marked.article.source
    broken = QuarantineFactory(source=source, file=f"{MARK}.nitf", reason=f"{MARK} ends too early.")
    rows = {"told": told, "view": view, "token": token, "quarantined": broken}
    return {name: row.pk for name, row in rows.items()}
