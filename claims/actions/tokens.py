"""Keys to the API: made for a source or a person, shown once, good for a while, revoked for good."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.actions.person_history import note
from claims.actions.wording import lacking, typed
from claims.exceptions import NotAllowed
from claims.models import Scope, Source, Token, User
from claims.words import said

NO_LABEL = said("Give the token a label, so that you know it again when you want to revoke it.")
NO_OWNER = said("A token belongs to a source or to a person, and not to both.")
NO_SCOPE = said("Choose what the token is for.")
WIRE_SCOPE = said("A source’s token hands in stories, and is for nothing else.")
OUT_OF_RANGE = said("Choose a time within the next 366 days.")
NOT_YOURS = said("This is somebody else’s token.")
KEY_BYTES = 32
USUAL, LONGEST = timedelta(days=90), timedelta(days=366)  # that a token is good for
USED_EVERY = timedelta(minutes=1)  # how often its last use is written down


@transaction.atomic
def make_token(
    *,
    label: str,
    source: Source | None = None,
    user: User | None = None,
    scopes: Sequence[str] | None = None,
    expires_at: datetime | None = None,
    by: User | None = None,
) -> tuple[Token, str]:
    """A new token and its key. The key is not stored and cannot be shown again.

    Without `scopes` a source's may hand in stories, a person's all that the person may; without `expires_at`
    it is good for ninety days. Raises Incomplete.
    """
    wanted = [Scope.INGEST] if source and scopes is None else list(Scope if scopes is None else scopes)
    label = check_token(label=label, source=source, user=user, scopes=wanted, expires_at=expires_at)
    key = secrets.token_urlsafe(KEY_BYTES)
    token = Token.objects.create(
        key_hash=Token.digest(key),
        label=label,
        source=source,
        user=user,
        scopes=[scope.value for scope in Scope if scope in wanted],
        expires_at=expires_at or timezone.now() + USUAL,
    )
    if user:
        note(
            user, "token_made", by=by or user, after=label, detail={"token": token.pk, "scopes": token.scopes}
        )
    return token, key


def check_token(
    *,
    label: str,
    source: Source | None,
    user: User | None,
    scopes: Sequence[str],
    expires_at: datetime | None = None,
) -> str:
    """The label as it will be kept. Raises Incomplete for whatever the token may not be."""
    if (source is None) == (user is None):
        raise lacking("source", NO_OWNER)
    if not scopes or not set(scopes) <= set(Scope.values):
        raise lacking("scopes", NO_SCOPE)
    if source and set(scopes) != {Scope.INGEST}:
        raise lacking("scopes", WIRE_SCOPE)
    if expires_at and not timezone.now() < expires_at <= timezone.now() + LONGEST:
        raise lacking("expires_at", OUT_OF_RANGE)
    return typed(label, "label", limit=80, missing=NO_LABEL)


@transaction.atomic
def revoke_token(*, token_id: int, by: User | None = None) -> Token:
    """From now on the key opens nothing; revoking twice keeps the first time. Raises Token.DoesNotExist."""
    revoked = Token.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=Now())
    token = Token.objects.select_related("user").get(pk=token_id)
    if revoked and token.user:
        note(token.user, "token_revoked", by=by or token.user, before=token.label, detail={"token": token.pk})
    return token


def revoke_own(*, token_id: int, by: User) -> Token:
    """Of one's own tokens. Raises NotAllowed for another's, Token.DoesNotExist where there is none."""
    if Token.objects.get(pk=token_id).user_id != by.pk:
        raise NotAllowed(_(NOT_YOURS))
    return revoke_token(token_id=token_id, by=by)


def note_used(token: Token) -> None:
    """Write down that it was used, at most once a minute: a busy program must not mean a write a request."""
    last = token.last_used_at
    if last is None or timezone.now() - last >= USED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=Now())
