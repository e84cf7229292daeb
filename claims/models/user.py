"""People at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.statuses import Role


class User(AbstractUser):
    """A person with one role; roles are cumulative (see claims.statuses.Role)."""

    role = models.CharField(max_length=16, choices=[(r.value, _(r.value)) for r in Role], default=Role.VIEWER)

    desks = models.ManyToManyField("claims.Desk", blank=True, related_name="people")
    language = models.CharField(
        max_length=10,
        blank=True,
        default="",
        db_default="",
        help_text="none: the browser's",
    )
    theme = models.CharField(
        max_length=5,
        blank=True,
        choices=[("light", pgettext_lazy("theme", "light")), ("dark", pgettext_lazy("theme", "dark"))],
        default="",
        db_default="",
        help_text="none: the system's",
    )
    keys: Any = models.JSONField(
        default=dict,
        db_default=Value({}, models.JSONField()),
        blank=True,
        help_text="keys that this person gave to bindings, by their names; an empty one is switched off",
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="user_role_known"),
            models.CheckConstraint(condition=Q(theme__in=["", "light", "dark"]), name="user_theme_known"),
        ]

    def may(self, needed: Role) -> bool:
        """Whether this person's role reaches `needed`."""
        return self.is_active and Role(self.role).reaches(needed)

    @property
    def name(self) -> str:
        return self.get_full_name() or self.username

    @property
    def initials(self) -> str:
        words = self.name.replace(".", " ").replace("_", " ").split()
        return "".join(word[0] for word in words[:2]).upper()
