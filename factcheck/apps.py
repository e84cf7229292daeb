"""The site as an app: its commands, and the length of a session."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class FactcheckConfig(AppConfig):
    name = "factcheck"

    def ready(self) -> None:
        from factcheck import checks, reports  # noqa: F401, PLC0415  ask for settings and models
        from factcheck.accounts import end_session_later  # noqa: PLC0415  asks for models, which load after apps

        reports.start()
        user_logged_in.connect(end_session_later, dispatch_uid="factcheck.end_session_later")
