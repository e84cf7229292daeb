"""A key to the API as the admin and its owner ask for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.actions.tokens import USUAL, check_token
from claims.exceptions import Incomplete
from claims.models import Scope, Source, Token, User

SCOPES = forms.MultipleChoiceField(
    choices=Scope.choices,
    widget=forms.CheckboxSelectMultiple,
    label=pgettext_lazy("token", "For"),
    required=False,
)


def usual_end() -> datetime:
    return timezone.now() + USUAL


class TokenForm(forms.ModelForm):
    """Refuses what `make_token` would refuse, beside the field that it concerns."""

    scopes = SCOPES
    expires_at = forms.SplitDateTimeField(
        initial=usual_end, required=False, label=_("Good until"), help_text=_("at most 366 days; else 90")
    )

    class Meta:
        model = Token
        fields = ("label", "source", "user", "scopes", "expires_at")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        check(self, given, source=given.get("source"), user=given.get("user"))
        return given


class OwnTokenForm(forms.Form):
    """The same for oneself: the owner is whoever asks."""

    label = forms.CharField(max_length=80, required=False)
    scopes = SCOPES
    days = forms.TypedChoiceField(
        choices=[(30, _("30 days")), (90, _("90 days")), (180, _("180 days")), (365, _("a year"))],
        coerce=int,
        initial=90,
    )

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        check(self, given, source=None, user=self.owner)
        return given


def check(form: forms.BaseForm, given: dict[str, Any], *, source: Source | None, user: User | None) -> None:
    """Ask the action's own rule, and put what it says beside the fields."""
    try:
        check_token(
            label=given.get("label", "-"),
            source=source,
            user=user,
            scopes=given.get("scopes", []),
            expires_at=given.get("expires_at"),
        )
    except Incomplete as refusal:
        for name, sentence in refusal.fields.items():
            form.add_error(name, sentence)
