"""Stacks of their own for the tests of the services: another home, other ports."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DEBUG",
    "PORT",
)
StartManage = Callable[..., subprocess.Popen[str]]


def environ_for(home: Path) -> dict[str, str]:
    """This environment without the stack that the tests themselves run on."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, "FACTCHECK_HOME": str(home), "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all of them, since the first start on it takes longest."""
    return tmp_path_factory.mktemp("stack") / "home"


@pytest.fixture
def start_manage(home: Path) -> Iterator[StartManage]:
    """Starts `manage.py WORDS` on a home of its own, with its output in a pipe; ended with the test."""
    started: list[subprocess.Popen[str]] = []

    def start(*words: str, home: Path = home) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), *words],
            env=environ_for(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.communicate(timeout=60)


def read_until(process: subprocess.Popen[str], phrase: str) -> list[str]:
    """The lines that `process` prints up to one that holds `phrase`."""
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if phrase in line:
            return lines
    raise AssertionError(f"it ended without {phrase!r}:\n{''.join(lines)}")
