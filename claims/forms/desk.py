"""What the desk's forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _


class DeskForm(forms.Form):
    """A form that keeps what was typed whole, and whose refusals name their field.

    Without `maxlength` the browser cuts nothing off a pasted text unseen: the server says that it is long.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)
            field.error_messages["max_length"] = _(
                "%(label)s: this has %%(show_value)s characters; %%(limit_value)s is the most."
            ) % {"label": field.label}

    def refuse(self, fields: dict[str, str]) -> None:
        """Put what the action refused beside the fields that it names."""
        for name in fields.keys() & (self.fields.keys() - self.errors.keys()):
            self.add_error(name, fields[name])
