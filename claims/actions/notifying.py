"""Telling people: in the desk at once, by e-mail and webhook through rows that a worker sends.

Called in the transaction of what is told, so that nothing is told that did not happen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import override

from claims import dispatch
from claims.actions.wording import room
from claims.models import Claim, Delivery, Notification, Telling, User, Way, Wish
from claims.models.notification import spoken

WAYS = ("desk", *(way.value for way in Way))  # a wish's switches
AT_ONCE = {Telling.MENTIONED, Telling.KILLED, Telling.OVERDUE}  # of a new person's: by e-mail, too


def tell(
    about: Telling,
    to: Iterable[User],
    words: str,
    *,
    claim: Claim | None,
    by: User | None,
    **facts: str | datetime,
) -> None:
    """One line for each active person but the one who did it; who switched all ways off for it gets none.

    `words` is a marked sentence without a word of a story: each reads it in their own language. It may
    name `%(who)s`, `%(claim)s` and the `facts`. What somebody typed is one of these, and may tell of the
    story: it stands in the desk, for whoever may see the claim, and goes out by no other way.
    """
    people = {person.pk: person for person in to if person.is_active and person != by}
    wishes = {wish.person_id: wish for wish in Wish.objects.filter(person__in=people, about=about)}
    row = {"about": about, "claim": claim, "by": by, **_in_words(words, claim, by, facts)}
    for person in people.values():
        _tell(person, wishes.get(person.pk) or wish_of(person, about), row)


def _in_words(
    words: str, claim: Claim | None, by: User | None, facts: Mapping[str, str | datetime]
) -> dict[str, Any]:
    """The sentence as a row keeps it: in English, and to be said in any language."""
    told: dict[str, Any] = {
        name: fact.isoformat() if isinstance(fact, datetime) else fact for name, fact in facts.items()
    }
    told |= {"who": by.name} if by else {}
    told |= {"claim": claim.pk} if claim else {}
    with override(settings.LANGUAGE_CODE):
        return {"words": words, "facts": told, "text": spoken(words, told)[: room(Notification, "text")]}


def has_silenced_all(person: User) -> bool:
    """Whether `person` has switched every kind of notification off, by every way."""
    silenced = Wish.objects.filter(person=person, desk=False, mail=False, webhook=False)
    return silenced.filter(about__in=Telling.values).count() == len(Telling)


def wish_of(person: User, about: Telling) -> Wish:
    """What somebody gets who has switched nothing: unsaved."""
    return Wish(person=person, about=about, desk=True, mail=about in AT_ONCE and bool(person.email))


def _tell(person: User, wish: Wish, row: dict[str, Any]) -> None:
    ways = [way for way in Way if getattr(wish, way.value)]
    if not (wish.desk or ways):
        return
    read_at = None if wish.desk else timezone.now()  # who wants it elsewhere only finds it here, read
    told = Notification.objects.create(person=person, read_at=read_at, **row)
    for way in ways:
        delivery = Delivery.objects.create(notification=told, way=way)
        dispatch.after_commit(dispatch.NOTIFY, delivery.pk)


def untell(about: Telling, to: int, *, claim: Claim, by: User, since: datetime) -> None:
    """Take back what this person was told since, where it holds no longer and nobody has read or sent it."""
    told = Notification.objects.unread().filter(person=to, about=about, claim=claim, by=by, at__gte=since)
    told.exclude(deliveries__attempts__gt=0).delete()


def mark_read(*, by: User, up_to: int | None = None, one: int | None = None) -> int:
    """`by` has read this `one`, or all up to the newest that the page showed; how many were new."""
    waiting = Notification.objects.unread().filter(person=by)
    waiting = waiting.filter(pk=one) if one is not None else waiting.filter(pk__lte=up_to or 0)
    return waiting.update(read_at=Now())


@transaction.atomic
def set_wishes(*, by: User, wanted: Mapping[str, Collection[str]]) -> None:
    """By which ways `by` wants to be told: {kind: ways}; a kind that is not named keeps its own."""
    for about in Telling:
        if about in wanted:
            given = {way: way in wanted[about] for way in WAYS}
            Wish.objects.update_or_create(person=by, about=about, defaults=given)
