"""Scenarios as the toll rules would be given them by a desk without error: expected claims, parsed texts."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from claims.extraction.types import Figure, Span
from claims.ingest.files import pieces, stories
from claims.ingest.types import BadStory, PartlyRead, WireStory
from claims.tolls import read
from claims.tolls.types import Report, Said

Row = dict[str, Any]
READ = {"accepted", "refile", "stale"}  # outcomes whose text is a version of its story
NOTICES = {"hold", "kill"}


@dataclass(frozen=True)
class Telling:
    """One version of a story: its row among the scenario's files, its text, and what it claims."""

    row: Row
    story: WireStory
    claims: tuple[Row, ...]

    @property
    def key(self) -> tuple[str, int]:
        return self.row["guid"], self.row["version"]


class Scenario:
    """A folder of wire files with what is to be known of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.expected: Row = json.loads((folder / "expected.json").read_text(encoding="utf-8"))

    @cached_property
    def tellings(self) -> list[Telling]:
        rows = [row for row in self.expected["files"] if row["outcome"] in READ and row["guid"]]
        rows = [row for row in rows if row["signal"] not in NOTICES]
        told = [(row, self._story(row)) for row in rows]
        return [Telling(row, story, tuple(self._claims(row, story.text))) for row, story in told]

    @cached_property
    def killed_at(self) -> dict[str, datetime]:
        kills = [row for row in self.expected["files"] if row["signal"] == "kill"]
        return {row["guid"]: datetime.fromisoformat(row["sent"]) for row in kills}

    def reports(self, event: str) -> list[Report]:
        """All that the stories with a point of `event` tell; of a round-up what is told of its place."""
        tolls = [toll for toll in self.expected["tolls"] if toll["event"] == event]
        guids = {point["guid"] for toll in tolls for point in toll["points"]}
        number = count(1)
        return [
            report
            for telling in self.tellings
            if telling.row["guid"] in guids
            for report in self._reports(telling, event, number)
        ]

    def _reports(self, telling: Telling, event: str, number: Iterator[int]) -> Iterator[Report]:
        said = [said_of(telling.story.text, claim) for claim in telling.claims]
        sent = datetime.fromisoformat(telling.row["sent"])
        readings = read(telling.story.text, said, headline=telling.story.headline, sent_at=sent)
        for claim, each, reading in zip(telling.claims, said, readings, strict=True):
            hint = claim.get("event_hint", "both")
            if each.figure and (hint == "both" or hint.split()[0] in event):
                yield Report(
                    key=next(number),
                    claim=0,
                    article=sorted({row["guid"] or "" for row in self.expected["files"]}).index(
                        telling.key[0]
                    ),
                    guid=telling.key[0],
                    version=telling.key[1],
                    order=telling.key[1],
                    source=telling.row["source"],
                    at=sent,
                    sentence=each.sentence,
                    figure=each.figure,
                    reading=reading,
                    speaker=each.speaker,
                    void_at=self.killed_at.get(telling.key[0]),
                )

    def _story(self, row: Row) -> WireStory:
        [piece] = pieces([str(self.folder / row["file"])], io.BytesIO())
        found = list(_parsed(piece))
        names = (row.get("doc_id"), row["guid"])
        return next(
            (story for story in found if {story.guid, story.doc_id} & {*names} - {"", None}), found[0]
        )

    def _claims(self, row: Row, text: str) -> Iterator[Row]:
        """Those listed for the version, and what its other versions claim in sentences that it has too."""
        seen: set[tuple[str, str]] = set()
        listed = [claim for claim in self.expected["claims"] if claim["guid"] == row["guid"]]
        flat = " ".join(text.split())
        for claim in sorted(listed, key=lambda claim: bool(claim["version"] != row["version"])):
            name = claim["sentence"], (claim["figure"] or {}).get("text", "")
            if name not in seen and claim["sentence"] in flat:
                seen.add(name)
                yield claim


def said_of(text: str, claim: Row) -> Said:
    """An expected claim at its place in the text, as the extractor would have found it."""
    flat = text.replace("\n", " ")
    start = max(flat.find(claim["sentence"]), 0)
    span = Span(start, start + len(claim["sentence"]))
    figure = _figure(claim, start) if claim["figure"] else None
    return Said(span, claim["sentence"], claim["type"], figure, claim["speaker"] or "")


def _figure(claim: Row, start: int) -> Figure:
    told = claim["figure"]
    at = start + claim["sentence"].index(told["text"])
    names = ("text", "low", "high", "qualifier", "unit", "of", "per")
    return Figure(span=Span(at, at + len(told["text"])), **{name: told[name] for name in names})


def _parsed(piece: Any) -> list[WireStory]:
    try:
        return stories(piece)
    except PartlyRead as partly:
        return list(partly.stories)
    except BadStory:
        return []
