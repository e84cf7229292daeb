"""`manage.py sbom`: the bill of materials of this very installation."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from factcheck import supply


class Command(BaseCommand):
    requires_system_checks = []
    help = "Print a CycloneDX 1.6 bill of materials: every package that runs here, and the model's files."

    def handle(self, **_: Any) -> None:
        self.stdout.write(json.dumps(supply.bill_of_materials(), indent=1))
