"""Evidence as it is typed in."""

from __future__ import annotations

from django import forms

from claims.forms.desk import DeskForm
from claims.ratings import Stance


class EvidenceForm(DeskForm):
    """Where, what it says, and for which side."""

    url = forms.URLField(
        label="Link",
        max_length=2000,
        assume_scheme="https",
        error_messages={"required": "Give the link.", "invalid": "That is no web address."},
    )
    title = forms.CharField(label="Title", max_length=300, error_messages={"required": "Give it a title."})
    publisher = forms.CharField(label="Publisher", max_length=200, required=False)
    quote = forms.CharField(
        label="What it says", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    stance = forms.ChoiceField(
        label="It speaks",
        choices=[(Stance.AGAINST, "Against"), (Stance.FOR, "For"), (Stance.CONTEXT, "Context")],
        initial=Stance.AGAINST,
        widget=forms.RadioSelect,
    )
    is_primary = forms.BooleanField(label="Primary source", required=False)

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if not url.lower().startswith(("http://", "https://")):
            raise forms.ValidationError("Add https:// at the start.")
        return url
