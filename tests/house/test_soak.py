"""The soak fits into its time, each part has its file, and its report can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak import report
from tests.soak.figures import Figure, hold, percentile, share_of
from tests.soak.parts import ALL_MINUTES, HERE, PARTS, named
from tests.soak.record import Record, Result, figures_in

FOUND = Figure("R2", "all ready after", 12.5, "s", "≤ 120")


def result(part: str, **given: object) -> Result:
    told = {"began": "2026-11-23 19:00 UTC", "seconds": 90.0, "passed": True, "share": 1.0}
    return Result(part, **(told | {"machine": "a machine", "command": "make soak"} | given))  # type: ignore[arg-type]


def test_all_parts_together_fit() -> None:
    assert sum(part.minutes for part in PARTS) <= ALL_MINUTES


def test_each_part_has_its_file_and_each_file_is_a_part() -> None:
    assert {part.file for part in PARTS} == set(HERE.glob("test_*.py"))


def test_parts_are_named() -> None:
    assert [part.name for part in named(["desk", "kills"])] == ["desk", "kills"]
    assert named([]) == list(PARTS)
    with pytest.raises(KeyError):
        named(["nothing"])


def test_what_is_done_is_remembered_with_its_size(tmp_path: Path) -> None:
    record = Record(tmp_path / "soak.json")
    record.keep(result("kills", share=0.1, figures=[FOUND]))
    record.keep(result("outages", passed=False))
    again = Record(tmp_path / "soak.json")
    assert again.results["kills"].figures == [FOUND]
    assert (again.is_done("kills", 0.1), again.is_done("kills", 1.0)) == (True, False)
    assert not again.is_done("outages", 0.1)
    again.forget(["kills"])
    assert not again.is_done("kills", 0.1)


def test_figures_are_told_and_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_SOAK_FIGURES", str(tmp_path / "told"))
    hold("R2", "all ready after", 3, "s", at_most=120)
    with pytest.raises(AssertionError, match="R2: all ready after: 130 s, and not ≤ 120"):
        hold("R2", "all ready after", 130, "s", at_most=120)
    assert figures_in(tmp_path / "told") == [Figure("R2", "all ready after", 130, "s", "≤ 120", holds=False)]


def test_the_report_has_every_figure_and_what_is_missing(tmp_path: Path) -> None:
    record = Record(tmp_path / "soak.json")
    record.keep(result("outages", figures=[FOUND], passed=False, told="assert 1 == 2"))
    text = report.written(record)
    assert "| R2 | all ready after | 12.5 s | ≤ 120 | held |" in text
    assert "**failed**" in text
    assert "assert 1 == 2" in text
    assert "Not run: kills, restarts" in text


def test_the_report_has_its_place_in_the_operations_readme(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
    report.put_into(page, "new\n")
    assert page.read_text() == f"before\n{report.BEGIN}\nnew\n{report.END}\nafter\n"
    page.write_text("no marks")
    with pytest.raises(ValueError, match="no place for the soak"):
        report.put_into(page, "new")
    assert report.BEGIN in (HERE.parents[1] / "deploy" / "README.md").read_text()


def test_sizes_and_percentiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_SOAK_SHARE", "0.1")
    assert (share_of(500), share_of(500, least=100)) == (50, 100)
    assert percentile([float(n) for n in range(1, 101)], 99) == 99
    assert percentile([], 99) == 0
