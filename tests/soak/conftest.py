"""The soak has the fault tests' workers, broker and site; each of its parts has a limit of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.conftest import (
    broker,
    environ,
    manage,
    night,
    one_broker,
    proxy,
    start_site,
    start_worker,
)

__all__ = ["broker", "environ", "manage", "night", "one_broker", "proxy", "start_site", "start_worker"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """No limit but the part's, and a database that several processes see."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(0))
            if not item.get_closest_marker("django_db"):
                item.add_marker(pytest.mark.django_db(transaction=True))
