"""The rules against a reference set: what is measured, and what is listed as read otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.extraction.measure import main

STORY = "Ada Lowe said that 12 men were dead in Harl. The ferry cost 4 million crowns."
MEASURE = """
close = lambda a, b: a == b
norm = lambda s: (s or "").lower()
unit = norm
overlap = lambda a, b: float(a == b)
share = lambda a, b: float(norm(a) == norm(b))
speaker_same = lambda a, b: norm(a) == norm(b)
def score(gold, pred):
    found = sum(len(story["claims"]) for story in pred)
    return {"figures": {"found": found}, "of_found": {}, "more": {}}
"""


def figure(text: str, low: float, unit: str) -> dict[str, object]:
    return {"text": text, "low": low, "high": None, "qualifier": "exact", "unit": unit, "of": "", "per": None}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A reference set of one story, its third figure one that nobody reads, with a measure beside it."""
    rows = [
        ("Ada Lowe said that 12 men were dead in Harl.", figure("12 men", 12, "people"), "Ada Lowe"),
        ("The ferry cost 4 million crowns.", figure("4 million crowns", 4e6, "SEK"), None),
        ("The ferry cost 4 million crowns.", figure("five", 5, "crown"), None),
    ]
    claims = [
        {"sentence": s, "type": "quantity", "worth": 1, "figure": f, "speaker": who, "place": None}
        for s, f, who in rows
    ]
    (tmp_path / "score.py").write_text(MEASURE, encoding="utf-8")
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps({"id": "one", "text": STORY, "claims": claims}) + "\n", encoding="utf-8")
    return path


def test_measure_counts_the_figures_that_were_read(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(gold)]) == 0
    assert "found 2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("field", "lines"), [("unit", ["one | SEK | crown"]), ("missed", ["one | five | -"]), ("speaker", [])]
)
def test_measure_lists_what_was_read_otherwise(
    gold: Path, capsys: pytest.CaptureFixture[str], field: str, lines: list[str]
) -> None:
    main([str(gold), "--show", field])
    assert [
        line[: len(start)] for line, start in zip(capsys.readouterr().out.splitlines(), lines, strict=True)
    ] == lines


def test_measure_names_the_measure_that_is_missing(gold: Path) -> None:
    (gold.parent / "score.py").unlink()
    with pytest.raises(SystemExit, match=r"score\.py is missing"):
        main([str(gold)])
