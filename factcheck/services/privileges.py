"""How PostgreSQL, which refuses to run as root, is run when we are root."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import sys
from pathlib import Path

from factcheck.services.exceptions import StackError

LAUNCH = Path(__file__).with_name("launch.py")


def launched(command: list[str], how: str = "same", death_signal: int = signal.SIGKILL) -> list[str]:
    """`command` as a child that ends with this process (see launch.py)."""
    return [sys.executable, "-I", "-S", str(LAUNCH), str(os.getpid()), str(int(death_signal)), how, *command]


def way_to_run(binary: Path) -> str:
    """How `binary` can run without being root: "same", "namespace" or "nobody" (see launch.py)."""
    if os.geteuid() != 0:
        return "same"
    for how in ("namespace", "nobody"):
        probe = subprocess.run(launched([str(binary), "--version"], how), capture_output=True, check=False)
        if probe.returncode == 0:
            return how
    raise StackError(
        f"PostgreSQL does not run as root, and neither in a user namespace nor as nobody can {binary} run. "
        "Run this as an ordinary user, or set DATABASE_URL."
    )


def hand_over(folder: Path, how: str) -> None:
    """Make `folder` the property of whoever will run the service in it, and its parents passable."""
    if how != "nobody":
        return
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    folder.parent.chmod(0o711)
