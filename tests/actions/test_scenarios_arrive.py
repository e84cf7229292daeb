"""The project's scenarios as far as arrival goes: outcome of each file, articles, kills, embargoes, versions.

Files come in their order under the clock of the scenario's `as_of`; what is compared is what
`../shared/scenarios/README.md` calls outcome, articles, canceled, embargoed and current.
"""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from claims.ingest.files import pieces
from claims.management.arrivals import Arrivals, Outcome
from claims.models import Article

pytestmark = pytest.mark.django_db

NAMES = [
    "s01-ferry-fire", "s02-army-withdrawal", "s03-aid-budget", "s04-kill", "s05-embargoed-report",
    "s06-refile-advisory", "s07-flood-displacement", "s08-two-bombings", "s09-shifting-figure",
    "s10-arithmetic", "s11-scraped-page", "s12-night-batch",
]  # fmt: skip
OURS = {"not_a_story": {"advisory"}, "accepted": {"new", "revision", "embargoed", "withheld"}}


@pytest.fixture(params=NAMES)
def scenario(
    request: pytest.FixtureRequest, shared: Path, settings: LazySettings
) -> tuple[Path, dict[str, Any]]:
    folder = shared / "scenarios" / request.param
    expected = json.loads((folder / "expected.json").read_text())
    if "as_of" in expected:
        settings.FACTCHECK_NOW = datetime.fromisoformat(expected["as_of"])
    return folder, expected


def arrive(path: Path) -> list[Outcome]:
    return list(Arrivals().take(pieces([str(path)], io.BytesIO())))


def test_a_scenario_arrives_as_it_should(scenario: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = scenario
    wanted = expected["files"]
    versions = {row["after"]: row["version"] for row in expected.get("current", [])}
    for name in dict.fromkeys(row["file"] for row in wanted):
        rows = [row for row in wanted if row["file"] == name]
        outcomes = arrive(folder / name)
        assert len(outcomes) == len(rows), outcomes
        for row in rows:
            assert [each for each in outcomes if fits(each, row)], (row, outcomes)
        if name in versions:
            assert Article.objects.get().current.version == versions[name]
    assert Article.objects.count() == expected["articles"]
    canceled = Article.objects.filter(killed_at__isnull=False)
    assert set(canceled.values_list("guid", flat=True)) == set(expected["canceled"])
    embargoed = {article.guid for article in Article.objects.all() if article.is_embargoed}
    assert embargoed == set(expected["embargoed"])


def fits(outcome: Outcome, row: dict[str, Any]) -> bool:
    """Nulls and what plain text cannot tell are left out of the comparison."""
    if outcome.status not in OURS.get(row["outcome"], {row["outcome"]}):
        return False
    is_told = row["guid"] is not None and row["outcome"] != "not_a_story"
    return not is_told or (outcome.guid, outcome.version) == (row["guid"], row["version"])
