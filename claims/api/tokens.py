"""Who is calling: a source or a person, by the token in the Authorization header. Never by a cookie."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from claims.actions.tokens import note_used
from claims.exceptions import NotAllowed
from claims.models import Scope, Token, User


class TokenRequest(HttpRequest):
    """A request that has passed BearerToken."""

    auth: Token


class BearerToken(HttpBearer):
    """`Authorization: Bearer TOKEN`. None, and so 401, for one that is unknown, expired or revoked.

    One that was made for something else than `scope` is refused with NotAllowed.
    """

    def __init__(self, scope: Scope | None = None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        found = Token.objects.matching(token)
        if found is not None:
            check_scope(found, self.scope)
            note_used(found)
        return found


def check_scope(token: Token, scope: Scope | None) -> None:
    """Raises NotAllowed with what the token is for."""
    if scope is not None and scope not in token.scopes:
        made_for = ", ".join(token.scopes)
        raise NotAllowed(f"This token was made for: {made_for}. This needs a token for: {scope}.")


def person(request: TokenRequest) -> User:
    """The person whose token it is. Raises NotAllowed for a source's: it may hand in stories, no more."""
    if request.auth.user is None:
        raise NotAllowed("This is a source's token; it hands in stories and reads nothing but their state.")
    return request.auth.user
