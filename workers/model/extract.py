"""`python -m workers.model extract`: stories in, one JSON line of claims a story out.

A story that cannot be read or extracted gives a line `{"id", "error"}` and never stops the others.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from claims.extraction import Extraction, Story, extract_many
from claims.extraction.types import Claim, Scorer

AT_ONCE = 16  # stories that are scored together
CHARACTERS_AT_ONCE = 400_000


@dataclass(frozen=True, slots=True)
class Source:
    """A story with its id, or the reason why there is none."""

    id: str
    story: Story | None
    error: str = ""


def lines(
    sources: Iterable[Source], scorer: Scorer, threshold: float | None = None
) -> Iterator[dict[str, Any]]:
    """Yield one line per source, in order; stories are scored in batches."""
    for group in _grouped(sources):
        stories = [source.story for source in group if source.story is not None]
        found = iter(_extracted(stories, scorer, threshold))
        for source in group:
            result = next(found) if source.story is not None else source.error
            yield _line(source.id, source.story, result)


def from_files(names: Sequence[str], jsonl: bool) -> Iterator[Source]:
    """Read text files ("-" is standard input), or the lines of JSON-lines files."""
    for name in names:
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            text = raw.decode("utf-8-sig")
        except OSError as error:
            yield Source(name, None, f"The file cannot be read: {error.strerror}.")
        except UnicodeDecodeError as error:
            yield Source(name, None, f"The file is not UTF-8 (byte {error.start}).")
        else:
            yield from _from_lines(name, text) if jsonl else [Source(name, Story(text=text))]


def _from_lines(name: str, text: str) -> Iterator[Source]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _from_line(f"{name}:{number}", line)


def _from_line(place: str, line: str) -> Source:
    """The story of one JSON line; what is wrong with it is told under its id or, without one, its place."""
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Source(place, None, f"The line is not JSON: {error}.")
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
        return Source(place, None, 'The line needs {"id": ..., "text": "..."}.')
    name = str(raw.get("id", place))
    try:
        return Source(name, Story(text=raw["text"], published_at=_time(raw.get("published_at"))))
    except (TypeError, ValueError):
        return Source(name, None, "published_at is not an ISO 8601 time.")


def _time(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value is not None else None


def _grouped(sources: Iterable[Source]) -> Iterator[list[Source]]:
    group: list[Source] = []
    size = 0
    for source in sources:
        group.append(source)
        size += len(source.story.text) if source.story else 0
        if len(group) >= AT_ONCE or size >= CHARACTERS_AT_ONCE:
            yield group
            group, size = [], 0
    if group:
        yield group


def _extracted(stories: Sequence[Story], scorer: Scorer, threshold: float | None) -> list[Extraction | str]:
    """Extract the stories together; when that fails, one by one, so that only the bad one is lost."""
    try:
        return list(extract_many(stories, scorer, threshold=threshold))
    except Exception as error:  # noqa: BLE001  a story never stops a batch, whatever it holds
        if len(stories) == 1:
            return [f"{type(error).__name__}: {error}"]
        return [one for story in stories for one in _extracted([story], scorer, threshold)]


def _line(name: str, story: Story | None, result: Extraction | str) -> dict[str, Any]:
    if isinstance(result, str) or story is None:
        return {"id": name, "error": str(result)}
    return {
        "id": name,
        "model": result.model,
        "claims": [_claim(claim) for claim in result.claims],
        "chrome": [cut.span.of(story.text) for cut in result.chrome],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    figure = None
    if claim.figure is not None:
        figure = asdict(claim.figure)
        del figure["span"]
    return {
        "start": claim.span.start,
        "end": claim.span.end,
        "sentence": claim.sentence,
        "type": claim.type,
        "worth": claim.worth,
        "score": round(claim.score, 4),
        "figure": figure,
        "speaker": claim.speaker,
        "via": claim.via,
        "speaker_how": claim.speaker_how,
        "place": claim.place,
        "standalone": claim.standalone,
    }
