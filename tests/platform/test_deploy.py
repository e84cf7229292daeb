"""What stands under deploy/: it parses, fits its schema, and names metrics and headings that there are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from django.test import Client

from claims.dispatch import TASKS
from claims.models import Worker

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
KUBERNETES = "1.31"  # the schema that the manifests are held against
METRIC = re.compile(r"\b(?:factcheck|django)_[a-z_]+")


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def expressions() -> Iterator[str]:
    yield from (rule["expr"] for rule in rules())
    board = json.loads((DEPLOY / "dashboard.json").read_text())
    yield from (target["expr"] for panel in board["panels"] for target in panel["targets"])


def manifests() -> list[dict[str, Any]]:
    files = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    return [each for path in files for each in yaml.safe_load_all(path.read_text())]


def pods() -> Iterator[tuple[str, dict[str, Any]]]:
    """The pods that the manifests start, by name."""
    for each in manifests():
        spec = each.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            yield each["metadata"]["name"], spec["template"]["spec"]


def headings(path: Path) -> set[str]:
    """As GitHub makes anchors of them."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.django_db
def test_every_metric_that_is_watched_is_there(client: Client) -> None:
    Worker.objects.create(name="celery@one")
    client.get("/healthz")
    scraped = {re.split(r"[ {]", row)[0] for row in client.get("/metrics").content.decode().splitlines()}
    wanted = {name for expression in expressions() for name in METRIC.findall(expression)}
    assert len(wanted) > 12
    assert wanted <= scraped


@pytest.mark.django_db
def test_every_metric_of_ours_is_watched(client: Client) -> None:
    Worker.objects.create(name="celery@one")
    shown = set(METRIC.findall(" ".join(expressions())))
    page = client.get("/metrics").content.decode()
    assert set(re.findall(r"^# TYPE (factcheck_\w+)", page, re.MULTILINE)) <= shown


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_alert_says_what_is_wrong_and_what_to_do(rule: dict[str, Any]) -> None:
    file, _, anchor = rule["annotations"]["runbook"].partition("#")
    assert anchor in headings(ROOT / file)
    assert rule["annotations"]["summary"].endswith(".")
    assert rule["labels"]["severity"] in ("page", "ticket")


@pytest.mark.parametrize(
    "manifest", manifests(), ids=lambda each: f"{each['kind']}-{each.get('metadata', {}).get('name')}"
)
def test_manifest_fits_the_schema_of_kubernetes(manifest: dict[str, Any]) -> None:
    if manifest["kind"] == "Kustomization":
        assert all((DEPLOY / "kubernetes" / name).is_file() for name in manifest["resources"])
    else:
        kubernetes_validate.validate(manifest, KUBERNETES, strict=True)


@pytest.mark.parametrize(("name", "pod"), list(pods()), ids=[name for name, _ in pods()])
def test_pod_is_an_ordinary_user_without_rights(name: str, pod: dict[str, Any]) -> None:
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault"
    assert pod["automountServiceAccountToken"] is False
    for container in pod["containers"]:
        guarded = container["securityContext"]
        assert guarded["readOnlyRootFilesystem"]
        assert not guarded["allowPrivilegeEscalation"]
        assert guarded["capabilities"] == {"drop": ["ALL"]}
        assert "memory" in container["resources"]["limits"]
        assert {"secretRef": {"name": "factcheck"}} in container["envFrom"]


def test_no_secret_stands_in_a_manifest() -> None:
    assert "Secret" not in {each["kind"] for each in manifests()}
    told = [each.get("data", {}) for each in manifests() if each["kind"] == "ConfigMap"]
    assert not {name for data in told for name in data if name.endswith(("KEY", "TOKEN", "PASSWORD", "URL"))}


def test_every_queue_has_a_worker() -> None:
    commands = [pod["containers"][0]["command"] for _, pod in pods()]
    queues = {
        word
        for command in commands
        if "--queues" in command
        for word in command[command.index("--queues") + 1].split(",")
    }
    assert queues == set(TASKS.values())


def test_prometheus_reads_the_rules() -> None:
    told = yaml.safe_load((DEPLOY / "prometheus.yml").read_text())
    assert all((DEPLOY / name).is_file() for name in told["rule_files"])
    assert told["scrape_configs"][0]["metrics_path"] == "/metrics"


def test_only_the_migrate_job_is_the_owner_of_the_database() -> None:
    owners = {name for name, pod in pods() if "factcheck-owner" in json.dumps(pod)}
    assert owners == {"migrate"}
