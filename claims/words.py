"""Words that people read, marked where plain Python keeps them, to be translated where they are shown."""

from __future__ import annotations


def said(words: str) -> str:
    """`words` as they are, found by this name when messages are gathered (see claims/locale)."""
    return words
