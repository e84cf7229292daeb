"""Training passages of our own writing (own.txt) in the shape of the reference set's stories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workers.model.config import ModelError

OWN = Path(__file__).parent / "own.txt"
FIGURE = re.compile(r"\[([^|\[\]]+)\|(\w+) ([0-2])\]")
EVENT = re.compile(r"(?:(?<!\s)\s++)?\{event ([12])\}\s*+$")


def own_stories(path: Path = OWN) -> Iterator[dict[str, Any]]:
    """Yield the passages as annotated stories; figures carry their text and no value."""
    if not path.is_file():
        raise ModelError(f"The passages {path} are missing; restore them with `git checkout`.")
    _, *stories = path.read_text(encoding="utf-8").split("\n=== ")
    for story in stories:
        name, _, body = story.partition("\n")
        paragraphs = [[_sentence(line) for line in part.splitlines() if line] for part in body.split("\n\n")]
        yield {
            "id": name.strip(),
            "source": "own",
            "text": "\n\n".join(" ".join(text for text, _ in part) for part in paragraphs if part),
            "claims": [claim for part in paragraphs for _, claims in part for claim in claims],
        }


def _sentence(line: str) -> tuple[str, list[dict[str, Any]]]:
    """A line's sentence without its marks, and the claims that it makes."""
    event = EVENT.search(line)
    text = FIGURE.sub(r"\1", EVENT.sub("", line)).strip()
    claims = [
        _claim(text, kind, worth, {"text": said, "low": None, "high": None})
        for said, kind, worth in FIGURE.findall(line)
    ]
    return text, claims + ([_claim(text, "event", event[1], None)] if event else [])


def _claim(sentence: str, kind: str, worth: str, figure: dict[str, Any] | None) -> dict[str, Any]:
    return {"sentence": sentence, "type": kind, "worth": int(worth), "figure": figure}
