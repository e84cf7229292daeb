"""`python -m workers.model bench`: what one worker process does on this machine, in numbers.

Stories are made from our own sample by leaving out and repeating its paragraphs, so lengths differ as on a
wire. With the training requirements installed, the ratio to transformers' own pipeline is added.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from claims.extraction import Story, extract_many
from workers.model import scorer
from workers.model.scorer import Scorer

SAMPLE = Path(__file__).parent / "sample.txt"
AT_ONCE = 16
COMPARED = 60  # sentences that the pipeline is timed on


class Clock:
    """Sums the seconds spent in the calls it wraps, by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **named: Any) -> Any:
            started = time.perf_counter()
            try:
                return call(*args, **named)
            finally:
                spent = time.perf_counter() - started
                self.seconds[stage] = self.seconds.get(stage, 0.0) + spent

        return run


def bench(count: int, folder: Path | None = None, precision: str | None = None) -> dict[str, Any]:
    """Extract `count` stories; return sentences/s whole and by stage, peak memory and start-up time."""
    loaded = scorer.load(folder, precision)
    stories = list(sample_stories(count))
    extract_many(stories[:AT_ONCE], loaded)  # the first runs of a shape compile it
    clock = Clock()
    _wrap(loaded, clock)
    started = time.perf_counter()
    sentences = sum(
        one.sentences
        for at in range(0, count, AT_ONCE)
        for one in extract_many(stories[at : at + AT_ONCE], loaded)
    )
    whole = time.perf_counter() - started
    return {
        "model": loaded.version,
        "backend": loaded.backend,
        "precision": loaded.precision,
        "stories": count,
        "sentences": sentences,
        "sentences_per_s": round(sentences / whole, 1),
        "stages": _stages(clock.seconds, whole, sentences),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _PER_MB,
        "start_up_s": _start_up(folder),
        **_compared(stories, folder, sentences / whole),
    }


_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024


def sample_stories(count: int) -> Iterator[Story]:
    """Stories of different lengths out of the sample's paragraphs."""
    paragraphs = SAMPLE.read_text(encoding="utf-8").split("\n\n")
    for number in range(count):
        size = 4 + (7 * number) % (2 * len(paragraphs))
        chosen = (paragraphs[(number + at) % len(paragraphs)] for at in range(size))
        yield Story(text="\n\n".join(chosen))


def _wrap(loaded: Scorer, clock: Clock) -> None:
    loaded.score = clock.timed("score", loaded.score)  # type: ignore[method-assign]
    loaded.windows.of = clock.timed("tokenize", loaded.windows.of)  # type: ignore[method-assign]
    loaded.encoder.infer = clock.timed("encode", loaded.encoder.infer)  # type: ignore[method-assign]


def _stages(seconds: dict[str, float], whole: float, sentences: int) -> dict[str, dict[str, float]]:
    parts = {
        "read and attribute": whole - seconds["score"],
        "tokenize": seconds["tokenize"],
        "encode": seconds["encode"],
        "heads": seconds["score"] - seconds["tokenize"] - seconds["encode"],
    }
    return {
        name: {"share": round(spent / whole, 3), "sentences_per_s": round(sentences / max(spent, 1e-9), 1)}
        for name, spent in parts.items()
    }


def _start_up(folder: Path | None) -> float:
    """Seconds from a new interpreter to a loaded scorer."""
    code = "import sys; from workers.model import scorer; scorer.load(sys.argv[1])"
    started = time.perf_counter()
    chosen = str((folder or scorer.RELEASED).resolve())
    subprocess.run([sys.executable, "-c", code, chosen], check=True, cwd=Path(__file__).parents[2])
    return round(time.perf_counter() - started, 2)


def _compared(stories: list[Story], folder: Path | None, rate: float) -> dict[str, float]:
    """Sentences/s of transformers' pipeline, one at a time, same architecture, and how many times that
    the whole extraction does; {} without torch.
    """
    if find_spec("torch") is None:
        return {}
    from workers.model.baseline import pipeline_rate  # noqa: PLC0415  needs torch

    alone = pipeline_rate(stories, folder, COMPARED)
    return {"pipeline_sentences_per_s": round(alone, 1), "ratio_to_pipeline": round(rate / alone, 1)}
