"""A person's own pages: how the desk looks, what they are told of, their tokens, what they did."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.actions import notifying, people, tokens
from claims.exceptions import DeskError
from claims.forms import OwnTokenForm
from claims.forms.place import before
from claims.forms.queue import LARGEST_ID
from claims.models import Desk, Telling, Token, Wish
from claims.models.activity import assigned, by_day, done_by, held
from claims.views.asking import DeskRequest, signed_in

PAGE = 100  # lines of the history on a page
TOKENS = 100  # on the page of them
asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@asked_or_sent
@signed_in
def account(request: DeskRequest) -> HttpResponse:
    """How the desk looks and speaks, and the ways to a person's other pages."""
    if request.method == "POST":
        return _set_look(request)
    context = {"languages": settings.LANGUAGES, "desks": request.user.desks.all()}
    return render(request, "claims/account.html", context)


def _set_look(request: DeskRequest) -> HttpResponse:
    given = {name: request.POST.get(name, "") for name in ("theme", "language")}
    try:
        people.set_look(by=request.user, languages=set(dict(settings.LANGUAGES)), **given)
    except DeskError as trouble:
        messages.error(request, str(trouble))
    else:
        # By the new choice: without one, as the next page, in the language that the browser asks for.
        with translation.override(request.user.language or translation.get_language_from_request(request)):
            messages.success(request, _("Saved."))
    return redirect("account")


@asked_or_sent
@signed_in
def wishes(request: DeskRequest) -> HttpResponse:
    """Which kinds of news come by which way."""
    if request.method == "POST":
        wanted = {about: request.POST.getlist(about) for about in Telling.values}
        notifying.set_wishes(by=request.user, wanted=wanted)
        messages.success(request, _("Saved."))
        return redirect("wishes")
    found = {wish.about: wish for wish in Wish.objects.filter(person=request.user)}
    context = {
        "rows": [(kind, found.get(kind) or notifying.wish_of(request.user, kind)) for kind in Telling],
        "has_webhook": Desk.objects.exclude(webhook="").exists(),
    }
    return render(request, "claims/wishes.html", context)


@asked_or_sent
@signed_in
def own_tokens(request: DeskRequest) -> HttpResponse:
    """A person's tokens. The key of a new one stands on the page that answers, and nowhere afterwards."""
    form = OwnTokenForm(request.POST if request.method == "POST" else None, owner=request.user)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        end = timezone.now() + timedelta(days=given["days"])
        made = tokens.make_token(
            label=given["label"], user=request.user, scopes=given["scopes"], expires_at=end
        )
        return _token_page(request, OwnTokenForm(owner=request.user), made=made)
    return _token_page(request, form)


def _token_page(
    request: DeskRequest, form: OwnTokenForm, *, made: tuple[Token, str] | None = None
) -> HttpResponse:
    found = request.user.tokens.order_by("-pk")[:TOKENS]
    context = {"form": form, "made": made, "tokens": found, "now": timezone.now()}
    return render(request, "claims/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def revoke_token(request: DeskRequest, pk: int) -> HttpResponse:
    """From now on its key opens nothing."""
    if not Token.objects.filter(pk=min(pk, LARGEST_ID), user=request.user).exists():
        raise Http404
    token = tokens.revoke_own(token_id=pk, by=request.user)
    messages.success(request, _("“%(label)s” opens nothing any more.") % {"label": token.label})
    return redirect("own_tokens")


@require_safe
@signed_in
def activity(request: DeskRequest) -> HttpResponse:
    """What somebody did, day by day, and what waits for them: for themselves alone."""
    lines = done_by(request.user, before=before(request.GET), size=PAGE)
    context = {
        "days": list(by_day(lines[:PAGE])),
        "going_on": lines[PAGE - 1].pk if len(lines) > PAGE else None,
        "is_first": before(request.GET) is None,
        "held": held(request.user),
        "assigned": assigned(request.user),
    }
    return render(request, "claims/activity.html", context)
