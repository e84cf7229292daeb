"""Settings refuse what makes no sense, in a sentence that names the variable."""

from __future__ import annotations

import signal
import subprocess
import sys
from importlib import import_module
from typing import Any
from urllib.parse import quote

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

import factcheck.settings
from factcheck.services.ports import free_port
from tests.platform.conftest import ROOT

KEY = "kZ8vR2mQ7xW4nB6tY1pL9sD3fG5hJ0aC-uEoIiKqMwNzXbVrTyPl"
PRODUCTION = {
    "ALLOWED_HOSTS": "factcheck.example.org",
    "SECRET_KEY": KEY,
    "DATABASE_URL": "postgres://app:secret@db.example.org/factcheck",
    "REDIS_URL": "redis://:secret@broker.example.org/0",
}


def settings_with(monkeypatch: pytest.MonkeyPatch, **environ: str) -> dict[str, Any]:
    for name in (*PRODUCTION, "DEBUG", "FACTCHECK_NOW"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FACTCHECK_HOME", "/nonexistent")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(factcheck, "settings", factcheck.settings)  # both come back after the test
    for name in [name for name in sys.modules if name.partition("factcheck.")[2].startswith("settings")]:
        monkeypatch.delitem(sys.modules, name)
    return vars(import_module("factcheck.settings"))


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("DEBUG", "maybe", "yes or no"),
        ("ALLOWED_HOSTS", "*", "each written out"),
        ("ALLOWED_HOSTS", "*.example.org", "each written out"),
        ("FACTCHECK_NOW", "yesterday", "a time with its zone"),
        ("FACTCHECK_NOW", "2026-11-03T18:00:00", "a time with its zone"),
        ("FACTCHECK_LEASE_SECONDS", "soon", "a number of seconds from"),
        ("FACTCHECK_LEASE_SECONDS", "nan", "a number of seconds from"),
        ("FACTCHECK_RENEW_SECONDS", "40", "at most half of FACTCHECK_LEASE_SECONDS"),
        ("FACTCHECK_MAX_ATTEMPTS", "0", "a whole number from 1 to 20"),
        ("WORKER_CONCURRENCY", "1.5", "a whole number from 1 to 64"),
        ("SECRET_KEY", "django-insecure-" + KEY, "a random text of 50 characters"),
        ("LOG_LEVEL", "loud", "INFO, DEBUG, WARNING, ERROR"),
        ("SECRET_KEY", "short", "a random text of 50 characters"),
        ("DATABASE_URL", "mysql://root:secret@db/x", "postgres://... or postgresql://..."),
        ("REDIS_URL", "localhost:6379", "redis://..."),
        ("DATABASE_URL", "postgres://app:secret@db:5432x/desk", "a port from 0 to 65535"),
        ("DATABASE_URL", "postgres://app:secret@[::1/desk", "a port from 0 to 65535"),
        ("REDIS_URL", "redis://:secret@broker:99999/0", "a port from 0 to 65535"),
        ("ADMIN_PATH", "/", "a path other than /"),
    ],
)
def test_bad_value_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, allowed: str
) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        settings_with(monkeypatch, **{name: value})
    sentence = str(refused.value)
    assert sentence.startswith(f"{name} is ")
    assert allowed in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_production_needs(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"{name} is missing"):
        settings_with(monkeypatch, **{**PRODUCTION, name: ""})


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"DEBUG": "on"}, "DEBUG is on while ALLOWED_HOSTS holds 'factcheck.example.org'"),
        ({"FACTCHECK_NOW": "2026-11-03T18:00:00Z"}, "FACTCHECK_NOW is set in production"),
    ],
)
def test_production_refuses(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=sentence):
        settings_with(monkeypatch, **PRODUCTION, **environ)


def test_production_is_secure(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_with(monkeypatch, **PRODUCTION)
    for name in ("PRODUCTION", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        assert settings[name] is True, name
    assert settings["SECURE_HSTS_SECONDS"] >= 365 * 86400
    assert "SECURE_PROXY_SSL_HEADER" not in settings


def test_local_site_needs_nothing_and_no_key_is_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (settings_with(monkeypatch)["SECRET_KEY"] for _ in range(2))
    assert first != second
    assert len(first) >= 50


def test_deploy_check_is_clean_with_production_settings() -> None:
    environ = {**PRODUCTION, "PATH": "/usr/bin:/bin", "FACTCHECK_HOME": "/nonexistent"}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("System check identified no issues (0 silenced).\n", 0), (
        done.stderr
    )


def test_command_without_a_database_says_how_to_get_one() -> None:
    environ = {"PATH": "/usr/bin:/bin", "FACTCHECK_HOME": "/nonexistent"}
    command = [sys.executable, "manage.py", "list_claims"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    said = "manage.py: there is no database: start one with `make up`, or set DATABASE_URL.\n"
    assert (done.stderr, done.returncode) == (said, 2)


def test_reader_that_has_read_enough_ends_a_command_quietly() -> None:
    environ = {"PATH": "/usr/bin:/bin", "FACTCHECK_HOME": "/nonexistent"}
    command = ["bash", "-c", f"{sys.executable} manage.py draw_states | true; exit ${{PIPESTATUS[0]}}"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", 128 + signal.SIGPIPE)


def test_database_that_is_away_is_told_in_a_sentence() -> None:
    away = f"postgres://app:secret@127.0.0.1:{free_port()}/desk"
    environ = {"PATH": "/usr/bin:/bin", "FACTCHECK_HOME": "/nonexistent", "DATABASE_URL": away}
    command = [sys.executable, "manage.py", "reconcile"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("manage.py: the database does not answer as it should: ")
    assert "Connection refused" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["ingest_wire", "manage.py"], ["list_claims"]])
def test_database_without_tables_is_told_in_a_sentence(words: list[str]) -> None:
    told = connection.settings_dict
    login = f"{told['USER']}:{quote(told['PASSWORD'] or '', safe='')}"
    bare = f"postgres://{login}@{told['HOST']}:{told['PORT']}/postgres"
    environ = {"PATH": "/usr/bin:/bin", "FACTCHECK_HOME": "/nonexistent", "DATABASE_URL": bare}
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    said = "manage.py: the database has no tables yet, or old ones: run `manage.py migrate`.\n"
    assert (done.stderr, done.returncode) == (said, 2)


@pytest.mark.parametrize(
    ("name", "words", "allowed"),
    [
        ("DEBUG", ["check"], "yes or no"),
        ("PORT", ["with_stack", "--web", "--", "true"], "a whole number from 0 to 65535"),
    ],
)
def test_bad_setting_ends_a_command_with_a_sentence(name: str, words: list[str], allowed: str) -> None:
    environ = {"PATH": "/usr/bin:/bin", name: "maybe", "FACTCHECK_HOME": "/nonexistent"}
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"manage.py: {name} is 'maybe'; allowed is {allowed}")
    assert "Traceback" not in done.stderr
