"""Events with figures told of them, in rows: an agency tells a number at a time, each in its own story."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from claims.matching import types
from claims.models import Article, Claim, Event, Figure, Occurrence, Revision, Source
from claims.tolls.types import Reading, Role
from tests.event_factories import AccountFactory, EventFactory, ToldFactory
from tests.factories import ArticleFactory, ClaimFactory, FigureFactory, RevisionFactory, SourceFactory

COLUMNS = ("measure", "role")  # of an occurrence; the rest of a reading is kept as it is
READING = {k: v for k, v in asdict(Reading("killed", Role.POINT)).items() if k not in COLUMNS}
BOUND = {"at_least": "at least {}", "about": "about {}", "more_than": "more than {}", "range": "{} to {}"}


def an_event(hours: float = 3, **fields: Any) -> Event:
    """One that began so many hours ago."""
    event: Event = EventFactory(began_at=timezone.now() - timedelta(hours=hours), **fields)
    return event


def tell(  # noqa: PLR0913  (what a report says)
    event: Event,
    source: str,
    low: float,
    *,
    minutes: int = 0,
    measure: str = "killed",
    qualifier: str = "exact",
    high: float | None = None,
    speaker: str = "",
    **article: Any,
) -> Occurrence:
    """`minutes` after the event began, a version of the agency's story tells so many of a measure."""
    at = event.began_at + timedelta(minutes=minutes)
    words = BOUND.get(qualifier, "{}").format(*(f"{n:g}" for n in (low, high) if n is not None))
    speaker = speaker or f"{source} desk"
    text = f"The fire left {words} people {measure}, {speaker} said at {minutes} minutes past."
    revision = _version(event, source, at, text, article)
    start = text.index(words)
    place = {"start": 0, "end": len(text), "figure_start": start, "figure_end": start + len(words)}
    known = Claim.objects.filter(article=revision.article, occurrences__measure=measure).first()
    claim = known or ClaimFactory(revision=revision, sentence=text, event=event, figure=None, **place)
    told = place | {"revision": revision, "sentence": text, "claimant": speaker}
    Claim.objects.filter(pk=claim.pk).update(**told)
    Figure.objects.filter(claim=claim).delete()
    FigureFactory(claim=claim, text=words, low=low, high=high, qualifier=qualifier, unit="people")
    occurrence: Occurrence = ToldFactory(
        claim=Claim.objects.get(pk=claim.pk), measure=measure, reading=READING
    )
    return occurrence


def told_of(source: str, at: datetime) -> dict[str, Any]:
    """What an account keeps of a story, as the grouping writes it."""
    account = types.Account(
        at=at,
        kind="fire",
        places=("port selwick",),
        names=(),
        subjects=(),
        measures=(),
        keys=(),
        claims=(),
        name=f"{source}’s own words",
    )
    return {name: value for name, value in asdict(account).items() if name not in ("at", "keys")}


def _version(event: Event, source: str, at: datetime, text: str, fields: dict[str, Any]) -> Revision:
    """The next version of the agency's story of the event, sent and received then."""
    agency = Source.objects.filter(name=source).first() or SourceFactory(name=source)
    story = Article.objects.filter(source=agency, accounts__event=event).first()
    if story is None:
        story = ArticleFactory(source=agency, state="ready", body=text, body__sent_at=at, **fields)
        AccountFactory(article=story, event=event, at=at, told=told_of(source, at))
        revision = story.current
    else:
        revision = RevisionFactory(article=story, body=text, sent_at=at)
        Article.objects.filter(pk=story.pk).update(current=revision)
    Revision.objects.filter(pk=revision.pk).update(received_at=at + timedelta(minutes=1))
    Event.objects.filter(pk=event.pk).update(latest_at=max(at, event.latest_at))
    return revision  # type: ignore[no-any-return]  # the factory's
