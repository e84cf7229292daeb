"""gunicorn's configuration: `gunicorn -c python:factcheck.gunicorn factcheck.wsgi`."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

from factcheck import environment as env
from factcheck.services.mortal import die_with_parent

# Before the site is loaded: where its processes count requests together
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="factcheck-metrics-"))

bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")
workers = env.whole("WEB_WORKERS", 1, 1, 64)
threads = env.whole("WEB_THREADS", 4, 1, 64)  # pages wait for the database more than they compute
timeout = 30  # seconds; a worker that hangs longer is replaced
graceful_timeout = 15
max_requests = 2000  # against slow leaks
max_requests_jitter = 200
limit_request_line = 8190
control_socket_disable = True
LAST_PID = 1 << 22  # the highest that Linux gives a process
MEMORY = Path("/dev/shm")  # noqa: S108 - only the name of a file that is unlinked at once
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None  # its heartbeat must not wait for a disk
logconfig_dict = settings.LOGGING


def on_starting(server: Any) -> None:
    """With WEB_PARENT, the number of the process that started it, the server ends when that one does."""
    if parent := env.whole("WEB_PARENT", 0, 0, LAST_PID):
        die_with_parent(signal.SIGTERM, parent)


def post_fork(server: Any, worker: Any) -> None:
    die_with_parent()


def child_exit(server: Any, worker: Any) -> None:
    """What a process that ended had counted still counts; what it was at the moment does not."""
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415  after the folder is known

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


def post_worker_init(worker: Any) -> None:
    from factcheck.health import migrations  # noqa: PLC0415  asks for models

    migrations()  # read now, and not while somebody waits for /readyz
    worker.log.info("ready to serve")
