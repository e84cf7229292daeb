"""Free text that people type: trimmed, within its column, and made of characters that can be stored."""

from __future__ import annotations

import unicodedata
from typing import Any, cast

from django.db.models import CharField, Model

from claims.exceptions import Incomplete

PLAIN = "\n\t\r"
LONGEST = 10_000  # characters that people type in one go


def typed(text: str, field: str, *, limit: int = LONGEST, missing: str = "") -> str:
    """Return `text` trimmed. Raises Incomplete naming `field` when it cannot be kept as typed.

    `missing` is the sentence for an empty text, or one that nobody can see; without it that is fine.
    """
    kept = "" if all(map(_unseen, text)) else text.strip()
    if not kept and missing:
        raise Incomplete(missing, {field: missing})
    if any(unstorable(char) for char in kept):
        _refuse(field, "This text holds a control character or half of a character; please type it again.")
    if len(kept) > limit:
        _refuse(field, f"This text has {len(kept):,} characters; {limit:,} is the most.")
    return kept


def room(model: type[Model], field: str) -> int:
    """How many characters the column takes."""
    column = cast("CharField[Any, Any]", model._meta.get_field(field))
    return column.max_length or 0


def unstorable(char: str) -> bool:
    """NUL and other controls, and lone surrogates, which PostgreSQL refuses."""
    return unicodedata.category(char) in {"Cc", "Cs"} and char not in PLAIN


def _unseen(char: str) -> bool:
    """Blanks, and what only shapes or directs the letters around it."""
    return char.isspace() or unicodedata.category(char) == "Cf"


def _refuse(field: str, sentence: str) -> None:
    raise Incomplete(sentence, {field: sentence})
