"""How the admin reads: pages without an exact count, rows that only actions may change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from claims.exceptions import DeskError
from claims.models import User

MOST = 10_000  # rows that a list pages through; filters lead to the rest


class BoundedPaginator(Paginator):
    """Counts no further than MOST: an exact count of a million rows takes longer than the page."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if isinstance(rows, QuerySet):
            return rows.order_by()[:MOST].count()
        return len(rows)


class Quick(admin.ModelAdmin):
    """A list that stays quick on a million rows."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_max_show_all = 200
    list_per_page = 50
    ordering = ("-pk",)

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Django's own, which fails on a choice that names no row."""
        if not all(pk.isdecimal() for pk in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            self.message_user(request, "Nothing was done: choose rows of this list.", messages.ERROR)
            return None
        return super().response_action(request, *args, **kwargs)


class ReadOnly(Quick):
    """Rows that nobody edits by hand: they are written by actions, or never again."""

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def actor(request: HttpRequest) -> User:
    """Who acts: the admin lets nobody in who is not signed in."""
    return cast("User", request.user)


def one_by_one(request: HttpRequest, rows: Iterable[Any], act: Callable[[Any], object], done: str) -> None:
    """Call the action for each row; tell how many were `done`, and of each refusal why."""
    count = 0
    for row in rows:
        try:
            act(row)
            count += 1
        except DeskError as refusal:
            messages.error(request, f"{row}: {refusal}")
    if count:
        messages.success(request, f"{done.capitalize()}: {count}.")
