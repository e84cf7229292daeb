"""One decision on all selected claims, and what became of each; and the whole of it undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
from claims.exceptions import DeskError, Incomplete, NotAllowed
from claims.forms.narrowing import whole
from claims.forms.queue import QueueFilter
from claims.models import Claim, User
from claims.permissions.passing import checkers
from claims.statuses import UNDOABLE
from claims.views.asking import DeskRequest, signed_in
from claims.views.decide import short
from claims.views.decisions import forget
from claims.views.queue import row_data, with_refusals
from claims.words import said

UNKNOWN = said("Choose what to do with the selected claims.")
NO_PERSON = said("Choose whom to assign them to.")
MOST_NAMED = 10  # refusals with the claim's own words in the line that says what was done
Chosen = dict[int, int | None]


KEPT = ngettext_lazy("%(number)s claim kept in the queue", "%(number)s claims kept in the queue", "number")
TAKEN = ngettext_lazy("%(number)s claim taken by you", "%(number)s claims taken by you", "number")
DISMISSED = ngettext_lazy("%(number)s claim dismissed", "%(number)s claims dismissed", "number")
ASSIGNED = ngettext_lazy("%(number)s claim assigned", "%(number)s claims assigned", "number")
SET_ASIDE = ngettext_lazy("%(number)s claim set aside", "%(number)s claims set aside", "number")
AS_BEFORE = ngettext_lazy("%(number)s claim as before", "%(number)s claims as before", "number")


@dataclass(frozen=True, slots=True)
class Deed:
    """What can be done to many at once, what is said of a `number` when it is done, what takes it back."""

    act: Callable[..., Claim]
    done: Any
    undo: Callable[..., Claim] = undoing.undo


DEEDS = {
    "triage": Deed(queue.triage, KEPT),
    "take": Deed(queue.take, TAKEN),
    "dismiss": Deed(queue.dismiss, DISMISSED),
    "assign": Deed(assigning.assign, ASSIGNED, undo=assigning.undo),
    "aside": Deed(setting_aside.set_aside, SET_ASIDE, undo=setting_aside.take_back),
}
UNDOS = dict.fromkeys(UNDOABLE, undoing.undo) | {name: deed.undo for name, deed in DEEDS.items()}


@require_POST
@signed_in
def decide(request: DeskRequest) -> HttpResponse:
    """Each of the selected claims by the one action; those that could not be are named, with the reason."""
    try:
        deed, given = _asked(request)
        chosen = _chosen(request)
        outcome = bulk.each(chosen=chosen, act=deed.act, by=request.user, **given)
    except NotAllowed:
        raise
    except DeskError as trouble:
        return _answer(request, [], str(trouble), status=trouble.status)
    forget(request)
    batch = {claim.pk: claim.version for claim in outcome.done}
    return _answer(request, list(chosen), _said(outcome, deed.done), batch, request.POST["do"])


@require_POST
@signed_in
def undo(request: DeskRequest) -> HttpResponse:
    """All that one decision did, taken back; what somebody changed since is left and named."""
    act = UNDOS.get(request.POST.get("do", ""))
    if act is None:
        return _answer(request, [], _(UNKNOWN), status=Incomplete.status)
    chosen = _chosen(request)
    try:
        outcome = bulk.each(chosen=chosen, act=act, by=request.user)
    except NotAllowed:
        raise
    except DeskError as trouble:
        return _answer(request, [], str(trouble), status=trouble.status)
    for pk in chosen:
        forget(request, pk)
    return _answer(request, list(chosen), _said(outcome, AS_BEFORE))


def _asked(request: DeskRequest) -> tuple[Deed, dict[str, Any]]:
    """The deed and what it needs beside the claims. Raises Incomplete."""
    name = request.POST.get("do", "")
    if name not in DEEDS:
        raise lacking("do", UNKNOWN)
    given: dict[str, Any] = {}
    if name == "dismiss":
        given["reason"] = request.POST.get("reason", "")
    if name == "aside":
        given["until"] = request.POST.get("until", "")
    if name == "assign":
        given["to"] = _person(request.POST.get("to", ""))
    return DEEDS[name], given


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
    """How many were done, and each that was not, with the reason."""
    told = done % {"number": len(outcome.done)}
    if not outcome.refused:
        return f"{told}."
    named = dict(Claim.objects.filter(pk__in=[pk for pk, _ in outcome.refused]).values_list("pk", "sentence"))
    lines = [f"“{_called(pk, named)}”: {why}" for pk, why in outcome.refused[:MOST_NAMED]]
    lines += [f"C-{pk}: {why}" for pk, why in outcome.refused[MOST_NAMED:]]
    counted = _("%(done)s, %(number)s not.") % {"done": told, "number": len(outcome.refused)}
    return " ".join([counted, *lines])


def _called(pk: int, named: dict[int, str]) -> str:
    return short(named[pk]) if pk in named else _("claim %(number)s") % {"number": pk}


def _answer(
    request: DeskRequest,
    touched: list[int],
    said: str,
    batch: dict[int, int] | None = None,
    deed: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    """To htmx the rows that were touched, each in its place; else the list, with what was done."""
    wanted = QueueFilter.from_query(QueryDict(request.POST.get("query", "").removeprefix("?")))
    (messages.success if status < 400 else messages.error)(request, said)
    told = {"deed": deed, "claims": [f"{pk}.{version}" for pk, version in (batch or {}).items()]}
    if not request.htmx:
        request.session["batch"] = told
        return redirect(reverse("queue") + wanted.query)
    left = {claim.pk: claim for claim in row_data(wanted.claims(request.user).filter(pk__in=touched))}
    rows = [(pk, with_refusals(left[pk], request.user) if pk in left else None) for pk in touched]
    context = {"rows": rows, "filter": wanted, "oob": True, "landed": True, "batch": told}
    return render(request, "claims/rows.html", context, status=status)
