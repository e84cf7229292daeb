"""An event as a person may see it: nothing of it that only an embargoed or withheld story tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from claims.models.account import Account
from claims.models.article import Article
from claims.models.happening import Event
from claims.statuses import Role

if TYPE_CHECKING:
    from claims.models.user import User


def as_seen_by(events: Iterable[Event], person: User) -> list[Event]:
    """The events, for this page alone, under a name that gives nothing away. Never to be saved.

    The name, the place and the times of an event come from all of its stories. Whoever may not see one of
    them gets those of the stories that they may.
    """
    found = list(events)
    if person.may(Role.CHECKER):
        return found
    told: dict[int, list[Account]] = defaultdict(list)
    seen = Article.objects.visible_to(person)
    of_these = Account.objects.filter(event__in=found).order_by("at", "pk")
    for account in of_these.filter(article__in=seen):
        told[account.event_id].append(account)
    partly = set(of_these.exclude(article__in=seen).values_list("event_id", flat=True))
    for event in found:
        if event.pk in partly:
            _retell(event, told[event.pk])
    return found


def hides_from(event: Event, person: User) -> bool:
    """Whether a story tells of it, or ever told, that this person may not see: its history names them.

    One that is gone, since it was joined with another, counts as such.
    """
    if person.may(Role.CHECKER):
        return False
    told = {*event.accounts.values_list("article", flat=True), *_named_in_history(event)}
    return Article.objects.visible_to(person).filter(pk__in=told).count() < len(told)


def _named_in_history(event: Event) -> Iterable[int]:
    """The stories that lines of its history are about."""
    for detail in event.history.values_list("detail", flat=True):
        for story in detail.get("stories", [detail]):
            if "article" in story:
                yield story["article"]


def leads_to(event: Event) -> Event:
    """The event that this one was merged into, at last; itself where it was not."""
    passed: Collection[int] = set()
    while event.merged_into is not None and event.pk not in passed:
        passed = {*passed, event.pk}
        event = event.merged_into
    return event


def _retell(event: Event, accounts: Sequence[Account]) -> None:
    """By the words of these accounts, the first one's name above all."""
    names = [str(account.told["name"]) for account in accounts if account.told.get("name")]
    places = [place for account in accounts for place in account.told.get("places", ())]
    event.name = names[0] if names else f"Event {event.pk}"
    event.place = str(places[0]).title() if places else ""
    if accounts:
        event.began_at = accounts[0].at
        event.latest_at = max(account.at for account in accounts)
