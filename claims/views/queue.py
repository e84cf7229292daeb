"""The queue: open claims by priority, a page at a time."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, Min, OuterRef, Subquery, When
from django.db.models.functions import Greatest, Substr
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.actions.setting_aside import Until
from claims.exceptions import DeskError
from claims.forms.counting import bounded
from claims.forms.queue import VIEWS, QueueFilter, counts
from claims.models import Claim, ClaimQuerySet, Contact, Desk, Source, User
from claims.models.claim import LAPSED
from claims.permissions import (
    check_may_dismiss,
    check_may_set_aside,
    check_may_take,
    check_may_take_back,
    check_may_triage,
    why_not,
)
from claims.permissions.passing import checkers
from claims.statuses import DismissReason, Role
from claims.templatetags.desk import WINDOW, is_held
from claims.views.asking import DeskRequest, signed_in
from claims.views.facets import SAMPLE, chips, facets
from claims.views.kept import kept_for, kept_in

PAGE = 30  # rows; the next ones come by themselves as one goes down
MOST = 500  # what is counted one by one; beyond it the desk says "500+"
BEFORE = 200  # characters of the story before its claim in a row's window
DROPPED = 3  # filters that an empty list tries to do without


@require_safe
@signed_in
def home(request: DeskRequest) -> HttpResponse:
    return redirect("queue")


@require_safe
@signed_in
def queue(request: DeskRequest) -> HttpResponse:
    """A page of the queue, the first row open; to the list itself, only the rows that come next."""
    wanted = QueueFilter.from_query(request.GET)
    if request.htmx and request.htmx.target == "queue":
        return render(request, "claims/more.html", rows(wanted, request.user))
    return page(request, wanted)


def page(request: DeskRequest, wanted: QueueFilter, trouble: DeskError | None = None) -> HttpResponse:
    """The whole page; with `trouble`, its sentence, its status, and what was typed."""
    shown = rows(wanted, request.user)
    context = {
        "tab": "queue",
        "current": next(iter(shown["claims"]), None),
        "trouble": trouble,
        "typed": request.POST.dict() if trouble else {},
        **shown,
        **around(wanted, request.user, is_empty=not shown["claims"]),
    }
    return render(request, "claims/queue.html", context, status=trouble.status if trouble else 200)


def rows(wanted: QueueFilter, person: User) -> dict[str, Any]:
    """A page of claims from the filter's place on, and where the next begins."""
    # First which, and then all that their rows show: in one query the planner may read that of every claim.
    chosen = list(wanted.page(person).values_list("pk", flat=True)[: PAGE + 1])
    found = list(row_data(Claim.objects.filter(pk__in=chosen)).by_priority())
    claims, more = found[:PAGE], len(found) > PAGE
    return {
        "filter": wanted,
        "claims": [with_refusals(claim, person) for claim in claims],
        "going_on": wanted.going_on_after(claims[-1]).query if more else "",
        "reasons": list(enumerate(DismissReason, start=1)),
        "spans": list(enumerate(Until, start=1)),
    }


def row_data(claims: ClaimQuerySet) -> ClaimQuerySet:
    """All that a row shows, without the bodies: only a window on the story around the claim.

    `due_at` is the first time by which somebody was asked to reply.
    """
    asked = Contact.objects.requests().filter(claim=OuterRef("pk")).order_by().values("claim")
    return (
        claims.with_context()
        .select_related("assignee")
        .annotate(
            window_start=Greatest(F("start") - BEFORE, 0),
            window=Substr("revision__body", Greatest(F("start") - BEFORE, 0) + 1, WINDOW),
            has_lapsed=Case(When(LAPSED, then=True), default=False),
            due_at=Subquery(asked.annotate(first=Min("due_at")).values("first")),
        )
    )


def with_refusals(claim: Any, person: User) -> Any:
    """The claim with `refusals`: why a button of its row is off, "" where it is on."""
    held = _who_holds(claim, person) if is_held(claim) else ""
    claim.refusals = {
        "triage": why_not(check_may_triage, person, claim),
        "take": held or why_not(check_may_take, person, claim),
        "dismiss": why_not(check_may_dismiss, person, claim),
        "aside": why_not(check_may_set_aside, person, claim),
        "back": why_not(check_may_take_back, person, claim),
    }
    return claim


def _who_holds(claim: Any, person: User) -> str:
    if claim.holder_id == person.pk:
        return _("You hold this claim.")
    return _("%(name)s holds this claim.") % {"name": claim.holder.name}


def around(wanted: QueueFilter, person: User, *, is_empty: bool) -> dict[str, Any]:
    """What stands round the list: views, filters and counts, each bounded."""
    sources, desks = list(Source.objects.with_stories(person)), list(Desk.objects.all())
    kept = kept_for(person)
    views = {name: QueueFilter(view=name) for name in VIEWS}
    rail = facets(wanted, person, sources, desks)
    numbers = _numbers(
        [wanted.at_top(), *views.values(), *map(kept_in, kept)], wanted, rail["sample"], person
    )
    by_view = {name: numbers[view] for name, view in views.items()}
    return {
        "views": _views(wanted, by_view),
        "kept": [(view, kept_in(view).query, numbers[kept_in(view)]) for view in kept],
        "shown_view": next((view for view in kept if kept_in(view) == wanted.at_top()), None),
        "when_empty": _(VIEWS[wanted.view].when_empty),
        "total": by_view[wanted.view],
        "found": numbers[wanted.at_top()],
        "chips": chips(wanted, sources, desks),
        "way_out": way_out(wanted, person, sources, desks) if is_empty and wanted.is_narrowed else None,
        "desks": desks,
        "people": checkers() if person.may(Role.EDITOR) else [],  # asked for where there is a claim to assign
        "own_desks": desks if person.may(Role.EDITOR) else [],
        **rail,
    }


def _numbers(
    asked: list[QueueFilter], wanted: QueueFilter, sampled: int, person: User
) -> dict[QueueFilter, str]:
    """How many claims each shows; the search, the dearest to count, was counted with its facets."""
    known = {wanted.searched: bounded(sampled, MOST) if sampled < SAMPLE else f"{MOST}+"}
    unknown = [each for each in dict.fromkeys(asked) if each not in known]
    found = counts([each.claims(person) for each in unknown], MOST)
    return known | dict(zip(unknown, found, strict=True))


def _views(wanted: QueueFilter, numbers: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """The views of the rail: name, title, count, query; each opens without the filters of another."""
    return [
        (name, _(view.title), numbers[name], QueueFilter(view=name).query)
        for name, view in VIEWS.items()
        if not view.when_any or numbers[name] != "0" or name == wanted.view
    ]


def way_out(
    wanted: QueueFilter, person: User, sources: list[Source], desks: list[Desk]
) -> tuple[str, str, str]:
    """For an empty list: the filter whose dropping shows most, its query and its count; else all of them."""
    offered = chips(wanted, sources, desks)[:DROPPED]
    offered = [*offered, (_("every filter"), QueueFilter(view=wanted.view))]
    numbers = counts([other.claims(person) for _, other in offered], MOST)
    found = [(label, other.query, number) for (label, other), number in zip(offered, numbers, strict=True)]
    best = max(found[:-1], key=lambda each: int(each[2].rstrip("+")))
    return best if best[2] != "0" else found[-1]
