"""A person's own keys: changed one by one, all switched off, all put back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.actions import own_keys
from claims.forms.keys import KeysForm
from claims.views.asking import DeskRequest, signed_in

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own(request: DeskRequest) -> HttpResponse:
    deed = request.POST.get("do", "")
    if deed in ("off", "reset"):
        return _at_once(request, deed)
    form = KeysForm(request.POST if request.method == "POST" else None, own=request.user.keys)
    if form.is_bound and form.is_valid():
        own_keys.remap(by=request.user, keys=form.own)
        messages.success(request, _("Your keys are kept."))
        return redirect("account_keys")
    status = WRONG if form.is_bound else 200
    return render(request, "claims/keys.html", {"form": form}, status=status)


def _at_once(request: DeskRequest, deed: str) -> HttpResponse:
    if deed == "off":
        own_keys.switch_off(by=request.user)
        messages.success(request, _("All single keys are switched off."))
    else:
        own_keys.remap(by=request.user, keys={})
        messages.success(request, _("The keys are as they came."))
    return redirect("account_keys")
