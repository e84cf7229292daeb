"""Entries of kinds text and html: through the API and through ingest_wire, then read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from claims.models import Article, Claim, Revision
from tests.api.conftest import STORIES, Caller, source, wire
from tests.badinputs.conftest import CORPUS, content, entries, stored, within_limits
from tests.badinputs.reading import read
from tests.commands.conftest import called

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]
__all__ = ["source", "wire"]
STORY = {"source": "wire", "external_id": "bad", "title": "Talks"}
MOST_CLAIMS = 500


@pytest.fixture(autouse=True)
def patient(db: None) -> None:
    """Reading a megabyte within one test's transaction takes longer than a worker's may on a busy machine."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")


def field(entry: dict[str, Any]) -> dict[str, str]:
    return {"html" if entry["kind"] == "html" else "text": content(entry).decode()}


@pytest.mark.parametrize("entry", entries("text", "html"))
def test_entry_ends_as_its_index_says_in_the_api(entry: dict[str, Any], wire: Caller) -> None:
    with within_limits(entry):
        response = wire.post(STORIES, STORY | field(entry))
        assert (response.status_code == 202) == (entry["expect"] == "accepted")
        assert response.status_code < 500
        for article in Article.objects.all():
            read(article)
    assert Article.objects.count() == (entry["expect"] == "accepted")
    assert Claim.objects.count() <= MOST_CLAIMS


@pytest.mark.parametrize("entry", entries("text", "html"))
def test_entry_ends_as_its_index_says_as_a_file(entry: dict[str, Any], tmp_path: Path) -> None:
    with within_limits(entry):
        line, _ = called("ingest_wire", str(stored(entry, tmp_path)), "--json").lines
    expected = "new" if entry["expect"] == "accepted" else "rejected"
    assert (line["status"], Article.objects.count()) == (expected, expected == "new")


@pytest.fixture
def reading(wire: Caller, request: pytest.FixtureRequest) -> Revision:
    """The named entry, taken in and read."""
    if not CORPUS.is_dir():
        pytest.skip(f"needs the corpus at {CORPUS}")
    name, stored_as = request.param, Path(CORPUS / f"{request.param}.gz")
    entry = {"file": name, "kind": "html" if name.endswith("html") else "text"}
    if stored_as.exists():
        entry["stored_as"] = stored_as.name
    assert wire.post(STORIES, STORY | field(entry)).status_code == 202
    article = read(Article.objects.get())
    assert article.current is not None
    return article.current


def figures() -> set[float]:
    return set(Claim.objects.exclude(figure=None).values_list("figure__low", flat=True))


def of(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("reading", [name], indirect=True)


@of("t01_one_sentence_1mb.txt")
def test_one_sentence_of_a_megabyte_is_split_and_told(reading: Revision) -> None:
    assert 0 < Claim.objects.count() <= MOST_CLAIMS
    assert max(claim.end - claim.start for claim in Claim.objects.all()) <= 2000
    assert any("claims" in note for note in reading.notes)


@of("t02_no_space_256k.txt")
def test_one_word_of_256_kb_has_no_claims(reading: Revision) -> None:
    assert not Claim.objects.exists()
    assert reading.skipped or any("2,000" in note for note in reading.notes)


@of("t04_5k_sentences.txt")
def test_claims_beyond_the_cap_are_reported(reading: Revision) -> None:
    assert Claim.objects.count() == MOST_CLAIMS
    assert any("500" in note for note in reading.notes)


@of("t11_zero_width.txt")
def test_figures_are_found_through_hidden_characters(reading: Revision) -> None:
    assert figures() >= {200.0, 14_000.0}
    assert "\u200b" in reading.body
    assert any(note.startswith("Hidden characters") for note in reading.notes)


@of("t12_homoglyph.txt")
def test_look_alikes_are_read_flagged_and_left_as_they_are(reading: Revision) -> None:
    assert reading.body.rstrip("\n") == content({"file": "t12_homoglyph.txt"}).decode().rstrip("\n")
    assert any("mix scripts" in note for note in reading.notes)
    assert 50e9 in figures()


@of("t15_rtl_override.txt")
def test_direction_controls_are_kept_told_and_never_turn_a_figure(reading: Revision) -> None:
    assert "\u202e" in reading.body
    assert any("Bidirectional" in note for note in reading.notes)
    assert not figures() & {200.0, 50e9}


@of("t18_nfkc_bomb.txt")
def test_text_that_folds_eighteenfold_is_stored_unfolded(reading: Revision) -> None:
    assert len(reading.body) <= 300_000 // 3 + 1


@of("t20_tags_block.txt")
def test_invisible_instructions_are_told_and_change_nothing(reading: Revision, wire: Caller) -> None:
    assert any("tag characters" in note for note in reading.notes)
    [told] = Claim.objects.values_list("check_worthiness", "type", "figure__low")
    plain = "".join(char for char in reading.body if not 0xE0000 <= ord(char) < 0xE0080)
    wire.post(STORIES, STORY | {"external_id": "plain", "text": plain})
    read(Article.objects.get(guid="plain"))
    [alone] = Claim.objects.filter(article__guid="plain").values_list(
        "check_worthiness", "type", "figure__low"
    )
    assert told == alone


@of("t29_html_mxss.html")
def test_page_becomes_text_only(reading: Revision) -> None:
    assert reading.body == "killed 200"
