"""The evaluate command: the measure beside the gold set, as JSON and as a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.model.stories import QUAKE, SHORT
from workers.model.__main__ import main
from workers.model.evaluate import table

MEASURE = """
def score(gold, said):
    return {"stories": len(gold), "found": {"claims": sum(len(line["claims"]) for line in said)}}
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    stories = [
        {"id": str(n), "source": "own", "text": text, "claims": []} for n, text in enumerate([QUAKE, SHORT])
    ]
    path.write_text("".join(json.dumps(story) + "\n" for story in stories), encoding="utf-8")
    return path


def test_evaluate_runs_the_measure_beside_the_set(capsys: pytest.CaptureFixture[str], gold: Path) -> None:
    (gold.parent / "score.py").write_text(MEASURE, encoding="utf-8")
    assert main(["evaluate", str(gold), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["stories"] == 2
    assert result["found"]["claims"] >= 3
    assert result["model"].startswith("minilm-claims")


def test_evaluate_without_a_measure_or_a_set_says_so(capsys: pytest.CaptureFixture[str], gold: Path) -> None:
    assert main(["evaluate", str(gold)]) == 2
    assert "score.py is missing" in capsys.readouterr().err
    assert main(["evaluate", str(gold.parent / "none.jsonl")]) == 2
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no json", "line 1 is not JSON"),
        (b'{"id": "a"}', "no annotated story"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_evaluate_of_something_else_says_where(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "gold.jsonl").write_bytes(content)
    assert main(["evaluate", str(tmp_path / "gold.jsonl")]) == 2
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize("option", [["extract", "--threshold", "high", "x"], ["bench", "--stories", "many"]])
def test_option_that_is_no_number_is_named(capsys: pytest.CaptureFixture[str], option: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(option)
    assert ended.value.code == 2
    assert option[2] in capsys.readouterr().err


def test_table_gives_a_group_a_line() -> None:
    assert (
        table({"stories": 2, "found": {"P": 1.0, "R": 0.5}})
        == "stories        2\nfound          P 1.0  R 0.5"
    )
