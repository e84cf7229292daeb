"""The errors command: every kind is counted, and the section of a page is renewed in its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.model.stories import QUAKE
from workers.model.__main__ import main
from workers.model.config import ModelError
from workers.model.errors import BEGIN, END, KINDS, errors, renew
from workers.model.scorer import Scorer

TOLL = "A magnitude 6.2 earthquake shook the hills of eastern Sarvia on Sunday"
MEASURE = """
def close(a, b):
    return a == b

def match(true, said, same):
    pairs = []
    for i, one in enumerate(true):
        for j, other in enumerate(said):
            if one["sentence"][:20] == other["sentence"][:20] and same(one, other):
                if i not in [a for a, _ in pairs] and j not in [b for _, b in pairs]:
                    pairs.append((i, j))
    return pairs

def unit(name):
    return name

def speaker_same(a, b):
    return a == b
"""


def claim(sentence: str, kind: str, low: float | None, **more: Any) -> dict[str, Any]:
    figure = {"low": low, "high": None, "qualifier": "at_least", "unit": "people"} if low else None
    return {"sentence": sentence, "type": kind, "worth": 2, "figure": figure, "speaker": None} | more


def rows(section: str) -> dict[str, tuple[int, str]]:
    cells = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")][2:]
    return {name.strip(): (int(count), often.strip()) for name, count, often in cells}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "score.py").write_text(MEASURE, encoding="utf-8")
    claims = [
        claim(TOLL, "troops", 57.0, speaker="the fire brigade"),
        claim(TOLL, "quantity", 1234.0),
        claim("The choir sang.", "event", None),
    ]
    story = {"id": "q", "source": "own", "text": QUAKE, "claims": claims}
    (tmp_path / "gold.jsonl").write_text(json.dumps(story) + "\n", encoding="utf-8")
    return tmp_path / "gold.jsonl"


def test_errors_counts_each_kind_with_what_is_most_frequent(gold: Path, released: Scorer) -> None:
    found = rows(errors(gold, released))
    assert set(found) == set(KINDS.values())
    assert found[KINDS["type"]] == (1, "troops as casualties 1")
    assert found[KINDS["unknown"]] == (1, "quantity 1")
    assert found[KINDS["qualifier"]] == (0, "")
    assert found[KINDS["other"]] == (1, "troops 1")
    assert found[KINDS["event missed"]] == (1, "worth 2 1")
    assert found[KINDS["extra"]][0] >= 2


def test_errors_are_written_between_the_marks_of_a_page(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Room\n{BEGIN}\nold\n{END}\nrest\n", encoding="utf-8")
    assert main(["errors", str(gold), "--write", str(page)]) == 0
    told = capsys.readouterr().out.strip()
    assert page.read_text(encoding="utf-8") == f"# Room\n{BEGIN}\n{told}\n{END}\nrest\n"


@pytest.mark.parametrize("text", ["", f"only {END}", f"{BEGIN} and no end"])
def test_renew_refuses_a_page_without_marks(tmp_path: Path, text: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="has no lines"):
        renew(page, "new")
    assert page.read_text(encoding="utf-8") == text
