"""The newsroom's own sign-in: whom it vouches for, and who of them is at the desk.

A person is known by the provider's number for them, and at the first time by the e-mail address that an
admin gave them here, if the provider says that it is theirs. Nobody but an admin can change that address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from claims.actions import people
from claims.models import User
from factcheck.errors import refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNVERIFIED = _("Your newsroom’s sign-in names no e-mail address that it has verified. Ask whoever runs it.")
UNKNOWN = _("Nobody at this desk has the e-mail address %(email)s. Ask your desk’s admin to let you in.")
SWITCHED_OFF = _("Your account at this desk was switched off.")
NOT_HERE = _("Accounts are joined by signing in, and in no other way.")
LONGEST_NAME = 150


class NewsroomAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Lets in people of the desk; makes new ones, as viewers, only where OIDC_NEW_PEOPLE says so."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join the provider's account with a person, or refuse with a sentence."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(_refused(request, NOT_HERE))
        if not sociallogin.is_existing:
            sociallogin.connect(request, _person(request, sociallogin))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False  # allauth's own forms for newcomers are used for nobody


def _person(request: HttpRequest, sociallogin: Any) -> User:
    """Whoever has the verified address here. Raises ImmediateHttpResponse, with the refusal."""
    email = next((each.email for each in sociallogin.email_addresses if each.verified is True), "")
    if not email:
        raise ImmediateHttpResponse(_refused(request, UNVERIFIED))
    found = list(User.objects.filter(email__iexact=email)[:2])
    if not found and settings.OIDC_NEW_PEOPLE:
        return _joined(sociallogin, email)
    if len(found) != 1:
        raise ImmediateHttpResponse(_refused(request, UNKNOWN % {"email": email}))
    if not found[0].is_active:
        raise ImmediateHttpResponse(_refused(request, SWITCHED_OFF))
    return found[0]


def _joined(sociallogin: Any, email: str) -> User:
    """Under the name that the provider gives, or the address where that name is taken."""
    given = sociallogin.user
    name = given.username if given and given.username else email
    if len(name) > LONGEST_NAME or User.objects.filter(username__iexact=name).exists():
        name = email[:LONGEST_NAME]
    return people.join(username=name, email=email, name=given.get_full_name() if given else "")


def _refused(request: HttpRequest, sentence: StrOrPromise) -> HttpResponse:
    return refusal(request, 403, "not_allowed", sentence)


def cancelled(request: HttpRequest) -> HttpResponse:
    """Whoever turned back at the provider is where they came from."""
    return redirect("account_login")
