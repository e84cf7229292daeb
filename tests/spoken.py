"""Arabic whose every translated word is known by its brackets, whatever the catalogue holds today."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

OPENING, CLOSING = "⟦", "⟧"
WAYS = ("gettext", "ngettext", "pgettext", "npgettext")


def bracket(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on what is said in Arabic stands in brackets; English stays as it is."""
    for name in WAYS:
        real = getattr(translation._trans, name)
        monkeypatch.setattr(translation._trans, name, _in_brackets(real))


def _in_brackets(real: Callable[..., Any]) -> Callable[..., str]:
    def speak(*words: Any) -> str:
        text = str(real(*words))
        return f"{OPENING}{text}{CLOSING}" if translation.get_language() == "ar" else text

    return speak
