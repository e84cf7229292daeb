"""The keys that somebody gives to bindings: what was typed, as the browser names keys, and clashes named."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from claims.forms.desk import DeskForm
from claims.keyboard import FIXED, PLACES, Binding, binding, bindings, caps_of, clashes, key_from
from claims.words import said

UNREADABLE = said(
    "Type one character, two with a space between them, or Shift and a letter. Leave it empty for none."
)
TAKEN = said("%(keys)s is also the key of “%(deed)s” (%(place)s).")
LONGEST = 20


class KeysForm(DeskForm):
    """One field a binding; an empty one switches the key off. `own` are the keys that differ from ours."""

    def __init__(self, *args: Any, own: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in bindings(own):
            if each.name not in FIXED:
                self.fields[each.name] = _field(each)

    def places(self) -> list[tuple[str, list[Any]]]:
        """The fields as the page shows them, under the places where their keys hold."""
        named = [(place, [b.name for b in bindings() if b.place == place]) for place in PLACES]
        return [(place, [self[name] for name in names if name in self.fields]) for place, names in named]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        read = {name: key_from(typed) for name, typed in cleaned.items() if name in self.fields}
        for name in (name for name, key in read.items() if key is None):
            self.add_error(name, _(UNREADABLE))
        self.own = {name: key for name, key in read.items() if key is not None and not _is_ours(name, key)}
        for one, other, key in clashes(bindings(self.own)):
            self._tell(one, other, key)
        return cleaned

    def _tell(self, one: Binding, other: Binding, key: str) -> None:
        """Name both, on both."""
        caps = " ".join(caps_of(key))
        for each, rival in ((one, other), (other, one)):
            if each.name in self.fields:
                named = {"keys": caps, "deed": _(rival.does), "place": _(rival.place).lower()}
                self.add_error(each.name, _(TAKEN) % named)


def _field(each: Binding) -> forms.CharField:
    shown = "" if not each.keys else " ".join(caps_of(each.keys[0]))
    field = forms.CharField(label=_(each.does), required=False, max_length=LONGEST, initial=shown)
    field.widget.attrs |= {"autocomplete": "off", "size": 8, "autocapitalize": "none", "spellcheck": "false"}
    return field


def _is_ours(name: str, key: str) -> bool:
    """As shipped: a binding with several keys keeps them all, as long as its first is left."""
    return key == binding(name).keys[0]
