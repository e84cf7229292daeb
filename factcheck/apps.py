"""The site as an app: its commands, and the length of a session."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils import timezone


class FactcheckConfig(AppConfig):
    name = "factcheck"

    def ready(self) -> None:
        user_logged_in.connect(end_session_later, dispatch_uid="factcheck.end_session_later")


def end_session_later(request: HttpRequest, **_: Any) -> None:
    """Fix the session's end at sign-in: a set time, which no later request can move."""
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
