"""A desk's weights, speakers and webhook, and a policy, as the admin asks for them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms

from claims.models import Desk, Weight
from claims.priorities import CONFLICT, MOST, READ, SHIPPED, STANDING, TYPE_POINTS

LISTED = 200  # speakers of one desk: each claimant is compared with all of them
TERMS = {
    **{name: f"Type: {name}" for name in TYPE_POINTS},
    **{term: term.capitalize() for term in (*READ[1:], *STANDING)},
}
KEEP = "Leave it empty to keep what is there."


class WeightForm(forms.ModelForm):
    """One term and the most points it can have; a term that is left out has its shipped points."""

    term = forms.ChoiceField(
        choices=[
            ("", "Choose a term"),
            *((term, f"{words} (shipped: {SHIPPED[term]})") for term, words in TERMS.items()),
        ]
    )
    points = forms.IntegerField(min_value=0, max_value=MOST)

    class Meta:
        model = Weight
        fields = ("term", "points")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("term") == CONFLICT and given.get("points") == 0:
            self.add_error("points", "Give conflicts one point at least: the queue finds them by it.")
        return given


class DeskForm(forms.ModelForm):
    """A desk. Its webhook is a secret: what is there is never sent to the page again."""

    webhook = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    no_webhook = forms.BooleanField(required=False, label="Send nothing to a webhook any more")

    class Meta:
        model = Desk
        fields = ("name", "scale", "policy", "speakers", "webhook", "no_webhook")
        widgets = {"speakers": forms.Textarea(attrs={"rows": 8, "cols": 60})}
        help_texts = {"speakers": f"Names, one a line, at most {LISTED}; claims of theirs come first."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["webhook"].help_text = f"{masked(self.instance.webhook)} {KEEP}"

    def clean_speakers(self) -> str:
        names = [" ".join(line.split()) for line in self.cleaned_data["speakers"].splitlines()]
        told = list(dict.fromkeys(name for name in names if name))
        if len(told) > LISTED:
            raise forms.ValidationError(f"A desk lists {LISTED} speakers at most; these are {len(told)}.")
        return "\n".join(told)

    def clean_webhook(self) -> str:
        given: str = self.cleaned_data["webhook"] or self.instance.webhook
        if given and not given.startswith("https://"):
            raise forms.ValidationError("A webhook’s address begins with https://.")
        return given

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("no_webhook"):
            given["webhook"] = ""
        return given


def masked(webhook: str) -> str:
    """Where messages go, without what would let anybody send there."""
    return f"Set: {urlsplit(webhook).hostname or '?'}/…" if webhook else "None is set."
