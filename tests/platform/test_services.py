"""The embedded services as a person meets them: started, found again, ended, killed."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import psutil
import pytest

from factcheck.services.binaries import find_postgres
from tests.platform.conftest import ROOT, StartManage, read_until

pytestmark = [pytest.mark.timeout(180), pytest.mark.xdist_group("stack")]  # one home, one after another
EXECUTE = """
import os, sys, psycopg
with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
    print(connection.execute(sys.argv[1]).statusmessage)
"""
WAIT = "import signal; print('started', flush=True); signal.pause()"
END_WITH_5 = f"import signal; signal.signal(15, lambda *_: exit(5)); {WAIT}"


def execute(query: str) -> list[str]:
    return ["--", sys.executable, "-c", EXECUTE, query]


def test_second_start_finds_what_the_first_one_kept(start_manage: StartManage, home: Path) -> None:
    first = start_manage("with_stack", *execute("CREATE TABLE kept AS SELECT 1"))
    assert first.communicate()[0].split() == ["SELECT", "1"]
    again = start_manage("with_stack", *execute("CREATE TABLE kept AS SELECT 1"))
    assert 'relation "kept" already exists' in again.communicate()[0]


def test_keys_are_for_their_owner_only(start_manage: StartManage, home: Path) -> None:
    start_manage("with_stack", "--", "true").communicate()
    for key in ("postgres-password", "valkey-password", "secret-key", "valkey.conf"):
        assert (home / key).stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(("script", "code"), [("exit 7", 7), ("kill -TERM $$", 143)])
def test_exit_code_is_the_commands(start_manage: StartManage, script: str, code: int) -> None:
    process = start_manage("with_stack", "--", "sh", "-c", script)
    assert process.communicate()[0] == ""
    assert process.returncode == code


def test_kill_9_of_the_supervisor_leaves_no_orphan(start_manage: StartManage) -> None:
    process = start_manage("with_stack", "--worker", "--web", "--", sys.executable, "-c", WAIT)
    read_until(process, "started")
    family = psutil.Process(process.pid).children(recursive=True)
    assert len(family) > 10, "servers, our programs, their children and the command"
    process.kill()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive
    again = start_manage("with_stack", "--", "true")
    assert (again.communicate()[0], again.returncode) == ("", 0)


def test_site_starts_again_after_kill_9(start_manage: StartManage) -> None:
    killed = start_manage("up", "--port", "0")
    read_until(killed, "is open")
    family = psutil.Process(killed.pid).children(recursive=True)
    killed.kill()
    assert not psutil.wait_procs(family, timeout=10)[1]
    read_until(start_manage("up", "--port", "0"), "is open")


@pytest.mark.parametrize(("program", "code"), [("no-such-program", 127), ("/etc/hostname", 126)])
def test_command_that_cannot_run_is_named(start_manage: StartManage, program: str, code: int) -> None:
    process = start_manage("with_stack", "--", program)
    said = process.communicate()[0]
    assert said.startswith(f"{program}: ")
    assert said.count("\n") == 1
    assert process.returncode == code


def test_signal_goes_to_the_command_and_then_everything_ends(start_manage: StartManage) -> None:
    process = start_manage("with_stack", "--", sys.executable, "-c", END_WITH_5)
    read_until(process, "started")
    family = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    assert process.wait(30) == 5
    assert not any(member.is_running() for member in family)


def test_crashed_worker_is_started_again(start_manage: StartManage, home: Path) -> None:
    process = start_manage("up", "--port", "0")
    read_until(process, "is open")
    worker = int((home / "pids" / "worker.pid").read_text())
    psutil.Process(worker).kill()
    told = read_until(process, "(restarted)")
    assert any("restarting  killed by SIGKILL; again in 0.5 s" in line for line in told)
    assert int((home / "pids" / "worker.pid").read_text()) != worker
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0


def test_other_terminals_find_the_running_stack(start_manage: StartManage, home: Path) -> None:
    read_until(start_manage("up", "--port", "0"), "is open")
    ask = "from claims.models import Article; Article.objects.count(); print('found')"
    assert start_manage("shell", "--no-imports", "-c", ask).communicate()[0] == "found\n"


def test_second_stack_on_a_home_is_refused(start_manage: StartManage, home: Path) -> None:
    first = start_manage("with_stack", "--", sys.executable, "-c", WAIT)
    read_until(first, "started")
    second = start_manage("with_stack", "--", "true")
    said = second.communicate()[0]
    assert second.returncode == 1
    assert f"FACTCHECK_HOME {home} is in use by a running stack (process {first.pid})." in " ".join(
        said.split()
    )


def test_dump_and_restore_of_the_readme_keep_everything(
    start_manage: StartManage, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{find_postgres().folder}:{os.environ['PATH']}")
    text = (ROOT / "factcheck" / "README.md").read_text()
    dump, restore = (
        said.replace("all.sql", str(tmp_path / "all.sql")) for said in re.findall(r"sh -c '(.+)'", text)
    )
    insert = "INSERT INTO claims_source (name, is_active, created_at) VALUES ('kept', true, now())"
    made = start_manage("with_stack", "--", "sh", "-c", f'psql -c "{insert}" "$DATABASE_URL" && {dump}')
    assert made.communicate()[0] == "INSERT 0 1\n"
    query = "SELECT name FROM claims_source"
    ask = ["--", "sh", "-c", f"{restore} && psql -Atc '{query}' \"$DATABASE_URL\""]
    told = start_manage("with_stack", *ask, home=tmp_path / "new").communicate()[0]
    assert told.endswith("kept\n")
    assert "ERROR" not in told
