"""The wires' own formats among ../shared/scenarios, file by file as their expected.json says."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claims.ingest.parsers import parser_for
from claims.ingest.sniff import sniff
from claims.ingest.types import Malformed, NotAStory, WireStory

SCENARIOS = Path(__file__).resolve().parents[3] / "shared" / "scenarios"
FORMATS = {"newsml-g2": "newsml-g2", "nitf": "nitf", "ninjs": "ninjs"}
# A substitute is a story of its own, which is what the scenarios call it.
SAME_WORDS = {"substitute": "new"}


def rows() -> list[Any]:
    """(path, row) of every file in one of our formats; one skipped row where there are no scenarios."""
    if not SCENARIOS.is_dir():
        return [pytest.param(None, {}, marks=pytest.mark.skip("../shared is not here"))]
    found = []
    for expected in sorted(SCENARIOS.glob("*/expected.json")):
        for row in json.loads(expected.read_text())["files"]:
            if row["format"] in FORMATS:
                path = expected.parent / row["file"]
                found.append(pytest.param(path, row, id=f"{path.parent.name}/{path.name}"))
    return found


@pytest.mark.parametrize(("path", "row"), rows())
def test_file_tells_what_is_expected_of_it(path: Path, row: dict[str, Any]) -> None:
    raw = path.read_bytes()
    kind = sniff(raw)
    assert kind == FORMATS[row["format"]]
    if row["outcome"] == "quarantined":
        with pytest.raises(Malformed, match=r"line \d+"):
            parser_for(kind)(raw)
    elif row["outcome"] == "not_a_story":
        with pytest.raises(NotAStory, match="advisory") as refused:
            parser_for(kind)(raw)
        told = (refused.value.guid, refused.value.version, refused.value.source)
        assert told == (row["guid"], row["version"], row["source"])
    else:
        [story] = parser_for(kind)(raw)
        check(story, row)


def check(story: WireStory, row: dict[str, Any]) -> None:
    assert (story.doc_id or story.guid) == row.get("doc_id", row["guid"])
    if "doc_id" in row:
        assert story.replaces == row["guid"]
    assert (story.version, story.source) == (row["version"], row["source"])
    assert story.sent_at == at(row["sent"])
    assert story.embargoed_until == at(row.get("embargo_until"))
    assert SAME_WORDS.get(story.signal, story.signal) == row["signal"]
    assert story.pub_status == {"hold": "withheld", "kill": "canceled"}.get(row["signal"], "usable")
    assert story.is_notice == (row["signal"] in ("hold", "kill"))
    assert story.language in ("en", "fr", "")
    assert story.headline
    assert story.repairs == ()


def at(time: str | None) -> datetime | None:
    return datetime.fromisoformat(time).astimezone(UTC) if time else None
