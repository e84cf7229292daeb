"""What the extractor read, as a person tells it: the fields of a claim, and of one that was missed."""

from __future__ import annotations

from collections.abc import Collection
from math import isfinite
from typing import Any, Self

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from claims.actions.mending import Reading
from claims.actions.pointing import PERIODS, FigureTold
from claims.extraction import FIGURE_TYPES, QUALIFIERS, TYPES, Story, pointed
from claims.extraction.types import Figure, Span
from claims.forms.desk import DeskForm
from claims.models import Claim
from claims.words import said

LONGEST = 10_000
SEPARATORS = str.maketrans("", "", ", \u00a0\u202f\u2009'’")
QUALIFIER_WORDS = {
    "exact": said("exactly"), "about": said("about"), "nearly": said("nearly"), "at_least": said("at least"),
    "more_than": said("more than"), "at_most": said("at most"), "less_than": said("less than"),
    "range": said("from … to"), "dozens": said("dozens, hundreds (vague)"),
}  # fmt: skip
RATES = {
    "year": said("per year"), "month": said("per month"), "week": said("per week"), "day": said("per day"),
    "hour": said("per hour"),
}  # fmt: skip
NO_NUMBER = said("Give a number, such as 1,500,000 or 1.5 million.")
VALUES = ("low", "high", "qualifier", "unit", "of", "per")


def number_of(text: str) -> float:
    """The number that somebody typed: digits, or words that the grammar reads. Raises ValueError."""
    try:
        value = float(text.translate(SEPARATORS))
    except ValueError:
        read = next((each.figure for each in pointed(Story(text), Span(0, len(text))) if each.figure), None)
        if read is None:
            raise ValueError(NO_NUMBER) from None
        value = read.low
    if not isfinite(value):
        raise ValueError(NO_NUMBER)
    return value


def number_text(value: float | None) -> str:
    """A number as the form shows it: grouped, and never rounded."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) and abs(value) < 1e18 else repr(value)


class Number(forms.CharField):
    """A number as people write it; None where nothing is given."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return number_of(text)
        except ValueError as wrong:
            raise forms.ValidationError(gettext(str(wrong))) from None


class MendForm(DeskForm):
    """The claim as it was read, to be told otherwise. A figure's values may be left to the grammar."""

    figure = forms.CharField(
        label=_("Figure, as written"),
        max_length=300,
        required=False,
        help_text=_("Its words in the sentence. None: the claim has no figure."),
    )
    low = Number(label=_("Value"), required=False, max_length=80)
    high = Number(label=_("Upper end of a range"), required=False, max_length=80)
    qualifier = forms.ChoiceField(
        label=_("It is"), choices=[(name, _(QUALIFIER_WORDS[name])) for name in QUALIFIERS], required=False
    )
    unit = forms.CharField(
        label=_("Unit"), required=False, max_length=80, help_text=_("people, %, USD, or a plain noun")
    )
    of = forms.CharField(label=_("Of what"), required=False, max_length=300)
    per = forms.ChoiceField(
        label=_("Rate"),
        choices=[("", pgettext_lazy("rate", "none")), *((name, _(RATES[name])) for name in PERIODS)],
        required=False,
    )
    sentence = forms.CharField(
        label=_("Sentence, as the story has it"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    claimant = forms.CharField(
        label=_("Claimant"), required=False, max_length=300, help_text=_("None: the story’s own voice.")
    )
    via = forms.CharField(label=_("Relayed by"), required=False, max_length=300)
    type = forms.ChoiceField(label=_("Type"), choices=[(name, name) for name in TYPES])
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    reason = forms.CharField(label=_("Why, for those who come after"), required=False, max_length=LONGEST)
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, claim: Claim) -> None:
        super().__init__(data, initial=as_read(claim), auto_id="mend-%s")
        self.claim = claim

    def reading(self) -> Reading:
        """What the person says. Values that stayed as they were beside new words are read from the words."""
        told = self.cleaned_data
        figure = self._figure()
        kind = told["type"] if figure else "event"
        if figure and kind == "event" and "type" not in self.changed_data:
            kind = "quantity"
        return Reading(told["sentence"], kind, told["claimant"], told["via"], told["place"], figure)

    def _figure(self) -> FigureTold | None:
        told = self.cleaned_data
        if not told["figure"]:
            return None
        return FigureTold(told["figure"], **{name: told[name] for name in self._set_by_hand()})

    def _set_by_hand(self) -> Collection[str]:
        """The values that stand: all beside the words of before; beside new words those somebody set."""
        changed = set(self.changed_data)
        is_read_anew = "figure" in changed or self.cleaned_data["low"] is None
        return changed.intersection(VALUES) if is_read_anew else VALUES

    def read_as(self, figure: Figure | None, version: int) -> Self:
        """The same form with the values that the grammar reads in the words."""
        return self._with(values_of(figure) | {"version": version})

    def seen_at(self, version: int) -> Self:
        """The same text as a form of this version: to be sent once more on purpose."""
        return self._with({"version": version})

    def _with(self, given: dict[str, Any]) -> Self:
        typed = {name: self.data.get(name, "") for name in self.fields}
        return type(self)(typed | given, claim=self.claim)


class AddForm(DeskForm):
    """Where a claim stands that the extractor missed: its words, or its paragraph and its figure."""

    words = forms.CharField(
        label=_("The sentence, or its words that matter"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    figure = forms.CharField(
        label=_("The figure’s words, where there are several"), required=False, max_length=300
    )
    paragraph = forms.IntegerField(label=_("Paragraph"), required=False, min_value=1, max_value=100_000)
    type = forms.ChoiceField(
        label=_("Type"),
        required=False,
        choices=[("", ""), *((name, name) for name in FIGURE_TYPES)],
    )
    at = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="point-%s")


def as_read(claim: Claim) -> dict[str, Any]:
    """What the claim tells now, by the names of the form's fields."""
    figure = getattr(claim, "figure", None)
    told = {"claimant": claim.claimant, "via": claim.claimant_via, "place": claim.place, "type": claim.type}
    words = {"sentence": claim.sentence, "version": claim.version, "figure": figure.text if figure else ""}
    return told | words | values_of(figure)


def values_of(figure: Any) -> dict[str, Any]:
    """The values of a figure, saved or just read, as the form shows them; empty ones without a figure."""
    if figure is None:
        return dict.fromkeys(VALUES, "") | {"qualifier": "exact"}
    return {
        "low": number_text(figure.low),
        "high": number_text(figure.high),
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "of": figure.of,
        "per": figure.per or "",
    }
