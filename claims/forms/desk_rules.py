"""A desk's weights, speakers and webhook, and the ratings of a scale, as the admin asks for them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models import Desk, Weight
from claims.priorities import CONFLICT, MOST, READ, SHIPPED, STANDING, TYPE_POINTS
from claims.ratings import FEWEST
from claims.ratings import MOST as RATINGS
from claims.words import said

LISTED = 200  # speakers of one desk: each claimant is compared with all of them
TERMS = {
    **{name: format_lazy(_("Type: {name}"), name=_(name)) for name in TYPE_POINTS},
    **{term: capfirst(_(term)) for term in (*READ[1:], *STANDING)},
}
KEEP = said("Leave it empty to keep what is there.")


class WeightForm(forms.ModelForm):
    """One term and the most points it can have; a term that is left out has its shipped points."""

    term = forms.ChoiceField(
        choices=[
            ("", _("Choose a term")),
            *(
                (term, format_lazy(_("{term} (shipped: {points})"), term=words, points=SHIPPED[term]))
                for term, words in TERMS.items()
            ),
        ]
    )
    points = forms.IntegerField(min_value=0, max_value=MOST)

    class Meta:
        model = Weight
        fields = ("term", "points")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("term") == CONFLICT and given.get("points") == 0:
            self.add_error(
                "points", gettext("Give conflicts one point at least: the queue finds them by it.")
            )
        return given


class DeskForm(forms.ModelForm):
    """A desk. Its webhook is a secret: what is there is never sent to the page again."""

    webhook = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    no_webhook = forms.BooleanField(required=False, label=_("Send nothing to a webhook any more"))

    class Meta:
        model = Desk
        fields = ("name", "scale", "policy", "speakers", "webhook", "no_webhook")
        widgets = {"speakers": forms.Textarea(attrs={"rows": 8, "cols": 60})}
        help_texts = {
            "speakers": format_lazy(
                _("Names, one a line, at most {most}; claims of theirs come first."), most=LISTED
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["webhook"].help_text = f"{masked(self.instance.webhook)} {gettext(KEEP)}"

    def clean_speakers(self) -> str:
        names = [" ".join(line.split()) for line in self.cleaned_data["speakers"].splitlines()]
        told = list(dict.fromkeys(name for name in names if name))
        if len(told) > LISTED:
            counted = {"most": LISTED, "number": len(told)}
            raise forms.ValidationError(
                gettext("A desk lists %(most)s speakers at most; these are %(number)s.") % counted
            )
        return "\n".join(told)

    def clean_webhook(self) -> str:
        given: str = self.cleaned_data["webhook"] or self.instance.webhook
        if given and not given.startswith("https://"):
            raise forms.ValidationError(gettext("A webhook’s address begins with https://."))
        return given

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("no_webhook"):
            given["webhook"] = ""
        return given


class RatingFormSet(forms.BaseInlineFormSet):
    """The ratings of a scale: as many as digits pick, and something to choose from."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        gone = {form.instance.pk for form in self.deleted_forms}
        kept = self.instance.ratings.exclude(pk__in=gone).count() if self.instance.pk else 0
        fresh = [form for form in self.extra_forms if form.has_changed() and form not in self.deleted_forms]
        if not FEWEST <= (number := kept + len(fresh)) <= RATINGS:
            told = {"fewest": FEWEST, "most": RATINGS, "number": number}
            raise forms.ValidationError(
                _("A scale has %(fewest)s to %(most)s ratings; this one would have %(number)s.") % told
            )


def masked(webhook: str) -> str:
    """Where messages go, without what would let anybody send there."""
    if not webhook:
        return gettext("None is set.")
    return gettext("Set: %(host)s/…") % {"host": urlsplit(webhook).hostname or "?"}
