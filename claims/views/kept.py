"""The views that stand in somebody's rail."""

from __future__ import annotations

from django.db.models import Q
from django.http import QueryDict

from claims.forms.queue import QueueFilter
from claims.models import SavedView, User


def kept_for(person: User) -> list[SavedView]:
    """A person's own views, and those of their desks; the default desk's are everybody's."""
    theirs = Q(desk__in=person.desks.values("pk")) | Q(desk__is_default=True)
    found = SavedView.objects.filter(Q(person=person) | theirs).select_related("desk")
    return sorted(found, key=lambda view: (view.desk_id is None, view.name.lower()))


def kept_in(view: SavedView) -> QueueFilter:
    """The filters that a view keeps, as today's desk understands them."""
    return QueueFilter.from_query(QueryDict(view.query)).at_top()
