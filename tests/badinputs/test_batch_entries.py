"""Entries of kinds batch and feed, as files: none may break the command; what can be read is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claims.models import Article
from tests.badinputs.conftest import CORPUS, entries, stored, within_limits
from tests.commands.conftest import Ran, called

pytestmark = pytest.mark.django_db
WORDS = {"new", "revision", "duplicate", "rejected", "empty"}


def taken(entry: dict[str, Any], folder: Path) -> Ran:
    return called("ingest_wire", str(stored(entry, folder)), "--source", "wire", "--json")


@pytest.mark.parametrize("entry", entries("batch", "feed"))
def test_entry_never_breaks_the_command(entry: dict[str, Any], tmp_path: Path) -> None:
    with within_limits(entry):
        ran = taken(entry, tmp_path)
    assert ran.code in {0, 1}
    assert {line["status"] for line in ran.lines[:-1]} <= WORDS
    assert all(line["reason"].endswith(".") for line in ran.lines[:-1])
    if entry["expect"] == "rejected":
        assert ran.code == 1
        assert not Article.objects.exists()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the corpus")
@pytest.mark.parametrize(
    ("entry", "guids", "bad_lines"),
    [
        ({"file": "b01_mixed.jsonl"}, {"good-1", "good-2", "good-3"}, [2, 5]),
        ({"file": "b02_same_twice.jsonl"}, {"good-1"}, []),
        ({"file": "b04_crlf_bom.jsonl"}, {"crlf-1", "crlf-2"}, []),
        ({"file": "b05_line_64mb.jsonl", "stored_as": "b05_line_64mb.jsonl.gz"}, {"good-1"}, [1]),
    ],
)
def test_batch_of_json_lines_keeps_its_good_stories(
    entry: dict[str, Any], guids: set[str], bad_lines: list[int], tmp_path: Path
) -> None:
    ran = taken(entry, tmp_path)
    assert set(Article.objects.values_list("guid", flat=True)) == guids
    assert [line["line"] for line in ran.lines[:-1] if line["status"] == "rejected"] == bad_lines
    assert ran.code == bool(bad_lines)
