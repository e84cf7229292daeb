"""What becomes of each story that a command hands in: one line each, and the counts at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import DataError

from claims.actions import intake
from claims.exceptions import DeskError
from claims.ingest.files import Piece, stories
from claims.ingest.types import BadStory, EmptyStory, WireStory
from claims.models import IngestRun, Source

HOUSE_SOURCE = "Desk"  # of a story that names no source, where --source doesn't either
TROUBLE = ("rejected", "empty", "quarantined")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one story; `article` is the row's id, `line` its line in a batch file."""

    file: str
    status: str
    reason: str
    guid: str = ""
    version: int | None = None
    article: int | None = None
    line: int | None = None

    def record(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Arrivals:
    """Takes pieces in one by one; a bad one is counted and told, and never stops the others."""

    source: str = ""
    run: IngestRun | None = None
    counts: Counter[str] = field(default_factory=Counter)
    files: set[str] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    _sources: dict[str, Source] = field(default_factory=dict)

    def take(self, pieces: Iterable[Piece]) -> Iterator[Outcome]:
        for piece in pieces:
            self.files.add(piece.file)
            for outcome in self._outcomes(piece):
                self.counts[outcome.status] += 1
                yield outcome

    @property
    def had_trouble(self) -> bool:
        return any(self.counts[status] for status in TROUBLE)

    def _outcomes(self, piece: Piece) -> Iterator[Outcome]:
        try:
            found = stories(piece)
        except BadStory as bad:
            yield _refused(piece, bad)
            return
        for story in found:
            yield self._take_in(piece, story)

    def _take_in(self, piece: Piece, story: WireStory) -> Outcome:
        try:
            source = self._source(self.source or story.source or HOUSE_SOURCE)
            receipt = intake.take_in(story=story, source=source, run=self.run)
        except (DeskError, DataError) as error:
            reason = _placed(piece.line, str(error))
            return Outcome(piece.file, "rejected", reason, story.guid, line=piece.line)
        article = receipt.article.pk if receipt.article else None
        if article:
            self.articles.add(article)
        return Outcome(
            piece.file, receipt.status, receipt.reason, story.guid, receipt.version, article, piece.line
        )

    def _source(self, name: str) -> Source:
        if name not in self._sources:
            self._sources[name] = intake.source_named(name=name)
        return self._sources[name]


def _refused(piece: Piece, bad: BadStory) -> Outcome:
    status = "empty" if isinstance(bad, EmptyStory) else "rejected"
    return Outcome(piece.file, status, _placed(piece.line, bad.reason), line=bad.line)


def _placed(line: int | None, reason: str) -> str:
    return f"Line {line}: {reason}" if line else reason
