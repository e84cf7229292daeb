"""What the addresses of mending, adding, splitting, merging and notes are tried on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from claims.models import Article, Claim, User
from claims.statuses import ArticleState, Status
from tests.factories import ArticleFactory, ClaimFactory

Scene = tuple[dict[str, Any], dict[str, Any]]  # as in tests.platform.scenes
WORDS = "The search"


def on(claim: Claim, **form: Any) -> Scene:
    return {"pk": claim.pk}, {"version": claim.version, "reason": "It was read wrong."} | form


def held(person: User | None) -> Claim:
    found: Claim = ClaimFactory(status=Status.IN_PROGRESS, **({"holder": person} if person else {}))
    return found


def embargoed() -> Article:
    article: Article = ArticleFactory(
        state=ArticleState.READY, embargoed_until=timezone.now() + timedelta(hours=1)
    )
    return article


def mended(found: Claim) -> Scene:
    """The form with another claimant."""
    told = {"figure": "37", "low": "37", "qualifier": "at_least", "unit": "people", "of": "killed"}
    return on(found, sentence=found.sentence, type=found.type, claimant="Oren Tassel", **told)


def added(article: Article) -> Scene:
    return {"pk": article.pk}, {"words": WORDS}


MENDING: dict[str, Callable[[User | None], Scene]] = {
    "mend": lambda person: mended(held(person)),
    "mend@free": lambda _: mended(ClaimFactory()),
    "take_apart": lambda person: on(held(person), first="37", second="Corvane"),
    "merge": lambda _: on(ClaimFactory(), into=ClaimFactory().pk),
    "note": lambda _: on(ClaimFactory(), text="Ask the harbour."),
    "note@embargoed": lambda _: on(ClaimFactory(revision=embargoed().current), text="Ask the harbour."),
    "add_claim": lambda _: added(ArticleFactory(state=ArticleState.READY)),
    "add_claim@embargoed": lambda _: added(embargoed()),
}
