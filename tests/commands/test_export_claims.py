"""Claims written to files, with their verdicts, and none that may not leave the desk yet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.utils import timezone

from claims.models import Article, Claim
from tests.commands.conftest import Ran
from tests.factories import ClaimFactory, VerdictFactory

pytestmark = pytest.mark.django_db
Run = Callable[..., Ran]


@pytest.fixture
def evil() -> Claim:
    claim: Claim = ClaimFactory(claimant="=HYPERLINK(1)", place="＋cmd")
    VerdictFactory(claim=claim, explanation="@SUM(A1) says the harbour office.")
    return claim


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_csv_has_a_row_a_claim_with_its_verdict_and_no_formula(run: Run, evil: Claim, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    assert run("export_claims", str(path), "--json").lines == [
        {"file": str(path), "format": "csv", "claims": 1}
    ]
    [row] = rows(path)
    assert (row["id"], row["sentence"]) == (str(evil.pk), evil.sentence)
    assert (row["speaker"], row["place"]) == ("'=HYPERLINK(1)", "'＋cmd")
    assert row["explanation"].startswith("'@SUM")
    assert row["figure_low"] == "37.0"


def test_workbook_has_the_same(run: Run, evil: Claim, tmp_path: Path) -> None:
    path = tmp_path / "claims.xlsx"
    run("export_claims", str(path))
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    names, row = sheet.iter_rows(values_only=True)
    told = dict(zip(names, row, strict=True))
    assert (told["id"], told["speaker"], told["figure_low"]) == (evil.pk, "'=HYPERLINK(1)", 37)


def test_lines_are_those_of_list_claims_with_the_verdict(run: Run, evil: Claim, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    run("export_claims", str(path))
    [line] = map(json.loads, path.read_text().splitlines())
    [listed] = run("list_claims", "--json").lines
    assert listed.items() <= line.items()
    assert line["verdict"]["explanation"].startswith("@SUM")


@pytest.mark.parametrize("withheld", [True, False])
def test_what_may_not_be_told_yet_is_left_out_unless_asked_for(
    run: Run, evil: Claim, tmp_path: Path, withheld: bool
) -> None:
    kept = {"pub_status": "withheld"} if withheld else {"embargoed_until": timezone.now() + timedelta(days=1)}
    Article.objects.update(**kept)
    path = str(tmp_path / "claims.csv")
    assert run("export_claims", path, "--json").lines[0]["claims"] == 0
    assert run("export_claims", path, "--all-versions", "--json").lines[0]["claims"] == 0
    assert run("export_claims", path, "--embargoed", "--json").lines[0]["claims"] == 1


def test_filters_are_those_of_list_claims(run: Run, evil: Claim, tmp_path: Path) -> None:
    other = ClaimFactory(status="dismissed")
    path = tmp_path / "claims.csv"
    run("export_claims", str(path), "--status", "dismissed")
    assert [row["id"] for row in rows(path)] == [str(other.pk)]
    run("export_claims", str(path), "--guid", evil.article.guid)
    assert [row["id"] for row in rows(path)] == [str(evil.pk)]


def test_empty_export_has_its_columns(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    run("export_claims", str(path))
    assert path.read_text(encoding="utf-8-sig").startswith("id,")


def test_format_has_to_be_known(run: Run, tmp_path: Path) -> None:
    ran = run("export_claims", str(tmp_path / "claims.ods"))
    assert ran.code == 2
    assert "--format csv" in ran.err


def test_file_that_cannot_be_written_is_told(run: Run, evil: Claim) -> None:
    ran = run("export_claims", "/nonexistent/claims.csv")
    assert ran.code == 1
    assert "cannot be written" in ran.err
