"""What the feeds share: text that XML can hold, and who reads a feed that is not for everybody."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error

from django.http import HttpRequest, HttpResponse

from claims.actions.tokens import note_used
from claims.models import Scope, Token, User
from claims.templatetags.unseen import plain

ATOM = "application/atom+xml; charset=utf-8"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NO_READER = 401


def storable(text: str) -> str:
    """Without what XML cannot hold."""
    return NOT_IN_XML.sub("", plain(text))


def reader(request: HttpRequest) -> User | None:
    """Who is signed in, or whose token the header carries; never from the address, which ends up in logs.

    Feed readers know names and passwords only: there the token is the password, under any name.
    """
    if request.user.is_authenticated:
        return request.user
    key = _key(request.headers.get("Authorization", ""))
    token = Token.objects.matching(key) if key else None
    if token is None or Scope.READ not in token.scopes:
        return None
    note_used(token)
    return token.user


def unknown_reader() -> HttpResponse:
    """Asks for a name and a password, of which the password is a token."""
    said = "Sign in, or give your reader a token as the password (any name will do)."
    return HttpResponse(
        said,
        status=NO_READER,
        content_type="text/plain; charset=utf-8",
        headers={"WWW-Authenticate": 'Basic realm="Claims desk", charset="UTF-8"'},
    )


def _key(header: str) -> str:
    """The token of an Authorization header, Bearer or Basic; blank where there is none."""
    scheme, _, given = header.partition(" ")
    if scheme.lower() == "bearer":
        return given.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return b64decode(given, validate=True).decode().partition(":")[2]
    except (Error, UnicodeDecodeError):
        return ""
