"""What the addresses of evidence and of people asked are tried on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from claims.models import Article, Claim, Evidence, User
from claims.statuses import ArticleState, Status
from tests.desk_factories import ContactFactory
from tests.factories import ArticleFactory, ClaimFactory, EvidenceFactory
from tests.research_factories import EvidenceFileFactory, SnapshotFactory

Scene = tuple[dict[str, Any], dict[str, Any]]
LINK = {"url": "https://harbour.example/log", "title": "Harbour log", "stance": "for", "quote": "37 dead"}
ASKED = {"whom": "Odile Brann", "asked": "source", "channel": "phone"}


def held(person: User | None) -> Claim:
    found: Claim = ClaimFactory(status=Status.IN_PROGRESS, **({"holder": person} if person else {}))
    return found


def embargoed() -> Claim:
    article: Article = ArticleFactory(state=ArticleState.READY)
    Article.objects.filter(pk=article.pk).update(embargoed_until=timezone.now() + timedelta(hours=1))
    found: Claim = ClaimFactory(revision=article.current)
    return found


def of(piece: Evidence, **form: Any) -> Scene:
    return {"pk": piece.claim_id, "evidence_pk": piece.pk}, form


def adding(person: User | None) -> Scene:
    return {"pk": held(person).pk}, LINK


def piece(person: User | None) -> Scene:
    return of(EvidenceFactory(claim=held(person)), **LINK)


def file(claim: Claim) -> Scene:
    return of(EvidenceFileFactory(evidence__claim=claim).evidence)


def failed(person: User | None) -> Scene:
    return of(SnapshotFactory(failure="The server answered 503.").evidence)


def hidden(person: User | None) -> Scene:
    return of(EvidenceFactory(claim=embargoed()))


def asking(person: User | None) -> Scene:
    return {"pk": held(person).pk}, ASKED


def answering(person: User | None) -> Scene:
    contact = ContactFactory(claim=held(person))
    return {"pk": contact.claim_id, "contact_pk": contact.pk}, {"outcome": "replied", "reply": "41 names."}


RESEARCH: dict[str, Callable[[User | None], Scene]] = {
    "add_evidence": adding,
    "edit_evidence": piece,
    "remove_evidence": piece,
    "evidence_file": lambda person: file(held(person)),
    "evidence_file@embargoed": lambda _: file(embargoed()),
    "evidence_copy": piece,
    "evidence_copy@embargoed": hidden,
    "copy_page": failed,
    "log_contact": asking,
    "answer_contact": answering,
}
