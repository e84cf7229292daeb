"""Entries of kinds batch and feed, as files: none may break the command; what can be read is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claims.models import Article, Quarantine, Revision
from tests.badinputs.conftest import CORPUS, entries, stored, within_limits
from tests.commands.conftest import Ran, called

pytestmark = pytest.mark.django_db
TAKEN = {"new", "revision", "duplicate", "refile", "stale", "canceled", "embargoed", "withheld", "advisory"}
REFUSED = {"rejected", "empty"}
KEPT = {"quarantined"}


def taken(entry: dict[str, Any], folder: Path) -> Ran:
    return called("ingest_wire", str(stored(entry, folder)), "--source", "wire", "--json")


def ended_as(ran: Ran, expect: str) -> None:
    """Rejected: a reason, exit 1, nothing stored. Partial: some in, each bad one told. Accepted: all in."""
    statuses = {line["status"] for line in ran.lines[:-1]}
    assert all(line["reason"].endswith(".") for line in ran.lines[:-1])
    assert statuses <= TAKEN | REFUSED | KEPT
    assert ran.code == bool(statuses & (REFUSED | KEPT))
    if expect == "rejected":
        assert statuses
        assert statuses <= REFUSED
        assert not Article.objects.exists()
        assert not Quarantine.objects.exists()
    else:
        assert statuses & TAKEN
        assert expect == "partial" or statuses <= TAKEN


@pytest.mark.parametrize("entry", entries("batch", "feed"))
def test_entry_ends_as_its_index_says(entry: dict[str, Any], tmp_path: Path) -> None:
    with within_limits(entry):
        ran = taken(entry, tmp_path)
    ended_as(ran, entry["expect"])


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the corpus")
@pytest.mark.parametrize(
    ("name", "guids"),
    [("b06_csv_130k_field.csv", {"c1", "c2"}), ("f07_truncated.xml", {"g1"}), ("f10_same_guid.xml", {"g1"})],
)
def test_good_stories_of_a_file_are_in_it_however_often_it_comes(
    name: str, guids: set[str], tmp_path: Path
) -> None:
    for _ in range(2):
        taken({"file": name}, tmp_path)
        assert set(Article.objects.values_list("guid", flat=True)) == guids
        assert Revision.objects.count() == len(guids)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the corpus")
def test_item_without_an_id_is_one_story_and_stays_so(tmp_path: Path) -> None:
    for _ in range(2):
        taken({"file": "f11_no_guid.xml"}, tmp_path)
        assert (Article.objects.count(), Revision.objects.count()) == (1, 1)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the corpus")
def test_item_with_scripts_is_text_without_a_link(tmp_path: Path) -> None:
    taken({"file": "f09_script_in_content.xml"}, tmp_path)
    revision = Revision.objects.get()
    assert (revision.body, revision.headline, revision.url) == ("killed 200", "", "")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the corpus")
def test_embargo_and_kill_are_known_of_the_story(tmp_path: Path) -> None:
    taken({"file": "f14_newsml_embargo.xml"}, tmp_path)
    article = Article.objects.get()
    assert (article.pub_status, article.embargoed_until.year) == ("withheld", 2099)  # type: ignore[union-attr]
    taken({"file": "f15_newsml_kill.xml"}, tmp_path)
    article = Article.objects.get()
    assert (article.pub_status, article.killed_at is not None) == ("canceled", True)


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
