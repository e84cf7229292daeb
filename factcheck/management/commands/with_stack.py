"""Runs a command on the embedded services: `manage.py with_stack [--worker] [--web] -- CMD ARGS`."""

from __future__ import annotations

import argparse
import functools
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from factcheck import environment as env
from factcheck.services.command import run_command
from factcheck.services.ports import LAST_PORT
from factcheck.services.run import supervise
from factcheck.services.terminal import Terminal


class Command(BaseCommand):
    help = (
        "Start the services, migrate, run CMD with DATABASE_URL and REDIS_URL, stop, return CMD's exit code."
    )
    requires_system_checks = []  # there is no database yet

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--worker", action="store_true", help="run a worker and beat too")
        parser.add_argument("--web", action="store_true", help="serve too: FACTCHECK_URL, FACTCHECK_TOKEN")
        parser.add_argument(
            "command", metavar="CMD", nargs=argparse.REMAINDER, help="the command and its arguments"
        )

    def handle(self, *, command: list[str], worker: bool, web: bool, **_: Any) -> None:
        words = command[1:] if command[:1] == ["--"] else command
        if not words:
            self.stderr.write(
                "with_stack: no command; usage: manage.py with_stack [--worker] [--web] -- CMD ARGS"
            )
            sys.exit(2)
        terminal = Terminal(stderr=True)
        port = env.whole("PORT", 0, 0, LAST_PORT) if web else None
        work = functools.partial(run_command, terminal=terminal, command=words, worker=worker, port=port)
        sys.exit(supervise(settings.FACTCHECK_HOME, terminal, work))
