"""Error answers: JSON of one shape below /api/, a page elsewhere, a sentence where a part was asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template import TemplateDoesNotExist, loader
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

from claims.forms.files import RequestTooLarge
from claims.views.asking import SAFE, signed_out, way_back
from claims.views.unsent import may_be_shown, unsent

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES = {
    400: ("bad_request", _("The request could not be understood.")),
    403: ("forbidden", _("Your role does not reach it.")),
    404: ("not_found", _("There is nothing at this address.")),
    413: ("too_large", _("The request is larger than the desk takes: a story may have 2 MB.")),
    429: ("too_many_requests", _("Too many requests; wait a little.")),
    503: ("unavailable", _("The database can't be reached, or took too long. Try again in a moment.")),
    500: ("server_error", _("Something went wrong here. It has been recorded.")),
}
NO_TOKEN = _("This page was opened before you last signed in, or the browser lost its cookies.")
DESK = "claims.views"  # where the views are whose forms hold people's work


def refusal(request: HttpRequest, status: int, code: str, message: StrOrPromise) -> HttpResponse:
    """An error answer in the form that the caller can read."""
    if request.path.startswith("/api/"):
        return JsonResponse({"error": {"code": code, "message": message}}, status=status)
    if is_swap(request):
        return sentence(status, message)
    return HttpResponse(page(status, message, searched_for(request)), status=status)


def searched_for(request: HttpRequest) -> str | None:
    """What somebody looked for in a list, in what of it any text may hold; None where nobody did."""
    words = request.GET.get("q") if request.method in SAFE else None
    return words and words.replace("\0", "")


def is_swap(request: HttpRequest) -> bool:
    """Whether a page asks for a part of itself, in which a whole page of ours has no place."""
    return bool(getattr(request, "htmx", False))


def sentence(status: int, message: StrOrPromise) -> HttpResponse:
    """Alone, as plain text: `desk.js` shows it in the form that was sent, which keeps what was typed."""
    return HttpResponse(message, status=status, content_type="text/plain; charset=utf-8")


def page(status: int, message: StrOrPromise, searched: str | None = None) -> str:
    """The template named after the status where there is one, else a bare page."""
    try:
        given = {"status": status, "message": message, "searched": searched}
        return loader.render_to_string(f"{status}.html", given)
    except TemplateDoesNotExist:
        return format_html(
            '<!doctype html><html lang="{}" dir="{}"><title>{}</title><h1>{}</h1><p>{}</p></html>',
            get_language(),
            "rtl" if get_language_bidi() else "ltr",
            status,
            status,
            message,
        )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django asks here too about a form that is too large."""
    if isinstance(exception, RequestTooLarge):
        return refusal(request, 413, "too_large", str(exception))
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return refusal(request, status, *SENTENCES[status])


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """With the sentence of whoever refused, where there is one."""
    code, sentence = SENTENCES[403]
    return refusal(request, 403, code, str(exception) or sentence)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token, or with one from before the last sign-in: that one can be sent once more.

    Without any cookie it is the same as being signed out.
    """
    is_known = request.user.is_authenticated
    if is_swap(request):
        get_token(request)  # a new cookie: with it the same form is good
        return sentence(403, NO_TOKEN) if is_known else signed_out()
    if may_be_shown(request) and (is_known or _is_of_the_desk(request)):
        return unsent(request, status=403, way_back=way_back(request))
    return HttpResponse(loader.render_to_string("403_csrf.html", {"reason": reason}), status=403)


def _is_of_the_desk(request: HttpRequest) -> bool:
    """Not one of the forms for signing in."""
    found = request.resolver_match
    return found is not None and found.func.__module__.startswith(DESK)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(request, 404, *SENTENCES[404])


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own mistake, unless the database is what failed: then the caller may come back."""
    if not isinstance(sys.exception(), OperationalError):
        return refusal(request, 500, *SENTENCES[500])
    response = refusal(request, 503, *SENTENCES[503])
    response["Retry-After"] = "5"
    return response
