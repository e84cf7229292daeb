"""import_checks: counts, lines of what is wrong, and the same again changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.models import PastCheck

pytestmark = pytest.mark.django_db

REVIEW = {
    "@type": "ClaimReview",
    "url": "https://checks.example/1",
    "claimReviewed": "At least 37 people died when the ferry capsized.",
    "author": {"name": "Valmora Checks"},
    "reviewRating": {"ratingValue": 1, "worstRating": 1, "bestRating": 5, "alternateName": "False"},
}


def feed(*reviews: object) -> str:
    lines = ",\n".join(json.dumps({"item": [review]}) for review in reviews)
    return f'{{"@type": "DataFeed", "dataFeedElement": [\n{lines}\n]}}'


def test_reviews_are_taken_in_once(run: Callable, tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text(feed(REVIEW, REVIEW | {"url": "https://checks.example/2"}))
    first, second = run("import_checks", str(path), "--json"), run("import_checks", str(path), "--json")
    assert first.code == second.code == 0
    assert first.lines[-1] == {"files": 1, "new": 2, "changed": 0, "known": 0, "bad": 0}
    assert second.lines[-1] == {"files": 1, "new": 0, "changed": 0, "known": 2, "bad": 0}
    check = PastCheck.objects.get(url="https://checks.example/1")
    assert (check.rating, check.rating_number, check.best) == ("False", 1.0, 5.0)
    assert check.told[0]["figure"]["low"] == 37.0
    assert check.told[0]["figure"]["qualifier"] == "at_least"
    assert check.keys == ["killed 37"]


def test_another_rating_changes_the_row(run: Callable, tmp_path: Path) -> None:
    path = tmp_path / "check.json"
    path.write_text(json.dumps(REVIEW))
    run("import_checks", str(path))
    path.write_text(json.dumps(REVIEW | {"reviewRating": {"alternateName": "True"}}))
    assert run("import_checks", str(path), "--json").lines[0]["status"] == "changed"
    assert PastCheck.objects.get().rating == "True"


def test_what_is_wrong_is_named_and_the_rest_taken_in(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(feed({"@type": "ClaimReview"}, REVIEW))
    (tmp_path / "b.html").write_text("<html><body><p>No check here.</p></body></html>")
    (tmp_path / ".hidden").write_text("never read")
    ran = run("import_checks", str(tmp_path), "--json")
    assert ran.code == 1
    *lines, counts = ran.lines
    assert counts == {"files": 2, "new": 1, "changed": 0, "known": 0, "bad": 2}
    assert [(Path(line["file"]).name, line["line"], line["status"]) for line in lines] == [
        ("a.json", 2, "bad"),
        ("a.json", 3, "new"),
        ("b.html", 1, "bad"),
    ]
    assert lines[2]["reason"] == "There is no ClaimReview in it."


def test_people_read_sentences(run: Callable, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("claim,url\nNine people died.,https://checks.example/9\nx,nowhere\n")
    ran = run("import_checks", str(path))
    assert ran.out.strip() == "1 files, 1 new, 0 changed, 0 known, 1 bad"
    assert "table.csv, line 3: bad. url must be an http or https address." in ran.err


def test_a_path_that_is_not_there_is_wrong_use(run: Callable, tmp_path: Path) -> None:
    assert run("import_checks", str(tmp_path / "none.csv")).code == 2


def test_a_pipe_is_refused_unopened(run: Callable, tmp_path: Path) -> None:
    import os

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    ran = run("import_checks", str(pipe), "--json")
    assert ran.code == 1
    assert "no plain file" in ran.lines[0]["reason"]
