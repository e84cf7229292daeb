"""docker-compose.yml, read by the real compose: no engine is needed for that."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from claims.dispatch import TASKS

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {
    "SECRET_KEY": "a",
    "ALLOWED_HOSTS": "b.example",
    "POSTGRES_PASSWORD": "c",
    "SITE_PASSWORD": "d",
    "VALKEY_PASSWORD": "e",
}
OWNER, SITE = "postgres://factcheck:c@", "postgres://factcheck_site:d@"


def compose(environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    binary = str(Path(sys.executable).with_name("docker-compose"))
    command = [binary, "--env-file", "/dev/null", "config", "--format", "json"]
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_missing_secret_is_refused_with_a_sentence(name: str) -> None:
    refused = compose({key: value for key, value in SECRETS.items() if key != name})
    assert refused.returncode != 0
    assert f"set {name} to" in refused.stderr


def test_every_service_is_guarded() -> None:
    services = json.loads(compose(SECRETS).stdout)["services"]
    assert set(services) == {"web", "worker", "beat", "migrate", "postgres", "valkey"}
    for name, service in services.items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert name == "migrate" or ("healthcheck" in service and service["restart"] == "unless-stopped"), (
            name
        )
        assert all(port["host_ip"] == "127.0.0.1" for port in service.get("ports", [])), name


def test_worker_reads_every_queue() -> None:
    command = json.loads(compose(SECRETS).stdout)["services"]["worker"]["command"]
    assert command[command.index("--queues") + 1].split(",") == sorted(set(TASKS.values()))


def test_only_migrate_is_the_owner_of_the_database() -> None:
    services = json.loads(compose(SECRETS).stdout)["services"]
    for name in ("web", "worker", "beat", "migrate"):
        environ = services[name]["environment"]
        assert environ["DATABASE_URL"].startswith(SITE), name
        assert environ.get("DATABASE_OWNER_URL", "").startswith(OWNER) == (name == "migrate"), name
        assert (OWNER in json.dumps(services[name])) == (name == "migrate"), name
