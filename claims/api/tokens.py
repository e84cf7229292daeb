"""Who is calling: a source or a person, by the token in the Authorization header. Never by a cookie."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from claims.exceptions import NotAllowed
from claims.models import Token, User


class TokenRequest(HttpRequest):
    """A request that has passed BearerToken."""

    auth: Token


class BearerToken(HttpBearer):
    """`Authorization: Bearer TOKEN`. None, and so 401, for one that is unknown, expired or revoked."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        return Token.objects.matching(token)


def person(request: TokenRequest) -> User:
    """The person whose token it is. Raises NotAllowed for a source's: it may hand in stories, no more."""
    if request.auth.user is None:
        raise NotAllowed("This is a source's token; it hands in stories and reads nothing but their state.")
    return request.auth.user
