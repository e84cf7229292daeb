"""What time it is for receipt, embargo and publishing."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone


def clock() -> datetime:
    """Now, or the moment that development and tests replay (FACTCHECK_NOW)."""
    replayed: datetime | None = settings.FACTCHECK_NOW
    return replayed or timezone.now()
