"""The parts of the supervisor, one by one."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import environment
from factcheck.services import output
from factcheck.services.binaries import find_postgres
from factcheck.services.gone import wait_gone
from factcheck.services.home import Home
from factcheck.services.output import Output
from factcheck.services.postgres import running_postmaster
from factcheck.services.privileges import launched, way_to_run

ROOT_MAY = ["namespace", "nobody"]  # an ordinary user's programs run as they are
WAYS = ROOT_MAY if os.geteuid() == 0 else ["same"]


def test_wait_gone_sees_a_process_end() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert not wait_gone(process.pid, 0)
        process.communicate(b"\n")
        assert wait_gone(process.pid, 10)


@pytest.mark.parametrize("lock", ["", "not a pid file", "1\n/some/data\n"])
def test_lock_of_no_postgres_is_nobodys(tmp_path: Path, lock: str) -> None:
    (tmp_path / "postmaster.pid").write_text(lock)
    assert running_postmaster(tmp_path / "postmaster.pid", tmp_path) == 0


def test_missing_lock_is_nobodys(tmp_path: Path) -> None:
    assert running_postmaster(tmp_path / "postmaster.pid", tmp_path) == 0


def test_output_is_kept_heard_and_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "LARGEST", 10)

    async def write() -> str:
        kept = Output(tmp_path / "x.log")
        pipe = kept.pipe()
        os.write(pipe, b"first line\n")
        await kept.said(b"first")
        os.write(pipe, b"ready\n")
        await kept.said(b"ready")
        os.close(pipe)
        kept.close()
        return kept.last_lines(1)

    assert asyncio.run(write()) == "  ready"
    assert (tmp_path / "x.log.1").read_text() == "first line\n"
    assert (tmp_path / "x.log").read_text() == "ready\n"


@pytest.mark.parametrize("how", WAYS)
def test_launched_program_is_not_root(how: str) -> None:
    told = subprocess.run(launched(["id", "-u"], how), capture_output=True, text=True, check=True).stdout
    assert int(told) > 0


def test_there_is_a_way_to_run_postgres() -> None:
    assert way_to_run(find_postgres().program("postgres")) in WAYS


def test_addresses_of_a_running_stack_are_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "to be restored")
    monkeypatch.delenv("DATABASE_URL")
    with Home(tmp_path).opened() as running:
        running.publish_addresses({"DATABASE_URL": "postgres://a:b#$'c@localhost/d"})
        environment.read_running_stack(tmp_path)
    assert os.environ["DATABASE_URL"] == "postgres://a:b#$'c@localhost/d"


def test_addresses_of_a_killed_stack_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "to be restored")
    monkeypatch.delenv("DATABASE_URL")
    with Home(tmp_path).opened():
        pass
    Home(tmp_path).publish_addresses({"DATABASE_URL": "postgres://nobody/listens"})
    environment.read_running_stack(tmp_path)
    assert "DATABASE_URL" not in os.environ


def test_given_database_comes_before_the_running_stacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://given/one")
    with Home(tmp_path).opened() as running:
        running.publish_addresses({"DATABASE_URL": "postgres://running/stack"})
        environment.read_running_stack(tmp_path)
    assert os.environ["DATABASE_URL"] == "postgres://given/one"
