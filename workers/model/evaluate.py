"""`python -m workers.model evaluate`: the shipped model against a reference set, by that set's own measure.

The measure is score.py beside the set; it is run from there and not kept twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from claims.extraction import Story
from claims.extraction.types import Scorer
from workers.model.config import ModelError
from workers.model.data import stories
from workers.model.extract import Source, lines


def evaluate(gold: Path, scorer: Scorer) -> dict[str, Any]:
    """Extract every story of the set and return what score.py says of it, with the model's version."""
    reference = list(stories(gold))
    measure = measure_of(gold)
    result: dict[str, Any] = {
        "model": scorer.version,
        **measure.score(reference, extracted(reference, scorer)),
    }
    return result


def extracted(reference: Sequence[dict[str, Any]], scorer: Scorer) -> list[dict[str, Any]]:
    """What the extraction says of each story of a reference set; ModelError when one fails."""
    said = list(lines((Source(one["id"], Story(text=one["text"])) for one in reference), scorer))
    failed = [line for line in said if "error" in line]
    if failed:
        raise ModelError(
            f"{len(failed)} stories failed, the first is {failed[0]['id']}: {failed[0]['error']}"
        )
    return said


def table(result: dict[str, Any]) -> str:
    """The measures as lines for people, a group a line."""
    return "\n".join(f"{name:14} {_cells(value)}" for name, value in result.items())


def _cells(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    return "  ".join(f"{name} {number}" for name, number in value.items())


def measure_of(gold: Path) -> ModuleType:
    """The measure that lies beside a reference set, as a module."""
    path = gold.parent / "score.py"
    spec = spec_from_file_location("gold_score", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        raise ModelError(f"The measure {path} is missing: it has to lie beside the reference set.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
