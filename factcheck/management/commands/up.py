"""Runs the whole site in the foreground; `make up` and `make demo` call it."""

from __future__ import annotations

import functools
import signal
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from factcheck.services.programs import ROOT
from factcheck.services.run import supervise
from factcheck.services.serve import serve
from factcheck.services.terminal import Terminal

DEMO_STORIES = ROOT / "factcheck" / "demo" / "stories"


class Command(BaseCommand):
    help = "Start the services, the worker, beat and the web server; Ctrl-C stops them all."
    requires_system_checks = []  # there is no database yet

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="make people to sign in as, take in stories")
        parser.add_argument("--stories", type=Path, default=DEMO_STORIES, help="a file or folder for --demo")
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen at")
        parser.add_argument("--port", type=int, default=8000, help="0 picks a free one")

    def handle(self, *, demo: bool, stories: Path, host: str, port: int, **_: Any) -> None:
        if demo and not stories.exists():
            self.stderr.write(f"up: there are no stories at {stories}")
            sys.exit(2)
        terminal = Terminal()
        chosen = stories.resolve() if demo else None
        code = supervise(
            settings.FACTCHECK_HOME,
            terminal,
            functools.partial(serve, terminal=terminal, host=host, port=port, stories=chosen),
        )
        sys.exit(0 if code == 128 + signal.SIGINT else code)  # Ctrl-C is how it is meant to end
