"""`manage.py licences`: under what the packages come, and whether we may ship all of them."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from factcheck import supply


class Command(BaseCommand):
    requires_system_checks = []
    help = "List each package's licence. Exit code 1 where one is not in deploy/licences.txt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, **options: Any) -> None:
        allowed, unknown = supply.allowed(), 0
        for package in supply.packages():
            fine = package.licence in allowed
            unknown += not fine
            if options["json"]:
                told = {"package": package.name, "version": package.version, "licence": package.licence}
                self.stdout.write(json.dumps(told | {"allowed": fine}))
            else:
                mark = "" if fine else "  NOT LISTED"
                self.stdout.write(f"{package.name} {package.version}: {package.licence or 'unknown'}{mark}")
        if unknown:
            sys.exit(1)
