"""What becomes of each story that a command or a watched source brings: one line each, and the counts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any

from django.db import DataError

from claims.actions import intake, quarantine, sources
from claims.actions.crashpoints import crashpoint
from claims.actions.story_history import Door
from claims.exceptions import DeskError
from claims.ingest.files import Piece, stories
from claims.ingest.types import BadStory, Malformed, NotAStory, PartlyRead, WireStory
from claims.management.resuming import Done
from claims.models import IngestRun, Source

log = logging.getLogger(__name__)

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
    _sources: dict[str, Source] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.done = Done(self.run)
        self.counts, self.files = self.done.counts.copy(), set(self.done.files)

    def take(self, pieces: Iterable[Piece]) -> Iterator[Outcome]:
        """Take in what is left of the run; the counts are those of all of it."""
        for piece in self.done.left(pieces):
            written = self.done.outcomes_of(piece)
            self.files.add(piece.file)
            for act in islice(self._acts(piece), written, None):
                outcome = act()
                self.counts[outcome.status] += 1
                crashpoint("line", str(self.counts.total()))
                yield outcome

    @property
    def had_trouble(self) -> bool:
        return any(self.counts[status] for status in TROUBLE)

    def _acts(self, piece: Piece) -> Iterator[Callable[[], Outcome]]:
        """What there is to do with a piece: each act is one outcome, and one line written down."""
        found: Sequence[WireStory] = ()
        bad: Sequence[BadStory] = ()
        try:
            found = _read(piece)
        except PartlyRead as partly:
            found, bad = partly.stories, partly.errors
        except BadStory as error:
            bad = (error,)
        yield from (partial(self._take_in, piece, story) for story in found)
        yield from (partial(self._refuse, piece, fault) for fault in bad)

    def _take_in(self, piece: Piece, story: WireStory) -> Outcome:
        try:
            source = self._source(story.source)
        except DeskError as refusal:
            return self._refuse(piece, BadStory(str(refusal)), guid=story.guid)
        try:
            receipt = intake.take_in(
                story=story, source=source, run=self.run, file=piece.file, line=piece.line
            )
        except DeskError as refusal:  # the action has written it down
            return _outcome(piece.file, piece.line, "rejected", str(refusal), story.guid)
        except DataError as error:
            return self._refuse(piece, BadStory(str(error)), guid=story.guid)
        version = story.version if story.version is not None else receipt.version
        told = _outcome(piece.file, piece.line, receipt.status, receipt.reason, receipt.guid, version)
        return replace(told, article=receipt.article.pk if receipt.article else None)

    def _refuse(self, piece: Piece, bad: BadStory, guid: str = "") -> Outcome:
        told = bad if isinstance(bad, NotAStory) else NotAStory("", guid=guid)
        door = Door(self._source_or_house(told.source), self.run, piece.file, piece.line or bad.line)
        receipt = quarantine.refuse(error=bad, raw=piece.raw, kind=piece.format, door=door)
        outcome = _outcome(piece.file, piece.line, receipt.status, receipt.reason, told.guid, told.version)
        return replace(outcome, line=door.line)

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


def _read(piece: Piece) -> Sequence[WireStory]:
    """The piece's stories. Raises BadStory, also where a reader fails: no story must stop the night."""
    try:
        return stories(piece)
    except BadStory:
        raise
    except Exception as error:
        log.exception("the reader of %s failed", piece.format, extra={"file": piece.file})
        name = type(error).__name__
        raise Malformed(f"The reader of this format failed at it ({name}).", line=piece.line) from error


def _outcome(  # noqa: PLR0917
    file: str, line: int | None, status: str, reason: str, guid: str = "", version: int | None = None
) -> Outcome:
    placed = f"Line {line}: {reason}" if line and status in TROUBLE else reason
    return Outcome(file, status, placed, guid, version, line=line)
