"""Views of the queue that people and desks keep under names."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from claims.exceptions import Incomplete
from claims.models import Desk, SavedView, User
from claims.permissions import keeping
from claims.words import said

NAMELESS = said("Give the view a name.")
YOURS = said("You have a view called “%(name)s” already; choose another name.")
THEIRS = said("The desk %(desk)s has a view called “%(name)s” already; choose another name.")
LONGEST = 60  # characters
LONGEST_QUERY = 2000
MOST = 40  # of one owner: the rail lists them all


@transaction.atomic
def save(*, by: User, name: str, query: str, desk: Desk | None = None) -> SavedView:
    """Keep the filters of `query` for `by`, or for a desk. Raises Incomplete, NotAllowed."""
    keeping.check_may_keep(by, desk)
    owner = {"desk": desk} if desk else {"person": by}
    _lock(by, desk)
    if len(query) > LONGEST_QUERY:
        raise Incomplete(_("These are too many filters to keep as one view."))
    if SavedView.objects.filter(**owner).count() >= MOST:
        told = {"number": MOST}
        raise Incomplete(_("There are %(number)s views already; remove one that nobody needs.") % told)
    view = SavedView(query=query, **owner)
    return _named(view, name)


@transaction.atomic
def rename(*, view_id: int, by: User, name: str) -> SavedView:
    """Raises SavedView.DoesNotExist, Incomplete, NotAllowed."""
    return _named(_theirs(view_id, by), name)


@transaction.atomic
def remove(*, view_id: int, by: User) -> SavedView:
    """Raises SavedView.DoesNotExist, NotAllowed."""
    view = _theirs(view_id, by)
    SavedView.objects.filter(pk=view.pk).delete()
    return view


def _theirs(view_id: int, by: User) -> SavedView:
    view = SavedView.objects.select_related("desk").get(pk=view_id)
    keeping.check_may_change_view(by, view)
    _lock(view.person, view.desk)
    return view


def _lock(person: User | None, desk: Desk | None) -> None:
    """One at a time for each owner, so that a name is not given twice at once."""
    if desk is not None:
        Desk.objects.select_for_update().get(pk=desk.pk)
    elif person is not None:
        User.objects.select_for_update().get(pk=person.pk)


def _named(view: SavedView, name: str) -> SavedView:
    view.name = " ".join(name.replace("\x00", " ").split())
    wrong = _wrong_with(view)
    if wrong:
        raise Incomplete(wrong, {"name": wrong})
    view.save()
    return view


def _wrong_with(view: SavedView) -> str:
    if not view.name:
        return _(NAMELESS)
    if len(view.name) > LONGEST:
        told = {"most": LONGEST, "number": len(view.name)}
        return _("%(most)s characters are the most for a name; this one has %(number)s.") % told
    same = SavedView.objects.filter(person=view.person, desk=view.desk, name__iexact=view.name)
    if same.exclude(pk=view.pk).exists():
        return _(THEIRS if view.desk else YOURS) % {"desk": view.desk, "name": view.name}
    return ""
