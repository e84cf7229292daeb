"""Words that people read, marked where plain Python keeps them, to be translated where they are shown."""

from __future__ import annotations


def said(words: str) -> str:
    """`words` as they are: the extractor of messages finds them by this name (see claims/locale/README.md)."""
    return words
