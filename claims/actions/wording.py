"""Free text that people type: trimmed, within its column, and made of characters that can be stored."""

from __future__ import annotations

import unicodedata
from typing import Any, cast

from django.db.models import CharField, Model
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from claims.exceptions import Incomplete
from claims.words import said

PLAIN = "\n\t\r"
LONGEST = 10_000  # characters that people type in one go
UNSTORABLE = said("This text holds a control character or half of a character; please type it again.")
TOO_LONG = said("This text has %(length)s characters; %(most)s is the most.")


def typed(text: str, field: str, *, limit: int = LONGEST, missing: str = "") -> str:
    """Return `text` trimmed. Raises Incomplete naming `field` when it cannot be kept as typed.

    `missing` is the marked sentence for an empty text, or one that nobody can see; without it that is fine.
    """
    kept = "" if all(map(_unseen, text)) else text.strip()
    if not kept and missing:
        raise lacking(field, missing)
    if any(unstorable(char) for char in kept):
        raise lacking(field, UNSTORABLE)
    if len(kept) > limit:
        raise lacking(field, TOO_LONG, length=grouped(len(kept)), most=grouped(limit))
    return kept


def lacking(field: str, words: str, /, **facts: object) -> Incomplete:
    """What is wrong with a field, or missing: a marked sentence with its facts, in the language of now."""
    told = _(words) % facts if facts else _(words)
    return Incomplete(told, {field: told})


def grouped(number: int) -> str:
    """A count with its thousands set apart, as the reader's language does."""
    return number_format(number, force_grouping=True)


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
