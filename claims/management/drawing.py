"""Tables for people on a terminal."""

from __future__ import annotations

import io
import shutil

from rich.console import Console
from rich.table import Table


def drawn(shown: Table) -> str:
    """The table as text, as wide as the terminal."""
    console = Console(file=io.StringIO(), width=shutil.get_terminal_size().columns, highlight=False)
    with console.capture() as printed:
        console.print(shown)
    return printed.get()
