"""Plain texts, pages and feeds among ../shared/scenarios, as their expected.json says."""

from __future__ import annotations

import io
import json
import zipfile
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claims.ingest.files import pieces, stories
from claims.ingest.types import EmptyStory, WireStory

SCENARIOS = Path(__file__).resolve().parents[3] / "shared" / "scenarios"
FORMATS = ("text", "html", "rss", "atom")
BLANK_SIGNALS = ("", "new", "update")  # feeds have no word for it: the order of their times decides


def rows() -> list[Any]:
    """(path, rows) of every file in one of these formats; one skipped row where there are no scenarios."""
    if not SCENARIOS.is_dir():
        return [pytest.param(None, [], marks=pytest.mark.skip("../shared is not here"))]
    found: dict[Path, list[dict[str, Any]]] = defaultdict(list)
    for expected in sorted(SCENARIOS.glob("*/expected.json")):
        for row in json.loads(expected.read_text())["files"]:
            if row["format"] in FORMATS:
                found[expected.parent / row["file"]].append(row)
    return [pytest.param(path, each, id=f"{path.parent.name}/{path.name}") for path, each in found.items()]


def read(*paths: Path) -> list[WireStory]:
    return [story for piece in pieces(map(str, paths), io.BytesIO()) for story in stories(piece)]


@pytest.mark.parametrize(("path", "expected"), rows())
def test_file_tells_what_is_expected_of_it(path: Path, expected: list[dict[str, Any]]) -> None:
    if expected[0]["outcome"] == "empty":
        with pytest.raises(EmptyStory):
            read(path)
        return
    found = {story.guid: story for story in read(path)}
    assert set(found) == {row["guid"] for row in expected}
    for row in expected:
        check(found[row["guid"]], row)


def check(story: WireStory, row: dict[str, Any]) -> None:
    assert (story.format, story.source, story.version) == (row["format"], row["source"], None)
    assert story.sent_at == at(row["sent"])
    assert story.embargoed_until == at(row.get("embargo_until"))
    assert story.signal == row["signal"] or {story.signal, row["signal"]} <= set(BLANK_SIGNALS)
    assert (story.pub_status, story.is_notice) == ("usable", False)
    assert story.headline


@pytest.mark.skipif(not SCENARIOS.is_dir(), reason="../shared is not here")
def test_name_is_the_same_for_a_file_and_for_its_folder() -> None:
    folder = SCENARIOS / "s05-embargoed-report"
    [text] = [path for path in folder.iterdir() if path.suffix == ".txt"]
    assert read(text)[0].guid == f"file:{text.name}"
    [piece] = [piece for piece in pieces([str(folder)], io.BytesIO()) if piece.format == "text"]
    assert stories(piece)[0].guid == f"file:{text.name}"
    wire = [path for path in sorted(folder.iterdir()) if not is_bad(path.name)]
    assert f"file:{text.name}" in {story.guid for story in read(*wire)}


@pytest.mark.skipif(not SCENARIOS.is_dir(), reason="../shared is not here")
def test_passages_that_are_no_story_are_within_the_cuts_of_a_page() -> None:
    folder = SCENARIOS / "s11-scraped-page"
    told = json.loads((folder / "expected.json").read_text())["chrome"]
    for entry in told:
        if entry["file"].endswith(".html"):
            [story] = read(folder / entry["file"])
            kept = story.text
            for cut in reversed(story.chrome):
                kept = kept[: cut.start] + kept[cut.end :]
            assert not [passage for passage in entry["passages"] if passage in kept]


@pytest.mark.skipif(not SCENARIOS.is_dir(), reason="../shared is not here")
@pytest.mark.parametrize("scenario", ["s07-flood-displacement", "s12-night-batch"])
def test_folder_in_a_zip_tells_the_same_stories(scenario: str, tmp_path: Path) -> None:
    """All but the names of plain texts, which carry the archive's."""
    with zipfile.ZipFile(tmp_path / "night.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted((SCENARIOS / scenario).iterdir()):
            packed.write(path, path.name)

    def told(path: Path) -> list[tuple[str, str, datetime | None]]:
        good = (piece for piece in pieces([str(path)], io.BytesIO()) if not is_bad(piece.file))
        named = [story for piece in good for story in stories(piece)]
        return [(story.text, story.source, story.sent_at) for story in named]

    assert told(tmp_path / "night.zip") == told(SCENARIOS / scenario)


def is_bad(name: str) -> bool:
    """Files that no reader takes: the expectations themselves, what is cut off, what is empty."""
    return name.endswith(("expected.json", "04-northline-strike.xml", "07-empty.txt"))


def at(time: str | None) -> datetime | None:
    return datetime.fromisoformat(time).astimezone(UTC) if time else None
