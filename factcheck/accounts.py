"""Who comes in, and for how long: allauth's sign-in with the desk's own limits.

Failures count for a name and an address together, so that nobody can lock out somebody else, and for an
address alone. Sessions end at a set time after signing in, and after an hour in which nobody did anything.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.views import LoginView
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from claims.models import User
from claims.models.notification import people_with_unread

SHIFT = timedelta(hours=8)
SHARED, SEEN = "shared_computer", "seen_at"  # keys of the session
SEEN_EVERY = timedelta(minutes=1)  # how often a busy session is written
TOO_MANY = "too_many_login_attempts"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by the desk's editor, never by whoever comes along."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("That name and password don’t match. Check both and try again."),
        TOO_MANY: _("Too many tries with this name from here. Wait a quarter of an hour, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        name = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{name}:{self.get_client_ip(request)}"


class DeskBackend(AuthenticationBackend):  # type: ignore[misc]
    """Whoever asks comes with the count of what they have not read, so that no page needs to ask for it."""

    def get_user(self, user_id: Any) -> User | None:
        person = people_with_unread().filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None


class KeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of phones and keys lie encrypted in the database; SECRET_KEY opens them."""

    def build_totp_svg(self, url: str) -> str:
        """The library's own drawing, for the page itself: no image may come as data."""
        drawing: str = super().build_totp_svg(url)
        return mark_safe(drawing.partition("?>")[2])  # noqa: S308

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> MultiFernet:
    keys: list[Any] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (sha256(f"second step: {key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])


class SignIn(LoginView):  # type: ignore[misc]
    """A wrong password keeps the name that was typed; too many of them are a 429."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        oidc = settings.OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS else ""
        context: dict[str, Any] = super().get_context_data(**given)
        return context | {"oidc": oidc}

    def form_valid(self, form: Form) -> HttpResponse:
        self.request.session[SHARED] = bool(self.request.POST.get("shared"))
        response: HttpResponse = super().form_valid(form)
        if self.request.user.is_authenticated:
            end_session_later(self.request)  # allauth sets an end of its own after the sign-in
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if any(error.code == TOO_MANY for error in form.non_field_errors().as_data()):
            response.status_code = 429
        return response


def end_session_later(request: HttpRequest, **_: Any) -> None:
    """Fix the session's end at sign-in: a set time, which no later request can move.

    A computer that others use forgets after a shift.
    """
    length = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    if request.session.get(SHARED):
        length = min(length, SHIFT)
    request.session.set_expiry(timezone.now() + length)


def end_idle_sessions(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Signs out whoever did nothing for FACTCHECK_IDLE_MINUTES. What a page asks by itself is no doing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return answer(request)  # a reader: whoever asks who that is makes the page nobody's to cache
        if request.user.is_authenticated and _unseen_for(request) > settings.FACTCHECK_IDLE:
            logout(request)
        response = answer(request)
        if request.user.is_authenticated and not _by_itself(request):
            _note_seen(request)
        return response

    return middleware


def _by_itself(request: HttpRequest) -> bool:
    """Whether the page asked, and nobody at it: it polls, or renews a hold."""
    match = request.resolver_match
    return match is not None and match.url_name in settings.FACTCHECK_POLLS


def _note_seen(request: HttpRequest) -> None:
    if SEEN not in request.session or _unseen_for(request) > SEEN_EVERY:
        request.session[SEEN] = timezone.now().isoformat()


def _unseen_for(request: HttpRequest) -> timedelta:
    """How long ago somebody last did something in this session; a new one began now."""
    seen = request.session.get(SEEN)
    return timezone.now() - datetime.fromisoformat(seen) if seen else timedelta(0)
