"""How far a command is, on standard error where that is a terminal."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

COUNTS = (
    "{task.fields[parsed]:,} parsed, {task.fields[extracted]:,} extracted, {task.fields[claims]:,} claims"
)


class Rate(ProgressColumn):
    """Stories a second, over the last half minute."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


class IntakeProgress:
    """One line: stories parsed and extracted, claims, the rate and the time left; only on a terminal.

    While stories come in, the rate is that of parsing and nobody knows how many there are; after that it
    is that of extraction.
    """

    def __init__(self) -> None:
        self.console = Console(stderr=True, highlight=False)
        columns = (
            SpinnerColumn(),
            TextColumn(COUNTS),
            BarColumn(bar_width=24),
            Rate(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
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

    def parsed(self, stories: int) -> None:
        self._bar.update(self._task, completed=stories, parsed=stories)

    def extracting(self, *, settled: int, of: int) -> None:
        """From now on extraction is what is waited for: `settled` stories of so many are read or failed."""
        if self._bar.tasks[0].total != of:
            self._bar.reset(self._task, total=of, completed=settled)
        self._bar.update(self._task, completed=settled)

    def tell(self, **counts: Any) -> None:
        """What else is counted: `extracted` and `claims`."""
        self._bar.update(self._task, **counts)

    def say(self, line: str) -> None:
        """A line of output, above the bar on the same terminal."""
        self.console.print(line, markup=False, soft_wrap=True)

    def warn(self, sentence: str) -> None:
        """Said on standard error whether it is a terminal or not."""
        self.console.print(sentence, style="yellow", markup=False)
