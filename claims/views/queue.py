"""The queue: open claims by priority, a page at a time."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import F
from django.db.models.functions import Greatest, Substr
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from claims.extraction.types import TYPES
from claims.forms.queue import VIEWS, QueueFilter, counted
from claims.models import ClaimQuerySet, Source, User
from claims.permissions import check_may_dismiss, check_may_take, check_may_triage, why_not
from claims.statuses import DismissReason
from claims.templatetags.desk import WINDOW, is_disputed, is_held
from claims.templatetags.wording import TYPE_LABELS
from claims.views.asking import DeskRequest, signed_in

PAGE = 40  # rows
MOST = 500  # what is counted one by one; beyond it the desk says "500+"
SAMPLE = 1000  # rows behind the counts beside the filters
BEFORE = 200  # characters of the story before its claim in a row's window


@require_safe
@signed_in
def home(request: DeskRequest) -> HttpResponse:
    return redirect("queue")


@require_safe
@signed_in
def queue(request: DeskRequest) -> HttpResponse:
    """A page of the queue; the first row is open."""
    wanted = QueueFilter.from_query(request.GET)
    rows = list(row_data(wanted.page(request.user))[: PAGE + 1])
    claims, more = rows[:PAGE], len(rows) > PAGE
    context = {
        "tab": "queue",
        "filter": wanted,
        "claims": [with_refusals(claim, request.user) for claim in claims],
        "current": claims[0] if claims else None,
        "going_on": wanted.going_on_after(claims[-1]).query if more else "",
        "reasons": list(enumerate(DismissReason, start=1)),
        **around(wanted, request.user, is_empty=not claims),
    }
    return render(request, "claims/queue.html", context)


def row_data(claims: ClaimQuerySet) -> ClaimQuerySet:
    """All that a row shows, without the bodies: only a window on the story around the claim."""
    return claims.with_context().annotate(
        window_start=Greatest(F("start") - BEFORE, 0),
        window=Substr("revision__body", Greatest(F("start") - BEFORE, 0) + 1, WINDOW),
    )


def with_refusals(claim: Any, person: User) -> Any:
    """The claim with `refusals`: why a button of its row is off, "" where it is on."""
    who = "You hold" if claim.holder_id == person.pk else f"{claim.holder and claim.holder.name} holds"
    held = f"{who} this claim." if is_held(claim) else ""
    claim.refusals = {
        "triage": why_not(check_may_triage, person, claim),
        "take": held or why_not(check_may_take, person, claim),
        "dismiss": why_not(check_may_dismiss, person, claim),
    }
    return claim


def around(wanted: QueueFilter, person: User, *, is_empty: bool) -> dict[str, Any]:
    """What stands round the list: views, filters and counts, each bounded."""
    counts = wanted.counts(person, MOST)
    total = counts[wanted.view]
    views = [
        (name, view, counts[name], wanted.turned_to(name).query)
        for name, view in VIEWS.items()
        if not view.when_any or counts[name] != "0" or name == wanted.view
    ]
    sources = list(Source.objects.with_stories())
    return {
        "views": views,
        "when_empty": VIEWS[wanted.view].when_empty,
        "total": total,
        "found": counted(wanted.claims(person), MOST) if wanted.is_narrowed else total,
        "chips": chips(wanted, sources),
        "way_out": way_out(wanted, person, sources) if is_empty else None,
        **facets(wanted, person, sources),
    }


def facets(wanted: QueueFilter, person: User, sources: list[Source]) -> dict[str, Any]:
    """The filters of the rail with their counts, over the view's first SAMPLE claims."""
    pairs = wanted.in_view(person).by_priority().values_list("type", "article__source", "reasons")[:SAMPLE]
    types, by_source, disputed = Counter[str](), Counter[int](), 0
    for name, source, reasons in pairs:
        types[name] += 1
        by_source[source] += 1
        disputed += is_disputed(reasons)
    return {
        "disputed": disputed,
        "types": [(name, TYPE_LABELS[name], types[name], name in wanted.types) for name in TYPES],
        "sources": [(s, by_source[s.pk], s.pk in wanted.sources) for s in sources],
    }


def chips(wanted: QueueFilter, sources: list[Source]) -> list[tuple[str, QueueFilter]]:
    """Each filter that is on, in words, and the view without it."""
    names = {source.pk: source.name for source in sources}
    on = [(TYPE_LABELS[name], wanted.without("types", name)) for name in wanted.types]
    on += [(names.get(pk, f"source {pk}"), wanted.without("sources", pk)) for pk in wanted.sources]
    on += [("Agencies disagree", wanted.without("conflict"))] if wanted.conflict else []
    return [*on, (f"“{wanted.q}”", wanted.without("q"))] if wanted.q else on


def way_out(wanted: QueueFilter, person: User, sources: list[Source]) -> tuple[str, str, str] | None:
    """For an empty list: the filter whose dropping shows most, its query and its count; else all of them."""
    found = [
        (label, other.query, counted(other.claims(person), MOST))
        for label, other in chips(wanted, sources)[:3]
    ]
    best = max(found, key=lambda each: int(each[2].rstrip("+")), default=None)
    if best is None or best[2] != "0":
        return best
    bare = QueueFilter(view=wanted.view)
    return "every filter", bare.query, counted(bare.claims(person), MOST)
