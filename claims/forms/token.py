"""A key to the API as the admin asks for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from claims.actions.people import check_token
from claims.exceptions import Incomplete
from claims.models import Token

PAST = "Choose a time that is still to come; leave it empty for a key that does not expire."


class TokenForm(forms.ModelForm):
    """Refuses what `make_token` would refuse, beside the field that it concerns."""

    class Meta:
        model = Token
        fields = ("label", "source", "user", "expires_at")

    def clean_expires_at(self) -> Any:
        at = self.cleaned_data["expires_at"]
        if at and at <= timezone.now():
            raise forms.ValidationError(PAST)
        return at

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        try:
            check_token(label=given.get("label", "-"), source=given.get("source"), user=given.get("user"))
        except Incomplete as refusal:
            for name, sentence in refusal.fields.items():
                self.add_error(name, sentence)
        return given
