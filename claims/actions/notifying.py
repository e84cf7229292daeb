"""Telling people: in the desk at once, by e-mail and webhook through rows that a worker sends.

Called in the transaction of what is told, so that nothing is told that did not happen.
"""

from __future__ import annotations

from collections.abc import Iterable

from claims import dispatch
from claims.models import Claim, Delivery, Notification, Telling, User, Way, Wish

AT_ONCE = {Telling.MENTIONED, Telling.KILLED, Telling.OVERDUE}  # of a new person's: by e-mail, too


def tell(about: Telling, to: Iterable[User], text: str, *, claim: Claim | None, by: User | None) -> None:
    """One line for each active person but the one who did it; `text` names no story's words.

    Who switched all ways off for this kind gets none.
    """
    people = {person.pk: person for person in to if person.is_active and person != by}
    wishes = {wish.person_id: wish for wish in Wish.objects.filter(person__in=people, about=about)}
    for person in people.values():
        _tell(person, wishes.get(person.pk) or wish_of(person, about), text, claim, by)


def wish_of(person: User, about: Telling) -> Wish:
    """What somebody gets who has switched nothing: unsaved."""
    return Wish(person=person, about=about, desk=True, mail=about in AT_ONCE and bool(person.email))


def _tell(person: User, wish: Wish, text: str, claim: Claim | None, by: User | None) -> None:
    ways = [way for way in Way if getattr(wish, way.value)]
    if not (wish.desk or ways):
        return
    told = Notification.objects.create(person=person, about=wish.about, claim=claim, by=by, text=text)
    for way in ways:
        delivery = Delivery.objects.create(notification=told, way=way)
        dispatch.after_commit(dispatch.NOTIFY, delivery.pk)
