"""Asking somebody about a claim, and what came of it, as they are typed in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms.desk import DeskForm
from claims.forms.evidence import moment
from claims.models import Asked, Channel, Outcome
from claims.words import said


class ContactForm(DeskForm):
    """Whom, who they are, how and what; with a time it is a request that the claim can wait for."""

    whom = forms.CharField(
        label=_("Whom you asked"), max_length=200, error_messages={"required": _("Say whom you asked.")}
    )
    asked = forms.ChoiceField(label=_("Who they are"), choices=Asked.choices, initial=Asked.SPEAKER)
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices, initial=Channel.MAIL)
    question = forms.CharField(
        label=_("What you asked"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    asked_at = moment(said("Asked at"), help_text=_("Now, where you leave it empty."))
    due_at = moment(said("Answer by"), help_text=_("With a time, the claim can wait for it."))


class AnswerForm(DeskForm):
    """What somebody said, or that they would not or did not."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=Outcome.choices,
        initial=Outcome.REPLIED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what came of it.")},
    )
    reply = forms.CharField(
        label=_("What they said"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    ended_at = moment(said("When"), help_text=_("Now, where you leave it empty."))
