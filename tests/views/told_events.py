"""Events with figures told of them, in rows: an agency tells a number at a time, in a story of its own."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from claims.models import Account, Article, Event, Occurrence, Source
from claims.tolls.types import Reading, Role
from tests.event_factories import AccountFactory, EventFactory, ToldFactory
from tests.factories import ArticleFactory, ClaimFactory, FigureFactory, RevisionFactory, SourceFactory

COLUMNS = ("measure", "role")  # of an occurrence; the rest of a reading is kept as it is
READING = {k: v for k, v in asdict(Reading("killed", Role.POINT)).items() if k not in COLUMNS}


def an_event(**fields: Any) -> Event:
    event: Event = EventFactory(began_at=timezone.now() - timedelta(hours=3), **fields)
    return event


def tell(
    event: Event, source: str, low: float, *, minutes: int = 0, measure: str = "killed", **article: Any
) -> Occurrence:
    """`minutes` after the event began, the agency's story says that so many were killed."""
    at = event.began_at + timedelta(minutes=minutes)
    found = Source.objects.filter(name=source).first() or SourceFactory(name=source)
    story = Article.objects.filter(source=found, accounts__event=event).first()
    story = story or _story(event, found, at, article)
    text = f"{low:g} people were {measure} at {minutes} minutes past."
    revision = RevisionFactory(article=story, body=text, sent_at=at, number=_number(story))
    Article.objects.filter(pk=story.pk).update(current=revision)
    Event.objects.filter(pk=event.pk).update(latest_at=max(at, event.latest_at))
    claim = ClaimFactory(
        revision=revision, article=story, sentence=text, event=event, figure=None, claimant=f"{source} desk",
        figure_start=0, figure_end=len(f"{low:g}"), start=0, end=len(text),
    )  # fmt: skip
    FigureFactory(claim=claim, text=f"{low:g}", low=low, qualifier="exact", unit="people")
    claim.refresh_from_db()
    told: Occurrence = ToldFactory(claim=claim, measure=measure, reading=READING)
    return told


def _story(event: Event, source: Source, at: datetime, fields: dict[str, Any]) -> Article:
    story: Article = ArticleFactory(source=source, state="ready", body__sent_at=at, **fields)
    _account(story, event, at)
    return story


def _account(story: Article, event: Event, at: datetime) -> Account:
    told = {"name": f"{story.source.name}'s own words", "places": ["port selwick"]}
    account: Account = AccountFactory(article=story, event=event, at=at, told=told)
    return account


def _number(story: Article) -> int:
    return story.revisions.count() + 1
