"""What people type: nothing is kept that nobody could see."""

from __future__ import annotations

import pytest

from claims.actions.wording import typed
from claims.exceptions import Incomplete


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\u200b", "\u200b \u202e", "\ufeff\u00a0"])
def test_what_nobody_can_see_is_empty(text: str) -> None:
    assert typed(text, "name") == ""
    with pytest.raises(Incomplete, match="A name is needed"):
        typed(text, "name", missing="A name is needed.")


def test_what_shapes_letters_stays_among_them() -> None:
    assert typed(" می\u200cخواهم ", "name") == "می\u200cخواهم"
