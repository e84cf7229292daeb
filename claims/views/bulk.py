"""One decision on all selected claims, and what became of each; and the whole of it undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_POST

from claims.actions import assigning, bulk, queue, setting_aside, undoing
from claims.actions.wording import lacking
from claims.exceptions import DeskError, NotAllowed
from claims.forms.narrowing import whole
from claims.forms.queue import QueueFilter
from claims.models import Claim, User
from claims.permissions.passing import checkers
from claims.templatetags.decisions import MANY
from claims.views.asking import DeskRequest, signed_in
from claims.views.queue import row_data, with_refusals
from claims.views.undoing import undone
from claims.words import said

UNKNOWN = said("Choose what to do with the selected claims.")
NO_PERSON = said("Choose whom to assign them to.")
MOST_REASONS = 3  # why claims were refused that one line names
Chosen = dict[int, int | None]

AS_BEFORE = ngettext_lazy("%(number)s claim as before", "%(number)s claims as before", "number")
NOT_DONE = ngettext_lazy("%(number)s not done: %(reasons)s", "%(number)s not done: %(reasons)s", "number")

DEEDS: dict[str, Callable[..., Claim]] = {
    "triage": queue.triage,
    "take": queue.take,
    "dismiss": queue.dismiss,
    "assign": assigning.assign,
    "set_aside": setting_aside.set_aside,
}


@require_POST
@signed_in
def decide(request: DeskRequest) -> HttpResponse:
    """Each of the selected claims by the one action; those that could not be are counted, with reasons."""
    try:
        name, given = _asked(request)
        chosen = _chosen(request)
        outcome = bulk.each(chosen=chosen, act=DEEDS[name], by=request.user, **given)
    except NotAllowed:
        raise
    except DeskError as trouble:
        return _answer(request, [], str(trouble), status=trouble.status)
    return _answer(request, list(chosen), _said(outcome, MANY[name]))


@require_POST
@signed_in
def undo(request: DeskRequest) -> HttpResponse:
    """All that one decision did, taken back; what somebody changed since is left and counted."""
    chosen = _chosen(request)
    try:
        outcome = bulk.each(chosen=chosen, act=undoing.undo, by=request.user)
    except NotAllowed:
        raise
    except DeskError as trouble:
        return _answer(request, [], str(trouble), status=trouble.status)
    is_one = len(chosen) == len(outcome.done) == 1
    return _answer(request, list(chosen), undone(outcome.done[0]) if is_one else _said(outcome, AS_BEFORE))


def _asked(request: DeskRequest) -> tuple[str, dict[str, Any]]:
    """The name of the deed and what it needs beside the claims. Raises Incomplete."""
    name = request.POST.get("do", "")
    if name not in DEEDS:
        raise lacking("do", UNKNOWN)
    given: dict[str, Any] = {}
    if name == "dismiss":
        given["reason"] = request.POST.get("reason", "")
    if name == "set_aside":
        given["until"] = request.POST.get("until", "")
    if name == "assign":
        given["to"] = _person(request.POST.get("to", ""))
    return name, given


def _person(text: str) -> User:
    found = checkers().filter(pk=whole(text) or 0).first() if text else None
    if found is None:
        raise lacking("to", NO_PERSON)
    return found


def _chosen(request: DeskRequest) -> Chosen:
    """The claims that were ticked, each `number.version`; what is no number is no claim."""
    pairs = (text.partition(".")[::2] for text in request.POST.getlist("claim"))
    return {pk: whole(version) for number, version in pairs if (pk := whole(number))}


def _said(outcome: bulk.Outcome, done: Any) -> str:
    """How many were done, and how many were not: one line, each reason once, the most frequent first."""
    told = done % {"number": len(outcome.done)}
    if not outcome.refused:
        return f"{told}."
    reasons = Counter(why.removesuffix(".") for _, why in outcome.refused).most_common()
    parts = [f"{why}." for why, _ in reasons]
    if len(reasons) > 1:
        parts = [_counted(why, number) for why, number in reasons[:MOST_REASONS]]
    if len(reasons) > MOST_REASONS:
        parts.append(_counted(_("Other reasons"), sum(number for _, number in reasons[MOST_REASONS:])))
    refused = str(NOT_DONE % {"number": len(outcome.refused), "reasons": " ".join(parts)})
    return f"{told}. {refused}" if outcome.done else refused


def _counted(why: str, number: int) -> str:
    return _("%(why)s (%(number)s).") % {"why": why, "number": number}


def _answer(request: DeskRequest, touched: list[int], said: str, *, status: int = 200) -> HttpResponse:
    """To htmx the rows that were touched, each in its place; else the list, with what was done."""
    wanted = QueueFilter.from_query(QueryDict(request.POST.get("query", "").removeprefix("?")))
    (messages.success if status < 400 else messages.error)(request, said)
    if not request.htmx:
        return redirect(reverse("queue") + wanted.query)
    left = {claim.pk: claim for claim in row_data(wanted.claims(request.user).filter(pk__in=touched))}
    rows = [(pk, with_refusals(left[pk], request.user) if pk in left else None) for pk in touched]
    context = {"rows": rows, "filter": wanted, "oob": True, "landed": True}
    return render(request, "claims/rows.html", context, status=status)
