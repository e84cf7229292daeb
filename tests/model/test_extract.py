"""The extract command: the contract's shape, exit codes, and what it says of bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claims.extraction import Story
from claims.extraction.types import QUALIFIERS, TYPES, Passage, PassageScores
from tests.model.stories import BARGE, QUAKE, SHORT
from workers.model import extract
from workers.model.__main__ import main
from workers.model.extract import Source
from workers.model.scorer import Scorer

ROOT = Path(__file__).parents[2]
CLAIM = {
    "start",
    "end",
    "sentence",
    "type",
    "worth",
    "score",
    "figure",
    "speaker",
    "via",
    "speaker_how",
    "place",
    "standalone",
}
FIGURE = {"text", "low", "high", "qualifier", "unit", "of", "per", "converted"}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    code = main(["extract", *arguments])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def barge(tmp_path: Path) -> Path:
    path = tmp_path / "barge.txt"
    path.write_text(BARGE, encoding="utf-8")
    return path


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    path = tmp_path / "wire.jsonl"
    lines = [{"id": "a", "text": BARGE}, {"id": "b", "text": QUAKE, "published_at": "2026-02-01T08:00:00Z"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_extract_writes_the_contracts_shape(capsys: pytest.CaptureFixture[str], barge: Path) -> None:
    code, (story,) = run(capsys, str(barge))
    assert code == 0
    assert set(story) == {"id", "model", "claims", "chrome"}
    assert story["id"] == str(barge)
    assert story["claims"]
    for claim in story["claims"]:
        assert set(claim) == CLAIM
        assert BARGE[claim["start"] : claim["end"]] == claim["sentence"]
        assert claim["type"] in TYPES
        assert (claim["figure"] is None) == (claim["type"] == "event")
        assert 0.5 <= claim["score"] <= 1
        if claim["figure"]:
            assert set(claim["figure"]) == FIGURE
            assert claim["figure"]["qualifier"] in QUALIFIERS
            assert claim["figure"]["text"] in claim["sentence"]


def test_extract_finds_the_toll(capsys: pytest.CaptureFixture[str], barge: Path) -> None:
    _, (story,) = run(capsys, str(barge))
    tolls = {
        (c["figure"]["low"], c["figure"]["qualifier"]) for c in story["claims"] if c["type"] == "casualties"
    }
    assert {(14, "at_least"), (31, "exact")} <= tolls


def test_extract_reads_json_lines_in_order(capsys: pytest.CaptureFixture[str], wire: Path) -> None:
    code, stories = run(capsys, "--jsonl", str(wire))
    assert (code, [one["id"] for one in stories]) == (0, ["a", "b"])


def test_extract_threshold_keeps_fewer_claims_the_higher_it_is(
    capsys: pytest.CaptureFixture[str], wire: Path
) -> None:
    counts = []
    for threshold in ("0.1", "0.5", "0.9"):
        _, stories = run(capsys, "--jsonl", "--threshold", threshold, str(wire))
        counts.append(sum(len(one["claims"]) for one in stories))
        assert all(c["score"] >= float(threshold) for one in stories for c in one["claims"])
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[2]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"id": "x"}', '"text"'),
        ('{"id": "x", "text": 3}', '"text"'),
        ('["x"]', '"text"'),
        ('{"id": "x", "text": "y", "published_at": "soon"}', "ISO 8601"),
    ],
)
def test_extract_tells_of_a_bad_line_and_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str, reason: str
) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text(f'{line}\n{{"id": "good", "text": "{SHORT}"}}\n', encoding="utf-8")
    code, (bad, good) = run(capsys, "--jsonl", str(path))
    assert code == 1
    assert reason in bad["error"]
    assert good["id"] == "good"
    assert "claims" in good


def test_extract_tells_of_unreadable_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("naïve".encode("latin-1"))
    code, (missing, other) = run(capsys, str(tmp_path / "none.txt"), str(latin))
    assert code == 1
    assert "No such file" in missing["error"]
    assert "not UTF-8" in other["error"]


@pytest.mark.parametrize("arguments", [[], ["--threshold", "2", "x"], ["--model", "nowhere", "x"]])
def test_extract_wrong_use_is_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    try:
        code: int | str | None = main(["extract", *arguments])
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    assert capsys.readouterr().out == ""


def test_extract_reads_standard_input_and_keeps_standard_output_clean() -> None:
    command = [sys.executable, "-m", "workers.model", "extract", "-"]
    done = subprocess.run(command, input=QUAKE.encode(), cwd=ROOT, capture_output=True, check=True)
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["id"] == "-"
    assert b"openvino" in done.stderr


def test_lines_lose_only_the_story_that_fails(released: Scorer) -> None:
    class Choosy:
        """The released scorer, but for one story that it cannot take."""

        version = released.version

        def score(self, passages: list[Passage]) -> list[PassageScores]:
            if any("poison" in passage.text for passage in passages):
                raise MemoryError("too much")
            return released.score(passages)

    sources = [Source(str(n), Story(text)) for n, text in enumerate([SHORT, "A poison pill.", QUAKE])]
    found = list(extract.lines(sources, Choosy()))
    assert ["error" in line for line in found] == [False, True, False]
    assert found[1] == {"id": "1", "error": "MemoryError: too much"}
