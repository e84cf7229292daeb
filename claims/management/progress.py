"""How far a command is, on standard error where that is a terminal."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

COUNTS = "{task.fields[parsed]} parsed, {task.fields[extracted]} extracted, {task.fields[claims]} claims"


class IntakeProgress:
    """One line that counts stories parsed and extracted, and claims; silent elsewhere than on a terminal."""

    def __init__(self) -> None:
        self.console = Console(stderr=True, highlight=False)
        columns = (SpinnerColumn(), TextColumn(COUNTS), TimeElapsedColumn())
        shown = self.console.is_terminal
        self._bar = Progress(*columns, console=self.console, disable=not shown, transient=True)
        self._task = self._bar.add_task("", total=None, parsed=0, extracted=0, claims=0)

    def __enter__(self) -> IntakeProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    @property
    def is_shown(self) -> bool:
        return not self._bar.disable

    def tell(self, **counts: Any) -> None:
        self._bar.update(self._task, **counts)

    def warn(self, sentence: str) -> None:
        """Said on standard error whether it is a terminal or not."""
        self.console.print(sentence, style="yellow", markup=False)
