"""What becomes of each story that a command hands in: one line each, and the counts at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db import DataError

from claims.actions import intake, quarantine, sources
from claims.actions.story_history import Door
from claims.exceptions import DeskError
from claims.ingest.files import Piece, stories
from claims.ingest.types import BadStory, NotAStory, PartlyRead, WireStory
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
        except PartlyRead as partly:
            yield from (self._take_in(piece, story) for story in partly.stories)
            yield from (self._refuse(piece, bad) for bad in partly.errors)
        except BadStory as bad:
            yield self._refuse(piece, bad)
        else:
            yield from (self._take_in(piece, story) for story in found)

    def _take_in(self, piece: Piece, story: WireStory) -> Outcome:
        try:
            receipt = intake.take_in(
                story=story, source=self._source(story.source), run=self.run, file=piece.file, line=piece.line
            )
        except DeskError as refusal:  # the action has written it down
            return _outcome(piece.file, piece.line, "rejected", str(refusal), story.guid)
        except DataError as error:
            return self._refuse(piece, BadStory(str(error)), guid=story.guid)
        version = story.version if story.version is not None else receipt.version
        if receipt.article:
            self.articles.add(receipt.article.pk)
        told = _outcome(piece.file, piece.line, receipt.status, receipt.reason, receipt.guid, version)
        return replace(told, article=receipt.article.pk if receipt.article else None)

    def _refuse(self, piece: Piece, bad: BadStory, guid: str = "") -> Outcome:
        told = bad if isinstance(bad, NotAStory) else NotAStory("", guid=guid)
        door = Door(self._source_or_house(told.source), self.run, piece.file, piece.line or bad.line)
        receipt = quarantine.refuse(error=bad, raw=piece.raw, kind=piece.format, door=door)
        return _outcome(piece.file, door.line, receipt.status, receipt.reason, told.guid, told.version)

    def _source(self, told: str) -> Source:
        """The command's own source, else the story's. Raises StoryRejected for what is no name."""
        name = self.source or told or HOUSE_SOURCE
        if name not in self._sources:
            self._sources[name] = sources.source_named(name=name)
        return self._sources[name]

    def _source_or_house(self, told: str) -> Source:
        """For what is refused anyway: what names no proper source is the house's."""
        try:
            return self._source(told)
        except DeskError:
            return self._source("")


def _outcome(  # noqa: PLR0917
    file: str, line: int | None, status: str, reason: str, guid: str = "", version: int | None = None
) -> Outcome:
    placed = f"Line {line}: {reason}" if line and status in TROUBLE else reason
    return Outcome(file, status, placed, guid, version, line=line)
