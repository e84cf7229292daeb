"""Every message of the site's own words, found in its templates and its Python.

Django turns a template into what looks like Python (`templatize`), and Babel reads Python: no gettext tools
are needed. A label of the plain-Python rooms is found by `said(…)` (claims.words).
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

from claims.management.catalogues import forms

ROOMS = ("claims", "factcheck", "workers", "templates")
TEMPLATES = (".html", ".txt")
APART = {"migrations", "locale"}  # folders whose words nobody is shown
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "said": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TRANSLATORS = "Translators:"  # opens a comment that goes into the catalogue


def gathered(root: Path, named: Iterable[tuple[str, str]] = (), context: str = "") -> Catalog:
    """All messages of the site below `root`, each with the files that it stands in.

    `named` are names that no file has: each its file and its words, of `context` (see claims.models.naming).
    """
    catalog = Catalog(fuzzy=False)
    for path in sources(root):
        place = path.relative_to(root).as_posix()
        for line, message, comments, meant in messages(path):
            catalog.add(message, locations=[(place, line)], auto_comments=comments, context=meant)
    for place, words in named:
        catalog.add(words, locations=[(place, 1)], context=context)
    return catalog


def sources(root: Path) -> Iterator[Path]:
    """Files that may hold words, in the order of their names."""
    for room in ROOMS:
        wanted = TEMPLATES if room == "templates" else (".py",)
        for path in sorted((root / room).rglob("*")):
            if path.suffix in wanted and APART.isdisjoint(path.parts):
                yield path


def messages(path: Path) -> Iterator[Any]:
    """Babel's tuples of a file: its line, the message (with its plural), comments, the context."""
    text = path.read_text(encoding="utf-8")
    if path.suffix in TEMPLATES:
        return _extracted(f"({templatize(text, origin=str(path))})")  # in the bracket indents mean nothing
    whole = {node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)}
    return (each for each in _extracted(text) if whole.issuperset(forms(each[1])))


def _extracted(text: str) -> Iterator[Any]:
    """Babel's reading, which takes `_(kept["rating"]["label"])` for a message of both words."""
    return extract("python", BytesIO(text.encode()), keywords=KEYWORDS, comment_tags=[TRANSLATORS])
