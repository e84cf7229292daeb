"""FACTCHECK_HOME: the one folder with everything that a stack keeps (data, passwords, logs)."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from factcheck.services.exceptions import StackError

ADDRESSES = "stack.json"  # how to reach the running stack
LEAST_FREE = 300 * 2**20  # bytes: a fresh cluster needs about 60 MB, its log ahead of it 80 MB more


class Home:
    """The folder, once `opened()` on behalf of one running stack and nobody else."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.logs = self.path / "logs"
        self.pids = self.path / "pids"

    @contextmanager
    def opened(self) -> Iterator[Home]:
        """Make the folder where needed and hold it. Raises StackError when it cannot be had."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StackError(f"FACTCHECK_HOME {self.path} cannot be made: {error.strerror}.") from error
        self._check_owner()
        self._check_space()
        for folder in (self.logs, self.pids):
            folder.mkdir(exist_ok=True)
        with self._held():
            yield self

    def _check_owner(self) -> None:
        if (owner := self.path.stat().st_uid) != os.geteuid():
            raise StackError(
                f"FACTCHECK_HOME {self.path} belongs to user {owner}, and this is user {os.geteuid()}. "
                "Run as that user, or set FACTCHECK_HOME to another folder."
            )

    def _check_space(self) -> None:
        if (free := shutil.disk_usage(self.path).free) < LEAST_FREE:
            raise StackError(
                f"The disk of FACTCHECK_HOME {self.path} has {free >> 20} MB free; {LEAST_FREE >> 20} MB are "
                "needed. Make room, or set FACTCHECK_HOME to a folder on another disk."
            )

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the folder's lock, which the kernel lets go when this process ends in whatever way."""
        with (self.path / "lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                raise StackError(
                    f"FACTCHECK_HOME {self.path} is in use by a running stack (process {lock.read()}). "
                    "Stop that one, or set FACTCHECK_HOME to another folder."
                ) from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            try:
                yield
            finally:
                self.forget_addresses()

    def secret(self, name: str, size: int = 48) -> str:
        """A random text of `size` bytes kept in a file that only its owner reads; made at the first call."""
        place = self.path / name
        if not place.exists():
            write_private(place, secrets.token_urlsafe(size))
        return place.read_text()

    def demo_password(self) -> str:
        """Short enough to be typed."""
        return self.secret("demo-password", size=12)

    def is_held(self) -> bool:
        """Whether a stack runs on this folder now."""
        try:
            with (self.path / "lock").open() as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:  # no such folder, or somebody else's
            return False
        return False

    def addresses(self) -> dict[str, str]:
        """What the running stack has published; nothing of one that was killed and could not take it back."""
        kept = self.path / ADDRESSES
        found: dict[str, str] = json.loads(kept.read_text()) if self.is_held() and kept.exists() else {}
        return found

    def publish_addresses(self, environ: Mapping[str, str]) -> None:
        """Tell other terminals of this user how to reach the running stack (see settings.py)."""
        write_private(self.path / ADDRESSES, json.dumps(dict(environ), indent=1))

    def forget_addresses(self) -> None:
        (self.path / ADDRESSES).unlink(missing_ok=True)


def write_private(place: Path, text: str) -> None:
    """Write `text` whole or not at all, readable by its owner only."""
    draft = place.with_name(f".{place.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    draft.replace(place)
