"""A source as the admin asks for it, and how its stories come in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from claims.actions.intake import source_name
from claims.exceptions import StoryRejected
from claims.fetching import FetchRefused, Rules
from claims.models import Intake, Source

RULES = Rules()
ANEW = {"etag": "", "last_modified": "", "next_at": None, "failures": 0, "failure": ""}


class SourceForm(forms.ModelForm):
    """A source's name is held to the same rule as one that comes with a story.

    A folder is named by its whole path on the worker's machine, a feed by a web address. What was known of
    another address is forgotten, and the source is looked at at once.
    """

    class Meta:
        model = Source
        fields = ("name", "is_active", "intake", "address", "every_seconds")

    def clean_name(self) -> str:
        try:
            name = source_name(self.cleaned_data["name"])
        except StoryRejected as refusal:
            raise forms.ValidationError(str(refusal)) from None
        if Source.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a source of this name."))
        return name

    def clean_every_seconds(self) -> int:
        seconds: int = self.cleaned_data["every_seconds"]
        if seconds < 10:
            raise forms.ValidationError(_("A source is looked at every 10 seconds at most."))
        return seconds

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if wrong := what_is_wrong(given.get("intake", ""), given.get("address", "")):
            self.add_error("address", wrong)
        elif {"intake", "address"} & set(self.changed_data):
            for field, value in ANEW.items():
                setattr(self.instance, field, value)
        return given


def what_is_wrong(intake: str, address: str) -> str:
    """Why stories can't come in from there in this way; "" where they can."""
    if intake == Intake.FOLDER and not Path(address).is_absolute():
        return _("Name the folder by its whole path, from / on.")
    if intake == Intake.PUSH and address:
        return _("Stories that are handed in come from no address.")
    if intake == Intake.FEED:
        try:
            RULES.check(address)
        except FetchRefused as refusal:
            return refusal.reason
    return ""
