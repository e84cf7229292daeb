"""The house's rules that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.dispatch import TASKS
from factcheck.celery import app

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 300  # lines
NAMES_THAT_SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "handler",
    "handlers",
    "misc",
}
TOP = {"factcheck", "claims", "workers", "templates", "tests", "deploy", ".ci", ".github"}
STATUS_DOOR = "claims/actions/"  # the actions that move a claim; nobody else writes `.status`


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(line) for line in listed.splitlines() if (ROOT / line).is_file()]


def sources(*, tests: bool = True) -> list[Path]:
    ours = [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]
    return [path for path in ours if tests or path.parts[0] != "tests"]


def assigned_attributes(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Names of attributes that are assigned to, with their lines."""
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            yield from ((target.attr, node.lineno) for target in targets if isinstance(target, ast.Attribute))


def test_no_file_is_long() -> None:
    long = {
        str(path): lines
        for path in sources()
        if (lines := len((ROOT / path).read_text().splitlines())) > LONGEST_FILE
    }
    assert not long


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [str(path) for path in sources() if {*path.parts[:-1], path.stem} & NAMES_THAT_SAY_NOTHING]


def test_only_the_fixed_folders_stand_at_the_top() -> None:
    assert {path.parts[0] for path in tracked() if len(path.parts) > 1} <= TOP


@pytest.mark.parametrize("room", ["claims", "workers"])
def test_room_opens_without_django(room: str) -> None:
    assert not (ROOT / room / "__init__.py").read_text().strip()


def test_status_is_assigned_in_the_actions_only() -> None:
    outside = [
        f"{path}:{line}"
        for path in sources(tests=False)
        if not str(path).startswith(STATUS_DOOR)
        for name, line in assigned_attributes(ast.parse((ROOT / path).read_text()))
        if name == "status" and path.name != "exceptions.py"  # there it is the answer's HTTP status
    ]
    assert not outside


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path)
        for path in sources()
        if path.name not in {"__init__.py", "apps.py"}
        and not ast.get_docstring(ast.parse((ROOT / path).read_text()))
    ]
    assert not silent


def test_nothing_is_left_to_do() -> None:
    words = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
    assert not [str(path) for path in sources() if words.search((ROOT / path).read_text())]


def test_tests_do_not_sleep() -> None:
    sleeping = re.compile(r"\b(time\.sleep|wait_for_timeout)\(")
    assert not [
        str(path)
        for path in sources()
        if path.parts[0] == "tests" and sleeping.search((ROOT / path).read_text())
    ]


@pytest.mark.parametrize("name", sorted(TASKS))
def test_task_that_is_sent_is_registered(name: str) -> None:
    app.loader.import_default_modules()
    assert name in app.tasks


def test_scheduled_tasks_are_registered() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
