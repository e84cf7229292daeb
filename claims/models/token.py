"""Keys to the API: stored hashed, shown once."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.source import Source


class Scope(models.TextChoices):
    """What a token may be used for; its owner's role, or its being a source's, bounds it besides."""

    READ = "read", _("Read claims and events")
    VERDICT = "verdict", _("Propose verdicts")
    INGEST = "ingest", _("Hand in stories")


EVERY = Value("{read,verdict,ingest}")  # what a token made before there were scopes is good for


def every_scope() -> list[str]:
    return list(Scope.values)


class TokenQuerySet(models.QuerySet["Token"]):
    def live(self) -> TokenQuerySet:
        """Not revoked, not expired, and its owner still active."""
        return self.filter(
            Q(expires_at=None) | Q(expires_at__gt=timezone.now()),
            Q(user__is_active=True) | Q(source__is_active=True),
            revoked_at=None,
        )

    def matching(self, key: str) -> Token | None:
        """The live token whose key this is."""
        return self.live().filter(key_hash=Token.digest(key)).select_related("source", "user").first()


class Token(models.Model):
    """Belongs to a source (it may only hand in that source's stories) or to a person."""

    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    label = models.CharField(max_length=80)
    source = models.ForeignKey(Source, models.CASCADE, null=True, blank=True, related_name="tokens")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="tokens"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    scopes = ArrayField(
        models.CharField(max_length=8, choices=Scope.choices), default=every_scope, db_default=EVERY
    )
    last_used_at = models.DateTimeField(null=True, blank=True, help_text="to the minute")

    objects = TokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(source=None, user__isnull=False) | Q(source__isnull=False, user=None),
                name="token_has_one_owner",
            ),
            models.CheckConstraint(condition=Q(scopes__contained_by=Scope.values), name="token_scopes_known"),
        ]

    def __str__(self) -> str:
        return self.label

    @staticmethod
    def digest(key: str) -> str:
        return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
