"""A verdict as it is typed in. What a verdict needs is the action's to say; here stand the fields."""

from __future__ import annotations

from copy import copy
from typing import Any, Self
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms.desk import DeskForm
from claims.ratings import Finding
from claims.words import said


def _lost(words: str) -> dict[str, Any]:
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), _(words))


LOST_VERSION = said("This form has lost its version; load the page again.")
LOST_KEY = said("This form has lost its key; load the page again.")


class VerdictForm(DeskForm):
    """Rating, finding, reason; the version that was seen and a key that makes a repeat harmless.

    Rating and reason may come empty: the action answers with what is missing, in the desk's words, and
    knows the scale of the claim's desk.
    """

    rating = forms.CharField(max_length=24, required=False)
    finding = forms.ChoiceField(
        label=_("The figure is"),
        choices=[("", _("not judged")), *((f.value, _(f.label)) for f in Finding)],
        required=False,
    )
    explanation = forms.CharField(
        label=_("Why, in words a reader can follow"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    no_contact = forms.CharField(
        label=_("Why the speaker was not asked"),
        help_text=_("Readers see this. Leave it empty where an attempt is on record."),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, error_messages=_lost(LOST_VERSION))
    key = forms.UUIDField(initial=uuid4, required=False, error_messages=_lost(LOST_KEY))

    def clean_key(self) -> UUID:
        """A form without a key can't be told from its repeat: it gets one of its own."""
        return self.cleaned_data["key"] or uuid4()

    def refuse(self, fields: dict[str, str]) -> None:
        """Put what the action refused beside the fields that it names."""
        for name in fields.keys() & (self.fields.keys() - self.errors.keys()):
            self.add_error(name, fields[name])

    def seen_at(self, version: int) -> Self:
        """The same text as a form of this version: to be sent once more on purpose."""
        again = copy(self)
        again.data = {name: self.data.get(name) for name in self.fields} | {"version": version}
        return again
