"""The IPTC's own examples: those with a text body are read, the others refused by what they are.

`iptc.txt` beside this file says which is which; the examples themselves are read from ../shared.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claims.ingest.parsers import parser_for
from claims.ingest.sniff import sniff
from claims.ingest.types import BadStory, EmptyStory, NotAStory, PartlyRead

EXAMPLES = Path(__file__).resolve().parents[3] / "shared" / "wire" / "iptc"
TABLE = Path(__file__).with_name("iptc.txt")
SAID = {
    "picture": "a picture",
    "video": "a video",
    "audio": "a sound",
    "package": "a package",
    "event": "an event",
    "concept": "a concept",
    "knowledge": "a knowledge item",
    "planning": "a planning item",
    "catalog": "a catalog",
    "sports": "sports data",
    "metadata": "metadata without a story",
    "schema": "a schema for JSON",
    "empty": "no text in it",
}


def rows() -> list[tuple[str, str]]:
    lines = [line for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    return [(path, what) for what, path in (line.split(maxsplit=1) for line in lines)]


def items() -> list[Any]:
    if not EXAMPLES.is_dir():
        return [pytest.param("", "", marks=pytest.mark.skip("../shared is not here"))]
    return [pytest.param(path, what, id=path) for path, what in rows()]


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="../shared is not here")
def test_table_names_every_example() -> None:
    found = {str(path.relative_to(EXAMPLES)) for path in EXAMPLES.rglob("*") if path.is_file()}
    assert {path for path, _ in rows()} == {name for name in found if not name.endswith(".md")}


@pytest.mark.parametrize(("path", "what"), items())
def test_example_is_read_or_refused_by_name(path: str, what: str) -> None:
    raw = (EXAMPLES / path).read_bytes()
    if what == "story":
        [story] = parser_for(sniff(raw))(raw)
        assert story.text
        assert "</" not in story.text
        assert story.headline not in story.text.split("\n\n")[0] or not story.headline
        assert story.headline or story.guid
        return
    with pytest.raises(BadStory) as refused:
        parser_for(sniff(raw))(raw)
    assert SAID[what] in refused.value.reason
    if isinstance(refused.value, PartlyRead):
        assert refused.value.stories == ()
    elif what not in ("schema", "empty"):
        assert isinstance(refused.value, NotAStory)
    elif what == "empty":
        assert isinstance(refused.value, EmptyStory)
