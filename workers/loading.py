"""The model of a worker process: loaded once, after the fork, and kept within bounds of memory.

A model warmed in the parent and then forked can hang every task (torch does), so the parent only checks
the folder against its manifest, and refuses to start on a model that was changed.
"""

from __future__ import annotations

import logging
import resource
from functools import cache, partial
from pathlib import Path
from typing import Any

from celery.signals import worker_init, worker_process_init
from django.conf import settings

from claims.actions.crashpoints import crashpoint
from claims.extraction.types import Scorer
from claims.garbage import collect_seldom
from workers.model import manifest
from workers.model.config import ModelError

log = logging.getLogger(__name__)

STORY_BYTES = 1 << 30  # of address space that one story may add to a worker that has its model
RELEASED = Path(__file__).parent / "model" / "released"


@cache
def scorer() -> Scorer:
    """This process's model; loads it the first time. Raises ModelError."""
    from workers.model.scorer import load  # noqa: PLC0415  (the runtime stays out of the parent)

    loaded = load(folder())
    loaded.at_each_window = partial(crashpoint, "scoring")
    log.info(
        "model loaded: %s", loaded.version, extra={"backend": loaded.backend, "precision": loaded.precision}
    )
    return loaded


def folder() -> Path:
    return Path(settings.FACTCHECK_MODEL or RELEASED)


@worker_init.connect
def refuse_changed_model(**_: Any) -> None:
    """Before any child is started: no worker on a model that is not what was released."""
    try:
        manifest.check(folder())
    except (ModelError, OSError) as wrong:
        raise SystemExit(f"The worker does not start: {wrong}") from wrong


@worker_process_init.connect
def load_model(**_: Any) -> None:
    """Each child loads its own, and from then on may grow by one story's worth."""
    scorer()
    collect_seldom()
    bound_memory()


def bound_memory() -> None:
    """A story that wants more than STORY_BYTES gets a MemoryError, which fails it and not the worker."""
    statm = Path("/proc/self/statm")
    if statm.exists():  # elsewhere than on Linux the container's limit has to do
        pages = int(statm.read_text().split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + STORY_BYTES, hard))
