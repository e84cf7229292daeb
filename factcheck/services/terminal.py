"""What a person sees of the stack: one calm line for each service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

MARKS = {
    "running": ("●", "green"),
    "given": ("●", "green"),
    "restarting": ("●", "yellow"),
    "stopped": ("○", "dim"),
}
WIDTH_OF_A_LOG = 140  # columns
WAITING = ("◌", "cyan")
QUIET = frozenset({"starting", "preparing", "stopping"})  # not worth a line of a log file
CALM = frozenset({"running", "given", "stopped"})


class Terminal:
    """On a terminal, lines that change in place; elsewhere, a line for each change that matters.

    On standard error nothing but trouble is told where it is no terminal: the command's own output is there.
    """

    def __init__(self, *, stderr: bool = False) -> None:
        self.console = Console(stderr=stderr, highlight=False, soft_wrap=True)
        if not self.console.is_terminal:
            self.console.width = WIDTH_OF_A_LOG
        self._untold = QUIET | CALM if stderr else QUIET
        self._states: dict[str, tuple[str, str]] = {}
        self._live: Live | None = None

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Keep the service lines at the bottom of the terminal."""
        if not self.console.is_terminal:
            yield
            return
        with Live(console=self.console, auto_refresh=False) as self._live:
            yield
        self.give_way()

    def give_way(self) -> None:
        """Leave the terminal to a command in the foreground: from now on only trouble is told."""
        if self._live:
            self._live.stop()
        self._live = None

    def tell(self, service: str, state: str, detail: str) -> None:
        """A service's state has changed."""
        self._states[service] = (state, detail)
        if self._live:
            self._live.update(self._table(), refresh=True)
        elif state not in self._untold:
            self.console.print(f"{service:<9} {state}  {detail}".rstrip(), markup=False)

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2))
        for service, (state, detail) in self._states.items():
            mark, colour = MARKS.get(state, WAITING)
            table.add_row(Text(mark, colour), service, Text(state, colour), Text(detail, "dim"))
        return table

    def say(self, text: str = "", style: str = "") -> None:
        self.console.print(Text(text, style))

    def show_logins(self, address: str, password: str, names: Iterable[str]) -> None:
        """Where to go and how to get in."""
        self.say(f"\n  {address}", "bold")
        self.say(f"  sign in as {', '.join(names)}")
        self.say(f"  password   {password}\n")

    def show_claims(self, claims: list[dict[str, Any]], most: int = 12) -> None:
        """The first claims, one row each."""
        table = Table("worth", "type", "figure", "speaker", box=None, header_style="dim", expand=True)
        table.add_column("sentence", no_wrap=True, ratio=1)
        for claim in claims[:most]:
            figure, speaker = claim["figure"] or {"text": "—"}, claim["speaker"] or "—"
            worth = f"{claim['check_worthiness']:.2f}"
            table.add_row(
                worth, claim["type"], *map(on_one_line, (figure["text"], speaker, claim["sentence"]))
            )
        self.console.print(table, soft_wrap=False)
        if (more := len(claims) - most) > 0:
            self.say(f"  and {more} more\n", "dim")


def on_one_line(text: str) -> Text:
    """A text from a story, without its line breaks."""
    return Text(" ".join(text.split()))
