"""D2: an old release at work while the new one migrates its database, and then both side by side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

from tests.faults.worker import ROOT
from tests.soak.figures import hold, tell

FIRST_NEW = "claims/migrations/0019_desks_evidence_and_notifications.py"
STACKS_OWN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "FACTCHECK_HOME")


def test_an_upgrade_under_load_loses_nothing(tmp_path: Path) -> None:
    """FACTCHECK_OLD names the old commit."""
    old = os.environ.get("FACTCHECK_OLD") or before_the_new_schema()
    _unpack(old, tmp_path / "old")
    environ = {name: word for name, word in os.environ.items() if name not in STACKS_OWN}
    run = f"cd {ROOT} && exec {sys.executable} -m tests.faults.two_versions"
    done = subprocess.run(
        [sys.executable, "manage.py", "with_stack", "--worker", "--web", "--", "sh", "-c", run],
        cwd=tmp_path / "old",
        env=environ | {"FACTCHECK_HOME": str(tmp_path / "home"), "DEBUG": "yes"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "{" in done.stdout, done.stdout + done.stderr
    told = json.loads(done.stdout[done.stdout.index("{") :])
    tell("D2", f"answers of the old site ({old[:7]}) and the new one", sum(told["answers"].values()))
    tell("D2", "the migration took", told["migration_s"], "s")
    hold("D2", "answers 5xx or none", sum(told["errors"].values()), at_most=0)
    hold("D2", f"of {told['stories']} stories not read", len(told["not_ready"]), at_most=0)
    assert (done.returncode, told["migrated"]) == (0, True), done.stderr


def before_the_new_schema() -> str:
    """The last commit whose newest migration is 0018: ten migrations ago, and whole."""
    added = _git("log", "--diff-filter=A", "--format=%H", "--", FIRST_NEW).split()
    return _git("rev-parse", f"{added[-1]}~1").strip()


def _unpack(commit: str, folder: Path) -> None:
    archive = folder.with_suffix(".tar")
    _git("archive", f"--output={archive}", commit)
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout
