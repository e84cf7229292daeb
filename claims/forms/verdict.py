"""A verdict as it is typed in. What a verdict needs is the action's to say; here stand the fields."""

from __future__ import annotations

from copy import copy
from typing import Self
from uuid import uuid4

from django import forms

from claims.ratings import ACTIVE_SCALE, Finding


class VerdictForm(forms.Form):
    """Rating, finding, reason; the version that was seen and a key that makes a repeat harmless.

    Rating and reason may come empty: the action answers with what is missing, in the desk's words.
    """

    rating = forms.ChoiceField(choices=[(r.code, r.label) for r in ACTIVE_SCALE.ratings], required=False)
    finding = forms.ChoiceField(
        label="The figure is",
        choices=[("", "not judged"), *((f.value, f.label) for f in Finding)],
        required=False,
    )
    explanation = forms.CharField(
        label="Why, in words a reader can follow",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    key = forms.UUIDField(initial=uuid4)

    def seen_at(self, version: int) -> Self:
        """The same text as a form of this version: to be sent once more on purpose."""
        again = copy(self)
        again.data = {**self.data.dict(), "version": version}  # type: ignore[union-attr]  # a QueryDict
        return again
