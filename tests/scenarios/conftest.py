"""Playing a scenario: its files come in order, each is read by the real model, and the desk is asked."""

from __future__ import annotations

import io
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from claims.actions import gathering, leasing
from claims.ingest.files import pieces
from claims.management.arrivals import Arrivals, Outcome
from claims.models import Article, ClaimEvent
from tests.conftest import ROOT
from tests.model.conftest import released
from workers import stories
from workers.model.scorer import Scorer

__all__ = ["released"]  # the model, loaded once

Line = dict[str, Any]


class Played:
    """A scenario that was taken in and read, and what the commands tell of it."""

    def __init__(self, folder: Path, scorer: Scorer) -> None:
        self.folder, self._scorer = folder, scorer
        self.expected: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        self.outcomes: list[tuple[str, Outcome]] = []
        self.newest: dict[str, int | None] = {}
        self.asked: dict[str, int] = {}

    def arrive(self, *, read_each: bool) -> None:
        """Take in the files in order; read after each of them, or all in the morning."""
        for name in dict.fromkeys(row["file"] for row in self.expected["files"]):
            before = ClaimEvent.objects.filter(action="recheck").count()
            found = Arrivals().take(pieces([str(self.folder / name)], io.BytesIO()))
            self.outcomes += [(name, outcome) for outcome in found]
            if read_each:
                self.read()
            self.asked[name] = ClaimEvent.objects.filter(action="recheck").count() - before
            article = Article.objects.order_by("id").first()
            self.newest[name] = article.current.version if article and article.current else None
        self.read()

    def read(self) -> None:
        """What a worker would do, for every story that waits to be read, and then to be compared."""
        for article_id in Article.objects.due().order_by("id").values_list("pk", flat=True):
            lease = leasing.lease(article_id=article_id)
            assert lease
            stories.ended(lease, self._scorer)
        gathering.gather_waiting()

    def listed(self, *options: str) -> list[Line]:
        """What `list_claims --json` prints."""
        out = io.StringIO()
        call_command("list_claims", "--json", *options, stdout=out)
        return [json.loads(line) for line in out.getvalue().splitlines()]


def folders() -> list[Path]:
    """The scenarios that lie in ../shared, or where FACTCHECK_SHARED says."""
    shared = Path(os.environ.get("FACTCHECK_SHARED") or ROOT.parent / "shared")
    return sorted(path.parent for path in shared.glob("scenarios/*/expected.json"))


@pytest.fixture
def clock(settings: LazySettings) -> Any:
    """Sets the desk's clock to the scenario's own, where it has one."""

    def put(expected: dict[str, Any]) -> None:
        if "as_of" in expected:
            settings.FACTCHECK_NOW = datetime.fromisoformat(expected["as_of"])

    return put
