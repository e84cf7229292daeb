"""What every request passes: a name for it, the refusal of NUL, and privacy of signed-in pages."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from itertools import chain

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from claims.dispatch import current_request
from factcheck.errors import refusal

Answer = Callable[[HttpRequest], HttpResponse]
OUR_KIND_OF_ID = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")
FOR_EVERYBODY = re.compile(r"/(?:api|checks|healthz|readyz|metrics)(?:/|\Z)|.*\.(?:csv|json|xml)\Z")
GATE = "/login/"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def request_id(answer: Answer) -> Answer:
    """Names each request, for the log and for the caller; a proxy's own name for it is kept if plain."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        name = given if OUR_KIND_OF_ID.match(given) else uuid.uuid4().hex
        request.META["HTTP_X_REQUEST_ID"] = name
        token = current_request.set(name)
        try:
            response = answer(request)
        finally:
            current_request.reset(token)
        response["X-Request-ID"] = name
        return response

    return middleware


def refuse_nul(answer: Answer) -> Answer:
    """400 for a NUL in the address, the query, a cookie or a form.

    PostgreSQL takes no NUL in text, so it would end as a 500 wherever a value reaches a query, in
    Django's own admin too.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if any("\0" in text for text in texts(request)):
            return refusal(
                request, 400, "nul_character", "The request holds a NUL character, which no text may."
            )
        return answer(request)

    return middleware


def texts(request: HttpRequest) -> Iterator[str]:
    """All texts of the address, the query, the cookies and, where there is one, the form."""
    yield request.path
    given = chain(request.GET.lists(), ((key, [value]) for key, value in request.COOKIES.items()))
    if request.content_type in FORMS:
        given = chain(
            given,
            request.POST.lists(),
            ((key, [f.name or "" for f in many]) for key, many in request.FILES.lists()),
        )
    for key, values in given:
        yield key
        yield from values


def speak(answer: Answer) -> Answer:
    """The desk in the language of each person's choice, else in one that their browser asks for and we have.

    What readers see and machines read is in the site's own: a page for everybody is the same for everybody.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_of_desk(request):
            return answer(request)
        spoken = language_of(request)
        with translation.override(spoken):
            response = answer(request)
        response.headers.setdefault("Content-Language", spoken)
        return response

    return middleware


def is_of_desk(request: HttpRequest) -> bool:
    """Whether the address is the desk's, and somebody with a session asks, or who is about to sign in."""
    if FOR_EVERYBODY.match(request.path):
        return False
    return settings.SESSION_COOKIE_NAME in request.COOKIES or request.path.startswith(GATE)


def language_of(request: HttpRequest) -> str:
    """One of LANGUAGES: chosen by the person, else asked for by the browser, else the site's own."""
    chosen = getattr(request.user, "language", "")
    known = dict(settings.LANGUAGES)
    return chosen if chosen in known else translation.get_language_from_request(request)


def keep_private(answer: Answer) -> Answer:
    """What a signed-in person sees is stored by no cache, unless the view said otherwise."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response

    return middleware
