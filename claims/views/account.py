"""Signing in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.utils import timezone

SHIFT = timedelta(hours=8)


class SignIn(LoginView):
    """Django's own, with a shorter session for a computer that others use."""

    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if self.request.POST.get("shared"):
            self.request.session.set_expiry(timezone.now() + SHIFT)
        return response
