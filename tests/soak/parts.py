"""The parts of the soak: what each tries, in which files, and how long it may take."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ALL_MINUTES = 150  # of ../shared/reliability.md, on two cores


@dataclass(frozen=True, slots=True)
class Part:
    """`minutes` is its limit at full size; after it the part is ended and has failed.

    `processes`: by how many at once its tests may run, where they measure no time of processes beside them.
    """

    name: str
    promises: str
    tries: str
    minutes: int
    processes: int = 1

    @property
    def file(self) -> Path:
        return HERE / f"test_{self.name}.py"


PARTS = (
    Part("kills", "R1", "kill -9 at each of thirteen points, five rounds", 16),
    Part("outages", "R2", "seven outages of the broker amid 500 stories each; ten freezes of one worker", 14),
    Part("restarts", "R3", "PostgreSQL crashes under eight editors who write verdicts", 3),
    Part("editors", "R4", "sixteen editors on the same thousand claims", 7),
    Part("memory", "R10", "what a worker holds over 10,000 stories, and for the longest one", 38),
    Part("accepting", "R12", "how fast stories are taken in, and what happens when too many wait", 3),
    Part("requests", "S1", "100,000 odd requests to pages, forms, the admin and the API", 26, processes=2),
    Part("payloads", "S4", "sixty payloads in every field, every page in a browser", 10, processes=2),
    Part("patterns", "S6", "each pattern and the splitter on a megabyte of hostile text", 6, processes=2),
    Part("tampers", "S7", "1,000 tampers, and the chain of a million lines", 7),
    Part("desk", "R11, D1", "sixteen editors at a million claims; that desk dumped and restored", 12),
    Part("upgrade", "D2", "an old site and worker at work while the new code migrates", 7),
)


def named(names: list[str]) -> list[Part]:
    """The parts of these names, all where none is given. Raises KeyError with one that is not there."""
    known = {part.name: part for part in PARTS}
    return [known[name] for name in names] if names else list(PARTS)
