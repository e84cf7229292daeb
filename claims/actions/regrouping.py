"""What editors do to events: merge, split, move a story, rename, and take any of it back.

A regrouping pins the accounts of all events that it touches: the editor has seen them, and the service
leaves them where they are. Each is one line of its event's history with all that undoing needs, and a line
that refers to it on every other event. Events change under one hand at a time (`matcher`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from claims import story_permissions
from claims.actions import event_rows, matcher, regroupings, tolls
from claims.actions.awaiting import await_matching
from claims.actions.wording import lacking, room, typed
from claims.exceptions import Conflict
from claims.models import Account, Event, Regrouping, User
from claims.models.clock import moment
from claims.words import said

NO_REASON = said("Say why, so that others can follow.")
SOME = said("Choose some of the stories, and leave some.")
NO_NAME = said("An event needs a name.")
SINCE = said("An account was moved again since; undo that first.")


@transaction.atomic
def merge(*, event_id: int, into: int, by: User, version: int, reason: str) -> Event:
    """Have all accounts of one event belong to another, whose number and name stand; returns that.

    `version` is that of the event which goes. Raises Event.DoesNotExist, Conflict, NotAllowed, Incomplete.
    """
    event, target = _locked(event_id, into)
    _check(event, by, version)
    story_permissions.check_may_regroup(by, target)
    if event.pk == target.pk:
        raise Conflict(_("An event can’t be merged with itself."))
    rows = _accounts(event)
    line = _regroup("merged", event, {row.pk: target.pk for row in rows}, by, _why(reason), into=target.pk)
    Event.objects.filter(pk=event.pk).update(merged_into=target)
    _refer(line, [target])
    return _described(target, event)


@transaction.atomic
def split(
    *, event_id: int, accounts: Collection[int], by: User, version: int, reason: str, name: str = ""
) -> Event:
    """Let the chosen accounts be an event of their own, which is returned; some must stay."""
    [event] = _locked(event_id)
    _check(event, by, version)
    chosen = [row for row in _accounts(event) if row.pk in set(accounts)]
    if not chosen or len(chosen) == event.accounts.count():
        raise lacking("accounts", SOME)
    fresh = event_rows.begin(chosen[0])
    if name.strip():
        fresh.name, fresh.named_by = _name(name), by
        fresh.save(update_fields=["name", "named_by"])
    to = {row.pk: fresh.pk for row in chosen}
    line = _regroup("split", event, to, by, _why(reason), into=fresh.pk)
    _refer(line, [fresh])
    return _described(fresh, event)


@transaction.atomic
def move(*, account_id: int, to: int, by: User, version: int, reason: str) -> Event:
    """Put what one story tells under another event, which is returned.

    `version` is that of the event that it leaves.
    """
    event_id = Account.objects.values_list("event_id", flat=True).get(pk=account_id)
    event, target = _locked(event_id, to)
    _check(event, by, version)
    story_permissions.check_may_regroup(by, target)
    if event.pk == target.pk:
        raise Conflict(_("This story is told under that event already."))
    line = _regroup("moved", event, {account_id: target.pk}, by, _why(reason), into=target.pk)
    _refer(line, [target])
    return _described(target, event)


@transaction.atomic
def rename(*, event_id: int, name: str, by: User, version: int, reason: str = "") -> Event:
    """Give an event a name that the service leaves alone; an empty one gives the naming back to it."""
    [event] = _locked(event_id)
    _check(event, by, version)
    before = {"name": event.name, "named_by": event.named_by_id}
    event.named_by = by if name.strip() else None
    event.name = _name(name) if name.strip() else event.name
    event.save(update_fields=["name", "named_by"])
    regroupings.note(event.pk, "renamed", by=by, reason=typed(reason, "reason"), detail={"before": before})
    return _described(event)


@transaction.atomic
def undo(*, line_id: int, by: User, reason: str) -> Event:
    """Take a regrouping back, the service's or a person's; the event of the line is returned.

    The accounts are pinned as they were before, unless somebody regrouped them since; what the service had
    joined and shall not, is pinned. Raises Conflict where that was done, or an account was moved since.
    """
    line = regroupings.main_line(line_id)
    event_ids = regroupings.events_of(line)
    event = {each.pk: each for each in _locked(*event_ids)}[line.event_id]
    story_permissions.check_may_undo(by, line)
    if line.action == "renamed":
        _name_back(event, line, by)
        regroupings.note(event.pk, "undone", by=by, reason=_why(reason), undoes=line)
        return _described(event)
    to = _out_again(line) if line.action == "joined" else _back(line)
    Event.objects.filter(pk__in=set(to.values())).update(merged_into=None)
    done = _regroup("undone", event, to, by, _why(reason), undoes=line)
    _unpin(line)
    others = Event.objects.filter(pk__in={*event_ids, *to.values()} - {event.pk})
    _refer(done, others)
    return _described(event, *others)


def _locked(*event_ids: int) -> list[Event]:
    """The events in the order asked for, locked by their number, with the matcher at rest."""
    matcher.wait_for_turn()
    found = {
        each.pk: each for each in Event.objects.select_for_update().filter(pk__in=event_ids).order_by("pk")
    }
    if missing := set(event_ids) - set(found):
        raise Event.DoesNotExist(f"There is no event {min(missing)}.")
    return [found[pk] for pk in event_ids]


def _check(event: Event, by: User, version: int) -> None:
    story_permissions.check_may_regroup(by, event)
    if event.version != version:
        told = {"change": _latest_change(event)}
        raise Conflict(_("%(change)s, after you opened it. Nothing of yours was saved yet.") % told)


def _latest_change(event: Event) -> str:
    last = event.history.filter(actor__isnull=False).select_related("actor").first()
    if last is None or last.actor is None:
        return _("It changed")
    return _("%(who)s regrouped it %(when)s") % {"who": last.actor.name, "when": moment(last.at)}


def _accounts(event: Event) -> list[Account]:
    return list(event_rows.with_articles().filter(event=event))


def _regroup(
    action: str,
    event: Event,
    to: Mapping[int, int],
    by: User,
    reason: str,
    *,
    into: int | None = None,
    undoes: Regrouping | None = None,
) -> Regrouping:
    """Move accounts to events and pin all that stand beside them; the line tells where each was before."""
    events = {event.pk, *to.values()}
    rows = list(
        event_rows.with_articles().filter(event__in=events) | event_rows.with_articles().filter(pk__in=to)
    )
    before = {str(row.pk): [row.event_id, row.pinned_by_id] for row in rows}
    after = {str(pk): event_id for pk, event_id in to.items()}
    for row in rows:
        row.event_id = to.get(row.pk, row.event_id)
        row.pinned_by = by
    Account.objects.bulk_update(rows, ["event", "pinned_by"])
    event_rows.assign_claims({row.article_id for row in rows})
    await_matching(*{row.article_id for row in rows})
    stories = [regroupings.of(row) for row in rows if row.pk in to]
    detail = {"before": before, "after": after, "into": into, "stories": stories}
    return regroupings.note(event.pk, action, by=by, reason=reason, detail=detail, undoes=undoes)


def _refer(line: Regrouping, others: Collection[Event]) -> None:
    """Tell the other events of it, in their own history."""
    for other in others:
        detail = {"line": line.pk, "from": line.event_id}
        regroupings.note(other.pk, line.action, by=line.actor, reason=line.reason, detail=detail)


def _described(event: Event, *others: Event) -> Event:
    """Names, times, conflicts and versions of all that were touched; the event as it is now."""
    touched = {event.pk, *(other.pk for other in others)}
    event_rows.describe(touched)
    Event.objects.filter(pk__in=touched).update(version=F("version") + 1)
    tolls.refresh(touched)
    event.refresh_from_db()
    return event


def _back(line: Regrouping) -> dict[int, int]:
    """Where the accounts that a line moved go back to."""
    before, after = line.detail["before"], line.detail["after"]
    now = dict(Account.objects.filter(pk__in=map(int, after)).values_list("pk", "event_id"))
    if any(now.get(int(pk), event_id) != event_id for pk, event_id in after.items()):
        raise Conflict(_(SINCE))
    return {int(pk): before[pk][0] for pk in after if int(pk) in now}


def _unpin(line: Regrouping) -> None:
    """Leave to the service again what was the service's before, unless somebody regrouped after that."""
    if line.actor_id is None or regroupings.is_overtaken(line):
        return
    for pk, (_event, pinned_by) in line.detail["before"].items():
        Account.objects.filter(pk=int(pk)).update(pinned_by=pinned_by)


def _out_again(line: Regrouping) -> dict[int, int]:
    """Where an account goes that the service had put here: to its event before, or one of its own."""
    told = {"article": line.detail["article"], "part": line.detail["part"]}
    row = event_rows.with_articles().filter(**told).first()
    if row is None or row.event_id != line.event_id:
        raise Conflict(_(SINCE))
    return {row.pk: line.detail.get("from") or event_rows.begin(row).pk}


def _name_back(event: Event, line: Regrouping, by: User) -> None:
    """The name before; one that the service gave after it is not given again."""
    event.name, named_by = line.detail["before"]["name"], line.detail["before"]["named_by"]
    event.named_by_id = named_by if line.actor_id else by.pk
    event.save(update_fields=["name", "named_by"])


def _why(reason: str) -> str:
    return typed(reason, "reason", missing=NO_REASON)


def _name(name: str) -> str:
    return typed(name, "name", limit=room(Event, "name"), missing=NO_NAME)
