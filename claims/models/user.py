"""People at the desk."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from claims.statuses import Role


class User(AbstractUser):
    """A person with one role; roles are cumulative (see claims.statuses.Role)."""

    role = models.CharField(max_length=16, choices=[(r.value, r.value) for r in Role], default=Role.VIEWER)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="user_role_known"),
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
