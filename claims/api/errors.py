"""Every refusal as {"error": {"code", "message", "fields"?}}, and JSON for what no operation answers."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from claims.api.bodies import JSON, TOO_BIG
from claims.exceptions import DeskError
from claims.ingest.types import BadStory, TooBig, Unreadable

NOT_ALLOWED = 405
NOT_FOUND = "There is nothing at this address."
UNAUTHORIZED = "Send a valid token: Authorization: Bearer TOKEN."
UNAVAILABLE = "The database can't be reached, or took too long. Try again."


def refusal(status: int, code: str, message: str, fields: dict[str, str] | None = None) -> JsonResponse:
    error: dict[str, Any] = {"code": code, "message": message}
    if fields:
        error["fields"] = fields
    return JsonResponse({"error": error}, status=status)


def answer_errors(api: NinjaAPI) -> None:
    """Teach `api` the answer to everything that may be raised for a bad request."""
    api.add_exception_handler(DeskError, _desk_error)
    api.add_exception_handler(BadStory, _bad_story)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(AuthenticationError, _unauthorized)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(ObjectDoesNotExist, _not_found)
    api.add_exception_handler(RequestDataTooBig, lambda request, error: refusal(413, "too_large", TOO_BIG))
    api.add_exception_handler(RawPostDataException, _form)
    api.add_exception_handler(SuspiciousOperation, _suspicious)
    api.add_exception_handler(OperationalError, _unavailable)
    api.add_exception_handler(Exception, _unexpected)


def always_json(pattern: URLPattern) -> URLPattern:
    """The same address, whose refusals are all in JSON: of a method, and none for want of a form's cookie."""
    answer = pattern.callback

    @csrf_exempt
    @wraps(answer)
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = answer(request, *args, **kwargs)
        return _other_method(response["Allow"]) if response.status_code == NOT_ALLOWED else response

    return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)


@csrf_exempt
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """For addresses below the API that nobody knows."""
    return refusal(404, "not_found", NOT_FOUND)


def _other_method(known: str) -> HttpResponse:
    response = refusal(NOT_ALLOWED, "method_not_allowed", f"Use {known} here.")
    response["Allow"] = known
    return response


def _desk_error(request: HttpRequest, error: Any) -> HttpResponse:
    response = refusal(error.status, error.code, str(error), getattr(error, "fields", None))
    if wait := getattr(error, "retry_after", None):
        response["Retry-After"] = str(wait)
    return response


def _bad_story(request: HttpRequest, error: Any) -> HttpResponse:
    """Not readable at all is 400, too large 413, anything else about its fields 422."""
    status = 413 if isinstance(error, TooBig) else 400 if isinstance(error, Unreadable) else 422
    is_placed = error.line is None or "line" in error.reason
    message = error.reason if is_placed else f"Line {error.line}: {error.reason}"
    return refusal(status, "rejected", message, error.fields)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """ninja's findings: the place of each field or parameter, and pydantic's words for what is wrong."""
    fields = {_place(found["loc"]): f"{found['msg']}." for found in error.errors}
    sentences = (f"{name}: {sentence}" for name, sentence in fields.items())
    return refusal(422, "invalid", " ".join(sentences), fields)


def _place(loc: tuple[str | int, ...]) -> str:
    """`evidence.0.url` of ("body", "verdict", "evidence", 0, "url"); a query's parameter by its name."""
    within = loc[2:] if loc[0] == "body" else loc[1:]
    return ".".join(str(step) for step in within) or "body"


def _unauthorized(request: HttpRequest, error: Any) -> HttpResponse:
    response = refusal(401, "unauthorized", UNAUTHORIZED)
    response["WWW-Authenticate"] = "Bearer"
    return response


def _http_error(request: HttpRequest, error: Any) -> HttpResponse:
    """A body that could not be parsed: the reason is what our parser raised."""
    cause = error.__cause__
    if isinstance(cause, BadStory):
        return _bad_story(request, cause)
    if isinstance(cause, DeskError):
        return _desk_error(request, cause)
    return refusal(error.status_code, "bad_request", str(error))


def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return refusal(404, "not_found", NOT_FOUND)


def _form(request: HttpRequest, error: Any) -> HttpResponse:
    """A form, whose body is spent already: somebody looked for a NUL in it."""
    return refusal(415, "rejected", f"Send {JSON}; this is {request.content_type}.")


def _suspicious(request: HttpRequest, error: Any) -> HttpResponse:
    return refusal(400, "bad_request", "The request could not be understood.")


def _unavailable(request: HttpRequest, error: Any) -> HttpResponse:
    response = refusal(503, "unavailable", UNAVAILABLE)
    response["Retry-After"] = "5"
    return response


def _unexpected(request: HttpRequest, error: Any) -> HttpResponse:
    """Our own mistake: Django logs it and answers through factcheck.errors, in JSON too."""
    raise error
