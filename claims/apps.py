"""The app: what is to be done when Django starts, and after each migration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = gettext_lazy("Claims")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(ship, sender=self)


def ship(using: str, **_: Any) -> None:
    """What every installation starts with; nothing where an older schema has been gone back to."""
    from claims.actions import desks, people  # noqa: PLC0415  (models can be read only once the app is ready)

    if "claims_desk" in connections[using].introspection.table_names():
        desks.ship()
        people.mirror_all()
