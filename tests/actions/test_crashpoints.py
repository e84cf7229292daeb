"""Crash points kill where they are told to, and never in production."""

from __future__ import annotations

import os
import signal

import pytest

from claims.actions.crashpoints import crashpoint


@pytest.fixture
def killed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    deeds: list[tuple[int, int]] = []
    monkeypatch.setenv("FACTCHECK_CRASH", "")
    monkeypatch.setattr(os, "kill", lambda pid, signum: deeds.append((pid, signum)))
    return deeds


@pytest.mark.parametrize(
    ("wanted", "debug", "dies"),
    [
        ("read", True, True),
        ("read:story-7", True, True),
        ("read:story-8", True, False),
        ("leased:story-7,read:story-7", True, True),
        ("recording", True, False),
        ("", True, False),
        ("read", False, False),
    ],
)
def test_kills_only_where_it_is_told_to(
    killed: list[tuple[int, int]], settings: object, wanted: str, debug: bool, dies: bool
) -> None:
    settings.DEBUG = debug
    os.environ["FACTCHECK_CRASH"] = wanted
    crashpoint("read", "story-7")
    assert killed == ([(os.getpid(), signal.SIGKILL)] if dies else [])
