"""Who asks, from where, and the answers that every door shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from claims.exceptions import NotAllowed
from claims.models import User
from claims.views.unsent import may_be_shown, unsent

Rest = ParamSpec("Rest")
NO_LONGER_SIGNED_IN = 401
SAFE = ("GET", "HEAD")


class DeskRequest(HttpRequest):
    """A request of somebody who is signed in, with what htmx tells of itself."""

    user: User
    htmx: HtmxDetails


View = Callable[Concatenate[DeskRequest, Rest], HttpResponse]
OpenView = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def signed_in(view: View[Rest]) -> OpenView[Rest]:
    """Asks others to sign in first; a swap gets 401, so that the page keeps what was typed.

    What a view does not answer itself of NotAllowed is a 403 with its sentence.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            try:
                return view(request, *args, **kwargs)  # type: ignore[arg-type]  # is_authenticated says so
            except NotAllowed as refusal:
                raise PermissionDenied(str(refusal)) from None
        if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
            return signed_out()
        return sign_in_first(request)

    return guarded


def signed_out() -> HttpResponse:
    """To a page that asks for a part of itself: it keeps what was typed, and says how to go on."""
    return HttpResponse(_("You were signed out."), status=NO_LONGER_SIGNED_IN)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """The sign-in; what somebody typed meanwhile is kept before their eyes."""
    if request.method not in SAFE and may_be_shown(request):
        return unsent(request, status=NO_LONGER_SIGNED_IN, way_back=way_back(request))
    return redirect_to_login(way_back(request))


def way_back(request: HttpRequest) -> str:
    """Where to go on after signing in: the page asked for, or the page whose form was sent."""
    if request.method in SAFE:
        return request.get_full_path()
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()})
    return urlsplit(page)._replace(scheme="", netloc="").geturl() if is_ours and page else "/"
