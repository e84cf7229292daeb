"""What cannot work is refused with a sentence that says what to do."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from factcheck.services import binaries, home, valkey
from factcheck.services.exceptions import StackError
from factcheck.services.home import Home
from factcheck.services.ports import LOOPBACK, free_port, listening_socket
from factcheck.services.postgres import Cluster
from factcheck.services.service import ending


def test_taken_port_is_named() -> None:
    with (
        listening_socket(LOOPBACK, 0) as taken,
        pytest.raises(StackError, match="is taken by another program"),
    ):
        listening_socket(LOOPBACK, taken.getsockname()[1])


@pytest.mark.parametrize("port", [-1, 65536])
def test_number_that_is_no_port_is_named(port: int) -> None:
    with pytest.raises(StackError, match=f"no port {port}"):
        listening_socket(LOOPBACK, port)


def test_free_port_can_be_listened_at() -> None:
    with socket.create_server((LOOPBACK, free_port())) as server:
        assert server.getsockname()[1] > 0


def test_broker_that_is_away_is_named() -> None:
    with pytest.raises(StackError, match=r"no broker .* REDIS_URL: .*Connection refused") as told:
        valkey.check(f"valkey://:secret@{LOOPBACK}:{free_port()}/0")
    assert "secret" not in str(told.value)


def test_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "LEAST_FREE", 2**62)
    with pytest.raises(StackError, match="MB free"), Home(tmp_path / "home").opened():
        pass


def test_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(StackError, match="cannot be made: Not a directory"),
        Home(tmp_path / "file" / "home").opened(),
    ):
        pass


def test_home_of_another_user_is_named(tmp_path: Path) -> None:
    foreign = tmp_path if os.geteuid() == 0 else Path("/usr")  # only root can give a folder away
    if foreign is tmp_path:
        os.chown(tmp_path, 65534, -1)
    owner = foreign.stat().st_uid
    with pytest.raises(StackError, match=f"belongs to user {owner}"), Home(foreign).opened():
        pass


def test_database_of_another_major_version_is_named(tmp_path: Path) -> None:
    with Home(tmp_path).opened() as held:
        data = tmp_path / "postgres"
        data.mkdir()
        (data / "PG_VERSION").write_text("16\n")
        with pytest.raises(StackError, match="made by PostgreSQL 16; the programs at hand are PostgreSQL 18"):
            Cluster(held).prepare()


@pytest.mark.parametrize(
    ("find", "variable"), [(binaries.find_postgres, "DATABASE_URL"), (binaries.find_valkey, "REDIS_URL")]
)
def test_missing_wheel_is_named(find, variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "POSTGRES_WHEEL", ("no_such_wheel", "bin"))
    monkeypatch.setattr(binaries, "VALKEY_WHEEL", ("no_such_wheel", "bin"))
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StackError, match=f"runs on this platform .* or set {variable}"):
        find()


def test_secret_is_made_once(tmp_path: Path) -> None:
    assert Home(tmp_path).secret("key") == Home(tmp_path).secret("key")
    assert len(Home(tmp_path).secret("key")) == 64


def test_ending_is_told_in_words() -> None:
    assert ending(-9) == "killed by SIGKILL"
    assert ending(3) == "ended with code 3"
