"""A desk on which every text that people and wires can give is markup: another payload in each field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from claims.actions import publishing
from claims.models import Article, Claim, ClaimNote, Desk, Notification, SavedView, Telling, User
from claims.statuses import ArticleState, Role, Status
from tests.browser.conftest import Desk as Window
from tests.desk_factories import ContactFactory, DeskFactory
from tests.event_factories import AccountFactory, ToldFactory
from tests.factories import (
    ArticleFactory,
    ClaimEventFactory,
    ClaimFactory,
    EvidenceFactory,
    FigureFactory,
    SourceFactory,
    TokenFactory,
    UserFactory,
    VerdictFactory,
)
from tests.research_factories import EvidenceFileFactory, SnapshotFactory
from tests.wire_factories import ArrivalFactory, IngestRunFactory, QuarantineFactory

PAYLOADS = Path(__file__).with_name("payloads.txt").read_text(encoding="utf-8").splitlines()
# What no text may become: an element that runs something, or an attribute that does
MADE = """
() => [...document.querySelectorAll("*")].filter(e =>
  (e.tagName === "SCRIPT" && !e.src && !/json/.test(e.type)) ||
  ["IFRAME", "OBJECT", "EMBED", "BASE", "STYLE", "MARQUEE", "MATH"].includes(e.tagName.toUpperCase()) ||
  (e.tagName === "META" && e.httpEquiv.toLowerCase() === "refresh") ||
  [...e.attributes].some(a => /^on|hx-on/.test(a.name) || /^\\s*(javascript|data:text)/i.test(a.value)
    || /evil\\.example/.test(["src", "action", "formaction"].includes(a.name) ? a.value : ""))
).map(e => e.outerHTML.slice(0, 200))
"""


Give = Callable[..., str]


class Hostile:
    """Deals the payloads out, one field after the other, from a number on."""

    def __init__(self, start: int) -> None:
        self.next = start

    def text(self, most: int = 300) -> str:
        self.next += 1
        return PAYLOADS[self.next % len(PAYLOADS)][:most]


def hostile_desk(person: User, start: int = 0) -> list[str]:
    """Rows in every kind of which a page shows text; the paths of those pages."""
    give = Hostile(start).text
    User.objects.filter(pk=person.pk).update(first_name=give(60), last_name=give(60))
    article = _story(give)
    claims = [_claim(article, give, *each) for each in KINDS]
    _researched(claims[1], person, give)
    event = _event(article, claims[0], give)
    _published(claims[2], give)
    run = IngestRunFactory(paths=[give()], error=give())
    ArrivalFactory(article=article, run=run, source=article.source, file=give(), guid=give(), reason=give())
    held = QuarantineFactory(source=article.source, file=give(), reason=give(), raw=give().encode())
    DeskFactory(name=give(80))
    for owner in ({"person": person}, {"desk": Desk.objects.default()}):
        SavedView.objects.create(name=give(60), query="min=1", **owner)
    Notification.objects.create(person=person, about=Telling.MENTIONED, claim=claims[0], text=give())
    TokenFactory(source=None, user=person, label=give(80))
    names = (
        "queue",
        "events",
        "stories",
        "runs",
        "quarantine",
        "checks",
        "notifications",
        "activity",
        "own_tokens",
    )
    paths = [reverse(name) for name in (*names, "story_new", "account", "throughput")]
    paths += [reverse("claim", args=[claim.pk]) for claim in claims]
    paths += [reverse("queue") + f"?view={view}" for view in ("all", "review", "mine")]
    rows = {
        "event": event,
        "article": article.pk,
        "run": run.pk,
        "quarantined": held.pk,
        "check": claims[2].pk,
    }
    return paths + [reverse(name, args=[pk]) for name, pk in rows.items()]


KINDS = (("casualties", Status.NEW), ("troops", Status.PROPOSED), ("spending", Status.APPROVED))


def _story(give: Give) -> Article:
    fields = {name: give() for name in ("headline", "byline", "slug", "dateline", "rights")}
    article: Article = ArticleFactory(
        source=SourceFactory(name=give(120)),
        guid=give(200),
        state=ArticleState.READY,
        body=f"{give()}\n\nAt least 37 {give()} died.",
        **{f"body__{name}": value[:200] for name, value in fields.items()},
        body__notes=[give()],
        body__repairs=[give()],
    )
    return article


def _claim(article: Article, give: Give, kind: str, status: Status) -> Claim:
    body = article.body
    claim: Claim = ClaimFactory(
        revision=article.current,
        sentence=body[body.index("At least 37") :],
        type=kind,
        status=status,
        figure=None,
        standalone=give(),
        reasons=[{"name": give(), "points": 70}],
        **{name: give(200) for name in ("claimant", "claimant_via", "claimant_how", "place")},
    )
    FigureFactory(claim=claim, text=give(), of=give(), unit=give(80), converted=give())
    ClaimEventFactory(claim=claim, reason=give(), actor=UserFactory(first_name=give(60)))
    return claim


def _researched(claim: Claim, person: User, give: Give) -> None:
    piece = EvidenceFactory(claim=claim, title=give(), quote=give(), publisher=give(200))
    SnapshotFactory(evidence=piece, kept=True, title=give(), text=give())
    file = EvidenceFileFactory(evidence__claim=claim, evidence__title=give(), name=give(200))
    SnapshotFactory(evidence=file.evidence, failure=give())
    ContactFactory(claim=claim, whom=give(200), question=give(), asked_by=person)
    ClaimNote.objects.create(claim=claim, by=person, text=give())
    VerdictFactory(claim=claim, explanation=give())


def _event(article: Article, claim: Claim, give: Give) -> int:
    told = {"kind": "sinking", "places": [give(80)], "claims": [], "name": give()}
    account = AccountFactory(article=article, told=told, event__name=give(200), event__place=give(200))
    Claim.objects.filter(pk=claim.pk).update(event=account.event)
    ToldFactory(claim=claim, place=give(80))
    return int(account.event_id)


def _published(claim: Claim, give: Give) -> None:
    EvidenceFactory(claim=claim, title=give(), quote=give(), publisher=give(200))
    reviewer = UserFactory(role=Role.REVIEWER, first_name=give(60))
    VerdictFactory(claim=claim, explanation=give(), approved_by=reviewer, approved_at=timezone.now())
    publishing.publish(claim_id=claim.pk, by=UserFactory(role=Role.EDITOR))


def found_on(window: Window, paths: list[str]) -> dict[str, list[str]]:
    """By path, what of the markup became more than text."""
    return {path: made for path in paths if (made := window.go(path).evaluate(MADE))}
