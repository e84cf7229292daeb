"""How the admin reads: pages without an exact count, rows that only actions may change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.postgres.fields import ArrayField
from django.core.paginator import Paginator
from django.db.models import BinaryField, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from claims.exceptions import DeskError
from claims.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = 10_000  # rows that a list pages through; filters lead to the rest
LARGEST_ID = 2**63 - 1
UNTOLD = (ArrayField, BinaryField)
ASKED = ("exact", "isnull", "gte", "lt")  # how the filters of a list ask


class BoundedPaginator(Paginator):
    """Counts no further than MOST: an exact count of a million rows takes longer than the page."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        if isinstance(rows, QuerySet):
            return rows.order_by()[:MOST].count()
        return len(rows)


class QuickList(admin.ModelAdmin):
    """A list that stays quick on a million rows, and breaks on no query."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_max_show_all = 200
    list_per_page = 50

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """What its own filters ask for. Django would let a broken pattern or range reach the database."""
        is_plain = "__" not in lookup or lookup.rpartition("__")[2] in ASKED
        is_untold = lookup.partition("__")[0] in self._untold
        return is_plain and not is_untold and super().lookup_allowed(lookup, value, request)

    @cached_property
    def _untold(self) -> frozenset[str]:
        """The names of fields whose values no query tells: the database would stop at its text."""
        fields = self.model._meta.concrete_fields
        return frozenset(field.name for field in fields if isinstance(field, UNTOLD))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """Django's own, which takes an empty `_to_field` for the name of a field."""
        return super().get_object(request, object_id, from_field or None)

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Django's own, which fails on a choice that names no row."""
        if not all(map(is_number, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            self.message_user(request, gettext("Nothing was done: choose rows of this list."), messages.ERROR)
            return None
        return super().response_action(request, *args, **kwargs)


class Quick(QuickList):
    """The same, the newest row first."""

    ordering = ("-pk",)


class ReadOnly(Quick):
    """Rows that nobody edits by hand: they are written by actions, or never again.

    Listed by their number alone: sorted by another column, a million rows would be sorted for each page.
    """

    sortable_by = ()

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def among(field: str, words: Mapping[str, str]) -> type[admin.SimpleListFilter]:
    """A filter by words that are known. Django would ask a big table for all the values that it holds."""

    class Among(admin.SimpleListFilter):
        title = gettext_lazy(field)
        parameter_name = field

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
            told = ((code, gettext(each)) for code, each in words.items())
            return sorted(told, key=lambda each: each[1])

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            return queryset.filter(**{field: self.value()}) if self.value() in words else queryset

    return Among


def number_of(field: str, words: StrOrPromise) -> Callable[[Any], str]:
    """A column with the number of the row that `field` leads to, which itself is not fetched."""

    @admin.display(description=words)
    def number(row: Any) -> str:
        return str(getattr(row, f"{field}_id"))

    return number


ARTICLE = number_of("article", pgettext_lazy("a name in the admin", "article id"))
CHECK_PAGE = number_of("check_page", pgettext_lazy("a name in the admin", "check page id"))
CLAIM = number_of("claim", pgettext_lazy("a name in the admin", "claim id"))
EVENT = number_of("event", pgettext_lazy("a name in the admin", "event id"))
NOTIFICATION = number_of("notification", pgettext_lazy("a name in the admin", "notification id"))
REVISION = number_of("revision", pgettext_lazy("a name in the admin", "revision id"))
VERDICT = number_of("verdict", pgettext_lazy("a name in the admin", "verdict id"))


def is_number(text: str) -> bool:
    """Whether it can be the number of a row."""
    return text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST_ID


def actor(request: HttpRequest) -> User:
    """Who acts: the admin lets nobody in who is not signed in."""
    return cast("User", request.user)


def one_by_one(
    request: HttpRequest, rows: Iterable[Any], act: Callable[[Any], object], done: StrOrPromise
) -> None:
    """Call the action for each row; tell how many were `done`, and of each refusal why."""
    count = 0
    for row in rows:
        try:
            act(row)
            count += 1
        except DeskError as refusal:
            messages.error(request, f"{row}: {refusal}")
    if count:
        words = {"done": capfirst(str(done)), "count": count}
        messages.success(request, gettext("%(done)s: %(count)s.") % words)
