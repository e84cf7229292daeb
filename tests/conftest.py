"""What all tests share: ../shared, the database of the stack, closed sockets, and no silent skips in CI."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI") == "true"


def close_sockets(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse every connection but to this machine: no test may depend on the network."""
    if event == "socket.connect" and isinstance(address := arguments[1], tuple):
        host = str(address[0])
        if host != "localhost" and not ip_address(host.partition("%")[0]).is_loopback:
            raise RuntimeError(f"A test wants to connect to {host}; only this machine is allowed.")


sys.addaudithook(close_sockets)


def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, for tests only


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In CI a test that skips fails: everything it could miss is installed there."""
    return not_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """The same for whole files."""
    return not_skipped((yield))


def not_skipped(report: Any) -> Any:
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"Skipped in CI: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The project's shared folder, beside the clone or where FACTCHECK_SHARED says."""
    folder = Path(os.environ.get("FACTCHECK_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"needs the shared folder at {folder} (FACTCHECK_SHARED)")
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Tests with a database run on the one of `manage.py with_stack`."""
    if "dummy" in settings.DATABASES["default"]["ENGINE"]:
        pytest.exit("No database: run `make test`, or `python manage.py with_stack -- pytest`.", returncode=2)
    connection.settings_dict.update(settings.DATABASE_OWNER)  # tests make databases and empty tables
