"""Our own programs: worker, beat and web, and the commands that run to their end."""

from __future__ import annotations

import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from claims.dispatch import TASKS
from factcheck.services.service import Program

ROOT = Path(__file__).resolve().parents[2]
Environ = Mapping[str, str]


def manage(*words: str) -> list[str]:
    """The command line of a management command."""
    return [sys.executable, str(ROOT / "manage.py"), *words]


def celery(*words: str) -> list[str]:
    return [sys.executable, "-m", "celery", f"--workdir={ROOT}", "-A", "factcheck", *words]


def worker(environ: Environ) -> Program:
    queues = ",".join(sorted(set(TASKS.values())))
    return Program(
        name="worker",
        command=celery("worker", "--queues", queues, "--without-gossip", "--without-mingle"),
        ready=b" ready.",
        environ={"DATABASE_STATEMENT_SECONDS": "60", **environ},
        detail=f"queues {queues}",
        stop_seconds=40,  # 30 to finish or hand back the story at hand (settings), and some to end
    )


def beat(environ: Environ) -> Program:
    return Program(
        name="beat",
        command=celery("beat", "--pidfile="),
        ready=b"beat: Starting...",
        environ=environ,
        detail="reconcile and other clockwork",
        stop_seconds=5,
    )


def web(environ: Environ, door: socket.socket) -> Program:
    """gunicorn behind a socket that is open already: no port to lose, and callers wait while it restarts."""
    host, port = door.getsockname()
    return Program(
        name="web",
        command=[
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            "python:factcheck.gunicorn",
            f"--chdir={ROOT}",
            "factcheck.wsgi",
        ],
        ready=b"ready to serve",
        environ={
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
            **environ,
            "WEB_BIND": f"fd://{door.fileno()}",
        },
        detail=f"http://{host}:{port}/",
        files=(door.fileno(),),
    )
