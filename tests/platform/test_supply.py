"""Every package is locked with its hashes, comes under a licence that we may ship, and is told of."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest
from django.core.management import call_command

from factcheck import supply
from tests.platform.conftest import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
FILES = ["requirements.txt", "requirements-dev.txt"]


def pins(name: str) -> set[tuple[str, str]]:
    found = PIN.findall((ROOT / name).read_text())
    return {(re.sub(r"[-_.]+", "-", package).lower(), version) for package, version in found}


@pytest.mark.parametrize("name", FILES)
def test_lock_holds_what_is_asked_for(name: str) -> None:
    """Where it does not, `make lock` writes it anew."""
    assert pins(name) <= pins(name.replace(".txt", ".lock"))


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_a_lock_has_hashes(name: str) -> None:
    lock = (ROOT / name.replace(".txt", ".lock")).read_text()
    entries = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert len(entries) > 60
    assert not [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]


def test_every_licence_is_one_that_we_may_ship(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("licences", "--json")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) > 60
    assert not [line for line in lines if not line["allowed"]]


def test_licence_that_nobody_looked_at_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supply, "allowed", frozenset[str])
    with pytest.raises(SystemExit) as left:
        call_command("licences")
    assert left.value.code == 1
    assert "NOT LISTED" in capsys.readouterr().out


def bill(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    call_command("sbom")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_bill_of_materials_names_every_package_and_file(capsys: pytest.CaptureFixture[str]) -> None:
    told = bill(capsys)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    named = {(each["name"], each.get("version")) for each in told["components"]}
    assert {("django", "5.2.19"), ("celery", "5.7.0")} <= named
    assert "encoder.bin" in {each["name"] for each in told["components"] if each["type"] != "library"}
    refs = [each["bom-ref"] for each in told["components"]]
    assert len(refs) == len(set(refs))
    assert {need for each in told["dependencies"] for need in each["dependsOn"]} <= set(refs)


def test_code_has_none_of_the_known_bad_habits() -> None:
    command = [
        sys.executable,
        "-m",
        "bandit",
        "-q",
        "-c",
        "pyproject.toml",
        "-r",
        "claims",
        "factcheck",
        "workers",
    ]
    done = subprocess.run(
        [*command, "-ll", "-f", "json"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found = json.loads(done.stdout)["results"]
    assert not [(each["filename"], each["line_number"], each["issue_text"]) for each in found]
