"""A source as the admin asks for it."""

from __future__ import annotations

from django import forms

from claims.actions.intake import source_name
from claims.exceptions import StoryRejected
from claims.models import Source


class SourceForm(forms.ModelForm):
    """A source's name is held to the same rule as one that comes with a story."""

    class Meta:
        model = Source
        fields = ("name", "is_active")

    def clean_name(self) -> str:
        try:
            name = source_name(self.cleaned_data["name"])
        except StoryRejected as refusal:
            raise forms.ValidationError(str(refusal)) from None
        if Source.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("There is a source of this name.")
        return name
