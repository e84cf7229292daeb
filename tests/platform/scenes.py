"""What each address of the permission matrix is tried on: rows in the state where its action is possible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from claims.actions import publishing
from claims.models import Article, Claim, Desk, Quarantine, SavedView, Source, User
from claims.statuses import ArticleState, PubStatus, Role, Status
from tests.event_factories import AccountFactory, LinkFactory, RegroupingFactory, ToldFactory
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    EvidenceFactory,
    UserFactory,
    VerdictFactory,
    approved,
)
from tests.platform.mending_scenes import MENDING
from tests.platform.research_scenes import RESEARCH
from tests.platform.scenes_of_admin import at_the_admin
from tests.platform.scenes_of_holds import HOLDS
from tests.platform.scenes_of_people import PEOPLE
from tests.wire_factories import IngestRunFactory, QuarantineFactory

WIRE = "Northern Wire"
REASON = "It was wrong from the first word on."
Scene = tuple[dict[str, Any], dict[str, Any]]  # the address's own words, and the form


def scene(name: str, person: User | None) -> Scene:
    """Rows for `name`, as `person` would find them."""
    if name.startswith("admin:"):
        return at_the_admin(name, person), {}
    return SCENES[name](person) if name in SCENES else ({}, {})


def on(claim: Claim, **form: Any) -> Scene:
    return {"pk": claim.pk}, {"version": claim.version, "reason": REASON, "note": REASON} | form


def claim(**fields: Any) -> Callable[[User | None], Scene]:
    return lambda _: on(ClaimFactory(**fields))


def hidden(**fields: Any) -> Article:
    article: Article = ArticleFactory(state=ArticleState.READY)
    Article.objects.filter(pk=article.pk).update(**fields)
    return article


def embargoed() -> Article:
    return hidden(embargoed_until=timezone.now() + timedelta(hours=1))


def told(article: Article) -> Claim:
    found: Claim = ClaimFactory(revision=article.current)
    return found


def held(person: User | None) -> Claim:
    found: Claim = ClaimFactory(status=Status.IN_PROGRESS, **({"holder": person} if person else {}))
    return found


def proposed(person: User | None, status: Status, *, own: bool = False) -> Scene:
    by = {"proposed_by": person} if own and person else {}
    return on(VerdictFactory(claim__status=status, **by).claim)


def published(**fields: Any) -> Claim:
    found = approved(**fields)
    publishing.publish(claim_id=found.pk, by=UserFactory(role=Role.EDITOR))
    found.refresh_from_db()
    return found


def retracting(person: User | None, *, own: bool = False) -> Scene:
    found, asker = published(), UserFactory(role=Role.STANDARDS)
    publishing.ask_retraction(claim_id=found.pk, by=asker, version=found.version, reason=REASON)
    if own and person:
        found.published_check.retractions.update(asked_by=person)
    found.refresh_from_db()
    return on(found)


def linked(person: User | None) -> Scene:
    one = ToldFactory()
    link = LinkFactory(one=one, other=ToldFactory(claim=approved()))
    words, form = on(link.one.claim)
    return words | {"canonical_pk": link.other.claim_id}, form


def refusing(person: User | None) -> Scene:
    link = LinkFactory()
    words, form = on(link.one.claim)
    return words | {"link_pk": link.pk}, form


def event(person: User | None, **article: Any) -> Scene:
    found = AccountFactory(**article).event
    other = AccountFactory().event
    accounts = [AccountFactory(event=found).pk]
    form = {
        "version": found.version,
        "reason": REASON,
        "name": "Another name",
        "into": other.pk,
        "to": other.pk,
    }
    return {"pk": found.pk}, form | {"accounts": accounts, "account": accounts[0]}


def undoing(person: User | None) -> Scene:
    words, form = event(person)
    before = {"before": {"name": "Ferry", "named_by": None}}
    line = RegroupingFactory(event_id=words["pk"], action="renamed", detail=before, actor=UserFactory())
    return words | {"line_pk": line.pk}, form


def quarantined(person: User | None) -> Scene:
    found: Quarantine = QuarantineFactory()
    return {"pk": found.pk}, {"reason": REASON}


def wire() -> Source:
    """The source whose token the matrix uses."""
    source, _ = Source.objects.get_or_create(name=WIRE)
    return source


def waiting(person: User | None) -> Scene:
    article = ArticleFactory(state=ArticleState.FAILED, failure="It took too long.")
    return {"pk": article.pk}, {}


def reading(found: Claim, **words: Any) -> Scene:
    return {"pk": found.pk, **words}, {}


def ask(name: str, number: int, **form: Any) -> Scene:
    return {name: number}, form


def verdict_form(person: User | None) -> Scene:
    found = held(person)
    EvidenceFactory(claim=found)
    return on(found, rating="true", explanation=REASON, key=str(uuid4()))


def verdict_body(person: User | None) -> Scene:
    words, form = verdict_form(person)
    body = {name: form[name] for name in ("rating", "explanation", "version")}
    return {"claim_id": words["pk"]}, body | {"idempotency_key": form["key"]}


def story_body(person: User | None) -> Scene:
    text = "At least 37 people died when a ferry sank off the coast on Monday, the coast guard said."
    return {}, {"source": WIRE, "external_id": uuid4().hex, "title": "Ferry", "text": text}


def ticked(person: User | None) -> Scene:
    found = ClaimFactory()
    return {}, {"claim": f"{found.pk}.{found.version}", "do": "triage"}


def kept(person: User | None) -> Scene:
    own = {"person": person or UserFactory()}
    return {"pk": SavedView.objects.create(name="Night", query="min=40", **own).pk}, {"name": "Late"}


def kept_by_desk(person: User | None) -> Scene:
    name = uuid4().hex  # the next in the table finds what this one left
    view = SavedView.objects.create(name=name, query="min=40", desk=Desk.objects.default())
    return {"pk": view.pk}, {"name": uuid4().hex}


SCENES: dict[str, Callable[[User | None], Scene]] = {
    "claim": claim(),
    "claim@embargoed": lambda _: reading(told(embargoed())),
    "claim@withheld": lambda _: reading(told(hidden(pub_status=PubStatus.WITHHELD))),
    "bulk": ticked,
    "bulk_undo": ticked,
    "view_save": lambda _: ({}, {"name": "Night", "query": "?min=40"}),
    "view_save@desk": lambda _: ({}, {"name": uuid4().hex, "desk": Desk.objects.default().pk}),
    "view_rename": kept,
    "view_rename@desk": kept_by_desk,
    "view_rename@others": lambda _: kept(None),
    "view_remove": kept,
    "view_remove@desk": kept_by_desk,
    "account_keys": lambda _: ({}, {"do": "reset"}),
    "set_aside": lambda _: on(ClaimFactory(), until="1h"),
    "take_back": claim(set_aside_until=timezone.now() + timedelta(hours=1)),
    "triage": claim(),
    "take": claim(status=Status.QUEUED),
    "hold": lambda person: on(held(person)),
    **HOLDS,
    "release": lambda person: on(held(person)),
    "dismiss": lambda _: on(ClaimFactory(), reason="trivial"),
    "reopen": claim(status=Status.DISMISSED),
    "reopen@approved": lambda _: on(approved()),
    "reopen@published": lambda _: on(published()),
    **RESEARCH,
    **PEOPLE,
    "propose": verdict_form,
    **MENDING,
    "withdraw": lambda person: proposed(person, Status.PROPOSED, own=True),
    "review": lambda person: proposed(person, Status.PROPOSED),
    "approve": lambda person: proposed(person, Status.IN_REVIEW),
    "approve@own": lambda person: proposed(person, Status.IN_REVIEW, own=True),
    "send_back": lambda person: proposed(person, Status.IN_REVIEW),
    "acknowledge": lambda _: on(ClaimFactory(needs_recheck=True, recheck={"because": "a change"})),
    "acknowledge@published": lambda _: on(asked_again(published())),
    "publish": lambda _: on(approved()),
    "correct": lambda _: on(published(), was="37", now="39"),
    "retract": lambda _: on(published()),
    "confirm_retraction": retracting,
    "confirm_retraction@own": lambda person: retracting(person, own=True),
    "drop_retraction": retracting,
    "same": linked,
    "not_same": refusing,
    "split": claim(status=Status.DUPLICATE),
    "past": claim(),
    "event": event,
    "event@embargoed": lambda _: ({"pk": AccountFactory(article=embargoed()).event_id}, {}),
    **dict.fromkeys(("event_told", "event_csv", "event_feed"), event),
    **dict.fromkeys(
        ("event_told@embargoed", "event_csv@embargoed", "event_feed@embargoed"),
        lambda _: ({"pk": AccountFactory(article=embargoed()).event_id}, {}),
    ),
    **dict.fromkeys(("event_rename", "event_merge", "event_split", "event_move"), event),
    "event_undo": undoing,
    "article": lambda _: ask("pk", ArticleFactory(state=ArticleState.READY).pk),
    "article@embargoed": lambda _: ask("pk", embargoed().pk),
    "progress": lambda _: ask("pk", ArticleFactory(state=ArticleState.READY).pk),
    "progress@embargoed": lambda _: ask("pk", embargoed().pk),
    "retry": waiting,
    "story_new": lambda _: ({}, {"source": WIRE, "headline": "Ferry", "text": REASON}),
    "run": lambda _: ask("pk", IngestRunFactory().pk),
    **dict.fromkeys(
        ("quarantined", "quarantined_raw", "quarantine_retry", "quarantine_discard"), quarantined
    ),
    "check": lambda _: reading(published()),
    "check@approved": lambda _: reading(approved()),
    "check_data": lambda _: reading(published()),
    "check_edition": lambda _: reading(published(), number=1),
    "mfa_remove_webauthn": lambda _: ask("pk", 1),
    "mfa_edit_webauthn": lambda _: ask("pk", 1),
    "api:nowhere": lambda _: ({"rest": "nowhere"}, {}),
    "api:post_story": story_body,
    "api:get_story": lambda _: ask("story_id", ArticleFactory(state=ArticleState.READY, source=wire()).pk),
    "api:get_story@embargoed": lambda _: ask("story_id", embargoed().pk),
    "api:get_claim": lambda _: ask("claim_id", ClaimFactory().pk),
    "api:get_claim@embargoed": lambda _: ask("claim_id", told(embargoed()).pk),
    "api:get_claimreview": lambda _: ask("claim_id", published().pk),
    "api:post_verdict": verdict_body,
    "api:get_event": lambda _: ask("event_id", event(None)[0]["pk"]),
    "api:get_event@embargoed": lambda _: ask("event_id", AccountFactory(article=embargoed()).event_id),
}


def asked_again(found: Claim) -> Claim:
    Claim.objects.filter(pk=found.pk).update(needs_recheck=True, recheck={"because": "a change"})
    return found
