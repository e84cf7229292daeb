"""`manage.py draw_states`: the diagram of claims/README.md, drawn from the table of transitions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.statuses import ENDS, OWNERS, TABLE, Status

README = Path(__file__).resolve().parents[2] / "README.md"
OPENING, CLOSING = "```mermaid\n", "```\n"


class Command(BaseCommand):
    help = "Print the state diagram of a claim; --write puts it into claims/README.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")

    def handle(self, *, write: bool, **_: Any) -> None:
        if write:
            README.write_text(redrawn(README.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            self.stdout.write(diagram())


def diagram() -> str:
    """A Mermaid state diagram: each state with whose turn it is, one arrow for each pair with its actions."""
    labels: dict[tuple[Status, Status], list[str]] = {}
    for row in TABLE:
        whose = row.role.value if row.role else "service"
        for source in row.sources:
            labels.setdefault((source, row.target), []).append(f"{row.action} ({whose})")
    arrows = [
        f"    {source} --> {target}: {', '.join(named)}"
        for (source, target), named in sorted(labels.items(), key=lambda arrow: _order(*arrow[0]))
    ]
    owned = [f"    {status}: {status} ({owner})" for status, owner in OWNERS.items()]
    ends = [f"    {status} --> [*]: {why}" for status, why in ENDS.items()]
    return "\n".join(["stateDiagram-v2", *owned, "    [*] --> new: found (service)", *arrows, *ends, ""])


def redrawn(text: str) -> str:
    """The document with today's diagram in the place of its own."""
    before, _, rest = text.partition(OPENING)
    _, _, after = rest.partition(CLOSING)
    return f"{before}{OPENING}{diagram()}{CLOSING}{after}"


def _order(source: Status, target: Status) -> tuple[int, int]:
    states = list(Status)
    return states.index(source), states.index(target)
